"""The text of one side of a translation unit, with its inline elements as tags."""

import re
from typing import NamedTuple

from tqa.model import Position, Run, Tag
from tqa.reading.formats._xmlstream import XmlStream
from tqa.reading.text_builder import Lines, TextBuilder

INLINE = "inline"  # the kind of the tags; their value is `element:id`
_CODE = frozenset({"ph", "bpt", "ept", "it", "ut"})  # their content is markup of the original
_PLACEHOLDERS = frozenset({"x", "ph"})  # stand for a value; the other empty ones are markup
_VALUE = re.compile(r"[^<>\s][^<>\n]{0,60}\Z")
_LINE_BREAKS = frozenset({"lb", "xlf:lb"})


class TextPart(NamedTuple):
    """A text with its places and tags."""

    text: str
    runs: tuple[Run, ...]
    tags: tuple[Tag, ...]


class _Cursor(Lines):
    """The place of the event at hand, instead of all lines of a file."""

    def __init__(self) -> None:
        self.now = Position(1, 1, 0)

    def at(self, offset: int) -> Position:
        now = self.now
        return Position(now.line, now.column + offset - now.offset, offset)


class _Open(NamedTuple):
    name: str
    attributes: dict[str, str]
    start: int  # where the text was
    place: Position


class UnitText:
    """Gathers text as events come; white space with a line end in it is one space.

    A paired element is a tag over its text. One that stands for a value is read as that
    value where the file has it (`{0}`, `equiv-text`), else as its identifier in braces,
    located where the element begins. One that is markup is a tag without width.
    """

    def __init__(self, here: XmlStream, *, preserve: bool) -> None:
        self._preserve = preserve
        self._cursor = _Cursor()
        self._builder = TextBuilder(self._cursor)
        self._open: list[_Open] = []
        self._code: list[tuple[str, Position]] = []  # pieces of the code element that is open
        self._depth = 0  # of code elements
        self._broken: Position | None = None  # the line end that was met last, until text comes
        self._empty = False  # the last thing was an element without width
        self._cursor.now = here.place()
        self._builder.begin(self._cursor.now.offset)

    def text(self, data: str, here: XmlStream) -> None:
        """Add characters."""
        place = here.place()
        if self._depth:
            self._code.append((data, place))
        elif data == "\n" and not self._preserve:
            self._broken = self._broken or place
        else:
            self._add(data, place, here.width(data))

    def _add(self, data: str, place: Position, width: int) -> None:
        skip = 0
        if self._broken:
            skip = len(data) - len(data.lstrip())
            if skip == len(data):
                return
            self._join_line(place._replace(column=place.column + skip, offset=place.offset + skip))
        elif self._empty and self._builder.ends_in_space and data[0] == " ":
            skip = 1  # one space is enough around an element that leaves no text
        self._cursor.now = place
        if width == len(data):
            self._builder.add_lines(data[skip:], place.offset + skip)
        else:
            line_end = data == "\n"
            after = Position(
                place.line + line_end,
                1 if line_end else place.column + width,
                place.offset + width,
            )
            self._builder.put_at(data[skip:], place, after)
        self._empty = False

    def _join_line(self, after: Position) -> None:
        """A line end within the text is a space; it and the white space end at `after`."""
        if self._broken and self._builder.length:
            space = "" if self._builder.ends_in_space else " "
            self._builder.put_at(space, self._broken, after)
        self._broken = None

    def start(self, name: str, attributes: dict[str, str], here: XmlStream) -> None:
        """An inline element begins."""
        if not self._depth:
            if self._builder.length:
                self._join_line(here.place())
            self._open.append(_Open(name, attributes, self._builder.length, here.place()))
            self._code = []
        if name in _CODE or self._depth:
            self._depth += 1

    def end(self, name: str) -> None:
        """An inline element ends."""
        if self._depth:
            self._depth -= 1
            if self._depth:
                return
        element = self._open.pop()
        if name == "cp":
            self._character(element)
        elif name in _PLACEHOLDERS:
            self._placeholder(element)
        if name not in ("cp", "sm", "em", "mrk"):
            self._tag(element)

    def _tag(self, element: _Open) -> None:
        attributes = element.attributes
        key = attributes.get("id") or attributes.get("i") or attributes.get("x") or ""
        self._empty |= element.start == self._builder.length
        self._builder.tag(element.start, INLINE, f"{element.name}:{key}")

    def _character(self, element: _Open) -> None:
        """A character that XML cannot hold, by its code point."""
        code = element.attributes.get("hex", "")
        self._cursor.now = element.place
        if re.fullmatch(r"[0-9a-fA-F]{1,6}", code) and int(code, 16) < 0x110000:
            self._builder.put_at(chr(int(code, 16)), element.place, element.place)

    def _placeholder(self, element: _Open) -> None:
        attributes = element.attributes
        self._cursor.now = element.place
        if {attributes.get("ctype"), attributes.get("subType")} & _LINE_BREAKS:
            self._broken = element.place
            return
        code = "".join(data for data, _ in self._code)
        if code and _VALUE.match(code) and len(self._code) == 1:
            self._cursor.now = self._code[0][1]
            self._builder.add(code, self._cursor.now.offset)
            return
        value = code or next(
            (attributes[n] for n in ("equiv-text", "equiv", "disp") if attributes.get(n)), ""
        )
        if "<" in value or ">" in value:
            return  # markup of the original
        value = value if re.search(r"[{%$\[]", value) and _VALUE.match(value) else ""
        key = attributes.get("id") or attributes.get("x") or attributes.get("type") or "x"
        self._builder.put_at(value or f"{{{key}}}", element.place, element.place)
        self._empty = False

    def part(self) -> TextPart:
        """All of it."""
        if self._broken:
            self._builder.trim()
        return TextPart(self._builder.text, self._builder.runs, tuple(self._builder.tags))
