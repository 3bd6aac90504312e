"""Whether two terms are one name in two forms."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from tqa.lang.tables import with_role

_ATOM = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1)
def _left_out() -> frozenset[str]:
    """The small words of names, in both languages, that have no letter in an acronym."""
    names = (with_role(f"{lang}/small_words", "left out") for lang in ("id", "en"))
    return frozenset(chain.from_iterable(names))


def are_forms(term: str, other: str) -> bool:
    """Whether two terms are one name in two forms: an acronym and its full name, a spelling,
    or a short form inside the long one (Kemkominfo, kementerian).
    """
    short, long = sorted((term, other), key=len)
    letters = "".join(_ATOM.findall(short.lower()))
    words = _ATOM.findall(long.lower())
    if letters == "".join(words) or short.lower() in long.lower():
        return True
    if len(words) < 2 or len(_ATOM.findall(short)) > 1:
        return False
    return (short.isupper() and len(short) < 7) or is_acronym(short, words)


def is_acronym(short: str, words: Sequence[str]) -> bool:
    """Whether a word is made of the beginnings of a name's words: KPK, Bappenas, Kominfo."""
    letters = short.lower()
    if not letters.isalpha():
        return False
    content = [word for word in words if word not in _left_out()]
    return _made_of(letters, content)


def _made_of(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are pieces from the beginnings of words, in order, two words at least."""
    ends = {(0, 0)}  # letters used, words used
    for word in words:
        grown = set()
        for used, taken in ends:
            size = 0
            while size < len(word) and used + size < len(letters):
                if letters[used + size] != word[size]:
                    break
                size += 1
                grown.add((used + size, taken + 1))
        ends |= grown
    return any(used == len(letters) and taken > 1 for used, taken in ends)
