"""Inputs to be checked: a file, or a document and its translation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tqa.base.textio import decode, read_bytes, read_chunks


@dataclass(frozen=True)
class Source:
    """A file to read, or named content in memory (such as standard input)."""

    path: str  # as the user wrote it; used in messages
    data: bytes | None = field(default=None, repr=False)

    def chunks(self, size: int) -> Iterator[bytes]:
        """The raw content in chunks of `size` bytes, for files that may be larger than the memory.

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
        """The decoded content without a byte order mark; line ends are not converted.

        Raises:
            FormatError: the file cannot be read, or is neither UTF-8 nor UTF-16.
        """
        return decode(self.bytes(), self.path)


@dataclass(frozen=True)
class Input:
    """One file, or a source document and its translation, checked together.

    One file is a bilingual file (PO, TMX, a table) or a document without its source.
    """

    sources: tuple[Source, ...]  # one, or the source document and its translation

    @classmethod
    def file(cls, path: str, data: bytes | None = None) -> "Input":
        """An input of one file; `data` is its content if it is not read from `path`."""
        return cls((Source(path, data),))

    @classmethod
    def pair(
        cls,
        source: str,
        target: str,
        source_data: bytes | None = None,
        target_data: bytes | None = None,
    ) -> "Input":
        """An input of a source document and its translation; the data as in `file`."""
        return cls((Source(source, source_data), Source(target, target_data)))

    @property
    def is_pair(self) -> bool:
        """Whether this is a source document and its translation."""
        return len(self.sources) == 2

    @property
    def source(self) -> str:
        """The path of the source document; "" if the input is one file."""
        return self.sources[0].path if self.is_pair else ""

    @property
    def target(self) -> str:
        """The path of the translation, or of the one file."""
        return self.sources[-1].path

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of all files."""
        return tuple(source.path for source in self.sources)

    @property
    def has_data(self) -> bool:
        """Whether the content of a file is in memory instead of being read from its path."""
        return any(source.data is not None for source in self.sources)

    def with_content(self, contents: Mapping[str, bytes]) -> "Input":
        """This input with the contents of files from `contents`, which is by path."""
        return Input(tuple(replace(s, data=contents.get(s.path, s.data)) for s in self.sources))
