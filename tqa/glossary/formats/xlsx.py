"""Glossaries as Excel workbooks: the same columns as a table, on the first sheet."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tqa.base.errors import GlossaryError, MissingExtra
from tqa.glossary import table
from tqa.glossary.format import GlossaryFormat, glossary_format
from tqa.glossary.formats._rows import COLUMNS, rows_of
from tqa.model import Concept

_WIDTH = 28  # characters, of a column


@glossary_format
class XlsxGlossary(GlossaryFormat):
    """A workbook for people who keep terms in Excel; a formula is read as its stored value."""

    name = "xlsx"
    extensions = (".xlsx",)

    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        return table.read_rows(_rows(data, path), path)

    def unread(self, data: bytes, path: str) -> Sequence[str]:
        return table.unknown_columns(list(enumerate(_rows(data, path), 1)), path)

    def encode(self, concepts: Sequence[Concept]) -> bytes:
        openpyxl = _openpyxl()
        rows = rows_of(concepts)
        header = [c for c in COLUMNS if c in ("id", "en") or any(row.get(c) for row in rows)]
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "glossary"
        sheet.freeze_panes = "A2"
        for at, cells in enumerate(
            [header, *([row.get(c, "") for c in header] for row in rows)], 1
        ):
            for column, value in enumerate(cells, 1):
                cell = sheet.cell(row=at, column=column)
                cell.value = _without_controls(value)
                cell.data_type = "s"  # a term that begins with = is no formula
        for column in sheet.columns:
            sheet.column_dimensions[column[0].column_letter].width = _WIDTH
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()


def _rows(data: bytes, path: str) -> list[list[str]]:
    """The cells of the first sheet as text."""
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [[_text(value) for value in row] for row in book.worksheets[0].values]
    except Exception as error:  # whatever a broken zip or its XML makes the library raise
        raise GlossaryError(f"not a readable workbook: {error}", where=path) from None


def _text(value: object) -> str:
    """A cell as text: a day without its midnight."""
    if isinstance(value, datetime):
        value = value.date()
    return "" if value is None else str(value)


def _without_controls(text: str) -> str:
    return "".join(char for char in text if char >= " " or char in "\t\n")


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra(
            "reading and writing .xlsx needs openpyxl", hint="pip install 'tqa[xlsx]'"
        ) from None
    return openpyxl
