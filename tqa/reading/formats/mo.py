"""Gettext MO files: compiled messages, read by polib."""

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, Position, Run, Source
from tqa.reading.format import BitextFormat, format
from tqa.reading.formats._messages import GettextMessage, MessageString, beads, langs_of

if TYPE_CHECKING:
    import polib

_MAGIC = 0x950412DE


@format
class Mo(BitextFormat):
    """An MO file. It has no lines: the line of a message is its number in the file."""

    name = "mo"
    extensions = (".mo",)

    def read(self, source: Source) -> Iterator[Bitext]:
        metadata, messages = _catalog(source.bytes(), source.path)
        langs = langs_of(metadata)
        found: list[Bead] = []
        for message in messages:
            found += beads(message, langs, source.path)
        yield Bitext(tuple(found), langs, source.path, source.path, kind="messages")


def _catalog(data: bytes, path: str) -> tuple[dict[str, str], list[GettextMessage]]:
    """The header fields, their names in lower case, and the messages.

    Raises:
        FormatError: it is no MO file, is cut off, or is not UTF-8.
    """
    if not data:
        raise FormatError("empty file", where=path)
    order = next((o for o in "<>" if data[:4] == struct.pack(f"{o}I", _MAGIC)), "")
    if not order:
        raise FormatError("not a gettext MO file", where=path)
    import polib

    try:
        _check_bounds(data, order)
        catalog = polib.mofile(data, encoding="utf-8")  # type: ignore[call-overload]
    except UnicodeDecodeError:
        raise FormatError("not valid UTF-8", where=path, hint="compile it from UTF-8") from None
    except (OSError, ValueError, IndexError, struct.error):
        raise FormatError("the file is cut off or damaged", where=path) from None
    metadata = {name.lower(): value for name, value in catalog.metadata.items()}
    # the header is the first message of the file
    return metadata, [_message(entry, n) for n, entry in enumerate(catalog, 2)]


def _check_bounds(data: bytes, order: str) -> None:
    """Raise ValueError where a string lies outside the file: polib would read it short."""
    count, *tables = struct.unpack_from(f"{order}3I", data, 8)
    if count > len(data) // 16:
        raise ValueError("more messages than the file can hold")
    for table in tables:
        for number in range(count):
            length, offset = struct.unpack_from(f"{order}2I", data, table + 8 * number)
            if offset + length > len(data):
                raise ValueError("a string beyond the end")


def _message(entry: "polib.MOEntry", number: int) -> GettextMessage:
    runs = (Run(0, Position(number, 1, 0)),)
    plural = entry.msgid_plural or ""
    forms = [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] if plural else []
    return GettextMessage(
        number,
        entry.msgctxt or "",
        MessageString(entry.msgid, runs),
        MessageString(plural, runs) if plural else None,
        [MessageString(form, runs) for form in forms or [entry.msgstr]],
    )
