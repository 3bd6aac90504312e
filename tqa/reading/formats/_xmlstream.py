"""XML as a stream of events with exact places, without entities or external files."""

import codecs
import re
from collections.abc import Iterator
from html import unescape
from typing import Protocol
from xml.parsers import expat

from tqa.base.errors import FormatError
from tqa.model import Position, Source

XML_NAMES = "http://www.w3.org/XML/1998/namespace "  # before lang, space and id
_PIECE = 1 << 16  # characters given to the parser at a time
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ENTITY = re.compile(rb"&#?\w{1,31};")
_ENCODING = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")


class Handler(Protocol):
    """What an event carries; names come without their namespaces."""

    def start(self, name: str, attributes: dict[str, str], here: "XmlStream") -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str, here: "XmlStream") -> None:
        """Characters: a literal part of a line, a line end, or one entity."""


class XmlStream:
    """One file being read. `place` is where the event at hand begins."""

    def __init__(self, source: Source, handler: Handler) -> None:
        self._source = source
        self._handler = handler
        self._bytes = b""  # what the parser has from `_byte` on, as UTF-8
        self._byte = 0  # a place in UTF-8 ...
        self._char = 0  # ... and the characters before it
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda name: handler.end(_local(name))
        self._parser.CharacterDataHandler = lambda data: handler.text(data, self)
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._skipped

    def read(self) -> Iterator[None]:
        """Read on, piece by piece; between the pieces the handler's harvest may be taken.

        Raises:
            FormatError: malformed, cut off, wrongly encoded, or with entities of its own.
        """
        for piece in _pieces(self._source):
            data = piece.encode("utf-8", "surrogatepass")
            self._bytes += data
            self._feed(data, final=False)
            self._move(self._parser.CurrentByteIndex)
            yield
        self._feed(b"", final=True)
        yield

    def place(self) -> Position:
        """Where the event at hand begins."""
        self._move(self._parser.CurrentByteIndex)
        parser = self._parser
        return Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, self._char)

    def width(self, data: str) -> int:
        """The number of characters of the file for the current piece of text."""
        self._move(self._parser.CurrentByteIndex)
        if data == "\n" and self._bytes.startswith(b"\r\n"):
            return 2
        if self._bytes.startswith(b"&") and len(data) == 1:
            entity = _ENTITY.match(self._bytes)
            if entity and unescape(entity[0].decode()) == data:
                return len(entity[0])
        return len(data)

    @property
    def where(self) -> str:
        """`file:line` of the event at hand."""
        return f"{self._source.path}:{self._parser.CurrentLineNumber}"

    def _move(self, byte: int) -> None:
        if byte > self._byte:
            step = byte - self._byte
            self._char += len(self._bytes[:step].decode("utf-8", "surrogatepass"))
            self._bytes = self._bytes[step:]
            self._byte = byte

    def _feed(self, data: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
                reason = "the file is cut off" if self._byte else "no element found"
            where = f"{self._source.path}:{error.lineno}"
            raise FormatError(f"not valid XML: {reason}", where=where) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._handler.start(_local(name), attributes, self)

    def _entity(self, *declared: object) -> None:
        raise FormatError("declares XML entities, which are not supported", where=self.where)

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            raise FormatError(f"unknown entity &{name};", where=self.where)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _pieces(source: Source) -> Iterator[str]:
    """The file's text in pieces, decoded by its byte order mark, its declaration, or as UTF-8."""
    decoder: codecs.IncrementalDecoder | None = None
    encoding, line, seen = "", 1, False
    for chunk in source.chunks(_PIECE):
        seen = seen or bool(chunk.strip())
        if decoder is None:
            mark, encoding = _encoding(chunk, source.path)
            chunk = chunk[len(mark) :]
            decoder = codecs.getincrementaldecoder(encoding)()
        text, line = _decoded(decoder, chunk, False, encoding, source.path, line)
        yield text
    if decoder is None or not seen:
        raise FormatError("empty file", where=source.path)
    yield _decoded(decoder, b"", True, encoding, source.path, line)[0]


def _decoded(
    decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool, name: str, path: str, line: int
) -> tuple[str, int]:
    try:
        text = decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        bad = error.object[error.start]
        line += error.object[: error.start].count(b"\n")
        raise FormatError(
            f"not valid {name.upper()} (byte 0x{bad:02X})",
            where=f"{path}:{line}",
            hint="save the file as UTF-8",
        ) from None
    return text, line + text.count("\n")


def _encoding(chunk: bytes, path: str) -> tuple[bytes, str]:
    for mark, encoding in _MARKS:
        if chunk.startswith(mark):
            return mark, encoding
    declared = _ENCODING.match(chunk)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        found = codecs.lookup(name)
    except LookupError:
        found = None
    if found is None or not found._is_text_encoding or found.name.startswith(("utf-16", "utf-32")):
        raise FormatError(
            f"unknown or wrong encoding {name!r}",
            where=f"{path}:1",
            hint="save the file as UTF-8",
        )
    return b"", found.name
