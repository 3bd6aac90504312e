"""Translations of words in any of their forms, after the lexicon."""

from functools import lru_cache

from tqa.lang.forms.morphology import bases
from tqa.lang.words.lexicon import JOINT, entries


@lru_cache(maxsize=65536)
def translations(word: str, lang: str) -> tuple[str, ...]:
    """The translations of a word or phrase into the other language, each once, in lower case.

    The form as it is written is looked up first, then its bases, the nearest first: `kebijakannya`
    finds *kebijakan*, and only where that had no entry *bijak*. Empty where none is known.
    """
    table = entries(lang)
    lower = word.lower()
    joined = table.get(lower)
    if joined is None and " " not in lower:
        joined = next((table[base] for base in bases(lower, lang) if base in table), None)
    return tuple(dict.fromkeys(joined.split(JOINT))) if joined else ()
