"""Excel tables (XLSX) of sentence pairs."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from tqa.base.errors import FormatError, MissingExtra
from tqa.model import Bead, Bitext, Position, Run, Segment, Source
from tqa.reading.format import BitextFormat, format
from tqa.reading.formats._records import EXPECTED, Fields, bitexts, fields_of
from tqa.reading.formats._zip import Package

_SENTENCE = 4  # words: no column has such a name


@format
class Xlsx(BitextFormat):
    """A workbook: every sheet with a header that names a source and a target, as in a `.tsv`.

    A sheet of two columns whose first row holds sentences needs no header. A workbook has no
    lines: the line is the row, and the column that of the character in the cell. Needs the
    extra `xlsx` (openpyxl).
    """

    name = "xlsx"
    extensions = (".xlsx",)

    def read(self, source: Source) -> Iterator[Bitext]:
        Package(source, "an Excel workbook (.xlsx)")
        book = _book(source)
        try:
            found = False
            for sheet in book.worksheets:
                rows = _rows(sheet, source.path)
                fields, first = _fields(rows, f"{source.path}:1", len(book.worksheets) > 1)
                if fields is None:
                    continue
                found = True
                named = sheet.title if len(book.worksheets) > 1 else ""
                beads = (_bead(row, fields, named, source.path) for row in _all(first, rows))
                yield from bitexts((bead for bead in beads if bead), source.path)
        finally:
            book.close()
        if not found:
            raise FormatError("no table of sentence pairs", where=source.path, hint=EXPECTED)


_Row = tuple[int, list[str]]


def _book(source: Source) -> Any:
    try:
        import openpyxl
    except ImportError:
        hint = "pip install 'tqa[xlsx]'"
        raise MissingExtra("XLSX files need openpyxl", where=source.path, hint=hint) from None
    try:
        return openpyxl.load_workbook(io.BytesIO(source.bytes()), read_only=True, data_only=True)
    except Exception:  # openpyxl raises whatever a damaged part makes it stumble over
        raise FormatError("not an Excel workbook, or damaged", where=source.path) from None


def _rows(sheet: Any, path: str) -> Iterator[_Row]:
    """The rows that hold anything, with their numbers."""
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = ["" if value is None else str(value) for value in row]
            if any(cell.strip() for cell in cells):
                yield number, cells
    except Exception as error:  # as above: sheets are parsed as they are read
        raise FormatError("damaged worksheet", where=path) from error


def _fields(rows: Iterator[_Row], where: str, many: bool) -> tuple[Fields | None, _Row | None]:
    """What the columns hold, and the first row where it is a pair already."""
    first = next(rows, None)
    if first is None:
        return None, None
    cells = [cell for cell in first[1] if cell.strip()]
    if len(cells) == 2 and any(len(cell.split()) >= _SENTENCE for cell in cells):
        columns = [n for n, cell in enumerate(first[1]) if cell.strip()]
        return Fields(columns[0], columns[1], -1, -1), first
    try:
        return fields_of(first[1], where), None
    except FormatError:
        if many:
            return None, None  # another sheet may be the table
        raise


def _all(first: _Row | None, rows: Iterator[_Row]) -> Iterator[_Row]:
    if first:
        yield first
    yield from rows


def _bead(row: _Row, fields: Fields, sheet: str, path: str) -> Bead | None:
    number, cells = row
    name = _cell(cells, fields.id) or (f"{sheet}!{number}" if sheet else str(number))
    texts = (_cell(cells, fields.source), _cell(cells, fields.target))
    if not any(text.strip() for text in texts):
        return None
    runs = (Run(0, Position(number, 1, 0)),)
    source, target = (
        Segment(name, text, lang, path, runs, unit=name)
        for text, lang in zip(texts, fields.langs, strict=True)
    )
    document = _cell(cells, fields.document) or sheet
    return Bead(name, (source,), (target,), fields.langs, 1.0, document)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if 0 <= column < len(cells) else ""
