"""What a file format is: reading a document of blocks, or a bitext; and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar, TypeVar

from tqa.errors import FormatError, UsageError
from tqa.model import Bitext, Document
from tqa.registry import Registry
from tqa.textio import decode, read_bytes, read_chunks


@dataclass(frozen=True)
class Source:
    """An input: a file, or bytes that came with a name (standard input)."""

    path: str  # as the user wrote it: the name in every message
    data: bytes | None = None

    def chunks(self, size: int) -> Iterator[bytes]:
        """The raw content, piece by piece: for files that may be larger than the memory.

        Raises:
            FormatError: the file cannot be read.
        """
        if self.data is None:
            yield from read_chunks(self.path, size)
        else:
            yield from (self.data[at : at + size] for at in range(0, len(self.data), size))

    def bytes(self) -> bytes:
        """The raw content.

        Raises:
            FormatError: the file cannot be read.
        """
        return read_bytes(self.path) if self.data is None else self.data

    def text(self) -> str:
        """The decoded content with line ends as they stand, a byte order mark removed.

        Raises:
            FormatError: the file cannot be read, or is neither UTF-8 nor UTF-16.
        """
        return decode(self.bytes(), self.path)


class Format(ABC):
    """A file format, registered by its extensions."""

    name: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]
    comment: ClassVar[str] = ""  # a regular expression; its group is what a comment says


class DocumentFormat(Format):
    """A format that holds one text in one language."""

    @abstractmethod
    def read(self, source: Source) -> Document:
        """The document of blocks, each knowing its place in the file.

        Raises:
            FormatError: the content is malformed; `where` is file:line.
        """


class BitextFormat(Format):
    """A format that holds a source and its translation."""

    @abstractmethod
    def read(self, source: Source) -> Iterator[Bitext]:
        """One bitext a document of the file, in order; languages "" where the file names none.

        Raises:
            FormatError: the content is malformed; `where` is file:line.
        """


class BitextWriter(ABC):
    """A format that alignments can be written in."""

    name: ClassVar[str]

    @abstractmethod
    def write(self, bitexts: Iterable[Bitext], stream: IO[str]) -> None:
        """Write whole bitexts to a text stream."""


FORMATS: Registry[type[Format]] = Registry("tqa.formats", "format")
F = TypeVar("F", bound=type[Format])


def format(cls: F) -> F:
    """Class decorator: registers a format under each of its extensions."""
    for extension in cls.extensions:
        FORMATS.add(extension, cls)
    return cls


WRITERS: Registry[type[BitextWriter]] = Registry("tqa.formats", "alignment format")
W = TypeVar("W", bound=type[BitextWriter])


def writer(cls: W) -> W:
    """Class decorator: registers a writer of alignments under its name."""
    WRITERS.add(cls.name, cls)
    return cls


def format_of(path: str) -> Format:
    """The format of a path, by its extension.

    Raises:
        UsageError: no format has this extension.
    """
    extension = Path(path).suffix.lower()
    cls = FORMATS.get(extension)
    if cls is None:
        raise UsageError(
            f"unknown file type {extension or '(no extension)'!r}",
            where=path,
            hint=f"known: {' '.join(FORMATS.keys())}",
        )
    return cls()


__all__ = [
    "FORMATS",
    "WRITERS",
    "BitextFormat",
    "BitextWriter",
    "DocumentFormat",
    "Format",
    "FormatError",
    "Source",
    "format",
    "format_of",
    "writer",
]
