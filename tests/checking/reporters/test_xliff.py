"""`xliff`: the bitext with its findings, against a grammar of XLIFF 2.1 with ITS."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.checking.reporters.findings import HOSTILE, finding, report
from tqa.checking.reporters.xliff import Xliff
from tqa.model import Bead, Bitext, Finding, Segment, Source
from tqa.reading.formats.xliff import Xliff as XliffReader

GRAMMAR = etree.RelaxNG(
    etree.parse(Path(__file__).parents[2] / "data" / "schemas" / "xliff21its.rng")
)
X = "{urn:oasis:names:tc:xliff:document:2.0}"
ITS = "{http://www.w3.org/2005/11/its}"


def bitext(*pairs: tuple[str, str], langs: tuple[str, str] = ("id", "en")) -> Bitext:
    beads = tuple(
        Bead(str(n), (Segment(f"s{n}", source),), (Segment(f"t{n}", target),), langs)
        for n, (source, target) in enumerate(pairs, 1)
    )
    return Bitext(beads, langs, "a.txt", "b.txt")


def written(bitexts: Sequence[Bitext], *findings: Finding) -> bytes:
    data = Xliff().text(replace(report(*findings), bitexts=tuple(bitexts))).encode()
    GRAMMAR.assertValid(etree.fromstring(data))
    return data


def test_findings_are_marks_and_notes() -> None:
    one = finding("One garage.", (4, 10), source="Satu bengkel.", suggestions=("workshop",))
    root = etree.fromstring(
        written([bitext(("Satu bengkel.", "One garage."), ("Ya.", "Yes."))], one)
    )
    assert (root.get("srcLang"), root.get("trgLang")) == ("id", "en")
    (mark,) = root.iter(f"{X}mrk")
    assert mark.text == "garage"
    assert mark.get(f"{ITS}locQualityIssueType") == "other"
    assert mark.get(f"{ITS}locQualityIssueComment") == "XXX001 wrong"
    assert mark.get(f"{ITS}locQualityIssueSeverity") == "75"
    assert [note.text for note in root.iter(f"{X}note")] == ["XXX001 [major] wrong → workshop"]
    assert len(root.findall(f".//{X}unit")) == 2


def test_a_source_side_finding_is_marked_in_the_source() -> None:
    one = finding("One.", source="Satu bengkel.", source_spans=((5, 12),))
    root = etree.fromstring(written([bitext(("Satu bengkel.", "One."))], one))
    (mark,) = root.iter(f"{X}mrk")
    parent = mark.getparent()
    assert parent is not None
    assert (mark.text, parent.tag) == ("bengkel", f"{X}source")


@pytest.mark.parametrize("bitexts", [[], [bitext(("", "x"), langs=("", "en"))]])
def test_without_a_bitext(bitexts: list[Bitext]) -> None:
    assert b"<unit" in written(bitexts)


def test_only_one_language_pair() -> None:
    data = written([bitext(("a", "b")), bitext(("c", "d"), langs=("en", "id"))])
    assert b">a<" in data
    assert b">c<" not in data


def test_hostile_text_is_read_back() -> None:
    text = HOSTILE.replace("﷐", "")
    data = written([bitext((text, text))], finding(text, (0, 5), (3, 9), (20, 21), source=text))
    (read,) = XliffReader().read(Source("a.xlf", data))
    assert read.beads[0].target[0].text == text
    assert read.beads[0].source[0].text == text


SPAN = st.tuples(st.integers(0, 12), st.integers(0, 12))


@given(st.lists(SPAN, max_size=5), st.text(st.sampled_from("ab <&é\n\x01"), max_size=10))
def test_marks_never_cross_and_lose_no_text(spans: list[tuple[int, int]], text: str) -> None:
    source = text or "x"
    data = written([bitext((source, text))], finding(text, *spans, source=source))
    (read,) = XliffReader().read(Source("a.xlf", data))
    assert read.beads[0].target[0].text == text
    marks = len(list(etree.fromstring(data).iter(f"{X}mrk")))
    assert marks == max(len(spans), 1)
