import io
from collections.abc import Sequence

import openpyxl
import pytest

from tqa.base.errors import FormatError
from tqa.model import Bead, Source
from tqa.reading.formats.xlsx import Xlsx


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def beads(data: bytes) -> list[Bead]:
    return [bead for bitext in Xlsx().read(Source("a.xlsx", data)) for bead in bitext.beads]


def test_columns_by_name() -> None:
    rows = (
        ("Key", "English", "Indonesian", "Note"),
        ("k1", "Rice", "Beras", "x"),
        (),
        ("k2", "5", 6),
    )
    one, two = beads(workbook(Texts=rows))
    assert (one.id, one.langs) == ("k1", ("en", "id"))
    assert (one.source[0].text, one.target[0].text) == ("Rice", "Beras")
    assert (two.target[0].text, two.target[0].locate(0)[:2]) == ("6", (4, 1))


def test_two_columns_without_names() -> None:
    (bead,) = beads(workbook(A=[("Harga beras naik lagi.", "The price of rice rose again.")]))
    assert (bead.id, bead.target[0].text) == ("1", "The price of rice rose again.")


def test_sheets_are_documents_and_others_are_passed_over() -> None:
    table = [("source", "target"), ("a", "b")]
    one, two = beads(workbook(Menu=table, About=[("Version", 1)], Help=table))
    assert [(b.id, b.document) for b in (one, two)] == [("Menu!2", "Menu"), ("Help!2", "Help")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.xlsx: empty file"),
        (b"bukan", "a.xlsx: not an Excel workbook"),
        (workbook(A=[("x", "y", "z")]), "a.xlsx:1: no fields `source` and `target`"),
        (workbook(A=[("x",)], B=[("y",)]), "a.xlsx: no table of sentence pairs"),
        (workbook(A=[("x",)])[:-40], "a.xlsx: not an Excel workbook"),
    ],
)
def test_malformed(data: bytes, message: str) -> None:
    with pytest.raises(FormatError) as error:
        beads(data)
    assert message in str(error.value)
