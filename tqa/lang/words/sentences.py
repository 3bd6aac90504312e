"""Where sentences begin and end: a rule-based splitter for Indonesian and English news."""

import re
from bisect import bisect_left
from functools import lru_cache

from tqa.lang.tables import with_role
from tqa.lang.words.abbreviations import (
    Abbreviation,
    abbreviation,
    is_calendar_word,
    is_speech_verb,
    opens_sentence,
)
from tqa.model import Span

# A cluster of end marks, what closes behind it ("), notes [1]), then white space. Possessive
# and anchored at the cluster's start, so that no input makes it go back.
_END = re.compile(r"(?<![.!?…])([.!?…]++)((?:[\"“”‘’'»)\]*_]|\[\d{1,3}\])*+)(\s++)(?=\S)")
_OPENERS = re.compile(r"(?:[\"“”‘’'«(\[¿¡*_]\s?){0,4}")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BEFORE = re.compile(r"[^\s\"“”‘’'«»()\[\]/–—,;:]*\Z")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})")
_NUMBER = re.compile(r"[A-Z]?[-.]?\d|[IVXLC]+\b")
_AMOUNT = re.compile(r"\d\s\Z")
_BRACKETS = re.compile(r"[()\[\]]")
_TITLE = re.compile(
    r"(?<=\w )(?:“[^“”]{1,80}”|\"[^\"]{1,80}\"|‘[^‘’]{1,80}’)(?=,?\s[^\W\dA-Z_]|[.])"
)
_ASIDE = 400  # characters; a longer bracket is taken for unbalanced
_MIXED = re.compile(r"[^\W\d_]{1,2}[A-Z]")  # iPhone, eBay


@lru_cache(maxsize=1)
def _leads_list() -> re.Pattern[str]:
    """What may be before the number or letter of an item of a list inside a sentence."""
    words = (*with_role("id/small_words", "lists"), *with_role("en/small_words", "lists"))
    return re.compile(rf"(?:^|[:;,)]\s|\b(?:{'|'.join(words)})\s)\s?\(?\Z")


def sentence_spans(text: str, lang: str) -> list[Span]:
    """The sentences of one block, without the white space between them.

    A boundary is after an end mark and what closes behind it, unless the
    word before is an abbreviation or an initial, the next word goes on in lower
    case or attributes the quotation, or the mark is inside a bracket or a
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
    """Whether `at` is in an aside that opened after the sentence began."""
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
    return short and _leads_list().search(text, max(start, lead - 6), lead) is not None
