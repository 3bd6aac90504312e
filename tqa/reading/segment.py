"""Documents of blocks -> documents of sentences."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tqa.lang.words.sentences import sentence_spans
from tqa.model import BlockKind, Document, Run, Segment, Span, Tag

_WHOLE = frozenset({BlockKind.HEADING, BlockKind.CODE, BlockKind.MESSAGE, BlockKind.METADATA})


def segment(document: Document, lang: str) -> Document:
    """The document with its blocks split into sentences, each of language `lang`.

    The second sentence of the third block has the id "3.2". Headings, code,
    messages and front-matter fields stay whole. Linear in the length of the text.
    """
    sentences = [part for block in document.segments for part in _parts(block, lang)]
    return replace(document, segments=tuple(sentences), lang=lang or document.lang)


def _parts(block: Segment, lang: str) -> Iterator[Segment]:
    block = replace(block, lang=lang or block.lang)
    spans = [] if block.kind in _WHOLE else sentence_spans(block.text, lang)
    if len(spans) < 2:
        yield replace(block, id=f"{block.id}.1")
        return
    runs = _RunsByStart(block.runs)
    tags = _tags_of(block.tags, spans)
    for number, (span, inner) in enumerate(zip(spans, tags, strict=True), 1):
        yield replace(
            block,
            id=f"{block.id}.{number}",
            text=span.of(block.text),
            runs=runs.within(span),
            tags=inner,
        )


class _RunsByStart:
    """The runs of a block, divided among its sentences in linear time."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self._starts = [run.start for run in runs]

    def within(self, span: Span) -> tuple[Run, ...]:
        first = bisect_left(self._starts, span.start + 1) - 1
        last = bisect_left(self._starts, span.end)
        start, place, end = self._runs[first]
        step = span.start - start if end is None else 0
        at = place._replace(column=place.column + step, offset=place.offset + step)
        later = self._runs[first + 1 : last]
        return (Run(0, at, end), *(Run(r.start - span.start, r.at, r.end) for r in later))


def _tags_of(tags: Iterable[Tag], spans: list[Span]) -> list[tuple[Tag, ...]]:
    """The tags of each sentence, clipped to it and counted from its start."""
    inner: list[list[Tag]] = [[] for _ in spans]
    ends = [span.end for span in spans]
    for tag in tags:
        number = bisect_left(ends, tag.span.start + 1)
        while number < len(spans) and spans[number].start < max(tag.span.end, tag.span.start + 1):
            start, end = spans[number]
            clipped = Span(max(tag.span.start, start) - start, min(tag.span.end, end) - start)
            if clipped.start <= clipped.end:
                inner[number].append(tag._replace(span=clipped))
            number += 1
    return [tuple(each) for each in inner]
