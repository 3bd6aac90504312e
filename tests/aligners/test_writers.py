"""Alignments in each format that they are written in."""

import io
import json

import pytest
from lxml import etree

from tqa.format import WRITERS
from tqa.model import Bead, Bitext, Segment


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
    stream = io.StringIO()
    WRITERS[name]().write(bitexts, stream)
    return stream.getvalue()


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


def test_xliff_holds_what_has_a_source() -> None:
    root = etree.fromstring(written("xliff", bitext()).encode())
    space = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    units = root.findall(".//x:trans-unit", space)
    assert [unit.get("id") for unit in units] == ["1", "2"]
    assert units[1].find("x:target", space) is None


def test_html_escapes() -> None:
    page = written("html", bitext())
    assert "Satu &amp; dua." in page
    assert "<b>" not in page


@pytest.mark.parametrize("name", WRITERS.keys())
def test_nothing_to_write_is_still_well_formed(name: str) -> None:
    text = written(name)
    if name in ("tmx", "xliff"):
        etree.fromstring(text.encode())


@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_characters_that_xml_forbids_are_left_out(name: str) -> None:
    segment = Segment("0", "a\x0cb\x00c")
    one = Bitext((Bead("1", (segment,), (segment,), ("id", "en")),), ("id", "en"))
    assert "abc" in written(name, one)
    etree.fromstring(written(name, one).encode())
