"""What words prove: which language they belong to, and what translates what."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.cognates import skeleton
from tqa.lang.language import is_word
from tqa.lang.lexicon import phrases, translations
from tqa.lang.morphology import bases
from tqa.lang.polarity import affixed
from tqa.lang.tables import words_of
from tqa.lang.tokens import Token, words

Keys = tuple[tuple[str, ...], ...]  # words to look for, each alone or several together

_LONGEST_PHRASE = 5  # words
_MOST_WORDS = 65536  # remembered
_MOST_PLACES = 24  # of one form: more would tell nothing more
_STEM = 5  # letters of a skeleton that cognates share


class Belongs(Enum):
    """The language of one word, as far as the dictionaries tell."""

    HERE = "here"  # the language that the text should be in
    THERE = "there"  # the other language, and not this one
    UNTOLD = "untold"  # both, neither, a name, a number


@lru_cache(maxsize=64)
def belonging(text: str, here: str, there: str) -> tuple[tuple[Token, Belongs], ...]:
    """Each word of the text with the language it belongs to; capitalised words are untold."""
    return tuple((token, belongs(token.text, here, there)) for token in words(text))


@lru_cache(maxsize=8192)
def belongs(word: str, here: str, there: str) -> Belongs:
    """The language that one word belongs to; a capitalised word is untold."""
    if not word.islower() or len(word) < 2:
        return Belongs.UNTOLD
    ours, theirs = is_word(word, here), is_word(word, there)
    if ours == theirs:
        return Belongs.UNTOLD
    return Belongs.HERE if ours else Belongs.THERE


class _Foreign(dict[str, bool]):
    """Whether a string between spaces is a word of the other language alone."""

    def __init__(self, here: str, there: str) -> None:
        self._langs = here, there

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = self[word] = belongs(word, *self._langs) is Belongs.THERE
        return found


@lru_cache(maxsize=4)
def _foreign(here: str, there: str) -> _Foreign:
    return _Foreign(here, there)


def foreign_count(text: str, here: str, there: str) -> int:
    """How many words belong to `there` alone, those that touch a mark left out: a quick look."""
    return sum(map(_foreign(here, there).__getitem__, text.split()))


class Counterpart(NamedTuple):
    """A word of one side and the words of the other that may translate it."""

    token: Token
    light: bool  # a function word: it proves nothing if it has no counterpart
    known: bool  # the lexicon has translations, or it is a name or number that should recur
    places: tuple[int, ...]  # indices of words of the other side; empty: nothing opposite


@lru_cache(maxsize=16)
def counterparts(text: str, lang: str, other: str, other_lang: str) -> tuple[Counterpart, ...]:
    """Each word of `text` with the words of `other` that may translate it.

    A word has a counterpart if the lexicon has a translation of it (or of it and
    the next word together) among the base forms of the other side, or if the other
    side has the same name or number, or a cognate. Light words are looked up as well.
    """
    tokens = words(text)
    index, several = _index(other, other_lang), _several(lang)
    found = []
    for n, token in enumerate(tokens):
        keys, light, known = _keys(token.text, lang)
        if n + 1 < len(tokens) and (token.text, tokens[n + 1].text) in several:
            keys += _phrase_keys(tokens[n : n + _LONGEST_PHRASE], several)
        found.append(Counterpart(token, light, known, _places(keys, index)))
    return tuple(found)


def _places(keys: Keys, index: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    """Where words of the other side meet a key; of a phrase, where its longest word stands."""
    places: tuple[int, ...] = ()
    for key in keys:
        if len(key) == 1:
            places += index.get(key[0], ())
        elif all(part in index for part in key):
            places += index[max(key, key=len)]
    return tuple(sorted(set(places))) if places else ()


@lru_cache(maxsize=2)
def _several(lang: str) -> Mapping[tuple[str, str], list[tuple[tuple[str, ...], Keys]]]:
    """The lexicon's phrases by their first two words, the longest first, with their keys."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Keys]]] = {}
    for several in phrases(lang).values():
        for phrase in several:
            keys = tuple(tuple(k.split()) for k in translations(" ".join(phrase), lang))
            found.setdefault((phrase[0], phrase[1]), []).append((phrase, keys))
    return found


def _phrase_keys(
    tokens: tuple[Token, ...], several: Mapping[tuple[str, str], list[tuple[tuple[str, ...], Keys]]]
) -> Keys:
    """What to look for where a phrase of the lexicon begins."""
    here = tuple(token.text for token in tokens)
    for phrase, keys in several[here[0], here[1]]:
        if here[: len(phrase)] == phrase:
            return keys
    return ()


@lru_cache(maxsize=8192)
def _keys(word: str, lang: str) -> tuple[Keys, bool, bool]:
    """What to look for on the other side; whether the word is light; whether it should be there."""
    lower = word.lower()
    found = [tuple(phrase.lower().split()) for phrase in translations(lower, lang)]
    known = bool(found) or not word.islower()
    found += [(form,) for form in _forms(lower, lang)]
    return tuple(dict.fromkeys(found)), lower in words_of(lang, "light_words"), known


@lru_cache(maxsize=8192)
def _forms(word: str, lang: str) -> tuple[str, ...]:
    """Under which a word of one text and its like in the other meet, whatever the language."""
    found = [*bases(word, lang), word]
    for part in word.split("-") if "-" in word else ():
        if len(part) > 2:
            found += bases(part, lang)
    stems = [skeleton(form, lang) for form in found[:4] if len(form) >= _STEM]
    found += [f"~{stem[:_STEM]}" for stem in stems if len(stem) >= _STEM]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def _met(word: str, lang: str) -> tuple[str, ...]:
    """The forms of a word that the other side may look for; of unclear also those of clear."""
    stem = affixed(word) if lang == "en" else ""
    return _forms(word, lang) + (_forms(stem, lang) if stem else ())


@lru_cache(maxsize=16)
def _index(text: str, lang: str) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for n, token in enumerate(words(text)):
        for form in _met(token.text.lower(), lang):
            found = places.setdefault(form, [])
            if len(found) < _MOST_PLACES:
                found.append(n)
    return {form: tuple(found) for form, found in places.items()}


class Stretch(NamedTuple):
    """Neighbouring words of one side with hardly a counterpart on the other."""

    first: int  # index of its first word
    last: int  # ... and of its last
    heavy: int  # words in it that are not light
    bare: int  # of these, how many have no counterpart
    rest_heavy: int  # words outside it that are not light
    rest_bare: int  # of these, how many have no counterpart


def uncovered(pairs: tuple[Counterpart, ...], covered_cost: float = 1.3) -> Stretch | None:
    """The run of words with the most left uncovered, None if there is none.

    The maximal-sum run where a content word without counterpart counts 1 and one
    with a counterpart `-covered_cost` (Bentley's linear scan); light words count 0.
    """
    best, total, start = (0.0, 0, -1), 0.0, 0
    for n, value in enumerate(_values(pairs, covered_cost)):
        if total <= 0:
            total, start = 0.0, n
        total += value
        if total > best[0]:
            best = (total, start, n)
    if best[2] < 0:
        return None
    _, first, last = best
    return stretch(pairs, first, last)


def stretch(pairs: tuple[Counterpart, ...], first: int, last: int) -> Stretch:
    """The counts of the run of words `first` to `last`."""
    inside = [pair for pair in pairs[first : last + 1] if not pair.light]
    outside = [pair for pair in (*pairs[:first], *pairs[last + 1 :]) if not pair.light]
    bare, rest_bare = (sum(not pair.places for pair in part) for part in (inside, outside))
    return Stretch(first, last, len(inside), bare, len(outside), rest_bare)


def _values(pairs: tuple[Counterpart, ...], cost: float) -> Iterator[float]:
    for pair in pairs:
        if pair.light:
            yield 0.0
        elif pair.places:
            yield -cost
        else:
            yield 1.0 if pair.known else 0.7
