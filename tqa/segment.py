"""Blocks to sentences: a rule-based splitter for Indonesian and English news."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tqa.lang.abbreviations import (
    Abbreviation,
    abbreviation,
    is_calendar_word,
    is_speech_verb,
    opens_sentence,
)
from tqa.model import BlockKind, Document, Run, Segment, Span, Tag

# A cluster of end marks, what closes behind it ("), notes [1]), then white space. Possessive
# and anchored at the cluster's start, so that no input makes it go back.
_END = re.compile(r"(?<![.!?…])([.!?…]++)((?:[\"“”‘’'»)\]*_]|\[\d{1,3}\])*+)(\s++)(?=\S)")
_OPENERS = re.compile(r"(?:[\"“”‘’'«(\[¿¡*_]\s?){0,4}")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BEFORE = re.compile(r"[^\s\"“”‘’'«»()\[\]/–—,;:]*\Z")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})")
_LEADS_LIST = re.compile(r"(?:^|[:;,)]\s|\b(?:dan|atau|and|or)\s)\s?\(?\Z")
_NUMBER = re.compile(r"[A-Z]?[-.]?\d|[IVXLC]+\b")
_AMOUNT = re.compile(r"\d\s\Z")
_BRACKETS = re.compile(r"[()\[\]]")
_TITLE = re.compile(
    r"(?<=\w )(?:“[^“”]{1,80}”|\"[^\"]{1,80}\"|‘[^‘’]{1,80}’)(?=,?\s[^\W\dA-Z_]|[.])"
)
_ASIDE = 400  # characters; a longer bracket is taken for unbalanced
_MIXED = re.compile(r"[^\W\d_]{1,2}[A-Z]")  # iPhone, eBay

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
    """A block's runs, cut for its sentences without looking at each run every time."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self._starts = [run.start for run in runs]

    def within(self, span: Span) -> tuple[Run, ...]:
        first = bisect_left(self._starts, span.start + 1) - 1
        last = bisect_left(self._starts, span.end)
        start, place = self._runs[first]
        step = span.start - start
        at = place._replace(column=place.column + step, offset=place.offset + step)
        later = self._runs[first + 1 : last]
        return (Run(0, at), *(Run(run.start - span.start, run.at) for run in later))


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


def sentence_spans(text: str, lang: str) -> list[Span]:
    """The sentences of one block, without the white space between them.

    A boundary stands after an end mark and what closes behind it, unless the
    word before is an abbreviation or an initial, the next word goes on in lower
    case or attributes the quotation, or the mark stands inside a bracket or a
    quoted title in mid-sentence.
    """
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    inside: list[Span] | None = None
    for end in _END.finditer(text):
        if end.start() < start or not _is_boundary(text, start, end, lang):
            continue
        inside = _asides(text) if inside is None else inside
        if not _is_inside(inside, end.start(), start):
            spans.append(Span(start, end.start(3)))
            start = end.end()
    rest = len(text.rstrip())
    if rest > start or not spans:
        spans.append(Span(min(start, rest), rest))
    return spans


def _asides(text: str) -> list[Span]:
    """Brackets and quoted titles, outermost and in order."""
    found = [Span(*match.span()) for match in _TITLE.finditer(text)]
    open_at: list[int] = []
    for bracket in _BRACKETS.finditer(text):
        if bracket.group() in "([":
            open_at.append(bracket.start())
        elif open_at:
            opened = open_at.pop()
            if bracket.end() - opened <= _ASIDE:
                found.append(Span(opened, bracket.end()))
    merged: list[Span] = []
    for span in sorted(found):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _is_inside(asides: list[Span], at: int, sentence: int) -> bool:
    """Whether `at` stands in an aside that opened after the sentence began."""
    number = bisect_left(asides, Span(at, 0)) - 1
    return number >= 0 and asides[number].start > sentence and at < asides[number].end


def _is_boundary(text: str, start: int, end: re.Match[str], lang: str) -> bool:
    marks, closers = end[1], end[2]
    opener = _OPENERS.match(text, end.end())
    assert opener is not None  # it can match nothing
    at = opener.end()
    if not _may_begin(text, at):
        return False
    if "!" in marks or "?" in marks:
        return not (closers and _attributes(text, at, lang))
    if marks in ("...", "…", "....") and text[end.start() - 1 : end.start()] in ("[", "("):
        return False
    word = _WORD.match(text, at)
    following = word.group() if word else ""
    return marks != "." or not _abbreviated(text, start, end, following, at, lang)


def _may_begin(text: str, at: int) -> bool:
    """Whether a sentence may begin with the character at `at`."""
    char = text[at : at + 1]
    if char.islower():
        return _MIXED.match(text, at) is not None
    return char.isalnum() or (char in "$€£¥#@&" and char != "")


def _attributes(text: str, at: int, lang: str) -> bool:
    """Whether a name and a speech verb follow: “Why?” John Smith said."""
    for number in range(4):
        word = _WORD.match(text, at)
        if word is None:
            return False
        if number and is_speech_verb(word.group(), lang):
            return True
        if opens_sentence(word.group(), lang) and word.group() != "I":
            return False
        if not word.group()[0].isupper() or text[word.end() : word.end() + 1] not in (" ", "."):
            return False
        at = word.end() + (2 if text[word.end()] == "." else 1)
    return False


def _abbreviated(
    text: str, start: int, end: re.Match[str], following: str, at: int, lang: str
) -> bool:
    """Whether the lone period at `end` belongs to the word before it alone."""
    before = _BEFORE.search(text, max(start, end.start() - 30), end.start())
    token = before.group() if before else ""
    closers = end[2]
    if not token:
        return False
    lead = end.start() - len(token)
    if not closers and _ENUMERATOR.fullmatch(token) and _leads(text, start, lead, token):
        return True
    if len(token) == 1 and token.isalpha():
        return not opens_sentence(following, lang)
    kind = abbreviation(token, lang)
    if kind is None or (closers and kind is Abbreviation.OPEN):
        return False
    if kind is Abbreviation.NEVER:
        return True
    if kind is Abbreviation.NUMBER:
        return _NUMBER.match(text, at) is not None
    if kind is Abbreviation.CLOCK:
        return is_calendar_word(following, lang)
    unit = "." not in token and _AMOUNT.search(text, max(start, lead - 3), lead)  # 10 kg.
    return kind is Abbreviation.OPEN and not unit and not opens_sentence(following, lang)


def _leads(text: str, start: int, lead: int, token: str) -> bool:
    """Whether the token numbers a list item: it opens the sentence, or follows a colon."""
    if lead == start:
        return True
    short = len(token) <= 2 and (token.isdigit() or token.islower())
    return short and _LEADS_LIST.search(text, max(start, lead - 6), lead) is not None
