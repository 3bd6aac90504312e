"""Building the text of a segment together with the place of each character in the file."""

import re
from bisect import bisect_right

from tqa.model import Position, Run, Span, Tag

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a file's text; LF, CRLF and a lone CR end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    @property
    def count(self) -> int:
        """The number of lines; a line end at the end of the text begins another one."""
        return len(self._starts)

    def at(self, offset: int) -> Position:
        """The position of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def offset(self, line: int, column: int) -> int:
        """The offset of the character at a 1-based line and column."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def line(self, offset: int) -> int:
        """The 1-based line of the character at `offset`."""
        return bisect_right(self._starts, offset)


class TextBuilder:
    """Gathers a segment's text from pieces of the file, with its runs and tags.

    A piece is the same in the file as in the text (`add`), or replaces
    what is in the file (`put`): an entity, an escape, a line break read as a space.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._next = -1  # the offset at which the last run would continue
        self._begin = -1  # where the text stands as long as it is empty
        self.tags: list[Tag] = []
        self.length = 0

    def begin(self, offset: int) -> None:
        """Set the place of the text in case nothing is added to it."""
        self._begin = offset

    def add(self, piece: str, offset: int) -> None:
        """Append characters that are literally at `offset`, all on one line."""
        if not piece:
            return
        if offset != self._next:
            self._runs.append(Run(self.length, self.lines.at(offset)))
        self._pieces.append(piece)
        self.length += len(piece)
        self._next = offset + len(piece)

    def put(self, piece: str, offset: int, end: int) -> None:
        """Append characters that replace what the file has from `offset` to `end`.

        Where they only have a place, and what stands there is not theirs to rewrite, `end` is
        `offset`. An empty piece says that what stands there is no text, and may go.
        """
        self.put_at(piece, self.lines.at(offset), self.lines.at(end))

    def put_at(self, piece: str, begin: Position, end: Position) -> None:
        """As `put`, between two positions."""
        if piece or begin != end:
            self._runs.append(Run(self.length, begin, end))
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)
        self._next = -1

    def add_lines(self, piece: str, offset: int) -> None:
        """Append characters that are literally at `offset` and may contain line ends."""
        at = 0
        for end in _LINE_END.finditer(piece):
            self.add(piece[at : end.end()], offset + at)
            self._next = -1
            at = end.end()
        self.add(piece[at:], offset + at)

    def tag(self, start: int, kind: str, value: str = "") -> None:
        """Add an inline tag over the text from `start` to its present end."""
        self.tags.append(Tag(Span(start, self.length), kind, value))

    @property
    def ends_in_space(self) -> bool:
        """Whether the last character is white space."""
        return bool(self._pieces) and self._pieces[-1][-1].isspace()

    def trim(self) -> None:
        """Remove white space from the end; tags there are shortened."""
        while self.ends_in_space:
            kept = self._pieces[-1].rstrip()
            self.length -= len(self._pieces.pop()) - len(kept)
            if kept:
                self._pieces.append(kept)
        self._next = -1
        while self._runs and self._runs[-1].start >= self.length:
            self._runs.pop()
        end = self.length
        self.tags = [
            t._replace(span=Span(min(t.span[0], end), min(t.span[1], end))) for t in self.tags
        ]

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs so far; for an empty text, one at its place, or at the start of the file."""
        if self._runs:
            return tuple(self._runs)
        return (Run(0, Position(1, 1, 0) if self._begin < 0 else self.lines.at(self._begin)),)
