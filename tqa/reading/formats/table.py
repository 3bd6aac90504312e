"""Tables of sentence pairs: TSV and CSV with a header."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, Position, Run, Segment, Source
from tqa.reading.format import BitextFormat, Escape, format
from tqa.reading.formats._records import EXPECTED, Fields, bitexts, fields_of
from tqa.reading.text_builder import Lines, TextBuilder

_HINT = f"a header line names the columns: {EXPECTED}"
_Place = tuple[int, bool]  # the offset of a cell's text, and whether it is quoted

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


class _Row(NamedTuple):
    """A row of cells; `offset` and `line` are those of its first character."""

    cells: list[str]
    offset: int
    line: int
    places: Sequence[_Place] = ()  # of each cell; none where the row is one line without quotes


@format
class Table(BitextFormat):
    """A table with one sentence pair per row; a header names the columns.

    Columns `source` and `target`, or two languages (the left one is the
    source); optional `id` and `document`. A table of two columns whose first line
    holds sentences needs no header: the left one is the source. Quotes are read as CSV
    writes them where the whole file is written so, else as they stand.
    """

    name = "table"
    extensions = (".tsv", ".csv")

    def escaping(self, content: str) -> Escape | None:
        delimiter = _delimiter(content, ".csv")
        quoting = _is_quoted(content, delimiter)
        places: dict[int, bool] = {}  # where cells begin -> whether they are quoted
        for row in _rows(content, delimiter, quoting=quoting):
            at = row.offset
            for number, cell in enumerate(row.cells):
                begin, quoted = row.places[number] if row.places else (at, False)
                places[begin] = quoted
                at += len(cell) + 1
        starts = sorted(places)

        def escape(text: str, at: int, end: int) -> str | None:
            begin = starts[max(bisect_right(starts, at) - 1, 0)]
            if places[begin]:
                return text.replace('"', '""')
            broken = delimiter in text or "\n" in text or "\r" in text
            return None if broken or (at == begin and text.startswith('"')) else text

        return escape

    def read(self, source: Source) -> Iterator[Bitext]:
        text = source.text()
        if not text.strip():
            raise FormatError("empty file", where=source.path, hint=_HINT)
        delimiter = _delimiter(text, source.path)
        rows = _rows(text, delimiter, quoting=_is_quoted(text, delimiter))
        header = next(rows)
        if _is_bare(header.cells):
            fields, rows = Fields(0, 1, -1, -1), chain((header,), rows)
        else:
            fields = fields_of(header.cells, f"{source.path}:{header.line}")
        make = _BeadMaker(fields, len(header.cells), source.path, Lines(text))
        yield from bitexts(map(make.bead, rows), source.path)


_SENTENCE = 4  # words: no column has such a name


def _is_bare(cells: Sequence[str]) -> bool:
    """Whether the first line is a sentence pair instead of column names."""
    return len(cells) == 2 and any(len(cell.split()) >= _SENTENCE for cell in cells)


def _delimiter(text: str, path: str) -> str:
    """A tab; in a `.csv` file the comma or semicolon if the header has more of them."""
    match = _LINE.match(text)
    header = match[1] if match else ""
    candidates = "\t,;" if path.lower().endswith(".csv") else "\t"
    return max(candidates, key=lambda each: (header.count(each), each == "\t"))


class _Patterns(NamedTuple):
    """The shapes of cells between these delimiters."""

    quoted: re.Pattern[str]  # with its end looked at
    plain: re.Pattern[str]
    opening: re.Pattern[str]  # the quote that a cell begins with, but the first cell of all


def _patterns(delimiter: str) -> _Patterns:
    mark = re.escape(delimiter)
    return _Patterns(
        re.compile(rf'"((?:[^"]++|"")*+)"(?={mark}|\r\n|\n|\r|\Z)'),
        re.compile(rf"[^{mark}\r\n]*"),
        re.compile(rf'"(?<=[{mark}\r\n]")'),
    )


def _is_quoted(text: str, delimiter: str) -> bool:
    """Whether the file is written as CSV with quotes.

    Every cell that begins with a quote must then be closed as CSV closes it, and
    one must hold what needs quoting (CSV writers quote no other cells, or all, the
    header's too). Files that hold bare quotes, or lose them, fail this.
    """
    if '"' not in text:
        return False
    patterns = _patterns(delimiter)
    needed = text.startswith('"')
    opened = re.match('"', text) or patterns.opening.search(text)
    while opened:
        closed = patterns.quoted.match(text, opened.start())
        if closed is None:
            return False
        content = closed[1]
        needed = needed or any(mark in content for mark in ('""', delimiter, "\n", "\r"))
        opened = patterns.opening.search(text, closed.end())
    return needed


def _rows(text: str, delimiter: str, *, quoting: bool) -> Iterator[_Row]:
    """The rows that are not blank."""
    patterns = _patterns(delimiter)
    at, line = 0, 1
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # it matches any line, also an empty one
        content, begin = match[1], at
        if quoting and '"' in content:
            cells, places, at = _quoted_cells(text, begin, delimiter, patterns)
            yield _Row(cells, begin, line, places)
            skipped = text[begin:at].replace("\r\n", "\n")
            line += skipped.count("\n") + skipped.count("\r")
            continue
        if content and not content.isspace():
            yield _Row(content.split(delimiter), begin, line)
        at = match.end()
        line += 1


def _quoted_cells(
    text: str, at: int, delimiter: str, patterns: _Patterns
) -> tuple[list[str], list[_Place], int]:
    """The cells of the row that begins at `at`, their places, and where the next row begins."""
    cells, places = [], []
    while True:
        quoted = patterns.quoted.match(text, at)
        match = quoted or patterns.plain.match(text, at)
        assert match is not None  # a plain cell may be empty
        cells.append(quoted[1].replace('""', '"') if quoted else match.group())
        places.append((at + 1, True) if quoted else (at, False))
        at = match.end()
        if text[at : at + 1] != delimiter:
            return cells, places, at + (2 if text.startswith("\r\n", at) else 1)
        at += 1


class _BeadMaker:
    """Rows to beads."""

    def __init__(self, fields: Fields, width: int, path: str, lines: Lines) -> None:
        self._fields = fields
        self._width = width
        self._path = path
        self._lines = lines

    def bead(self, row: _Row) -> Bead:
        cells, fields = row.cells, self._fields
        if len(cells) != self._width:
            raise FormatError(
                f"{len(cells)} cells where the header has {self._width}",
                where=f"{self._path}:{row.line}",
            )
        name = cells[fields.id] if fields.id >= 0 else ""
        name = name or str(row.line)
        source = self._segment(row, fields.source, name, fields.langs[0])
        target = self._segment(row, fields.target, name, fields.langs[1])
        document = cells[fields.document] if fields.document >= 0 else ""
        return Bead(name, (source,), (target,), fields.langs, 1.0, document)

    def _segment(self, row: _Row, column: int, name: str, lang: str) -> Segment:
        text = row.cells[column]
        if row.places:
            runs = self._runs(text, *row.places[column])
        else:
            step = sum(map(len, row.cells[:column])) + column
            runs = (Run(0, Position(row.line, step + 1, row.offset + step)),)
        return Segment(name, text, lang, self._path, runs)

    def _runs(self, text: str, at: int, quoted: bool) -> tuple[Run, ...]:
        if not quoted:
            return (Run(0, self._lines.at(at)),)
        builder = TextBuilder(self._lines)
        for number, piece in enumerate(text.split('"')):
            if number:
                builder.put('"', at, at + 2)
                at += 2
            builder.add_lines(piece, at)
            at += len(piece)
        return builder.runs
