"""The contract of file formats, which read a document of blocks or bitexts, and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

from tqa.base.errors import FormatError, UsageError
from tqa.base.registry import Registry
from tqa.model import Bitext, Document, Source

# text, and the offsets in the file between which it shall stand -> the text as the format writes
# it there; None where it cannot be written there
Escape = Callable[[str, int, int], str | None]


class Format(ABC):
    """A file format, registered by its extensions."""

    name: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]
    comment: ClassVar[str] = ""  # a regular expression for comments; its group is their text

    def escaping(self, content: str) -> Escape | None:
        """The function that escapes a replacement for text in a file of this format.

        Args:
            content: The decoded file before the edit.

        Returns:
            None if such a file cannot be edited as text.
        """
        return None


class DocumentFormat(Format):
    """A format that holds one text in one language."""

    @abstractmethod
    def read(self, source: Source) -> Document:
        """The document of blocks, each with its place in the file.

        Raises:
            FormatError: the content is malformed; `where` is file:line.
        """


class BitextFormat(Format):
    """A format that holds a source and its translation."""

    @abstractmethod
    def read(self, source: Source) -> Iterator[Bitext]:
        """One or more bitexts per document of the file, in order; unknown languages are "".

        Raises:
            FormatError: the content is malformed; `where` is file:line.
        """


FORMATS: Registry[type[Format]] = Registry("tqa.reading.formats", "format", group="tqa.formats")
F = TypeVar("F", bound=type[Format])


def format(cls: F) -> F:
    """Class decorator: registers a format under each of its extensions."""
    for extension in cls.extensions:
        FORMATS.add(extension, cls)
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
    "BitextFormat",
    "DocumentFormat",
    "Escape",
    "Format",
    "FormatError",
    "format",
    "format_of",
]
