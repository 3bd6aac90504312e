"""Alignments in each format that they are written in."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree, html

from tqa.aligning.writer import WRITERS
from tqa.model import Bead, Bitext, Segment

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
SPACE = {"x": "urn:oasis:names:tc:xliff:document:1.2"}


def bitext() -> Bitext:
    source = [
        Segment(str(n), text) for n, text in enumerate(["Satu & dua.", "Tiga.", "Empat\t<b>."])
    ]
    target = [Segment(str(n), text) for n, text in enumerate(["One & two. Three.", "Extra."])]
    langs = ("id", "en")
    beads = (
        Bead("1", (source[0], source[1]), (target[0],), langs, 0.97),
        Bead("2", (source[2],), (), langs, 0.9),
        Bead("3", (), (target[1],), langs, 0.9),
    )
    return Bitext(beads, langs, "a.id.txt", "a.en.txt")


def written(name: str, *bitexts: Bitext) -> str:
    return WRITERS[name]().text(bitexts)


def test_beads() -> None:
    assert written("beads", bitext()) == "0,1\t0\n2\t\n\t1\n"


def test_tsv_has_a_header_and_clean_cells() -> None:
    lines = written("tsv", bitext()).splitlines()
    assert lines[0] == "id\tdocument\tsource\ttarget\tscore"
    assert lines[1] == "1\ta.id.txt\tSatu & dua. Tiga.\tOne & two. Three.\t0.970"
    assert all(line.count("\t") == 4 for line in lines)


def test_jsonl() -> None:
    rows = [json.loads(line) for line in written("jsonl", bitext()).splitlines()]
    assert [(r["source_segments"], r["target_segments"]) for r in rows] == [
        (["0", "1"], ["0"]),
        (["2"], []),
        ([], ["1"]),
    ]
    assert rows[0]["score"] == 0.97


def test_tmx_holds_the_translations_alone() -> None:
    root = etree.fromstring(written("tmx", bitext()).encode())
    assert [seg.text for seg in root.iter("seg")] == ["Satu & dua. Tiga.", "One & two. Three."]
    assert root.find("header").get("srclang") == "id"
    assert [prop.text for prop in root.iter("prop")] == ["a.id.txt", "0.970"]


def test_xliff_holds_what_has_a_source() -> None:
    root = etree.fromstring(written("xliff", bitext()).encode())
    units = root.findall(".//x:trans-unit", SPACE)
    assert [unit.get("id") for unit in units] == ["1", "2"]
    assert units[1].find("x:target", SPACE) is None


def test_xliff_tells_the_doubtful() -> None:
    segment = Segment("0", "a")
    langs = ("id", "en")
    beads = tuple(Bead(str(n), (segment,), (segment,), langs, n / 10) for n in (4, 5))
    root = etree.fromstring(written("xliff", Bitext(beads, langs)).encode())
    states = [target.get("state") for target in root.findall(".//x:target", SPACE)]
    assert states == ["needs-review-translation", "translated"]


HOSTILE = [
    "</seg></source></td><script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]> <!-- --> <!ENTITY x 'y'> &x; &amp; &#0; \" ' {langs} %s",
    "a\x0cb\x00c\x1b[31m\x85\ud800\uffff\u202eevil\u2066",
    "\ttab\r\nline\u2028 \U0001f600",
    "",
]


def hostile() -> Bitext:
    langs = ("id", "en")
    beads = [
        Bead(text, (Segment("0", text),), (Segment("0", text),), langs, n / 4, text)
        for n, text in enumerate(HOSTILE)
    ]
    beads.append(Bead("alone", (), (Segment("0", HOSTILE[0]),), langs))
    return Bitext(tuple(beads), langs, HOSTILE[0], HOSTILE[1], document=HOSTILE[2])


CASES = [
    pytest.param((), id="nothing"),
    pytest.param((bitext(),), id="one"),
    pytest.param((bitext(), bitext()), id="two"),
    pytest.param((Bitext((), ("", "")),), id="no-bead"),
    pytest.param((hostile(),), id="hostile"),
]


@pytest.mark.parametrize("bitexts", CASES)
def test_tmx_obeys_its_dtd(bitexts: tuple[Bitext, ...]) -> None:
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    root = etree.fromstring(written("tmx", *bitexts).encode())
    assert dtd.validate(root), dtd.error_log


def test_the_dtd_finds_faults() -> None:
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    text = written("tmx", bitext())
    for fault in ('<prop type="x-score">', ' segtype="sentence"', ' xml:lang="id"'):
        assert fault in text
        other = "<wrong>" if fault.startswith("<") else ""
        broken = text.replace(fault, other).replace(
            "0.970</prop>", f"0.970</{other[1:] or 'prop>'}"
        )
        assert not dtd.validate(etree.fromstring(broken.encode()))


@pytest.fixture(scope="module")
def xliff() -> etree.RelaxNG:
    return etree.RelaxNG(file=str(SCHEMAS / "xliff12.rng"))


@pytest.mark.parametrize("bitexts", CASES)
def test_xliff_obeys_its_schema(bitexts: tuple[Bitext, ...], xliff: etree.RelaxNG) -> None:
    root = etree.fromstring(written("xliff", *bitexts).encode())
    assert xliff.validate(root), xliff.error_log


def test_the_schema_finds_faults(xliff: etree.RelaxNG) -> None:
    text = written("xliff", bitext())
    for fault in (' datatype="plaintext"', ' id="1"', '"translated"'):
        assert fault in text
        broken = text.replace(fault, '"done"' if fault == '"translated"' else "")
        assert not xliff.validate(etree.fromstring(broken.encode()))


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_texts_survive_xml(name: str) -> None:
    text = "Satu & dua <b>\ttab\r\nbaris \U0001f600"
    segment = Segment("0", text)
    one = Bitext((Bead("1", (segment,), (segment,), ("id", "en")),), ("id", "en"))
    root = etree.fromstring(written(name, one).encode())
    tags = {"seg", f"{{{SPACE['x']}}}source", f"{{{SPACE['x']}}}target"}
    assert [element.text for element in root.iter() if element.tag in tags] == [text, text]


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_characters_that_xml_forbids_are_left_out(name: str) -> None:
    segment = Segment("0", "a\x0cb\x00c")
    one = Bitext((Bead("1", (segment,), (segment,), ("id", "en")),), ("id", "en"))
    assert "abc" in written(name, one)


class TestHtml:
    """The page to look at."""

    def test_texts_are_escaped(self) -> None:
        page = written("html", bitext())
        assert "Satu &amp; dua." in page
        assert "<b>." not in page

    def test_hostile_texts_are_inert(self) -> None:
        page = written("html", hostile())
        assert not re.search(r"<(script|img)|<!ENTITY|<!--", page)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", page)
        root = html.document_fromstring(page)
        assert {element.tag for element in root.iter()} <= TAGS
        for element in root.iter():
            assert not [name for name in element.attrib if name.startswith("on")]
            assert not {"src", "href", "style"} & set(element.attrib)
        assert root.xpath("//bdi")[0].text == HOSTILE[0]

    def test_nothing_comes_from_outside(self) -> None:
        page = written("html", bitext())
        assert "default-src 'none'" in page
        assert not re.search(r"url\(|@import|https?:|//", page)

    def test_it_fits_a_phone_and_the_dark(self) -> None:
        page = written("html", bitext())
        assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
        assert "@media (max-width: 40rem)" in page
        assert "@media (prefers-color-scheme: dark)" in page

    def test_a_row_a_bead(self) -> None:
        root = html.document_fromstring(written("html", bitext()))
        rows = root.xpath("//tbody/tr")
        assert [row.xpath("string(td[1])") for row in rows] == [
            "1 2-1 0.97", "2 1-0 0.90", "3 0-1 0.90",
        ]  # fmt: skip
        assert [row.get("class") for row in rows] == [None, "alone", "alone"]
        assert [len(row.xpath("td")) for row in rows] == [3, 3, 3]
        assert [bdi.text for bdi in rows[0].xpath("td[2]/bdi")] == ["Satu & dua.", "Tiga."]
        assert rows[2].xpath("td[2]/bdi") == []
        assert [td.get("lang") for td in rows[0].xpath("td")] == [None, "id", "en"]
        assert root.xpath("string(//p)") == "3 beads · 1 × 0-1 · 1 × 1-0 · 1 × 2-1"
        assert root.xpath("string(//h1)") == "a.id.txt – a.en.txt"

    def test_the_doubtful_are_told_in_words(self) -> None:
        segment = Segment("0", "a")
        bead = Bead("1", (segment,), (segment,), ("id", "en"), 0.4)
        root = html.document_fromstring(written("html", Bitext((bead,), ("id", "en"))))
        assert root.xpath("string(//tr[@class='doubtful']/td)") == "1 1-1 0.40 doubtful"
        assert "1 doubtful" in root.xpath("string(//p)")


TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "p",
    "table", "thead", "tbody", "tr", "th", "td", "b", "bdi",
}  # fmt: skip
