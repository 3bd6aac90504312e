"""Names that Indonesian and English write differently by right: Jerman/Germany, PBB/UN."""

from functools import lru_cache

from tqa.lang.tables import rows
from tqa.lang.words.spelling import fold


@lru_cache(maxsize=1)
def _pairs() -> dict[str, frozenset[str]]:
    """Each folded word of a name -> the folded words of its names in the other language."""
    found: dict[str, set[str]] = {}
    for indonesian, english, *_ in rows("id-en/exonyms"):
        for a in fold(indonesian).split():
            for b in fold(english).split():
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
    return {word: frozenset(others) for word, others in found.items()}


def equivalent(a: str, b: str) -> bool:
    """Whether two words are, or are parts of, the names of one place or body in either language."""
    return fold(b) in _pairs().get(fold(a), frozenset())
