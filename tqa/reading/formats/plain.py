"""Plain text: paragraphs between blank lines, hard-wrapped or one per line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tqa.model import BlockKind, Document, Segment, Source
from tqa.reading.format import DocumentFormat, Escape, format
from tqa.reading.formats._escapes import as_it_is
from tqa.reading.text_builder import Lines, TextBuilder

_LINE = re.compile(r"([^\S\r\n]*)([^\r\n]*)(\r\n|\n|\r|\Z)")
_BULLET = re.compile(r"[•▪◦‣*–—-][^\S\r\n]+(?=\S)")
_ENUMERATOR = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_TERMINAL = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_WRAP_WIDTHS = range(40, 121)  # columns that people and tools wrap plain text at
_TITLE_LENGTH = 200  # characters; longer is a paragraph


class _Line(NamedTuple):
    """A line without its surrounding white space."""

    text: str
    offset: int
    indent: int
    end: int  # the offset of its line break

    @property
    def first_word(self) -> str:
        return self.text.split(None, 1)[0]

    @property
    def terminal(self) -> bool:
        return bool(_TERMINAL.search(self.text[-8:]))


@format
class Plain(DocumentFormat):
    """A text file: an article, or one segment per line."""

    name = "plain"
    extensions = (".txt",)

    def escaping(self, content: str) -> Escape | None:
        return as_it_is

    def read(self, source: Source) -> Document:
        text = source.text()
        lines = Lines(text)
        groups = list(_groups(text))
        width = _wrap_width(groups)
        blocks = [block for group in groups for block in _blocks(group, width)]
        segments = tuple(
            _segment(block, number, source.path, lines, titled=number == 0 and len(blocks) > 1)
            for number, block in enumerate(blocks)
        )
        title = segments[0].text if segments and segments[0].kind is BlockKind.HEADING else ""
        return Document(source.path, segments, title=title)


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines between blank lines."""
    group: list[_Line] = []
    for match in _LINE.finditer(text):
        content = match[2].rstrip()
        if content:
            group.append(_Line(content, match.start(2), len(match[1]), match.start(3)))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _breaks(groups: Sequence[Sequence[_Line]]) -> Iterator[tuple[_Line, _Line]]:
    for group in groups:
        yield from pairwise(group)


def _wrap_width(groups: Sequence[Sequence[_Line]]) -> int:
    """The column the text is hard-wrapped at, or 0.

    Filling a paragraph leaves a mark: no line but its last could have taken the
    next line's first word. The text is wrapped where most breaks show it.
    """
    width = max((len(line.text) for group in groups for line in group), default=0)
    if width not in _WRAP_WIDTHS:
        return 0
    filled = open_ended = total = 0
    for line, following in _breaks(groups):
        total += 1
        if _fills(line, following, width):
            filled += 1
            open_ended += not line.terminal
    return width if filled * 5 >= total * 3 and open_ended * 2 >= filled > 0 else 0


def _fills(line: _Line, following: _Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.first_word) > width


def _blocks(group: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    """The paragraphs of a group: lines joined where the break between them is soft."""
    block = [group[0]]
    for line in group[1:]:
        if _is_soft(block[-1], line, width):
            block.append(line)
        else:
            yield block
            block = [line]
    yield block


def _is_soft(line: _Line, following: _Line, width: int) -> bool:
    if _BULLET.match(following.text) or _ENUMERATOR.match(following.text):
        return False
    if following.indent > line.indent and line.terminal:
        return False
    if width and _fills(line, following, width):
        return True
    return following.text[0].islower() and not line.terminal and not _is_label(following.text)


def _is_label(text: str) -> bool:
    """Whether a line is a separate `key: value`."""
    return ": " in text[:24]


def _segment(
    block: Sequence[_Line], number: int, path: str, lines: Lines, *, titled: bool
) -> Segment:
    builder = TextBuilder(lines)
    first = block[0]
    bullet = _BULLET.match(first.text)
    skip = bullet.end() if bullet else 0
    builder.add(first.text[skip:], first.offset + skip)
    for before, line in pairwise(block):
        builder.put("", before.offset + len(before.text), before.end)
        builder.put(" ", before.end, line.offset)
        builder.add(line.text, line.offset)
    text = builder.text
    kind = BlockKind.LIST_ITEM if bullet else BlockKind.PARAGRAPH
    if titled and not bullet and len(text) <= _TITLE_LENGTH and not _TERMINAL.search(text[-8:]):
        kind = BlockKind.HEADING
    return Segment(str(number + 1), text, file=path, runs=builder.runs, block=number, kind=kind)
