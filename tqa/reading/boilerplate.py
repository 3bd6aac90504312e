"""Marks website boilerplate, and other articles' headlines embedded between paragraphs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from tqa.lang.words.abbreviations import is_calendar_word, is_speech_verb, opens_sentence
from tqa.lang.words.boilerplate import BoilerplatePhrase, normalised, phrases
from tqa.model import BlockKind, Document, Mark, Segment

_TERMINAL = re.compile(r"[.!?…:;,][\"”“’')»\]]*$|[)\]\"”]$")
_SIGNATURE = re.compile(r"\([A-Za-z]{1,8}(?:[./-][A-Za-z0-9]{1,8}){0,3}\)")  # (ant/tok), (KR-ABC)
_LETTERS = re.compile(r"[^\W\d_]+")
_QUOTES = frozenset('"“”‘«»„')
_SENTENCE_WORDS = 8  # words; a block with as many and an end mark is running text
_BOILERPLATE_WORDS = 40  # words; a longer block is not boilerplate
_BOILERPLATE_LENGTH = 400  # characters
_CREDIT_WORDS = 12
_HEADLINE_WORDS = range(5, 16)
_NEVER = frozenset({BlockKind.CODE, BlockKind.METADATA, BlockKind.MESSAGE})


@dataclass(frozen=True, slots=True)
class _Block:
    """A block with the text of all its sentences."""

    segments: tuple[Segment, ...]
    text: str
    words: int
    phrase: BoilerplatePhrase | None  # the boilerplate it would be, were it in the right place

    @property
    def kind(self) -> BlockKind:
        return self.segments[0].kind

    @property
    def running(self) -> bool:
        """Whether it is at least a full sentence, and not boilerplate."""
        if self.phrase is not None or self.segments[0].mark or self.words < _SENTENCE_WORDS:
            return False
        return bool(_TERMINAL.search(self.text[-4:]))


def mark(document: Document) -> Document:
    """The document with `Segment.mark` set where a segment is not part of the article.

    Boilerplate is known by its phrases (`lang/data/*/boilerplate.tsv`) and by where
    it stands: many phrases count only before the first or after the last running
    text. A headline is a block of its own without an end mark, not a heading by
    markup, between full sentences. Works on blocks and on sentences.
    """
    blocks = [
        _block(tuple(group))
        for _, group in groupby(document.segments, key=lambda segment: segment.block)
    ]
    if not blocks:
        return document
    marks = _boilerplate(blocks)
    marks.update(_headlines(blocks, marks))
    segments: list[Segment] = []
    for number, block in enumerate(blocks):
        for segment in block.segments:
            why = segment.mark or marks.get(number) or _sentence_mark(segment, block)
            segments.append(segment if why is segment.mark else replace(segment, mark=why))
    return replace(document, segments=tuple(segments))


def _block(segments: tuple[Segment, ...]) -> _Block:
    text = " ".join(segment.text for segment in segments).strip()
    words = text.count(" ") + 1
    found = None
    if _is_short(text, words) and segments[0].kind not in _NEVER:
        found = _phrase(text, words)
    return _Block(segments, text, words, found)


def _is_short(text: str, words: int) -> bool:
    return words <= _BOILERPLATE_WORDS and len(text) <= _BOILERPLATE_LENGTH


@lru_cache(maxsize=4096)
def _phrase(text: str, words: int) -> BoilerplatePhrase | None:
    """The boilerplate phrase in a short block; None if there is none."""
    found = phrases().find(normalised(text))
    if found and found.group == "credit" and found.match == "start":
        long = words > _CREDIT_WORDS or (words > 6 and text[-1:] in ".!?")
        return None if long else found
    if found is None and _SIGNATURE.fullmatch(text):
        return BoilerplatePhrase("", "whole", "tail", "credit")
    if found is None and words <= _CREDIT_WORDS and _is_stamp(text):
        return BoilerplatePhrase("", "stamp", "edge", "stamp")
    return found


def _is_stamp(text: str) -> bool:
    """Whether the block is only a date and time: Jumat, 26 Januari 2024 | 14.30 WIB."""
    if not any(char.isdigit() for char in text):
        return False
    letters = _LETTERS.findall(text)
    known = phrases().stamp_words
    calendar = [is_calendar_word(word, "") for word in letters]
    return any(calendar) and all(
        yes or word.lower() in known for yes, word in zip(calendar, letters, strict=True)
    )


def _boilerplate(blocks: list[_Block]) -> dict[int, Mark]:
    """The marks of the blocks that are boilerplate, by index."""
    running = [number for number, block in enumerate(blocks) if block.running]
    first, last = (running[0], running[-1]) if running else (len(blocks), -1)
    places = {
        number: block.phrase
        for number, block in enumerate(blocks)
        if block.phrase is not None and _stands_right(block.phrase, number, first, last)
    }
    return {
        number: Mark.BOILERPLATE
        for number, phrase in places.items()
        if not _is_weak(phrase, blocks[number]) or _has_company(number, places, blocks)
    }


def _stands_right(phrase: BoilerplatePhrase, number: int, first: int, last: int) -> bool:
    if phrase.where == "any":
        return True
    return number > last or (phrase.where == "edge" and (number < first or number <= 2))


def _is_weak(phrase: BoilerplatePhrase, block: _Block) -> bool:
    """Whether it is a single common word (Email, Nama), as also in lists and headings."""
    return phrase.match == "whole" and block.words == 1 and block.kind is not BlockKind.PARAGRAPH


def _has_company(
    number: int, places: Mapping[int, BoilerplatePhrase], blocks: list[_Block]
) -> bool:
    """Whether adjacent blocks of boilerplate include a phrase that is not weak."""
    for step in (-1, 1):
        at = number + step
        while at in places:
            if not _is_weak(places[at], blocks[at]):
                return True
            at += step
    return False


def _sentence_mark(segment: Segment, block: _Block) -> Mark | None:
    """Boilerplate at the end of a paragraph: ... katanya. Baca juga: ..."""
    if len(block.segments) < 2 or segment is block.segments[0] or segment.kind in _NEVER:
        return None
    words = segment.text.count(" ") + 1
    phrase = _phrase(segment.text, words) if _is_short(segment.text, words) else None
    if phrase and phrase.where == "any" and phrase.match == "start":
        return Mark.BOILERPLATE
    return None


def _headlines(blocks: list[_Block], marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """The marks of the blocks that are headlines of other articles, by index."""
    paragraphs = [n for n, b in enumerate(blocks) if n not in marks and b.words >= 5]
    open_ended = {n for n in paragraphs if _looks_like_headline(blocks[n])}
    running = sum(blocks[number].running for number in paragraphs)
    if running < 2 or running * 2 < len(open_ended):
        return {}  # a text without full stops
    found: dict[int, Mark] = {}
    for number in sorted(open_ended):
        before = _neighbour(blocks, marks, number, -1, open_ended)
        after = _neighbour(blocks, marks, number, 1, open_ended)
        if before is None or not before.running or before.text.endswith(":"):
            continue
        if after is None or after.running:
            found[number] = Mark.HEADLINE
    return found


def _neighbour(
    blocks: list[_Block], marks: Mapping[int, Mark], number: int, step: int, skipped: set[int]
) -> _Block | None:
    """The next block of the article proper."""
    at = number + step
    while 0 <= at < len(blocks):
        if at not in marks and at not in skipped:
            return blocks[at]
        at += step
    return None


def _looks_like_headline(block: _Block) -> bool:
    segment = block.segments[0]
    if block.kind is not BlockKind.PARAGRAPH or len(block.segments) > 1:
        return False
    text = block.text
    if block.words not in _HEADLINE_WORDS or _TERMINAL.search(text[-4:]) or text[0] in _QUOTES:
        return False
    if any(tag.kind in ("emphasis", "strong") and _covers(tag.span, text) for tag in segment.tags):
        return False  # a subheading set in bold
    words = _LETTERS.findall(text)
    if not words or not (words[0][0].isupper() or text[0].isdigit()):
        return False
    if _is_title_case(words):
        return True
    return not opens_sentence(words[0], segment.lang) and not _is_attributed(text, segment.lang)


def _covers(span: Iterable[int], text: str) -> bool:
    start, end = span
    return end - start >= len(text)


def _is_title_case(words: list[str]) -> bool:
    content = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in content) * 4 >= len(content) * 3 > 0


def _is_attributed(text: str, lang: str) -> bool:
    """Whether it is a quotation without its full stop: ..., kata Budi."""
    tail = _LETTERS.search(text, text.rfind(",") + 1)
    return "," in text and tail is not None and is_speech_verb(tail.group(), lang)
