"""Capitalised words and acronyms of a text, with the company they keep."""

import re
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.tokens import Token, words

_INITIAL = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|[\"“‘(])['\"“‘(]*$")
_CLITIC = re.compile(r"(?:['’]s?|-(?:nya|ku|mu|lah|kah|pun))$")


class NameWord(NamedTuple):
    """A capitalised word, possibly part of a longer name."""

    text: str  # as written, possessive and hyphened clitic removed
    start: int
    end: int
    initial: bool  # stands where any word would have a capital
    before: str  # the capitalised word next to it on the left, "" for none
    after: str  # ... on the right


class Acronym(NamedTuple):
    """A word of capitals: KPK, BNPB, UN."""

    text: str  # a plural or clitic ending removed
    start: int
    end: int


@lru_cache(maxsize=64)
def name_words(text: str) -> tuple[NameWord, ...]:
    """The words that begin with a capital and go on in lower case, of three letters or more."""
    tokens = words(text)
    found = []
    for n, token in enumerate(tokens):
        if token.text[0].islower() or not _is_name_shaped(token.text):
            continue
        bare = _CLITIC.sub("", token.text)
        if len(bare) < 3:
            continue
        before = tokens[n - 1] if n else None
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        found.append(
            NameWord(
                bare,
                token.start,
                token.start + len(bare),
                bool(_INITIAL.search(text[max(0, token.start - 6) : token.start])),
                _neighbour(text, before, token, left=True),
                _neighbour(text, token, after, left=False),
            )
        )
    return tuple(found)


def _is_name_shaped(word: str) -> bool:
    return (
        word[0].isupper()
        and not word.isupper()
        and word.replace("-", "").replace("'", "").replace("’", "").isalpha()
    )


def _neighbour(text: str, first: Token | None, second: Token | None, *, left: bool) -> str:
    """The capitalised neighbour of a word, over one space and at most an initial's dot."""
    if first is None or second is None:
        return ""
    other = first if left else second
    gap = text[first.end : second.start]
    if gap not in (" ", ". ") or (gap == ". " and len(first.text) > 2):
        return ""
    return _CLITIC.sub("", other.text) if _is_name_shaped(other.text) else ""


_ACRONYM = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,9})(?:s|['’]s|-?(?:nya|ku|mu))?(?![\w])")


@lru_cache(maxsize=64)
def acronyms(text: str) -> tuple[Acronym, ...]:
    """The words in capitals, two letters or more; none where the text is all in capitals."""
    found = tuple(
        Acronym(m.group(1), m.start(1), m.end(1))
        for m in _ACRONYM.finditer(text)
        if sum(map(str.isalpha, m.group(1))) >= 2
    )
    if len(found) > 3 and not any(map(str.islower, text)):
        return ()
    return found
