"""Markdown's inline level with exact places: parsed tokens are replayed against their source."""

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import TYPE_CHECKING

from tqa.reading.text_builder import TextBuilder

if TYPE_CHECKING:
    from markdown_it.token import Token

_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_TITLE = re.compile(r"\s+(?:\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'|\((?:[^()\\]++|\\.)*+\))")
_SPACE = re.compile(r"\s*")
_LITERAL = re.compile(r"[^\\&]+")
_TAG_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
_KINDS = {"em": "emphasis", "strong": "strong", "s": "strikethrough", "link": "link"}

Place = Callable[[int], int]  # offset in the content -> offset in the file


class Replay:
    """Locates the inline tokens of one block in the source from which they were parsed."""

    def __init__(self, source: str, place: Place, builder: TextBuilder) -> None:
        self._source = source
        self._place = place
        self._builder = builder
        self._at = 0
        self._open: list[tuple[int, str]] = []  # where each open element began, and its value

    def run(self, tokens: "Sequence[Token]") -> None:
        """Add the text and the tags of the tokens to the builder."""
        for token in tokens:
            if token.type == "text":
                self._text(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                self._line_break(soft=token.type == "softbreak")
            elif token.type == "code_inline":
                self._code(token)
            elif token.type == "html_inline":
                self._html(token.content)
            elif token.type == "image":
                self._image(token)
            elif token.nesting == 1:
                self._enter(token)
            elif token.nesting == -1:
                self._leave(token)

    def _text(self, content: str) -> None:
        """Add literal characters, escapes and entities."""
        source, at, done = self._source, self._at, 0
        if content[:1] == " " and (self._builder.ends_in_space or not self._builder.length):
            at, done = at + 1, 1  # one space is enough around an image or a comment
        while done < len(content):
            special = _ESCAPE.match(source, at) or _ENTITY.match(source, at)
            meant = ""
            if special:
                raw = special.group()
                meant = raw[1] if raw[0] == "\\" else unescape(raw)
            if special and meant and content.startswith(meant, done):
                begin = self._place(at)
                self._builder.put(meant, begin, begin + len(special.group()))
                at, done = special.end(), done + len(meant)
                continue
            literal = _LITERAL.match(source, at, at + len(content) - done)
            size = literal.end() - at if literal else 1
            self._add(content[done : done + size], at)
            at, done = at + size, done + size
        self._at = at

    def _add(self, piece: str, at: int) -> None:
        """Characters that stand at `at` of the source, unbroken in the file or (in tables) not."""
        begin = self._place(at)
        if self._place(at + len(piece) - 1) - begin == len(piece) - 1:
            self._builder.add(piece, begin)
            return
        for number, char in enumerate(piece):
            self._builder.add(char, self._place(at + number))

    def _line_break(self, *, soft: bool) -> None:
        match = _BREAK.match(self._source, self._at)
        end = match.end() if match else self._at
        newline = max(self._source.find("\n", self._at, end), self._at)
        if not self._builder.ends_in_space:
            begin = self._place(newline)
            self._builder.put("", self._place(self._at), begin)
            self._builder.put(" ", begin, self._place(end) if soft else begin)
        self._at = end

    def _code(self, token: "Token") -> None:
        """A code span: its fence, at most one space of padding, its text with breaks as spaces."""
        begin = self._at + len(token.markup)
        fence = re.compile(f"(?<!`){token.markup}(?!`)").search(self._source, begin)
        end = fence.start() if fence else begin  # a longer or shorter run of marks is text
        raw = self._source[begin:end]
        if len(raw) > len(token.content):
            begin += 1
        start = self._builder.length
        for number, line in enumerate(self._source[begin : begin + len(token.content)].split("\n")):
            if number:
                self._builder.put(" ", self._place(begin - 1), self._place(begin))
            self._builder.add(line, self._place(begin))
            begin += len(line) + 1
        self._builder.tag(start, "code")
        self._at = max(end, begin - 1) + len(token.markup)

    def _html(self, raw: str) -> None:
        name = _TAG_NAME.match(raw)
        start = self._builder.length
        if name is None:
            self._builder.tag(start, "comment", raw[4:-3].strip())
        elif raw.startswith("</"):
            self._builder.tag(start, "html", f"/{name[1].lower()}")
        else:
            self._builder.tag(start, "html", name[1].lower())
        self._at += len(raw)

    def _image(self, token: "Token") -> None:
        """Add an image without its alternative text, which is not part of the sentence."""
        self._builder.tag(self._builder.length, "image", str(token.attrGet("src") or ""))
        silent = Replay(self._source, self._place, TextBuilder(self._builder.lines))
        silent._at = self._at + 2
        silent.run(token.children or ())
        self._at = silent._at
        self._link_end()

    def _enter(self, token: "Token") -> None:
        value = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        self._open.append((self._builder.length, value))
        self._at += 1 if token.type == "link_open" else len(token.markup)

    def _leave(self, token: "Token") -> None:
        kind = _KINDS.get(token.type.removesuffix("_close"), "")
        start, value = self._open.pop() if self._open else (self._builder.length, "")
        if kind:
            self._builder.tag(start, kind, value)
        if token.type != "link_close":
            self._at += len(token.markup)
        elif token.markup == "autolink":
            self._at += 1
        else:
            self._link_end()

    def _link_end(self) -> None:
        """Skip `](address "title")`, `][label]`, `[]` or `]`."""
        source = self._source
        at = self._at + 1
        if source.startswith("(", at):
            end = _inline_address(source, at + 1)
            if end:
                self._at = end
                return
        if source.startswith("[", at):
            closed = source.find("]", at)
            at = closed + 1 if closed > 0 else at
        self._at = at


def _inline_address(source: str, at: int) -> int:
    """The end of `(address "title")` whose content begins at `at`; 0 if it is not one."""
    from markdown_it.helpers import parseLinkDestination

    at = _skip(source, at)
    found = parseLinkDestination(source, at, len(source))
    at = found.pos if found.ok else at
    title = _TITLE.match(source, at)
    at = _skip(source, title.end() if title else at)
    return at + 1 if source.startswith(")", at) else 0


def _skip(source: str, at: int) -> int:
    match = _SPACE.match(source, at)
    return match.end() if match else at
