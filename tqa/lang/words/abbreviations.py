"""What a period after a word may mean, and the words that open or go on a sentence."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache

from tqa.lang.tables import rows, with_role

_LANGS = ("id", "en")


class Abbreviation(Enum):
    """Whether an abbreviation's period may also end the sentence."""

    NEVER = "never"  # Dr., Jl., e.g.: something always follows
    NUMBER = "number"  # No., hlm.: not before a number
    OPEN = "open"  # U.S., Tbk., S.H.: before a word that usually begins a sentence
    CLOCK = "clock"  # a.m.: before a capital, but not before a day, a month or a zone
    CAPITAL = "capital"  # dll., etc.: before any capital


# Letters with periods between, one part at least a lone letter: S.I.Kom, U.S, a.n, Ph.D
_DOTTED = re.compile(r"(?=(?:[^\W\d_]{2,4}\.)*[^\W\d_](?:\.|\Z))[^\W\d_]{1,4}(?:\.[^\W\d_]{1,4})+")
# No vowel and no upper case inside: Bpk, kpd, Tgk; not the all-capital KPK or BMKG
_CONSONANTS = re.compile(r"[^\W\d_aeiouyAEIOUYA-Z]{2,4}|[B-DF-HJ-NP-TV-XZ][^\W\d_aeiouyA-Z]{1,3}")


def _rows(lang: str, table: str) -> Iterator[tuple[str, ...]]:
    for code in (lang,) if lang in _LANGS else _LANGS:
        yield from rows(f"{code}/{table}")


@lru_cache
def _abbreviations(lang: str) -> Mapping[str, Abbreviation]:
    return {word: Abbreviation(role) for word, role in _rows(lang, "abbreviations")}


@lru_cache
def _words(lang: str, role: str) -> frozenset[str]:
    return frozenset(word for word, other in _rows(lang, "sentence_words") if other == role)


@lru_cache(maxsize=4096)
def abbreviation(token: str, lang: str) -> Abbreviation | None:
    """What kind of abbreviation `token` (without its last period) is; None: an ordinary word.

    Looks it up as written, then judges by shape: letters with inner periods,
    or a short word without a vowel. Languages other than "id" and "en" use both tables.
    """
    table = _abbreviations(lang)
    found = table.get(token) or (table.get(token.capitalize()) if token.isupper() else None)
    if found or (
        "." not in token
        and (len(token) > 4 or token.lower() in with_role("en/small_words", "interjection"))
    ):
        return found
    if _DOTTED.fullmatch(token):
        return Abbreviation.OPEN
    return Abbreviation.OPEN if _CONSONANTS.fullmatch(token) else None


def opens_sentence(word: str, lang: str) -> bool:
    """Whether `word` is one that usually begins a sentence (a function word, not a name)."""
    return word.lower() in _words(lang, "starter")


def is_speech_verb(word: str, lang: str) -> bool:
    """Whether `word` attributes speech: said, ujarnya."""
    return word.lower() in _words(lang, "speech")


def is_calendar_word(word: str, lang: str) -> bool:
    """Whether `word` is a day, a month or a time zone, as may follow a clock time."""
    return word.lower() in _words(lang, "calendar")
