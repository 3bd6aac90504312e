"""The glossaries that come with tqa: their tables, and what they make of texts both ways."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tqa.checking.rule import RULES, Context, TermbaseRule, good
from tqa.glossary.termbase import Termbase
from tqa.lang.forms.citation import citation
from tqa.model import Severity
from tqa.project.bundled import folder
from tqa.project.config import Config
from tqa.project.glossaries import load_termbase

PATHS = sorted(folder("glossaries").glob("*.tsv"))
BUNDLED = [path for path in PATHS if path.stem != "example_project"]
LANGS = ("id", "en")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
NO_WORD = re.compile(r"[A-Z0-9]|-")  # names, acronyms and compounds are in no lexicon


def rows(path: Path) -> list[dict[str, str]]:
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


TABLES = {path.stem: rows(path) for path in PATHS}
ROWS = [row for path in BUNDLED for row in TABLES[path.stem]]


def values(row: dict[str, str], column: str) -> list[str]:
    return [value for value in row[column].split("|") if value]


def test_how_many() -> None:
    assert len(ROWS) > 4000
    assert max(len(table) for table in TABLES.values()) < 500  # a file that people can review


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_tidy(name: str) -> None:
    path = folder("glossaries") / f"{name}.tsv"
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    concepts = [row["concept"] for row in TABLES[name]]
    assert concepts == sorted(concepts)
    for row in TABLES[name]:
        for cell in row.values():
            assert cell == " ".join(cell.split()), row["concept"]
            parts = cell.split("|")
            assert len(set(parts)) == len(parts), row["concept"]
            assert cell == "" or all(part == part.strip() != "" for part in parts), row["concept"]


def test_a_concept_has_one_row() -> None:
    counts = Counter(row["concept"] for table in TABLES.values() for row in table)
    assert [concept for concept, count in counts.items() if count > 1] == []
    assert [concept for concept in counts if not re.fullmatch(r"[a-z0-9-]+", concept)] == []


@pytest.mark.parametrize("column", ["id", "en", "domain", "source"])
def test_a_row_is_whole(column: str) -> None:
    assert [row["concept"] for row in ROWS if not row[column]] == []


def test_a_term_has_one_status() -> None:
    for row in ROWS:
        for lang in LANGS:
            columns = (lang, f"{lang}_admitted", f"{lang}_deprecated", f"{lang}_forbidden")
            terms = [term for column in columns for term in values(row, column)]
            assert len(terms) == len(set(terms)), row["concept"]


def test_dates() -> None:
    for row in ROWS:
        dates = [row["valid_from"], row["valid_until"]]
        assert all(DATE.fullmatch(date) for date in dates if date), row["concept"]
        assert "" in dates or dates == sorted(dates), row["concept"]


def test_confusables_exist() -> None:
    concepts = {row["concept"] for row in ROWS}
    for row in ROWS:
        others = set(values(row, "confusable_with"))
        assert others <= concepts - {row["concept"]}, row["concept"]


def test_cues_are_base_forms() -> None:
    for row in ROWS:
        for lang in LANGS:
            for cue in values(row, f"{lang}_cues"):
                base = citation(cue, lang)
                assert NO_WORD.search(cue) or base == cue or len(base) < 4, (row["concept"], cue)


def test_lint_has_nothing_to_say() -> None:
    ctx = Context(Termbase.load(PATHS), "2026-12-31")
    rules = [rule() for rule in RULES if issubclass(rule, TermbaseRule) and rule.enabled]
    assert len(rules) > 5
    assert [f.message.en for rule in rules for f in rule.check(ctx)] == []


@cache
def termbase() -> Termbase:
    return load_termbase(Config())


def told(source: str, target: str, pair: str, date: str = "") -> list[tuple[str, str]]:
    """The code and the words of what is graver than a note."""
    bitext = good(source, target, pair=pair).bitext
    rules = [RULES[code]() for code in ("TRM001", "TRM002", "TRM004", "TRM007")]
    found = [f for rule in rules for f in rule.run(bitext, Context(termbase(), date))]
    return [(f.code, f.text) for f in found if f.severity is not Severity.NEUTRAL]


RIGHT = [
    ("Misinformasi dan disinformasi beredar.", "Misinformation and disinformation spread."),
    ("Kementerian Dalam Negeri membantah kabar itu.", "The Home Ministry denied the report."),
    ("DPR dan DPRD sama-sama bersidang.", "The House and the Regional House both sat."),
    ("Bank Indonesia, bank sentral, diam.", "Bank Indonesia, the central bank, kept silent."),
    ("Penerbangan domestik dan internasional.", "Domestic and international flights."),
    ("Rapat itu digelar di Jakarta Utara dan Selatan.", "It met in North and South Jakarta."),
    ("Usaha mikro, kecil, dan menengah tumbuh.", "Micro, small and medium businesses grew."),
    ("Narapidana itu menghuni lembaga pemasyarakatan.", "The convict lives in a prison."),
    ("Solar langka di SPBU.", "Diesel was scarce at gas stations."),
    ("Rumah kaca itu pecah.", "The greenhouse broke."),
    ("Kemenkumham diam.", "The Law and Human Rights Ministry kept silent."),
    ("Harganya 2,5 miliar rupiah.", "It costs 2.5 billion rupiah."),
]
WRONG = [
    ("Misinformasi beredar.", "Disinformation spread.", "Disinformation", "Misinformasi"),
    (
        "DPRD menolaknya.",
        "The House of Representatives refused.",
        "House of Representatives",
        "DPRD",
    ),
    ("Bank sentral diam.", "The commercial bank kept silent.", "commercial bank", "Bank sentral"),
    ("Ia menderita hipertensi.", "He suffers from hypotension.", "hypotension", "hipertensi"),
    (
        "Banjir itu di Jakarta Utara.",
        "The flood was in South Jakarta.",
        "South Jakarta",
        "Jakarta Utara",
    ),
    ("Presiden memberi amnesti.", "The president granted clemency.", "clemency", "amnesti"),
    ("Perangkat keras itu rusak.", "The software broke.", "software", "Perangkat keras"),
    ("Itu baru dakwaan tersangka.", "It is but a charge of the convict.", "convict", "tersangka"),
    (
        "Pukul 10.00 Waktu Indonesia Barat.",
        "At 10 Eastern Indonesia Time.",
        "Eastern Indonesia Time",
        "Waktu Indonesia Barat",
    ),
    ("Anggaran itu defisit.", "The budget has a surplus.", "surplus", "defisit"),
    ("Kartu debitnya hilang.", "His credit card is lost.", "credit card", "Kartu debitnya"),
    (
        "Ia dirawat karena serangan jantung.",
        "He was treated for heart failure.",
        "heart failure",
        "serangan jantung",
    ),
]


@pytest.mark.parametrize(("indonesian", "english"), RIGHT)
def test_a_right_translation_is_left_alone(indonesian: str, english: str) -> None:
    assert told(indonesian, english, "id-en") == []
    assert told(english, indonesian, "en-id") == []


@pytest.mark.parametrize(("indonesian", "english", "to_english", "to_indonesian"), WRONG)
def test_a_confusion_is_told(
    indonesian: str, english: str, to_english: str, to_indonesian: str
) -> None:
    assert told(indonesian, english, "id-en") == [("TRM004", to_english)]
    assert told(english, indonesian, "en-id") == [("TRM004", to_indonesian)]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Lembaga kehumasan itu membuka lokakarya.", "The PR unit opened a garage.", "garage"),
        ("Ia membeli batu bara.", "He bought ember stone.", "ember stone"),
        ("Ibu rumah tangga itu marah.", "The mother household was angry.", "mother household"),
    ],
)
def test_a_word_for_word_translation_is_told(source: str, target: str, words: str) -> None:
    assert told(source, target, "id-en") == [("TRM002", words)]


@pytest.mark.parametrize(
    ("text", "lang", "date", "concept"),
    [
        ("Kominfo", "id", "2024-10-20", "ministry-of-communication-and-informatics"),
        ("Komdigi", "id", "2024-10-21", "ministry-of-communication-and-digital-affairs"),
        ("Kominfo", "id", "2024-10-21", ""),
        ("Komdigi", "id", "2024-10-20", ""),
        ("Ministry of Law", "en", "2025-01-01", "ministry-of-law"),
        ("Ministry of Law and Human Rights", "en", "2020", "ministry-of-law-and-human-rights"),
        ("Kementerian BUMN", "id", "2025-10-01", "ministry-of-state-owned-enterprises"),
        ("BP BUMN", "id", "2025-10-02", "bp-bumn"),
        ("PPDB", "id", "2024", "new-student-admission"),
        ("SPMB", "id", "2025-04", "new-student-admission-system"),
        ("LAPAN", "id", "2021-08-31", "national-institute-of-aeronautics-and-space"),
        ("Kabinet Merah Putih", "id", "2025", "red-and-white-cabinet"),
    ],
)
def test_a_name_holds_in_its_time(text: str, lang: str, date: str, concept: str) -> None:
    found = {match.concept.id for match in termbase().find(text, lang, date)}
    assert concept in found if concept else not found


@pytest.mark.parametrize(
    ("text", "lang", "concept", "terms"),
    [
        ("kilowatt-jam", "id", "kilowatt-hour", {"kilowatt hour", "kWh"}),
        ("hectares", "en", "hectare", {"hektare", "hektar"}),
        ("barel per hari", "id", "barrels-per-day", {"barrel per day", "bpd"}),
        ("Singapore dollars", "en", "singapore-dollar", {"dolar Singapura"}),
        ("lembaga pemasyarakatan", "id", "correctional-institution", {"prison", "jail"}),
        ("heatwave", "en", "heat-wave", {"gelombang panas"}),
        ("Jalur Gaza", "id", "region-gaza-strip", {"Gaza Strip"}),
    ],
)
def test_terms_are_found(text: str, lang: str, concept: str, terms: set[str]) -> None:
    found = {match.concept.id: match.concept for match in termbase().find(text, lang)}
    other = "en" if lang == "id" else "id"
    assert terms <= {term.text for term in found[concept].terms_in(other)}
