"""A preferred term in the form of the word that it replaces: bengkelnya -> lokakaryanya."""

import re
from functools import lru_cache

from tqa.lang.words.clitics import particles, possessives

_NEAR = 32  # characters before a term in which its article stands
_ARTICLE = re.compile(r"\ban?\s+$", re.IGNORECASE)
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"(?<=[^aeiou\W])y$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _clitics() -> re.Pattern[str]:
    """What clitics an Indonesian word may end in, or none."""
    pattern = rf"-?(?:{'|'.join(possessives())})?(?:{'|'.join(particles())})?"
    return re.compile(pattern, re.IGNORECASE)


def carried(surface: str, term: str, replacement: str, lang: str) -> str:
    """`replacement` with the clitics, plural, doubling and capital that `surface` gives `term`.

    A form that is not one of these leaves the replacement in its base form.
    """
    tail = surface[len(term) :] if surface.lower().startswith(term.lower()) else None
    new = replacement
    if tail and lang == "id":
        new = _indonesian(surface, term, replacement, tail)
    elif tail and lang == "en" and tail.lower() in ("s", "es", "'s", "’s"):
        new = replacement + tail if tail[0] in "'’" else plural(replacement)
    return _cased(new, surface, term)


def carries(surface: str, term: str, lang: str) -> bool:
    """Whether `carried` gives a replacement all that `surface` adds to `term`."""
    if not surface.lower().startswith(term.lower()):
        return False
    tail = surface[len(term) :].lower()
    if lang == "id":
        return bool(_clitics().fullmatch(tail)) or tail == f"-{term.lower()}"
    return tail in ("", "s", "es", "'s", "’s")


def keeps_article(before: str, surface: str, replacement: str) -> bool:
    """Whether an English `a` or `an` before a term may stay when the term is replaced."""
    if not _ARTICLE.search(before[-_NEAR:]):
        return True
    return (surface[:1].lower() in "aeiou") == (replacement[:1].lower() in "aeiou")


def _indonesian(surface: str, term: str, replacement: str, tail: str) -> str:
    if _clitics().fullmatch(tail):
        return replacement + tail
    if tail.lower() == f"-{term.lower()}" and " " not in replacement:
        return f"{replacement}-{replacement}"
    return replacement


def plural(phrase: str) -> str:
    """The regular English plural of a phrase's last word."""
    if phrase.lower().endswith("s"):
        return phrase
    if _CONSONANT_Y.search(phrase):
        return f"{phrase[:-1]}ies"
    return f"{phrase}es" if _SIBILANT.search(phrase) else f"{phrase}s"


def _cased(text: str, surface: str, term: str) -> str:
    """Capitals as in the surface, where they are not the term's own."""
    if len(surface) > 1 and surface.isupper() and not term.isupper():
        return text.upper()
    if surface[:1].isupper() and not term[:1].isupper():
        return text[:1].upper() + text[1:]
    return text
