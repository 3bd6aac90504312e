"""Loanwords in both spellings: a skeleton under which informasi and information fall together."""

import re
from functools import lru_cache

from tqa.lang.tables import rows

_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1)
def _suffixes() -> tuple[tuple[str, str], ...]:
    """Indonesian and English endings, the longest first."""
    found = [(row[2], row[3]) for row in rows("id-en/cognates") if row[0] == "suffix"]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=1)
def _endings() -> dict[str, tuple[tuple[str, str], ...]]:
    """The endings by their last letter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for ending, other in _suffixes():
        found.setdefault(ending[-1], []).append((ending, other))
    return {last: tuple(pairs) for last, pairs in found.items()}


@lru_cache(maxsize=1)
def _letters() -> tuple[tuple[str, str], ...]:
    """Letters and what is written for them, in the order in which they are replaced."""
    return tuple((row[2], row[3]) for row in rows("id-en/cognates") if row[0] == "letters")


@lru_cache(maxsize=65536)
def skeleton(word: str, lang: str) -> str:
    """What a lower-case word looks like once the spelling habits of its language are taken off.

    Cognates have equal or nearly equal skeletons; compare them by edit distance.
    """
    if lang == "id":
        for ending, other in _endings().get(word[-1:], ()):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                word = word[: -len(ending)] + other
                break
    for letters, plain in _letters():
        if letters in word:
            word = word.replace(letters, plain)
    return _DOUBLED.sub(r"\1", word)
