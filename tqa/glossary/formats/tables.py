"""Glossary tables, TSV and CSV: one concept a row."""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from tqa.base.errors import UsageError
from tqa.base.textio import decode
from tqa.glossary import table
from tqa.glossary.compatibility import EntryChange
from tqa.glossary.format import GlossaryFormat, glossary_format
from tqa.glossary.formats._rows import COLUMNS, rows_of
from tqa.model import Concept


class _Table(GlossaryFormat):
    """A table whose header names the columns (docs/glossaries.md); empty ones are left out."""

    delimiter: ClassVar[str]

    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        return table.read_text(data, path)

    def unread(self, data: bytes, path: str) -> Sequence[str]:
        return table.unknown_columns(table.lines_of(decode(data, path), path), path)

    def encode(self, concepts: Sequence[Concept]) -> bytes:
        stream = io.StringIO(newline="")
        rows = rows_of(concepts)
        used = [column for column in COLUMNS if any(row.get(column) for row in rows)]
        header = [column for column in COLUMNS if column in used or column in ("id", "en")]
        writer = csv.DictWriter(
            stream, header, delimiter=self.delimiter, lineterminator="\n", extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)
        return stream.getvalue().encode()

    def edit(self, data: bytes, path: str, edits: Sequence[EntryChange]) -> bytes:
        """The file with its other rows, and the other cells of a row, byte for byte."""
        text = decode(data, path)
        body = text.encode()
        if not data.endswith(body):
            raise UsageError("not corrected: not in UTF-8", where=path)
        rows = table.lines_of(text, path)
        header, _ = table.headed(rows, path)
        cells = dict(rows)
        lines = io.StringIO(text, newline="").readlines()
        for entry, by in edits:
            old = cells[entry.line]
            first = entry.line - 1
            last = first + sum(cell.count("\n") for cell in old)
            end = lines[last][len(lines[last].rstrip("\r\n")) :]
            new = _row(header, old, entry, by) if by else ()
            lines[first : last + 1] = [""] * (last - first + 1)
            lines[first] = _line(new, table.delimiter_of(text, path)) + end if new else ""
        return data[: len(data) - len(body)] + "".join(lines).encode()


def _row(
    header: Sequence[str], cells: Sequence[str], before: Concept, after: Concept
) -> Sequence[str]:
    """The cells of a row after a correction: those that it does not touch stay as written."""
    old, new = rows_of([before, after])
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return [
        new.get(name, "") if new.get(name, "") != old.get(name, "") else cell
        for name, cell in zip_longest(header, padded, fillvalue="")
    ]


def _line(cells: Sequence[str], delimiter: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="").writerow(cells)
    return stream.getvalue()


@glossary_format
class TsvGlossary(_Table):
    """Tab-separated values."""

    name = "tsv"
    extensions = (".tsv", ".txt")
    delimiter = "\t"


@glossary_format
class CsvGlossary(_Table):
    """Comma-separated values; semicolons are read, too."""

    name = "csv"
    extensions = (".csv",)
    delimiter = ","
