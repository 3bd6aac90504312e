"""Which Indonesian words have no affixes: the roots that stems are compared with."""

from functools import lru_cache

from tqa.lang.tables import rows, words_of
from tqa.lang.words.lexicon import entries


@lru_cache(maxsize=1)
def _roots() -> frozenset[str]:
    return words_of("id", "roots")


@lru_cache(maxsize=1)
def _analyses() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("id/analyses")}


def is_root(word: str) -> bool:
    """Whether a lower-case word is a listed root."""
    return word in _roots()


def is_rare(word: str) -> bool:
    """Whether it is a root that hardly occurs beside others of the same shape."""
    return word in words_of("id", "rare_roots")


def is_listed(word: str) -> bool:
    """Whether a lower-case word is a root or has an entry of its own in the lexicon."""
    return word in _roots() or word in entries("id")


def is_lexicalised(word: str) -> bool:
    """Whether a word looks like a form of its base and is a word of its own (terhadap: hadap)."""
    return word in words_of("id", "lexicalised")


def analysed(word: str) -> str:
    """The base of a word that the rules would misread (berikan: beri, not ikan), else ""."""
    return _analyses().get(word, "")
