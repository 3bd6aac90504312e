"""Gettext MO files: compiled messages."""

import struct
from collections.abc import Iterator

from tqa.errors import FormatError
from tqa.format import BitextFormat, Source, format
from tqa.formats._messages import Message, Part, beads, header_of, langs_of
from tqa.model import Bead, Bitext, Position, Run

_MAGIC = 0x950412DE


@format
class Mo(BitextFormat):
    """An MO file. It has no lines: the line of a message is its number in the file."""

    name = "mo"
    extensions = (".mo",)

    def read(self, source: Source) -> Iterator[Bitext]:
        header: dict[str, str] = {}
        found: list[Bead] = []
        langs = langs_of(header)
        for number, (key, value) in enumerate(_pairs(source.bytes(), source.path), 1):
            if not key:
                header.update(header_of(value))
                langs = langs_of(header)
            else:
                found += beads(_message(key, value, number), langs, source.path)
        yield Bitext(tuple(found), langs, source.path, source.path, kind="messages")


def _message(key: str, value: str, number: int) -> Message:
    """The parts of an entry: context EOT singular NUL plural, and forms between NULs."""
    runs = (Run(0, Position(number, 1, 0)),)
    context, separator, identifier = key.partition("\x04")
    if not separator:
        context, identifier = "", key
    singular, separator, plural = identifier.partition("\0")
    return Message(
        number,
        context,
        Part(singular, runs),
        Part(plural, runs) if separator else None,
        [Part(form, runs) for form in value.split("\0")],
    )


def _pairs(data: bytes, path: str) -> Iterator[tuple[str, str]]:
    """The raw keys and values, as the header of the file lays them out.

    Raises:
        FormatError: it is no MO file, is cut off, or is not UTF-8.
    """
    if not data:
        raise FormatError("empty file", where=path)
    order = next((o for o in "<>" if data[:4] == struct.pack(f"{o}I", _MAGIC)), "")
    if not order:
        raise FormatError("not a gettext MO file", where=path)
    try:
        count, keys, values = struct.unpack_from(f"{order}3I", data, 8)
        if count > len(data) // 16:
            raise struct.error("count")
        for number in range(count):
            yield _string(data, order, keys + 8 * number), _string(data, order, values + 8 * number)
    except struct.error:
        raise FormatError("the file is cut off or damaged", where=path) from None
    except UnicodeDecodeError:
        raise FormatError("not valid UTF-8", where=path, hint="compile it from UTF-8") from None


def _string(data: bytes, order: str, at: int) -> str:
    length, offset = struct.unpack_from(f"{order}2I", data, at)
    if offset + length > len(data):
        raise struct.error("string")
    return data[offset : offset + length].decode()
