import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.formats.places import beads_of, check_places
from tqa.base.errors import FormatError
from tqa.checking.rule import RULES, Context
from tqa.model import BlockKind, Position, Severity, Source
from tqa.reading.formats.table import Table

HEAD = "id\tdocument\tsource\ttarget\n"


def _pairs(text: str, name: str = "a.tsv") -> list[tuple[str, str]]:
    return [(b.source[0].text, b.target[0].text) for b in beads_of(Table(), text, name)]


def test_a_row_is_a_bead() -> None:
    (bead,) = beads_of(Table(), HEAD + "7\tberita\tSatu.\tOne.\n", "a.tsv")
    assert (bead.id, bead.document, bead.langs) == ("7", "berita", ("", ""))
    assert bead.source[0].locate(0) == Position(2, 10, len(HEAD) + 9)
    assert bead.target[0].locate(3) == Position(2, 19, len(HEAD) + 18)


def test_without_an_id_the_line_is_the_id() -> None:
    text = "source\ttarget\nSatu.\tOne.\n\nDua.\tTwo.\n"
    assert [bead.id for bead in beads_of(Table(), text, "a.tsv")] == ["2", "4"]


def test_a_run_of_one_document_is_a_bitext() -> None:
    rows = "".join(f"{n}\t{'ab'[n // 3]}\tSatu.\tOne.\n" for n in range(6))
    bitexts = list(Table().read(Source("a.tsv", (HEAD + rows).encode())))
    assert [(b.document, len(b.beads)) for b in bitexts] == [("a", 3), ("b", 3)]


def test_a_large_document_streams_in_several_bitexts() -> None:
    rows = "".join(f"{n}\ta\tSatu.\tOne.\n" for n in range(2500))
    bitexts = list(Table().read(Source("a.tsv", (HEAD + rows).encode())))
    assert [len(b.beads) for b in bitexts] == [1000, 1000, 500]


@pytest.mark.parametrize(
    ("header", "langs"),
    [
        ("source\ttarget", ("", "")),
        ("src\ttgt", ("", "")),
        ("Source Text\tTarget-Text", ("", "")),
        ("id\ten", ("id", "en")),
        ("en\tid", ("en", "id")),
        ("Indonesian\tEnglish", ("id", "en")),
        ("en-US\tid_ID", ("en", "id")),
    ],
)
def test_column_names(header: str, langs: tuple[str, str]) -> None:
    (bead,) = beads_of(Table(), f"{header}\nSatu.\tOne.\n", "a.tsv")
    assert (bead.source[0].text, bead.target[0].text) == ("Satu.", "One.")
    assert bead.langs == langs
    assert bead.source[0].lang == langs[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a.tsv: empty file"),
        (" \n", "a.tsv: empty file"),
        ("Satu.\tOne.\n", "a.tsv:1: no fields"),
        ("source\tid\nSatu.\tOne.\n", "a.tsv:1: no fields"),
        ("source\ttarget\ttarget\n", "is repeated"),
        ("source\ttarget\nSatu.\tOne.\nDua.\n", "a.tsv:3: 1 cells where the header has 2"),
        ("source\ttarget\nSatu.\tOne.\tUno.\n", "a.tsv:2: 3 cells"),
    ],
)
def test_malformed(text: str, message: str) -> None:
    with pytest.raises(FormatError) as error:
        beads_of(Table(), text, "a.tsv")
    assert message in str(error.value)


def test_quotes_of_csv() -> None:
    text = 'source\ttarget\n"Kata ""dia"" itu"\t"a\tb\nc"\nDua\tTwo\n'
    first, second = beads_of(Table(), text, "a.tsv")
    assert first.source[0].text == 'Kata "dia" itu'
    assert first.target[0].text == "a\tb\nc"
    assert second.id == "4"
    check_places(text, [*first.source, *first.target, *second.target])


@pytest.mark.parametrize(
    "cell",
    ['"Saya setuju," katanya.', '"Saya setuju."', 'Kata "dia" itu', '"', '"a""b', '5"', '""x"" y'],
)
def test_bare_quotes_stand_for_themselves(cell: str) -> None:
    assert _pairs(f"source\ttarget\n{cell}\tOne.\nDua\tTwo\n")[0] == (cell, "One.")


def test_one_bare_quote_makes_all_literal() -> None:
    text = 'source\ttarget\n"a ""b"" c"\tx\n"Halo," kata dia.\ty\n'
    assert _pairs(text) == [('"a ""b"" c"', "x"), ('"Halo," kata dia.', "y")]


def test_comma_and_semicolon_in_csv() -> None:
    assert _pairs('source,target\n"Satu, dua.",One.\n', "a.csv") == [("Satu, dua.", "One.")]
    assert _pairs("source;target\nSatu, dua.;One.\n", "a.csv") == [("Satu, dua.", "One.")]
    assert _pairs("source\ttarget\nSatu, dua.\tOne.\n", "a.csv") == [("Satu, dua.", "One.")]


CELL = st.text(st.sampled_from("aé\"'\t\n\r ,.😀"), min_size=1, max_size=12)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_what_python_writes_is_read_back(rows: list[tuple[str, str]], end: str) -> None:
    if end == "\n":  # csv does not quote a lone CR unless it ends lines with it
        rows = [(source.replace("\r", "\n"), target.replace("\r", "\n")) for source, target in rows]
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator=end)
    writer.writerow(["source", "target", "id"])
    writer.writerows([source, target, "x"] for source, target in rows)
    text = stream.getvalue()
    beads = beads_of(Table(), text, "a.tsv")
    assert [(b.source[0].text, b.target[0].text) for b in beads] == rows
    check_places(text, [segment for b in beads for segment in (*b.source, *b.target)])


@given(st.text(st.sampled_from('a"\t\n\r'), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        beads = beads_of(Table(), f"source\ttarget\n{text}", "a.tsv")
    except FormatError:
        return
    check_places(f"source\ttarget\n{text}", [s for b in beads for s in (*b.source, *b.target)])


def test_two_columns_of_sentences_need_no_header() -> None:
    text = "Suku bunga naik lagi.\tThe interest rate rose.\nHarga turun.\tPrices fell.\n"
    one, other = beads_of(Table(), text, "a.tsv")
    assert (one.id, one.source[0].text) == ("1", "Suku bunga naik lagi.")
    assert one.source[0].locate(0).line == 1
    assert (other.id, other.target[0].text) == ("2", "Prices fell.")


def test_two_columns_of_unknown_names_are_no_sentences() -> None:
    with pytest.raises(FormatError, match="no fields `source` and `target`"):
        beads_of(Table(), "eins\tzwei\nSatu.\tOne.\n", "a.tsv")


def test_what_a_named_document_begins_with_is_a_title_where_it_ends_as_one() -> None:
    rows = "1\ta\tJudul itu.\tThe title\n2\ta\tIsi.\tText\n3\tb\tJudul lain\tMore\n"
    kinds = [b.target[0].kind for b in beads_of(Table(), HEAD + rows, "a.tsv")]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING]
    (first, *_) = beads_of(Table(), HEAD + rows, "a.tsv")
    assert first.source[0].kind is BlockKind.PARAGRAPH
    (found,) = RULES["TYP005"]().check(first, Context())
    assert found.severity is Severity.NEUTRAL
