"""Markdown: CommonMark with tables and front matter."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tqa.model import BlockKind, Document, Segment, Source
from tqa.reading.format import DocumentFormat, Escape, format
from tqa.reading.formats._frontmatter import front_matter
from tqa.reading.formats._inline import Replay
from tqa.reading.formats._markdown_escapes import escaping
from tqa.reading.text_builder import Lines, TextBuilder

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n|\n|\r")
_CELL = re.compile(r"(?:[^|\\]++|\\.)*+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_METADATA = ("title", "subtitle", "description", "summary", "excerpt")
_KINDS = {
    "heading_open": BlockKind.HEADING,
    "list_item_open": BlockKind.LIST_ITEM,
    "blockquote_open": BlockKind.QUOTE,
    "th_open": BlockKind.TABLE_CELL,
    "td_open": BlockKind.TABLE_CELL,
}


class _Inline(NamedTuple):
    """An inline token in its block: what the block is, and the index of its table cell or -1."""

    token: "Token"
    kind: BlockKind
    element: str
    column: int


@format
class Markdown(DocumentFormat):
    """A Markdown file. Code blocks and HTML blocks are left out.

    Markup is not part of the text: emphasis, links, images, code, HTML and
    comments are tags. `Segment.unit` names the element (`h2`, `p`, `li`).
    """

    name = "markdown"
    extensions = (".md", ".markdown")
    comment = r"<!--(.*?)-->"

    def escaping(self, content: str) -> Escape | None:
        return escaping(content)

    def read(self, source: Source) -> Document:
        text = source.text()
        lines = Lines(text)
        head = front_matter(text, lines)
        blocks = [
            _block(builder, BlockKind.METADATA, name)
            for name, builder in head.fields.items()
            if name in _METADATA and builder.text
        ]
        blocks += _body(text, head.end, lines)
        segments = tuple(
            Segment(str(n + 1), b.text, "", source.path, b.runs, n, kind, None, tuple(b.tags), unit)
            for n, (b, kind, unit) in enumerate(blocks)
        )
        values = {name: builder.text for name, builder in head.fields.items()}
        lang = values.get("lang") or values.get("language") or values.get("locale") or ""
        date = _DATE.match(values.get("date", ""))
        return Document(
            source.path,
            segments,
            lang=lang.replace("_", "-").partition("-")[0].lower(),
            date=date.group() if date else "",
            title=values.get("title") or _first_heading(segments),
        )


_Block = tuple[TextBuilder, BlockKind, str]


def _block(builder: TextBuilder, kind: BlockKind, unit: str) -> _Block:
    return builder, kind, unit


def _first_heading(segments: Sequence[Segment]) -> str:
    return next((s.text for s in segments if s.kind is BlockKind.HEADING), "")


def _body(text: str, begin: int, lines: Lines) -> Iterator[_Block]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    starts = [begin, *(end.end() for end in _LINE_END.finditer(text, begin)), len(text)]
    row: tuple[int, list[int]] = (-1, [])  # the line of the last table row, and its cells
    for inline in _inlines(parser.parse(text[begin:])):
        builder = TextBuilder(lines)
        content = inline.token.content
        first = inline.token.map[0] if inline.token.map else 0
        if inline.column >= 0:
            if row[0] != first:
                row = first, _cell_starts(text, starts[first], starts[first + 1])
            at = row[1][inline.column] if inline.column < len(row[1]) else starts[first]
            places = _cell_places(text, at, content)
        else:
            places = _places(text, starts, first, content)
        Replay(content, places.__getitem__, builder).run(inline.token.children or ())
        builder.trim()
        if builder.length:
            kind = BlockKind.CODE if _is_code(builder) else inline.kind
            yield builder, kind, inline.element


def _is_code(builder: TextBuilder) -> bool:
    return any(t.kind == "code" and t.span == (0, builder.length) for t in builder.tags)


def _inlines(tokens: "Sequence[Token]") -> Iterator[_Inline]:
    """The inline tokens of a document, each with the innermost block that says what it is."""
    kinds: list[BlockKind] = []
    elements: list[str] = []
    column = -1
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            column += 1
        elif token.type in ("tr_open", "table_close"):
            column = -1
        if token.nesting == 1:
            kinds.append(_KINDS.get(token.type, kinds[-1] if kinds else BlockKind.PARAGRAPH))
            paragraph = token.type == "paragraph_open" and elements and elements[-1] == "li"
            elements.append("li" if paragraph else token.tag)
        elif token.nesting == -1:
            kinds.pop()
            elements.pop()
        elif token.type == "inline":
            yield _Inline(token, kinds[-1], elements[-1], column)


def _places(text: str, starts: Sequence[int], first: int, content: str) -> list[int]:
    """The file offset of each character of a block's content, and of its end.

    Each line of the content is the source line without what the block puts
    before it (indent, `>`, `-`, `##`) and without white space at its end.
    """
    places: list[int] = []
    for number, line in enumerate(content.split("\n"), first):
        begin = starts[min(number, len(starts) - 1)]
        end = starts[min(number + 1, len(starts) - 1)]
        raw = text[begin:end].rstrip("\r\n")
        trimmed, bare = raw.rstrip(), line.rstrip()
        if trimmed.endswith(bare):
            at = begin + len(trimmed) - len(bare)
        else:  # a heading closed by #, or a tab that the block took half of
            at = begin + max(raw.find(bare.strip()), 0) - (len(bare) - len(bare.lstrip()))
        places.extend(range(at, at + len(line)))
        places.append(begin + len(raw))
    return places


def _cell_starts(text: str, begin: int, end: int) -> list[int]:
    """Where each cell of a table row begins, white space passed over."""
    at = begin + len(text[begin:end]) - len(text[begin:end].lstrip(" \t>"))
    at += text.startswith("|", at)
    starts: list[int] = []
    while at < end:
        cell = _CELL.match(text, at, end)
        assert cell is not None  # a cell may be empty
        starts.append(at + len(cell.group()) - len(cell.group().lstrip(" \t")))
        at = cell.end() + 1
    return starts


def _cell_places(text: str, at: int, content: str) -> list[int]:
    """The file offset of each character of a table cell, in which `\\|` stands for a bar."""
    places: list[int] = []
    for char in content:
        if char == "|" and text.startswith("\\|", at):
            at += 1
        places.append(at)
        at += 1
    return [*places, at]
