"""Acronyms of a text, with the words that they stand for where these stand before them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqa.lang.words.names import acronyms as capitals
from tqa.lang.words.tokens import Token

_GAPS = frozenset((" ", " (", " [", ", "))
_LONGEST = 8  # words of an expansion
_SMALL = 4  # letters of a word that an acronym may skip: dan, of, the, dari


class ExpandedAcronym(NamedTuple):
    """An acronym and its expansion."""

    text: str
    at: int  # which word it is
    expansion: tuple[int, int] | None  # the words that it stands for, where they stand before it


def acronyms(text: str, tokens: Sequence[Token]) -> Iterator[ExpandedAcronym]:
    """The acronyms of a text."""
    if not any(map(str.isupper, text)):
        return
    places = {token.start: n for n, token in enumerate(tokens)}
    for found in capitals(text):
        at = places.get(found.start)
        if at is not None:
            yield ExpandedAcronym(found.text, at, _expansion(text, tokens, at, found.text))


def _expansion(text: str, tokens: Sequence[Token], at: int, acronym: str) -> tuple[int, int] | None:
    """The words right before an acronym that begin with its letters, in their order."""
    if at == 0 or text[tokens[at - 1].end : tokens[at].start] not in _GAPS:
        return None
    n = at
    for letter in reversed([letter for letter in acronym.lower() if letter.isalpha()]):
        n = _before(tokens, n, letter, at)
        if n < 0:
            return None
    joined = (text[tokens[m].end : tokens[m + 1].start] == " " for m in range(n, at - 1))
    return (n, at) if at - n > 1 and all(joined) else None


def _before(tokens: Sequence[Token], n: int, letter: str, at: int) -> int:
    """The nearest word before word `n` that begins with a letter, over one small word at most."""
    for place in (n - 1, n - 2):
        if place < max(0, at - _LONGEST):
            return -1
        word = tokens[place].text
        if word[0].lower() == letter or (letter == "x" and word[:2].lower() == "ex"):
            return place
        if len(word) > _SMALL or n == at:
            return -1
    return -1
