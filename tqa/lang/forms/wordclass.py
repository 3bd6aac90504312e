"""Which classes a word may belong to: noun, adjective, verb ..., by dictionary, then by shape."""

from enum import IntFlag
from functools import lru_cache

from tqa.lang.forms import english
from tqa.lang.forms.affixes import without_clitics
from tqa.lang.forms.reduplication import single
from tqa.lang.tables import rows, with_role, words_of
from tqa.lang.words.lexicon import classes


class Class(IntFlag):
    """Word classes; a word may be of several."""

    NONE = 0
    NOUN = 1
    ADJECTIVE = 2
    VERB = 4
    ADVERB = 8
    FUNCTION = 16
    ROOT = 32  # an Indonesian verb without affixes: it also follows nouns (nilai tukar)
    STATE = 64  # a participle, or an Indonesian verb of state: rising, berkembang, tertinggi
    NAMED_NOUN = 256  # a noun by the dictionary, not only by its shape
    OWNED = 128  # with a possessive clitic: the last word of its phrase


_CLASSES = {
    "adjective": Class.ADJECTIVE,
    "adverb": Class.ADVERB,
    "function": Class.FUNCTION,
    "noun": Class.NOUN | Class.NAMED_NOUN,
    "verb": Class.VERB,
}
_CLOSED = ("stopwords", "light_words", "function_words")
_MIN_SHAPED = 5  # least letters of a word whose affixes show its class


@lru_cache(maxsize=65536)
def word_classes(word: str, lang: str) -> Class:
    """The classes of a word by its lower-case form; an unknown word is taken for a noun."""
    lower = word.lower()
    if lower.isdecimal() or any(lower in words_of(lang, name) for name in _CLOSED):
        return Class.FUNCTION
    if any(lower == row[0] for row in rows(f"{lang}/number_words")):
        return Class.FUNCTION
    return _indonesian(lower) if lang == "id" else _english(lower)


def _known(word: str, lang: str) -> Class:
    """The classes that the lexicon gives a headword."""
    found = Class.NONE
    for name in classes(lang).get(word, ()):
        found |= _CLASSES[name]
    return found


def _indonesian(word: str) -> Class:
    found = _known(word, "id")
    if found:
        return _with_shape(word, found)
    if "-" in word:
        once = single(word)
        return _indonesian(once) if once else Class.NOUN
    for form, count, _ in without_clitics(word)[1:]:
        known = _known(form, "id")
        if known and count:
            return _with_shape(form, known) | Class.OWNED
    return _by_shape(word)


def _with_shape(word: str, found: Class) -> Class:
    """A listed word with what its affixes add."""
    if found & Class.VERB:
        shape = _by_shape(word)
        if shape & Class.STATE:
            return found | Class.STATE
        if not shape & Class.VERB:
            return found | Class.ROOT
    return found


def _by_shape(word: str) -> Class:
    if len(word) < _MIN_SHAPED:
        return Class.NOUN
    if word.startswith(("ber", "ter")):
        return Class.VERB | Class.STATE
    if word.startswith("be") and not word.endswith("an"):
        return Class.NOUN
    if word.startswith(("me", "di")) and word.endswith(("kan", "i")):
        return Class.VERB
    if word.startswith(with_role("id/affix_roles", "verb")):
        return Class.VERB
    return Class.NOUN


def _english(word: str) -> Class:
    plain = english.normal(word)
    form = english.american(plain)
    found = _known(plain, "en") or _known(form, "en")
    base = english.lemma(form)
    if base != form:
        of_base = _known(base, "en")
        if form.endswith("s"):
            found |= of_base & (Class.NOUN | Class.VERB | Class.NAMED_NOUN)
        elif of_base & Class.VERB:
            found |= Class.VERB | Class.STATE
            if form.endswith("ing"):
                found |= Class.NOUN
    return found or _english_shape(form)


def _english_shape(word: str) -> Class:
    if word.endswith("ly"):
        return Class.ADVERB
    if word.endswith(with_role("en/affix_roles", "adjective")):
        return Class.ADJECTIVE | Class.NOUN
    if word.endswith(("ed", "ing")):
        return Class.VERB | Class.STATE
    return Class.NOUN
