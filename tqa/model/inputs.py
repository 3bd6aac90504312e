"""What is checked: a file, or a pair of files."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tqa.base.textio import decode, read_bytes, read_chunks


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


@dataclass(frozen=True)
class Pair:
    """A source document and its translation, or patterns of both with `{path}` and `{name}`."""

    source: str  # paths as the user wrote them: the names in every message
    target: str
    source_data: bytes | None = field(default=None, repr=False)  # what came by standard input
    target_data: bytes | None = field(default=None, repr=False)


Input = Pair | Source
