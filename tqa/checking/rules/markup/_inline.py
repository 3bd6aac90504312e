"""Inline Markdown of one side of a bead, from the reader's tags or parsed from the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tqa.model import Bead, BlockKind, Side, Span

KINDS = ("link", "image", "code", "strong", "emphasis", "strikethrough")
_HTML = (".html", ".htm", ".xhtml")
_SIGNS = re.compile(r"[`*]|\]\(|\A#")
# a code span of one or two backticks; `this' is the quoting of old GNU messages
_CODE = re.compile(r"(?<![`\w])(`{1,2})(?!`|[\w.-]{1,80}')([^`\n]{1,200})\1(?!`)")
_LINK = re.compile(r"(!?)\[([^\[\]\n]{1,200})\]\(([^()\s]{1,500})(?:\s\"[^\"\n]{0,100}\")?\)")
_STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{0,199}[^\s*]\*\*(?![\w*])")
_EMPHASIS = re.compile(r"(?<![\w*/])\*(?=[^\s*])[^*\n]{0,199}[^\s*]\*(?![\w*/])")
_HEADING = re.compile(r"(#{1,6})[ \t]+\S")


class Inline(NamedTuple):
    """One inline element: its span, its kind, and its code or address."""

    span: Span
    kind: str
    value: str = ""


def inlines(bead: Bead, side: Side) -> tuple[Inline, ...]:
    """The inline elements of one side: the reader's tags, else those written out in the text."""
    segments = bead.segments(side)
    if any(segment.tags for segment in segments):
        return tuple(_tagged(bead, side))
    text = bead.text(side)
    return tuple(_written(text)) if _SIGNS.search(text) else ()


def has_markup(bead: Bead) -> bool:
    """Whether a side may have inline elements: a cheap pre-check."""
    for segment in bead.source + bead.target:
        text = segment.text
        if "`" in text or "*" in text or "](" in text or text[:1] == "#":
            return not segment.file.endswith(_HTML)
        if segment.tags or segment.kind is BlockKind.HEADING:
            return not segment.file.endswith(_HTML)
    return False


def heading_level(bead: Bead, side: Side) -> int:
    """The heading level of one side: 1 to 6, or 0 for other text."""
    segments = bead.segments(side)
    if not segments:
        return 0
    first = segments[0]
    if first.kind is BlockKind.HEADING and first.unit[:1] == "h" and first.unit[1:].isdigit():
        return int(first.unit[1:])
    match = _HEADING.match(first.text)
    return len(match[1]) if match else 0


def _tagged(bead: Bead, side: Side) -> Iterator[Inline]:
    text = bead.text(side)
    for tag in bead.tags(side):
        if tag.kind in KINDS:
            span = Span(*tag.span)
            yield Inline(span, tag.kind, span.of(text) if tag.kind == "code" else tag.value)


def _written(text: str) -> Iterator[Inline]:
    if "`" in text:
        for match in _CODE.finditer(text):
            yield Inline(Span(*match.span()), "code", match[2])
        text = _CODE.sub(_blank, text)  # code contains no markup
    if "](" in text:
        for match in _LINK.finditer(text):
            yield Inline(Span(*match.span()), "image" if match[1] else "link", match[3])
    if "*" in text:
        for match in _STRONG.finditer(text):
            yield Inline(Span(*match.span()), "strong")
        for match in _EMPHASIS.finditer(text):
            yield Inline(Span(*match.span()), "emphasis")


def _blank(match: re.Match[str]) -> str:
    return "`" * len(match.group())
