"""Glossary tables, TSV and CSV: one concept a row."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import ClassVar

from tqa.glossary import table
from tqa.glossary.format import GlossaryFormat, glossary_format
from tqa.glossary.formats._rows import COLUMNS, rows_of
from tqa.model import Concept


class _Table(GlossaryFormat):
    """A table whose header names the columns (docs/glossaries.md); empty ones are left out."""

    delimiter: ClassVar[str]

    def read(self, data: bytes, path: str) -> Iterable[Concept]:
        return table.read_text(data, path)

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
