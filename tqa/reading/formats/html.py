"""HTML pages: the blocks of the page, with those around the article marked as boilerplate."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from tqa.model import BlockKind, Document, Mark, Segment, Source
from tqa.reading.format import DocumentFormat, Escape, format
from tqa.reading.formats._elements import DATES, DROPPED, INLINE, KINDS, PLAIN, VOID, is_boilerplate
from tqa.reading.formats._escapes import in_html
from tqa.reading.formats._tags import Markup, markup
from tqa.reading.text_builder import Lines, TextBuilder

_PIECE = re.compile(  # white space; an entity; words with single spaces between; a lone &
    r"([ \t\r\n\f]+)|(&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|[^ \t\r\n\f&]++(?: [^ \t\r\n\f&]++)*+|&"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_NESTED = 8  # boilerplate within boilerplate is followed this deep
_RUNNING = 8  # words; so many with an end mark are running text


@dataclass
class _Element:
    """An open element, with what it inherits."""

    name: str
    kind: BlockKind
    unit: str
    dropped: bool
    boilerplate: tuple[int, ...]


@dataclass
class _Block:
    """A completed block of text."""

    builder: TextBuilder
    kind: BlockKind
    unit: str
    boilerplate: tuple[int, ...]

    @property
    def running_words(self) -> int:
        text = self.builder.text
        words = text.count(" ") + 1
        return words if words >= _RUNNING and text[-1:] in '.!?”"' else 0


@dataclass
class _Page:
    """The state of a walk over a page."""

    text: str
    lines: Lines
    blocks: list[_Block] = field(default_factory=list)
    stack: list[_Element] = field(
        default_factory=lambda: [_Element("", BlockKind.PARAGRAPH, "", False, ())]
    )
    opened: Counter[str] = field(default_factory=Counter)
    builder: TextBuilder | None = None
    space: int = -1  # offset of white space not yet written
    spaces: set[int] = field(default_factory=set)  # where in the block white space was written
    breaks: int = 0
    inline: list[tuple[str, int, str]] = field(default_factory=list)  # name, start, value
    lang: str = ""
    date: str = ""
    containers: int = 0

    def walk(self) -> None:
        """Read the whole page."""
        for item in markup(self.text):
            if not item.name:
                self._characters(item)
            elif item.closing:
                self._close(item.name)
            else:
                self._open(item)
        self._flush()

    def _characters(self, item: Markup) -> None:
        here = self.stack[-1]
        if here.dropped:
            return
        for piece in _PIECE.finditer(self.text, item.start, item.end):
            raw = piece.group()
            if piece[1]:
                self.space = piece.start() if self.space < 0 else self.space
            elif piece[2] and unescape(raw) != raw:
                self._write(unescape(raw), *piece.span(), literal=False)
            else:
                self._write(raw, *piece.span(), literal=True)

    def _write(self, piece: str, at: int, end: int, *, literal: bool) -> None:
        if self.builder is None:
            self.builder = TextBuilder(self.lines)
        elif self.space >= 0 and self.builder.length:
            self.spaces.add(self.builder.length)
            white = self.text[self.space : at].isspace()
            self.builder.put(" ", self.space, at if white else self.space)
        self.space, self.breaks = -1, 0
        if literal:
            self.builder.add(piece, at)
        else:
            self.builder.put(piece, at, end)

    def _open(self, item: Markup) -> None:
        name = item.name
        self._note(item)
        if name == "br":
            self.breaks += 1
            self.space = item.start if self.space < 0 else self.space
            if self.breaks > 1:
                self._flush()
        elif name == "img":
            if self.builder is not None:
                self.builder.tag(self.builder.length, "image", item.attribute("src"))
        elif name in INLINE:
            value = (
                item.attribute("href") if name == "a" else name if INLINE[name] == "html" else ""
            )
            self.inline.append((name, self.builder.length if self.builder else 0, value))
        elif name not in PLAIN and name not in VOID:
            if name not in DROPPED:  # a script does not end a paragraph
                self._flush()
            self._push(item)
        elif name == "hr":
            self._flush()

    def _push(self, item: Markup) -> None:
        name, parent = item.name, self.stack[-1]
        inherited = BlockKind.PARAGRAPH if parent.kind is BlockKind.HEADING else parent.kind
        kind = KINDS.get(name, inherited)
        dropped = (parent.dropped or name in DROPPED) and name != "title"
        boilerplate = parent.boilerplate
        if len(boilerplate) < _MOST_NESTED and is_boilerplate(item):
            self.containers += 1
            boilerplate = (*boilerplate, self.containers)
        self.stack.append(_Element(name, kind, name, dropped, boilerplate))
        self.opened[name] += 1

    def _close(self, name: str) -> None:
        if name in INLINE:
            self._close_inline(name)
        elif self.opened[name]:
            if not self.stack[-1].dropped:
                self._flush()
            while True:
                element = self.stack.pop()
                self.opened[element.name] -= 1
                if element.name == name:
                    break
        elif name == "p":
            self._flush()

    def _close_inline(self, name: str) -> None:
        for number in range(len(self.inline) - 1, max(len(self.inline) - 9, -1), -1):
            if self.inline[number][0] == name:
                self._tag(*self.inline.pop(number))
                return

    def _tag(self, name: str, start: int, value: str) -> None:
        """Add the tag of an inline element, without white space at its start."""
        start += start in self.spaces
        if self.builder is not None and self.builder.length > start:
            self.builder.tag(start, INLINE[name], value)

    def _flush(self) -> None:
        """End the current block; open inline elements end with it and continue in the next."""
        builder, here = self.builder, self.stack[-1]
        if builder is not None and builder.text.strip():
            for element in reversed(self.inline[-8:]):
                self._tag(*element)
            self.blocks.append(_Block(builder, here.kind, here.unit, here.boilerplate))
        self.inline = [(name, 0, value) for name, _, value in self.inline[-8:]]
        self.builder, self.space, self.breaks = None, -1, 0
        self.spaces.clear()

    def _note(self, item: Markup) -> None:
        """Record the language and date that the page declares."""
        if item.name == "html":
            self.lang = item.attribute("lang") or item.attribute("xml:lang")
        elif item.name == "meta" and not self.date:
            name = (
                item.attribute("property") or item.attribute("name") or item.attribute("itemprop")
            )
            if name.lower() in DATES:
                self._set_date(item.attribute("content"))
        elif item.name == "time" and not self.date:
            self._set_date(item.attribute("datetime"))

    def _set_date(self, value: str) -> None:
        match = _DATE.match(value)
        self.date = match.group() if match else ""


def _articles(blocks: Sequence[_Block]) -> frozenset[int]:
    """The containers with most of the page's running text, which are not boilerplate.

    Some pages are completely inside one form.
    """
    words: Counter[int] = Counter()
    total = 0
    for block in blocks:
        running = block.running_words
        total += running
        for container in block.boilerplate:
            words[container] += running
    return frozenset(container for container, share in words.items() if share * 2 > total)


@format
class Html(DocumentFormat):
    """An HTML page. Elements such as script and style are dropped.

    Navigation, footers, forms, comments and share links are kept and marked as
    boilerplate. No document type, entity or address in the page is ever followed.
    """

    name = "html"
    extensions = (".html", ".htm", ".xhtml")
    comment = r"<!--(.*?)-->"

    def escaping(self, content: str) -> Escape | None:
        return in_html(content)

    def read(self, source: Source) -> Document:
        text = source.text()
        page = _Page(text, Lines(text))
        page.walk()
        articles = _articles(page.blocks)
        segments = tuple(
            _segment(block, number, source.path, articles)
            for number, block in enumerate(page.blocks)
        )
        lang = page.lang.replace("_", "-").partition("-")[0].lower()
        return Document(source.path, segments, lang=lang, date=page.date, title=_title(segments))


def _segment(block: _Block, number: int, path: str, articles: frozenset[int]) -> Segment:
    boilerplate = not articles.issuperset(block.boilerplate)
    return Segment(
        str(number + 1),
        block.builder.text,
        file=path,
        runs=block.builder.runs,
        block=number,
        kind=block.kind,
        mark=Mark.BOILERPLATE if boilerplate else None,
        tags=tuple(block.builder.tags),
        unit=block.unit,
    )


def _title(segments: Sequence[Segment]) -> str:
    """The page's first main heading, else its title."""
    named = {segment.unit: segment.text for segment in reversed(segments) if not segment.mark}
    return named.get("h1") or named.get("title") or ""
