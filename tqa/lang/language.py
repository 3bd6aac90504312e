"""Which language a text is in, and whether a word belongs to a language.

Detection is a weighted vote of words, each a log-odds-like weight: function words that
only one of the two languages has, then the shape of words (affixes, letter groups that the
other language does not write), and, where that stays thin, the dictionaries.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tqa.lang.forms import english, indonesian
from tqa.lang.forms.roots import is_listed, is_root
from tqa.lang.tables import with_role, words_of
from tqa.lang.words.tokens import words


class Detection(NamedTuple):
    """The language of a text, "" where it is undecided, and how sure that is (0..1)."""

    lang: str
    confidence: float


UNDECIDED = Detection("", 0.0)

_ENOUGH = 400  # words that are looked at
# set by hand; scripts/bench/constants.py language shows the effect
_FUNCTION_WORD = 1.0
_SHAPE = 0.6
_DICTIONARY = 0.5
_FEW = 3  # lower-case words, below which capitalised ones are looked up as well
_THIN = 2.0  # a vote below this asks the dictionaries too
_LEAST = 0.45  # a vote below this decides nothing
_MARGIN = 0.2  # of the vote, by which one language must lead
_SHARE = 0.2  # least vote a lower-case word: a text in a third language has little of either
_PRIOR = 0.3  # votes against any language, for the confidence


def _shapes(lang: str, place: str) -> str:
    """The patterns of what only this language writes at a place in words, as alternatives."""
    return "|".join(with_role(f"{lang}/shapes", place))


@lru_cache(maxsize=1)
def _indonesian_shape() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_shapes('id', 'beginning')})\w{{3,}}$|\w{{3,}}(?:{_shapes('id', 'ending')})$"
        rf"|(?:{_shapes('id', 'around, before')})\w{{4,}}(?:{_shapes('id', 'around, after')})$"
        rf"|\w+-(?:{_shapes('id', 'after a hyphen')})$"
    )


@lru_cache(maxsize=1)
def _english_shape() -> re.Pattern[str]:
    return re.compile(
        rf"\w*(?:{_shapes('en', 'inside')})\w*|\w{{2,}}(?:{_shapes('en', 'ending')})$"
        rf"|\w*(?:{_shapes('en', 'ending after any')})$"
    )


@lru_cache(maxsize=65536)
def _vote(word: str) -> float:
    """What a word says without the dictionaries: above 0 Indonesian, below English.

    Names mislead: acronyms have no vote, the shape of a capitalised word half of one.
    """
    if word.isupper():
        return 0.0
    lower = word.lower()
    indonesian_word = lower in words_of("id", "stopwords")
    english_word = lower in words_of("en", "stopwords")
    if indonesian_word or english_word:
        return _FUNCTION_WORD * (indonesian_word - english_word)
    if len(lower) < 4 or not lower[0].isalpha():
        return 0.0
    vote = _SHAPE if word == lower else _SHAPE / 2
    ours, theirs = _indonesian_shape().match(lower), _english_shape().match(lower)
    return vote * ((ours is not None) - (theirs is not None))


@lru_cache(maxsize=65536)
def _dictionary_vote(word: str) -> float:
    """What the dictionaries say of a lower-case word."""
    if len(word) < 3 or not word[0].isalpha():
        return 0.0
    return _DICTIONARY * (is_word(word, "id") - is_word(word, "en"))


@lru_cache(maxsize=64)
def detect(text: str) -> Detection:
    """Whether a text is Indonesian ("id") or English ("en"); "" for numbers, names, others.

    The confidence is the lead of one language among all votes, lower for few votes.
    """
    seen = [token.text for token in islice(words(text), _ENOUGH)]
    if not seen:
        return UNDECIDED
    if text.isupper():
        seen = [word.lower() for word in seen]
    indonesian_vote, english_vote = _count(map(_vote, seen))
    if indonesian_vote + english_vote < _THIN or _close(indonesian_vote, english_vote):
        plain = [word for word in seen if word.islower()]
        if len(plain) < _FEW:
            plain = [word.lower() for word in seen if not word.isupper()]
        more = _count(map(_dictionary_vote, plain))
        indonesian_vote, english_vote = indonesian_vote + more[0], english_vote + more[1]
    total = indonesian_vote + english_vote
    lower = sum(map(str.islower, seen))
    if total < max(_LEAST, _SHARE * lower) or _close(indonesian_vote, english_vote):
        return UNDECIDED
    lead = abs(indonesian_vote - english_vote) / (total + _PRIOR)
    return Detection("id" if indonesian_vote > english_vote else "en", round(lead, 4))


def _count(votes: Iterable[float]) -> tuple[float, float]:
    """The sums of the votes for Indonesian and for English."""
    ours = theirs = 0.0
    for vote in votes:
        if vote > 0:
            ours += vote
        else:
            theirs -= vote
    return ours, theirs


def _close(ours: float, theirs: float) -> bool:
    return abs(ours - theirs) < _MARGIN * (ours + theirs)


@lru_cache(maxsize=65536)
def is_word(word: str, lang: str) -> bool:
    """Whether a word, or the base of which it is a form, is an ordinary word of the language.

    True for function words, headwords of the lexicon and roots, and for their inflected and
    derived forms; false for names, unknown words and words of other languages.
    """
    lower = word.lower()
    if lower in words_of(lang, "stopwords"):
        return True
    if lang == "id":
        return _is_indonesian(indonesian.normal(lower))
    return lang == "en" and _is_english(english.normal(lower))


@lru_cache(maxsize=65536)
def is_entry(word: str, lang: str) -> bool:
    """Whether a word is itself in the dictionaries, no matter of what it could be a form."""
    lower = word.lower()
    if lower in words_of(lang, "stopwords"):
        return True
    if lang == "id":
        return is_listed(indonesian.normal(lower))
    return lang == "en" and english.normal(lower) in english.vocabulary()


def _is_indonesian(word: str) -> bool:
    if is_listed(word):
        return True
    if "-" in word:
        parts = [part for part in word.split("-") if part]
        return bool(parts) and (is_root(indonesian.lemma(word)) or all(map(_is_part, parts)))
    return any(is_listed(base) for base in indonesian.bases(word)[1:])


def _is_part(part: str) -> bool:
    return is_word(part, "id")


def _is_english(word: str) -> bool:
    known = english.vocabulary()
    if word in known or english.american(word) in known:
        return True
    if "-" in word:
        parts = [part for part in word.split("-") if part]
        return bool(parts) and all(is_word(part, "en") for part in parts)
    return any(base in known for base in english.bases(word)[1:])


@lru_cache(maxsize=65536)
def is_function_word(word: str, lang: str) -> bool:
    """Whether a word is of a closed class: article, pronoun, conjunction, auxiliary."""
    return word.lower() in words_of(lang, "stopwords")
