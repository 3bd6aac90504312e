"""A file of any kind -> one text a segment: plain lines, a column, one side of a bilingual file."""

import json
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from tqa.base.errors import FormatError, MissingExtra, UsageError
from tqa.base.textio import decode, read_bytes

if TYPE_CHECKING:
    from tqa.reading.format import BitextFormat

_COMPRESSED = (".gz", ".xz", ".bz2", ".zst")
_RECORDS = (".tsv", ".csv", ".jsonl", ".parquet")
# Recognised by their names; of other bilingual formats a side must be named, as looking up all
# formats takes longer than scoring a test set.
_BILINGUAL = (".po", ".pot", ".mo", ".tmx", ".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff")


def lines_of(place: str) -> list[str]:
    """The segments of `FILE` or `FILE#COLUMN`, without white space at their ends.

    Lines of a plain file, as sacrebleu reads them; with a column those of a table (its name in
    the header, or its number from 1 where there is none), of Parquet or of JSON Lines (a key);
    of PO, TMX or XLIFF the targets, or the sources with `#source`. All may be compressed.

    Raises:
        FormatError: it cannot be read, is empty, or has no such column.
        UsageError: a table without a column, or a column of a plain file.
        MissingExtra: a compression that this Python cannot undo.
    """
    path, column = _split(place)
    kind = kind_of(path)
    if kind in _RECORDS and not column:
        hint = f"name it: {path}#target"
        raise UsageError("a table requires a column name", where=path, hint=hint)
    if kind == ".parquet":
        from tqa.reading.formats.parquet import column_of

        return [text.rstrip() for text in column_of(path, column)]
    data = plain_bytes(path)
    if kind in _RECORDS:
        text = decode(data, path)
        rows = _keys(text, path, column) if kind == ".jsonl" else _cells(text, path, kind, column)
        return [text.rstrip() for text in rows]
    reader = _bilingual(kind) if column or kind in _BILINGUAL else None
    if reader is not None:
        return _side(reader(), path, data, column)
    if column:
        hint = f"only tables and bilingual files have columns: {' '.join(_RECORDS)} .po ..."
        raise UsageError("a plain text file has no columns", where=place, hint=hint)
    return raw_lines(path, data)


def raw_lines(path: str, data: bytes | None = None) -> list[str]:
    """The lines of a file whatever its kind.

    Raises:
        FormatError: it cannot be read, or is empty.
    """
    text = decode(plain_bytes(path) if data is None else data, path)
    if not text:
        raise FormatError("empty file", where=path, hint="expected one segment per line")
    return [line.rstrip() for line in text.removesuffix("\n").split("\n")]


def kind_of(path: str) -> str:
    """The extension of a file, that of its content where it is compressed."""
    name = PurePath(path)
    return (name.with_suffix("") if name.suffix.lower() in _COMPRESSED else name).suffix.lower()


def _split(place: str) -> tuple[str, str]:
    path, sign, column = place.rpartition("#")
    return (path, column) if sign and path and not Path(place).exists() else (place, "")


def _bilingual(kind: str) -> "type[BitextFormat] | None":
    from tqa.reading.format import FORMATS, BitextFormat

    found = FORMATS.get(kind)
    return found if found is not None and issubclass(found, BitextFormat) else None


def _side(reader: "BitextFormat", path: str, data: bytes, column: str) -> list[str]:
    from tqa.model import Side, Source

    sides = {"": Side.TARGET, "target": Side.TARGET, "source": Side.SOURCE}
    if column not in sides:
        hint = f"{path}#source or {path}#target"
        raise UsageError(f"no column {column!r}", where=path, hint=hint)
    beads = (bead for bitext in reader.read(Source(path, data)) for bead in bitext.beads)
    return [bead.text(sides[column]).rstrip() for bead in beads]


def _keys(text: str, path: str, key: str) -> Iterator[str]:
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        where = f"{path}:{number}"
        try:
            record: Any = json.loads(line)
        except ValueError:
            raise FormatError("not JSON", where=where, hint="one object a line") from None
        value = record.get(key) if isinstance(record, dict) else None
        if not isinstance(value, str):
            hint = f"known: {', '.join(record)}" if isinstance(record, dict) else "an object"
            raise FormatError(f"no text under {key!r}", where=where, hint=hint)
        yield value


def _cells(text: str, path: str, kind: str, column: str) -> Iterator[str]:
    import csv

    if kind == ".csv":
        rows: Iterator[list[str]] = csv.reader(text.splitlines(keepends=True))
    else:
        rows = (line.rstrip("\r").split("\t") for line in text.removesuffix("\n").split("\n"))
    at, first = int(column) - 1 if column.isdecimal() else -1, 1
    if not column.isdecimal():
        header, first = [cell.strip() for cell in next(rows, [])], 2
        if column not in header:
            hint = f"known: {', '.join(header)}"
            raise FormatError(f"no column {column!r}", where=f"{path}:1", hint=hint)
        at = header.index(column)
    for number, row in enumerate(rows, first):
        if not 0 <= at < len(row):
            raise FormatError(f"no column {column!r}: {len(row)} there", where=f"{path}:{number}")
        yield row[at]


def plain_bytes(path: str) -> bytes:
    """The content of a file that may be compressed, detected by its first bytes.

    Raises:
        FormatError: it cannot be read, or is damaged.
        MissingExtra: zstd, which needs a package.
    """
    import bz2
    import gzip
    import lzma

    data = read_bytes(path)
    ways: dict[bytes, Callable[[bytes], bytes]] = {
        b"\x1f\x8b": gzip.decompress,
        b"\xfd7zXZ": lzma.decompress,
        b"BZh": bz2.decompress,
        b"\x28\xb5\x2f\xfd": _zstd,
    }
    for mark, decompress in ways.items():
        if data.startswith(mark):
            try:
                return decompress(data)
            except (OSError, EOFError, lzma.LZMAError, zlib.error, _Damaged):
                raise FormatError("truncated or damaged compressed file", where=path) from (None)
    return data


class _Damaged(Exception):
    """A zstd stream that is not whole."""


def _zstd(data: bytes) -> bytes:

    for name in ("compression.zstd", "zstandard"):  # Python's own from 3.14 on
        try:
            module = import_module(name)
        except ImportError:
            continue
        try:
            if name == "zstandard":
                return b"".join(_frames(data, module))
            return bytes(module.decompress(data))
        except module.ZstdError:
            raise _Damaged from None
    raise MissingExtra("zstd files require zstandard", hint="pip install zstandard")


def _frames(data: bytes, module: Any) -> Iterator[bytes]:
    while data:
        frame = module.ZstdDecompressor().decompressobj()
        yield frame.decompress(data)
        if not frame.eof:
            raise _Damaged
        data = frame.unused_data
