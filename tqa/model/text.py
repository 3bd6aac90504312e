"""Texts and their parts: spans, segments, documents, beads, bitexts."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple


class Side(Enum):
    """The two sides of a bead."""

    SOURCE = 0
    TARGET = 1

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.TARGET if self is Side.SOURCE else Side.SOURCE


class Span(NamedTuple):
    """Half-open character offsets into a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class Position(NamedTuple):
    """A place in a file: 1-based line and column, and 0-based offset, in code points."""

    line: int
    column: int
    offset: int


class Run(NamedTuple):
    """A part of a segment: its characters from `start` to the next run are at `at` in the file.

    Without an `end`, the file has the same characters there, on one line. With an `end`, the file
    has something else between `at` and `end` for them, and all are located at `at`: an entity, an
    escape, or a line end and an indent for a space. Such a run may have no character of the segment
    (the quotes where a string is continued on the next line). Where a run does not begin at the
    end of the previous one, there is markup between them.
    """

    start: int
    at: Position
    end: Position | None = None


class Region(NamedTuple):
    """The place of a span of a segment in its file, half-open."""

    start: Position
    end: Position
    literal: bool = True  # whether the file has the same characters as the segment there
    replaceable: bool = True  # whether it has nothing else in it, such as a tag
    fold: Span | None = None  # offsets of a line end (with indent) in it that is read as a space


_START = itemgetter(0)


def joined(regions: Sequence[Region]) -> Region:
    """The region from the first to the last of several whose texts are joined by one space.

    It is replaceable if each follows the previous one after a single character of the file.
    """
    first, last = regions[0], regions[-1]
    literal = all(each.literal for each in regions)
    replaceable = all(each.replaceable for each in regions)
    fold = next((each.fold for each in regions if each.fold), None)
    for before, after in pairwise(regions):
        if after.start.offset - before.end.offset != 1:
            literal = replaceable = False
        elif after.start.line != before.end.line:
            literal, fold = False, Span(before.end.offset, after.start.offset)
    return Region(first.start, last.end, literal, replaceable, fold)


class BlockKind(Enum):
    """The kind of a block of a document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    QUOTE = "quote"
    CAPTION = "caption"
    CODE = "code"
    MESSAGE = "message"  # a translation unit of a bilingual file
    METADATA = "metadata"  # a front-matter field


class Mark(Enum):
    """Why a segment is not part of the article proper."""

    BOILERPLATE = "boilerplate"  # comment form, share links, copyright, "Baca juga"
    HEADLINE = "headline"  # another article's headline, embedded between paragraphs


class Tag(NamedTuple):
    """An inline element: code, link, emphasis, a placeholder, an XML tag."""

    span: Span
    kind: str  # "code", "link", "emphasis", "image", "html", ...
    value: str = ""  # the address of a link, the name of a tag


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or similar unit of text (a whole block, before segmentation)."""

    id: str
    text: str
    lang: str = ""
    file: str = ""
    runs: tuple[Run, ...] = (Run(0, Position(1, 1, 0)),)
    block: int = 0  # index of the block within its document
    kind: BlockKind = BlockKind.PARAGRAPH
    mark: Mark | None = None
    tags: tuple[Tag, ...] = ()
    unit: str = ""  # PO context and message id, XLIFF unit id, HTML element, ...

    def __reduce__(self) -> tuple[object, ...]:  # twice as fast as that of dataclasses
        return Segment, (
            self.id, self.text, self.lang, self.file, self.runs,
            self.block, self.kind, self.mark, self.tags, self.unit,
        )  # fmt: skip

    def spoken(self, lang: str) -> "Segment":
        """The segment with another language; three times as fast as `replace`."""
        return Segment(
            self.id, self.text, lang, self.file, self.runs,
            self.block, self.kind, self.mark, self.tags, self.unit,
        )  # fmt: skip

    def locate(self, at: int) -> Position:
        """The place in the file of the character at offset `at` of the text, or of its end."""
        start, place, end = self.runs[bisect_right(self.runs, at, key=_START) - 1]
        if end is not None:
            return end if at == len(self.text) > start else place
        step = at - start
        return Position(place.line, place.column + step, place.offset + step) if step else place

    def region(self, start: int, end: int) -> Region:
        """The place in the file of the characters from `start` to `end` of the text."""
        runs = self.runs
        first = bisect_right(runs, start, key=_START) - 1
        if end <= start:
            place = self.locate(start)
            return Region(place, place)
        if runs[first].end is None and (first + 1 == len(runs) or runs[first + 1].start >= end):
            begin, size = self.locate(start), end - start
            return Region(begin, Position(begin.line, begin.column + size, begin.offset + size))
        return self._region(start, end, first, bisect_right(runs, end - 1, key=_START))

    def _region(self, start: int, end: int, first: int, last: int) -> Region:
        """The region of several runs, or of characters that differ in the file."""
        literal = replaceable = True
        fold: Span | None = None
        begin = here = self.locate(start)
        for number in range(first, last):
            run = self.runs[number]
            stop = self.runs[number + 1].start if number + 1 < last else end
            if number > first and run.at.offset != here.offset:
                literal = replaceable = False
            if run.end is None:
                step = stop - run.start
                here = Position(run.at.line, run.at.column + step, run.at.offset + step)
                continue
            literal, here = False, run.end
            whole = run.start >= start and self._stop(number) <= end
            stands = run.end.offset > run.at.offset or stop == run.start
            replaceable = replaceable and whole and stands
            if run.end.line > run.at.line and self.text[run.start : stop] == " ":
                fold = Span(run.at.offset, run.end.offset)
        return Region(begin, here, literal, replaceable, fold)

    def _stop(self, number: int) -> int:
        """The offset in the text at which the characters of a run end."""
        return self.runs[number + 1].start if number + 1 < len(self.runs) else len(self.text)

    def slice(self, start: int, end: int, *, id: str) -> "Segment":
        """The part [start, end) as a segment with the given id, with runs and tags adjusted."""
        inner = [r._replace(start=r.start - start) for r in self.runs if start < r.start < end]
        tags = tuple(
            Tag(Span(max(tag.span.start, start) - start, min(tag.span.end, end) - start), *tag[1:])
            for tag in self.tags
            if tag.span.start < end and tag.span.end > start
        )
        first = self.runs[bisect_right(self.runs, start, key=_START) - 1]
        runs = (Run(0, self.locate(start), first.end), *inner)
        return replace(self, id=id, text=self.text[start:end], runs=runs, tags=tags)


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language, as read by a document format.

    `segments` are blocks as read by a format, and sentences after `tqa.reading.segment`.
    """

    path: str
    segments: tuple[Segment, ...]
    lang: str = ""
    kind: str = "article"  # or "messages"
    date: str = ""  # ISO 8601 date of the text, if it states one
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """A run of source segments and the run of target segments that translates it.

    Either side may be empty (an omission or an addition). In a document
    without a translation every bead has an empty source side, and `langs[0]` is "".
    """

    id: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    langs: tuple[str, str] = ("", "")
    score: float = 1.0  # confidence of the alignment, 0..1
    document: str = ""  # the document within its file; corpus rules group by it
    former: str = ""  # the source text that was translated, if it has changed since

    def __reduce__(self) -> tuple[object, ...]:
        return Bead, (
            self.id, self.source, self.target, self.langs, self.score, self.document, self.former,
        )  # fmt: skip

    def spoken(self, langs: tuple[str, str]) -> "Bead":
        """The bead with other languages."""
        source = tuple([segment.spoken(langs[0]) for segment in self.source])
        target = tuple([segment.spoken(langs[1]) for segment in self.target])
        return Bead(self.id, source, target, langs, self.score, self.document, self.former)

    def segments(self, side: Side) -> tuple[Segment, ...]:
        """The segments of one side."""
        return self.target if side is Side.TARGET else self.source

    def text(self, side: Side) -> str:
        """The text of one side: its segments joined by one space."""
        segments = self.target if side is Side.TARGET else self.source
        if len(segments) == 1:
            return segments[0].text
        return " ".join(segment.text for segment in segments)

    @property
    def source_text(self) -> str:
        """The text of the source side."""
        return self.text(Side.SOURCE)

    @property
    def target_text(self) -> str:
        """The text of the target side."""
        return self.text(Side.TARGET)

    def lang(self, side: Side) -> str:
        """The language of one side; "" if the document has no such side."""
        return self.langs[1] if side is Side.TARGET else self.langs[0]  # `value` is slow

    @property
    def bilingual(self) -> bool:
        """Whether the bitext has two sides; a side of this bead may still be empty."""
        return bool(self.langs[0])

    @property
    def is_boilerplate(self) -> bool:
        """Whether it is website boilerplate, by the mark of the target, or of a lone source."""
        return any(s.mark is Mark.BOILERPLATE for s in self.target or self.source)

    def find(self, side: Side, at: int) -> tuple[Segment, int]:
        """The segment at offset `at` of the text of a side, and the offset within the segment."""
        segments = self.segments(side)
        for segment in segments[:-1]:
            if at <= len(segment.text):
                return segment, at
            at -= len(segment.text) + 1
        return segments[-1], at

    def region(self, side: Side, span: Span) -> Region:
        """The place in the file of a span of the text of a side."""
        segments = self.segments(side)
        if len(segments) == 1:
            return segments[0].region(*span)
        regions: list[Region] = []
        block, at = -1, 0
        for segment in segments:
            start, end = max(span.start - at, 0), min(span.end - at, len(segment.text))
            at += len(segment.text) + 1
            if start < end or (start <= end and span.start == span.end):
                found = segment.region(start, end)
                if regions and segment.block != block:
                    found = found._replace(literal=False, replaceable=False)
                regions.append(found)
                block = segment.block
                if span.start == span.end:
                    break
        if not regions:  # only the space between two segments
            segment, start = self.find(side, span.start)
            return segment.region(start, start)
        return joined(regions)

    def tags(self, side: Side) -> tuple[Tag, ...]:
        """The inline tags of one side, with spans in the text of the side."""
        segments = self.segments(side)
        if len(segments) == 1:
            return segments[0].tags
        moved: list[Tag] = []
        start = 0
        for segment in segments:
            for tag in segment.tags:
                moved.append(Tag(Span(tag.span.start + start, tag.span.end + start), *tag[1:]))
            start += len(segment.text) + 1
        return tuple(moved)


@dataclass(frozen=True, slots=True)
class Bitext:
    """The beads of one document pair, or the units of one document of a bilingual file.

    A reader may yield a long document in several bitexts of the same `document`
    name, one after the other, so that large files stream.
    """

    beads: tuple[Bead, ...]
    langs: tuple[str, str]
    source_file: str = ""
    target_file: str = ""
    document: str = ""
    date: str = ""
    kind: str = "article"
