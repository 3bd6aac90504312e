"""Word documents (DOCX): paragraphs with their runs, from the package's XML."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqa.base.errors import FormatError
from tqa.base.xmlio import local, parse
from tqa.model import BlockKind, Document, Position, Run, Segment, Source, Span, Tag
from tqa.reading.format import DocumentFormat, format
from tqa.reading.formats._zip import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_HEADING = re.compile(r"(?:heading|judul|überschrift|titre)\s*\d?\Z|title\Z|subtitle\Z", re.I)
_HIDDEN = frozenset({"del", "moveFrom", "instrText", "delText", "pict", "drawing", "object", "rPr"})
_BREAKS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_MARKS = {"b": "strong", "i": "emphasis", "strike": "strikethrough"}


@format
class Docx(DocumentFormat):
    """A DOCX file: the body's paragraphs (headings, list items, table cells), then the notes.

    A Word file has no lines: the line of a block is its number among all paragraphs of
    the file, empty ones too, and the column that of the character in it. Deleted text of
    tracked changes is left out, inserted text is read.
    """

    name = "docx"
    extensions = (".docx",)

    def read(self, source: Source) -> Document:
        package = Package(source, "a Word document (.docx)")
        names = package.names()
        if _BODY not in names:
            raise FormatError("not a Word document: contains no text", where=source.path)
        styles = _styles(package) if "word/styles.xml" in names else {}
        segments: list[Segment] = []
        number = 0
        for part in (_BODY, *(name for name in _NOTES if name in names)):
            for paragraph in parse(package.read(part), source.path).iter(f"{_W}p"):
                number += 1
                block = _Paragraph(paragraph, number).segment(len(segments), source.path, styles)
                if block:
                    segments.append(block)
        return Document(source.path, tuple(segments))


def _styles(package: Package) -> dict[str, str]:
    """The names of the paragraph styles by their identifiers."""
    found = {}
    for style in parse(package.read("word/styles.xml"), package.path).iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return found


class _Paragraph:
    """The text of one `w:p`."""

    def __init__(self, element: "_Element", number: int) -> None:
        self._element = element
        self._number = number
        self._pieces: list[str] = []
        self._length = 0
        self._tags: list[Tag] = []
        self._walk(element)

    def _walk(self, element: "_Element") -> None:
        for child in element:
            name = local(child)
            if name in _HIDDEN or name == "p":  # a text box has paragraphs of its own
                continue
            if name == "t":
                self._add(child.text or "")
            elif name in _BREAKS:
                self._add(_BREAKS[name])
            elif name in ("r", "hyperlink"):
                start = self._length
                self._walk(child)
                kinds = ["link"] if name == "hyperlink" else list(_formats(child))
                self._tags += [Tag(Span(start, self._length), k) for k in kinds if k]
            elif name not in ("pPr", "txbxContent", "Fallback"):
                self._walk(child)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def segment(self, index: int, path: str, styles: dict[str, str]) -> Segment | None:
        """The paragraph as a block; None where it has no text."""
        text = "".join(self._pieces)
        stripped = text.strip()
        if not stripped:
            return None
        lead = len(text) - len(text.lstrip())
        end = len(stripped)
        tags = []
        for tag in self._tags:
            span = Span(*(min(max(at - lead, 0), end) for at in tag.span))
            if span.end > span.start:
                tags.append(tag._replace(span=span))
        kind, unit = self._kind(styles)
        place = Position(self._number, lead + 1, lead)
        runs = (Run(0, place),)
        return Segment(str(index), stripped, "", path, runs, index, kind, None, tuple(tags), unit)

    def _kind(self, styles: dict[str, str]) -> tuple[BlockKind, str]:
        style = self._element.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        name = styles.get(name, name)
        level = self._element.find(f"{_W}pPr/{_W}outlineLvl")
        if _HEADING.match(name) or level is not None:
            digit = name[-1:] if name[-1:].isdigit() else "1"
            return BlockKind.HEADING, f"h{digit}"
        ancestors = {local(each) for each in self._element.iterancestors()}
        if "tc" in ancestors:
            return BlockKind.TABLE_CELL, "td"
        if self._element.find(f"{_W}pPr/{_W}numPr") is not None:
            return BlockKind.LIST_ITEM, "li"
        if ancestors & {"footnote", "endnote"}:
            return BlockKind.PARAGRAPH, "note"
        return (BlockKind.CAPTION, "caption") if name.lower() == "caption" else _PLAIN


_PLAIN = (BlockKind.PARAGRAPH, "p")


def _formats(run: "_Element") -> Iterator[str]:
    """The kinds of emphasis of a run."""
    properties = run.find(f"{_W}rPr")
    for child in () if properties is None else properties:
        if child.get(f"{_W}val", "1") not in ("0", "false", "none"):
            yield _MARKS.get(local(child), "")
