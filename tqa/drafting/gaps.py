"""Blocks of a document as nodes: the file holds markup wherever it holds more than their texts."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from tqa.drafting.building import CODE, MarkupToken, built, tag_token, values
from tqa.drafting.marked import Node
from tqa.model import Segment, Tag

_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK = re.compile(r"(?:\r\n|\n|\r)[ \t>]*")
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_LONGEST = 80  # backticks of a code span
_SIZES = {"emphasis": 1, "strong": 2}
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Char(NamedTuple):
    """A character of a text, and what stands for it in the file."""

    text: str
    start: int
    end: int


class Block(NamedTuple):
    """A block: its nodes, and its place in the file. Soft line breaks are line ends in texts."""

    nodes: tuple[Node, ...]
    start: int
    end: int
    segment: Segment


def block_of(
    text: str, segment: Segment, written: Callable[[str], str] = str, *, markup: bool
) -> Block:
    """The nodes of a block of a file.

    Args:
        text: the file.
        segment: the block as the format has read it.
        written: how the file writes text.
        markup: whether the file may escape characters and hold inline markup (Markdown).
    """
    chars = list(_chars(text, segment, markup=markup))
    tokens = _Tokens(text, segment, chars)
    start, end = tokens.start, tokens.end
    return Block(built(tokens.all(), written), start, end, segment)


def _chars(text: str, segment: Segment, *, markup: bool) -> Iterator[Char]:
    places = _offsets(segment)
    at = 0
    while at < len(places):
        size = 1
        while at + size < len(places) and places[at + size] == places[at]:
            size += 1
        meant, start = segment.text[at : at + size], places[at]
        yield Char(meant, start, _end(text, start, meant, markup=markup))
        at += size


def _offsets(segment: Segment) -> list[int]:
    """Where each character stands in the file."""
    found: list[int] = []
    ends = [*(run.start for run in segment.runs[1:]), len(segment.text)]
    for run, end in zip(segment.runs, ends, strict=True):
        size = end - run.start
        if run.end is None:
            found += range(run.at.offset, run.at.offset + size)
        else:
            found += [run.at.offset] * size
    return found


def _end(text: str, start: int, meant: str, *, markup: bool) -> int:
    entity = _ENTITY.match(text, start) if markup else None
    if entity and unescape(entity[0]) == meant:
        return entity.end()
    if markup and text[start] == "\\" and text[start + 1 : start + 2] == meant in _PUNCTUATION:
        return start + 2
    if meant == " " and text[start] in "\r\n":
        found = _BREAK.match(text, start)
        return found.end() if found else start + 1
    return start + len(meant)


class _Tokens:
    """The tokens of a block: its characters, and the markup in the gaps between them."""

    def __init__(self, text: str, segment: Segment, chars: Sequence[Char]) -> None:
        self._text = text
        self._segment = segment
        self._chars = chars
        self._at = {0: 0}  # where each character of the text stands among `chars`
        size = 0
        for number, char in enumerate(chars, 1):
            size += len(char.text)
            self._at[size] = number
        self._opened: dict[int, list[tuple[int, Tag]]] = {}
        self._closed: dict[int, list[tuple[int, Tag]]] = {}
        for key, tag in enumerate(segment.tags):
            if tag.span.end > tag.span.start:
                self._opened.setdefault(self._placed(tag.span.start), []).append((key, tag))
                self._closed.setdefault(self._placed(tag.span.end), []).append((key, tag))
        self.start = self._reach_back(chars[0].start)
        self.end = self._reach_on(chars[-1].end)

    def _placed(self, place: int) -> int:
        return self._at.get(place, -1)

    def _closers(self, place: int) -> list[tuple[int, Tag]]:
        """The elements that end before a character, the innermost first."""
        return sorted(self._closed.get(place, ()), key=lambda each: (-each[1].span.start, each[0]))

    def _openers(self, place: int) -> list[tuple[int, Tag]]:
        """The elements that begin before a character, the outermost first."""
        return sorted(self._opened.get(place, ()), key=lambda each: (-each[1].span.end, -each[0]))

    def _reach_back(self, start: int) -> int:
        """Where the markup before the first character begins."""
        for _, tag in reversed(self._openers(0)):
            start -= _open_size(tag, self._text[max(start - _LONGEST, 0) : start])
        return start

    def _reach_on(self, end: int) -> int:
        """Where the markup after the last character ends."""
        for _, tag in self._closers(len(self._chars)):
            end += _close_size(tag, self._text, end)
        return end

    def all(self) -> Iterator[MarkupToken]:
        """The tokens in order."""
        text, at = self._text, self.start
        literal = ""  # characters that the file has as they are, one after the other
        for number, char in enumerate(self._chars):
            gap = list(self._gap(number, at, char.start))
            as_it_is = text[char.start : char.end] == char.text
            if gap or not as_it_is:
                yield from values(literal)
                literal = ""
            yield from gap
            if as_it_is:
                literal += char.text
            elif char.text == " " and text[char.start] in "\r\n":
                yield from self._line_end(char, at)
            else:
                yield MarkupToken(char.text)
            at = char.end
        yield from values(literal)
        yield from self._gap(len(self._chars), at, self.end)

    def _line_end(self, char: Char, before: int) -> Iterator[MarkupToken]:
        gap = self._text[before : char.start]
        if gap.endswith(("  ", "\\")):
            yield MarkupToken(self._text[char.start : char.end], "break")
        else:
            yield MarkupToken("\n")

    def _gap(self, number: int, start: int, end: int) -> Iterator[MarkupToken]:
        text = self._text
        closing: list[MarkupToken] = []
        for key, tag in self._closers(number):
            size = _close_size(tag, text, start)
            mark = text[start : start + size]
            if tag.kind == "link" and mark in ("]", "][]"):  # its words are the label too
                mark = f"][{tag.span.of(self._segment.text)}]"
            closing.append(MarkupToken(mark, "close", _name(key, tag)))
            start += size
        opening: list[MarkupToken] = []
        for key, tag in reversed(self._openers(number)):
            size = min(_open_size(tag, text[start:end]), end - start)
            opening.insert(0, MarkupToken(text[end - size : end], "open", _name(key, tag)))
            end -= size
        if text[start:end] == "\\" and text.startswith("|", end):
            start = end  # a bar in a table
        yield from closing
        yield from _between(text[start:end])
        yield from opening


def _name(key: int, tag: Tag) -> str:
    return f"{CODE if tag.kind == 'code' else ''}{key}"


def _open_size(tag: Tag, before: str) -> int:
    """The characters at the end of `before` that open an element."""
    if tag.kind == "code":
        found = re.search(r"`+[ \n]?\Z", before)
        return len(found[0]) if found else 0
    if tag.kind == "strikethrough":
        return 2 if before.endswith("~~") else 1
    return _SIZES.get(tag.kind, 1)


def _close_size(tag: Tag, text: str, at: int) -> int:
    """The characters from `at` on that close an element."""
    if tag.kind == "code":
        found = re.compile(r"[ \n]?`+").match(text, at)
        return len(found[0]) if found else 0
    if tag.kind == "strikethrough":
        return 2 if text.startswith("~~", at) else 1
    return _link_end(text, at) - at if tag.kind == "link" else _SIZES.get(tag.kind, 1)


_TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*)"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
    r"|\[(?:\\.|[^\]\\])*\]"
)


def _link_end(text: str, at: int) -> int:
    """Behind `](address "title")`, `][label]`, `[]`, `]`, or the `>` of an autolink."""
    if text.startswith("]", at):
        found = _TARGET.match(text, at + 1)
        return found.end() if found else at + 1
    return at + 1


def _between(gap: str) -> Iterator[MarkupToken]:
    """What stands in a gap beside the marks of elements: HTML, comments, images."""
    at = 0
    for match in _HTML.finditer(gap):
        yield from _rest(gap[at : match.start()])
        comment = match[0].startswith("<!--")
        yield MarkupToken(match[0], "alone") if comment else tag_token(match[0])
        at = match.end()
    yield from _rest(gap[at:])


def _rest(raw: str) -> Iterator[MarkupToken]:
    if raw.strip():
        yield MarkupToken(raw, "alone")
    elif raw:
        yield MarkupToken(raw)
