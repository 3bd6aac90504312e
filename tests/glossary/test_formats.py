"""Glossary formats: round trips, what they lose, what they refuse, and the schemas."""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tqa.base.errors import GlossaryError, UsageError
from tqa.glossary.format import (
    GLOSSARY_FORMATS,
    GlossaryFormat,
    glossary_format_of,
    lost,
    read_glossary,
)
from tqa.model import Concept, Matching, Status, Term
from tqa.project.bundled import folder

SCHEMAS = Path(__file__).parent / "schemas"
BUNDLED = sorted(folder("glossaries").glob("*.tsv"))
FORMATS = pytest.mark.parametrize(
    "cls", [pytest.param(cls, id=cls.name) for cls in GLOSSARY_FORMATS]
)

WORKSHOP = Concept(
    "workshop",
    (
        Term("lokakarya", "id", pos="noun"),
        Term("workshop", "en"),
        Term("training workshop", "en", Status.ADMITTED),
        Term("loka karya", "id", Status.DEPRECATED),
        Term("bengkel", "id", Status.FORBIDDEN),
    ),
    domain="events",
    definition="A meeting in which people learn by working.",
    note="Not the place where cars are mended.",
    flags=frozenset({"required"}),
    cues={"id": ("peserta", "acara"), "en": ("held",)},
    confusable_with=("garage",),
    valid_from="2020-01-01",
    valid_until="2030",
    source="KBBI",
)
GARAGE = Concept("garage", (Term("bengkel", "id"), Term("garage", "en")))
WHO = Concept(
    "42 who",  # an id that is no XML name
    (
        Term("WHO", "id", case_sensitive=True, matching=Matching.EXACT),
        Term("WHO", "en", case_sensitive=True, matching=Matching.EXACT),
    ),
    flags=frozenset({"do-not-translate", "exact"}),
)


def again(cls: type[GlossaryFormat], concepts: Iterable[Concept]) -> list[Concept]:
    return list(cls().read(cls().write(concepts).data, "terms"))


@FORMATS
def test_everything_said_comes_back(cls: type[GlossaryFormat]) -> None:
    written = cls().write([WORKSHOP, GARAGE, WHO])
    allowed = {"pos"} if cls.name in ("tsv", "csv", "xlsx") else set()
    assert set(written.dropped) <= allowed
    first = next(iter(cls().read(written.data, "terms")))
    assert {(t.lang, t.text, t.status) for t in first.terms} == {
        (t.lang, t.text, t.status) for t in WORKSHOP.terms
    }


@FORMATS
@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_the_bundled_glossaries_lose_nothing(cls: type[GlossaryFormat], path: Path) -> None:
    concepts = read_glossary(path)
    assert not set(cls().write(concepts).dropped) - {"case_sensitive"}


def test_what_is_lost_is_told() -> None:
    changed = replace(WORKSHOP, note="", terms=WORKSHOP.terms[1:])
    assert dict(lost([WORKSHOP, GARAGE], [changed])) == {"note": 1, "terms": 1, "concept": 1}


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).map(
    lambda text: " ".join(text.split())
)


@FORMATS
@settings(deadline=None)
@given(st.lists(st.tuples(TEXT.filter(bool), TEXT.filter(bool)), min_size=1, max_size=4))
def test_any_term_is_written_and_read(
    cls: type[GlossaryFormat], pairs: list[tuple[str, str]]
) -> None:
    concepts = [
        Concept(f"c{n}", (Term(one, "id"), Term(two, "en"))) for n, (one, two) in enumerate(pairs)
    ]
    written = cls().write(concepts)  # what cannot be held is told, and nothing raises
    known = {concept.id for concept in cls().read(written.data, "terms")}
    assert len(concepts) - written.dropped.get("concept", 0) == len(
        known & {c.id for c in concepts}
    )


@pytest.mark.parametrize("style", ["dca", "dct"])
@pytest.mark.parametrize("path", [None, *BUNDLED], ids=lambda path: path.stem if path else "all")
def test_tbx_is_valid_tbx_basic(style: str, path: Path | None) -> None:
    concepts = read_glossary(path) if path else (WORKSHOP, GARAGE, WHO)
    writer = glossary_format_of("a.tbx" if style == "dca" else "a.dct.tbx")
    root = etree.fromstring(writer.write(concepts).data)
    schema = etree.RelaxNG(file=str(SCHEMAS / f"tbx_basic_{style}.rng"))
    schema.assertValid(root)


def test_the_schema_refuses_what_tbx_basic_does_not_know() -> None:
    data = glossary_format_of("a.tbx").write([GARAGE]).data
    wrong = data.replace(b"preferredTerm-admn-sts", b"forbidden")
    schema = etree.RelaxNG(file=str(SCHEMAS / "tbx_basic_dca.rng"))
    assert not schema.validate(etree.fromstring(wrong))


TBX_2008 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
  <termEntry id="e1">
    <descripGrp><descrip type="subjectField">law</descrip></descripGrp>
    <langSet xml:lang="id-ID"><ntig><termGrp><term>putusan sela</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
    </termGrp></ntig></langSet>
    <langSet xml:lang="en"><descrip type="definition">A ruling before the end.</descrip>
      <tig><term>interim ruling</term><termNote type="partOfSpeech">noun</termNote></tig>
      <tig><term>gap decision</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
  </termEntry>
</body></text></martif>
"""


def test_tbx_of_2008_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.tbx"
    path.write_text(TBX_2008, "utf-8")
    (concept,) = read_glossary(path)
    assert (concept.id, concept.domain, concept.line) == ("e1", "law", 4)
    assert concept.definition == "A ruling before the end."
    assert [(t.text, t.lang, t.status, t.pos) for t in concept.terms] == [
        ("putusan sela", "id", Status.PREFERRED, ""),
        ("interim ruling", "en", Status.PREFERRED, "noun"),
        ("gap decision", "en", Status.FORBIDDEN, ""),
    ]


WEBLATE = """msgid ""
msgstr "Language: id\\n"

msgid "server"
msgstr "peladen"

#, forbidden
msgid "workshop"
msgstr "bengkel"

#~ msgid "old"
#~ msgstr "lama"
"""


def test_a_foreign_term_list_in_po(tmp_path: Path) -> None:
    path = tmp_path / "terms.po"
    path.write_text(WEBLATE, "utf-8")
    one, two = read_glossary(path)
    assert [(t.text, t.lang) for t in one.terms] == [("server", "en"), ("peladen", "id")]
    assert {t.status for t in two.terms if t.lang == "id"} == {Status.FORBIDDEN}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.tbx", "<tbx><text>", "a.tbx:1: not valid XML"),
        ("a.tbx", "<html/>", "no TBX file but <html>"),
        (
            "a.tbx",
            '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>',
            "declares XML entities",
        ),
        (
            "a.tbx",
            "<tbx><conceptEntry>\n<langSec><termSec><term>x</term></termSec></langSec>"
            "</conceptEntry></tbx>",
            "a.tbx:2: a language section without xml:lang",
        ),
        ("a.json", '{"concepts": [\n', "a.json:2: not valid JSON"),
        ("a.json", "[]x", "not valid JSON"),
        ("a.json", '{"terms": 1}', "no list of concepts"),
        ("a.json", '[{"terms": [{"text": "x"}]}]', "concept 1, term 1: a term needs"),
        ("a.json", '[{"terms": [{"text": "x", "lang": "id", "status": "x"}]}]', "known: preferred"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.po", 'msgid "', "not a PO file"),
        ("a.xlf", '<xliff version="2.1"/>', "names no languages"),
        ("a.xlsx", "PK", "not a readable workbook"),
        ("a.tsv", "id\tid\ten\nx\ty\tz\n", "two columns"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(GlossaryError) as caught:
        read_glossary(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_extension_is_told() -> None:
    with pytest.raises(UsageError, match=r"known: \.csv .*\.tbx"):
        glossary_format_of("terms.docx")


def test_a_formula_is_a_term_in_a_workbook() -> None:
    from tqa.glossary.formats.xlsx import XlsxGlossary

    concept = Concept("x", (Term("=1+1", "id"), Term("=HYPERLINK(1)", "en")))
    (read,) = again(XlsxGlossary, [concept])
    assert [term.text for term in read.terms] == ["=1+1", "=HYPERLINK(1)"]


def test_a_day_of_a_workbook_is_a_date() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from tqa.glossary.formats.xlsx import XlsxGlossary

    book = openpyxl.Workbook()
    for row in (["id", "en", "valid_from"], ["satu", "one", datetime(2024, 10, 21)]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    (concept,) = XlsxGlossary().read(stream.getvalue(), "a.xlsx")
    assert concept.valid_from == "2024-10-21"
