"""Capitalised words and acronyms of a text, with the company they keep."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.tables import with_role
from tqa.lang.words.clitics import clitics, possessives
from tqa.lang.words.known import TEXTS
from tqa.lang.words.tokens import Token, words, written

_INITIAL = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|[\"“‘(])['\"“‘(]*$")


class NameWord(NamedTuple):
    """A capitalised word, possibly part of a longer name."""

    text: str  # as written, possessive and hyphened clitic removed
    start: int
    end: int
    initial: bool  # is where any word would have a capital
    before: str  # the capitalised word next to it on the left, "" for none
    after: str  # ... on the right


class Acronym(NamedTuple):
    """A word of capitals: KPK, BNPB, UN."""

    text: str  # a plural or clitic ending removed
    start: int
    end: int


@lru_cache(maxsize=TEXTS)
def name_words(text: str) -> tuple[NameWord, ...]:
    """The words that begin with a capital and go on in lower case, of three letters or more."""
    tokens = words(text)
    # most words are in lower case, and this is the cheapest way past them
    capitals = [n for n, word in enumerate(written(text)) if not word.islower()]
    bares = {n: bare for n in capitals if (bare := _bare(tokens[n][0]))}
    found = []
    for n, bare in bares.items():
        if len(bare) < 3:
            continue
        start = tokens[n].start
        found.append(
            NameWord(
                bare,
                start,
                start + len(bare),
                _initial(text, start),
                bares[n - 1] if n - 1 in bares and _joined(text, *tokens[n - 1 : n + 1]) else "",
                bares[n + 1] if n + 1 in bares and _joined(text, *tokens[n : n + 2]) else "",
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _clitic() -> re.Pattern[str]:
    """An English possessive or a clitic after a hyphen at the end of a word."""
    return re.compile(rf"(?:['’]s?|-(?:{'|'.join(clitics())}))$")


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    """A word shaped like a name without its possessive or clitic; "" for any other word."""
    if not word[0].isupper() or word.isupper():
        return ""
    if not word.replace("-", "").replace("'", "").replace("’", "").isalpha():
        return ""
    return _clitic().sub("", word)


def _initial(text: str, start: int) -> bool:
    """Whether any word would have a capital there: first in a sentence or a quotation."""
    if start >= 2 and text[start - 1] == " " and text[start - 2].isalnum():
        return False  # inside a sentence, as mostly
    return _INITIAL.search(text[max(0, start - 6) : start]) is not None


def _joined(text: str, first: Token, second: Token) -> bool:
    """Whether two words are next to each other, over one space and at most an initial's dot."""
    gap = text[first.end : second.start]
    return gap == " " or (gap == ". " and len(first.text) <= 2)


@lru_cache(maxsize=1)
def _acronym() -> re.Pattern[str]:
    """A word in capitals, which may have an ending of plural or possession."""
    endings = "|".join(possessives())
    return re.compile(rf"([A-Z][A-Z0-9]{{1,9}})(?:s|['’]s|-?(?:{endings}))?(?!\w)")


@lru_cache(maxsize=TEXTS)
def acronyms(text: str) -> tuple[Acronym, ...]:
    """The words in capitals, two letters or more; none where the text is all in capitals."""
    found = tuple(
        Acronym(m.group(1), m.start(1), m.end(1))
        for m in _acronym().finditer(text)
        if _begins(text, m.start()) and sum(map(str.isalpha, m.group(1))) >= 2
    )
    if len(found) > 3 and not any(map(str.islower, text)):
        return ()
    return found


@lru_cache(maxsize=1)
def _expansion() -> re.Pattern[str]:
    joins = (*with_role("id/small_words", "joins"), *with_role("en/small_words", "joins"))
    return re.compile(
        rf"((?:[A-Z][\w’'-]+[ ,]+(?:(?:{'|'.join(joins)}) )*){{2,9}})\(([A-Z]{{3,9}})\)"
    )


def expansions(text: str) -> Iterator[re.Match[str]]:
    """The names that an acronym in brackets follows: group 1 is the name, group 2 the acronym."""
    return _expansion().finditer(text)


def _begins(text: str, start: int) -> bool:
    """Whether no word goes on there; a look-behind in the pattern would be asked everywhere."""
    before = text[start - 1 : start]
    return not (before.isalnum() or before in ("_", "-"))
