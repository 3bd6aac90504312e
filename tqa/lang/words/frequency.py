"""How often a word occurs in general text, by bands: what the words of a text are compared with."""

from functools import lru_cache

from tqa.lang.tables import rows
from tqa.lang.words.lexicon import entries

# set by hand; scripts/bench/extract.py shows the effect
_LISTED = 15.0  # per million, of a word of the dictionary that has no band
_UNLISTED = 3.0  # of any other word


@lru_cache(maxsize=4)
def _bands(lang: str) -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows(f"{lang}/general")}


def per_million(word: str, lang: str) -> float:
    """The occurrences of a lower-case base form in a million words of general text, roughly."""
    band = _bands(lang).get(word)
    if band is not None:
        return band
    return _LISTED if word in entries(lang) else _UNLISTED
