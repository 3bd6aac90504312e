"""Parquet tables of sentence pairs."""

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO, Any

from tqa.base.errors import FormatError, MissingExtra
from tqa.base.textio import opened
from tqa.model import Bead, Bitext, Position, Run, Segment, Source
from tqa.reading.format import BitextFormat, format
from tqa.reading.formats._records import Fields, bitexts, fields_of

_ROWS = 1000  # number of rows read at a time


@format
class Parquet(BitextFormat):
    """A Parquet file with one sentence pair per row, read in batches.

    Columns as in a table: `source` and `target`, or two languages; optional `id` and
    `document`. The line of a segment is its row, from 1 on.
    """

    name = "parquet"
    extensions = (".parquet",)

    def read(self, source: Source) -> Iterator[Bitext]:
        yield from bitexts(_beads(source), source.path)


def _beads(source: Source) -> Iterator[Bead]:
    with _table(source) as table:
        fields = fields_of(table.schema_arrow.names, source.path)
        yield from _rows(table, fields, source.path)


def column_of(path: str, name: str) -> Iterator[str]:
    """The texts of one column, read in batches; a null is an empty text.

    Raises:
        FormatError: there is no such column, or the file is not a complete Parquet file.
        MissingExtra: pyarrow is not installed.
    """
    with _table(Source(path)) as table:
        names = table.schema_arrow.names
        if name not in names:
            hint = f"known: {', '.join(names)}"
            raise FormatError(f"no column {name!r}", where=path, hint=hint)
        for batch in table.iter_batches(_ROWS, columns=[name]):
            yield from map(_text, batch.column(name).to_pylist())


@contextmanager
def _table(source: Source) -> Iterator[Any]:
    try:
        from pyarrow import ArrowInvalid
        from pyarrow.parquet import ParquetFile
    except ImportError:
        hint = "pip install 'tqa[ray]'"
        raise MissingExtra("Parquet needs pyarrow", where=source.path, hint=hint) from None
    with _file(source) as file:
        try:
            yield ParquetFile(file)
        except (ArrowInvalid, OSError) as error:
            reason = str(error).splitlines()[0]
            raise FormatError(f"not a whole Parquet file: {reason}", where=source.path) from None


def _file(source: Source) -> AbstractContextManager[IO[bytes]]:
    if source.data is not None:
        return nullcontext(io.BytesIO(source.data))
    return opened(source.path)


def _rows(table: Any, fields: Fields, path: str) -> Iterator[Bead]:
    names = table.schema_arrow.names
    wanted = {at: names[at] for at in fields[:4] if at >= 0}
    number = 0
    for batch in table.iter_batches(_ROWS, columns=list(wanted.values())):
        columns = {at: batch.column(name).to_pylist() for at, name in wanted.items()}
        for row in range(batch.num_rows):
            number += 1
            cells = {at: _text(column[row]) for at, column in columns.items()}
            yield _bead(cells, fields, path, number)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _bead(cells: dict[int, str], fields: Fields, path: str, number: int) -> Bead:
    name = cells.get(fields.id) or str(number)
    runs = (Run(0, Position(number, 1, 0)),)
    source, target = (
        Segment(name, cells[at], lang, path, runs)
        for at, lang in zip(fields[:2], fields.langs, strict=True)
    )
    return Bead(name, (source,), (target,), fields.langs, 1.0, cells.get(fields.document, ""))
