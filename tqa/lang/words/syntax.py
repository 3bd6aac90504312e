"""What little of syntax the tables know."""

from fnmatch import fnmatchcase
from functools import lru_cache

from tqa.lang.tables import words_of


@lru_cache(maxsize=65536)
def holds_object(word: str, lang: str) -> bool:
    """Whether no further object can stand after the word: it, them; menghadapinya."""
    shapes = words_of(lang, "objects")
    lower = word.lower()
    return f"-{lower}" not in shapes and any(
        fnmatchcase(lower, shape) for shape in shapes if not shape.startswith("-")
    )
