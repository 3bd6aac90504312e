"""What little of syntax the tables know."""

from fnmatch import fnmatchcase
from functools import lru_cache

from tqa.lang.tables import exists, with_role


@lru_cache(maxsize=65536)
def holds_object(word: str, lang: str) -> bool:
    """Whether no further object can follow the word: it, them; menghadapinya."""
    table = f"{lang}/objects"
    if not exists(table):
        return False
    lower = word.lower()
    return lower not in with_role(table, "none") and any(
        fnmatchcase(lower, shape) for shape in with_role(table, "object")
    )
