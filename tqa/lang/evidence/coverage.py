"""What words prove: which language they belong to, and what translates what."""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tqa.lang.evidence.cognates import skeleton
from tqa.lang.evidence.polarity import affixed
from tqa.lang.forms.morphology import bases
from tqa.lang.forms.translations import translations
from tqa.lang.language import is_word
from tqa.lang.tables import words_of
from tqa.lang.words.known import TEXTS, Known
from tqa.lang.words.lexicon import entries, phrases
from tqa.lang.words.tokens import Token, words, written

Keys = tuple[tuple[str, ...], ...]  # words to look for, each alone or several together

_LONGEST_PHRASE = 5  # words
_MOST_WORDS = 65536  # remembered
_MOST_PLACES = 24  # of one form: more add no evidence
_FEW = 3  # fewer words have no meaningful share
_STEM = 5  # letters of a skeleton that cognates share
# no entry of a dictionary begins or ends so, nor does a form of one
_MARKS = frozenset('.,;:!?()[]"“”…')


class Belongs(Enum):
    """The language of one word, as far as the dictionaries know it."""

    HERE = "here"  # the language that the text should be in
    THERE = "there"  # the other language, and not this one
    UNKNOWN = "unknown"  # both, neither, a name, a number


@lru_cache(maxsize=TEXTS)
def belonging(text: str, here: str, there: str) -> tuple[tuple[Token, Belongs], ...]:
    """Each word of the text with the language it belongs to; capitalised words are of neither."""
    return tuple((token, belongs(token.text, here, there)) for token in words(text))


@lru_cache(maxsize=65536)
def belongs(word: str, here: str, there: str) -> Belongs:
    """The language that one word belongs to; a capitalised word is of neither."""
    if not word.islower() or len(word) < 2:
        return Belongs.UNKNOWN
    ours, theirs = is_word(word, here), is_word(word, there)
    if ours == theirs:
        return Belongs.UNKNOWN
    return Belongs.HERE if ours else Belongs.THERE


class _Foreign(dict[str, bool]):
    """Whether a string between spaces is a word of the other language alone."""

    def __init__(self, here: str, there: str) -> None:
        self._langs = here, there

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = self[word] = self._foreign(word)
        return found

    def _foreign(self, word: str) -> bool:
        """Whether it is a word of `there` and none of `here`: the cheaper question comes first."""
        if len(word) < 2 or not word.islower() or word[-1] in _MARKS or word[0] in _MARKS:
            return False
        here, there = self._langs
        if there == "id":
            return is_word(word, there) and not is_word(word, here)
        return not is_word(word, here) and is_word(word, there)


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


class Coverage:
    """The words of one text with what the other has opposite, looked up as it is asked for.

    A word has a counterpart if the lexicon has a translation of it (or of it and
    the next words together) among the base forms of the other side, or if the other
    side has the same name or number, or a cognate.
    """

    __slots__ = ("_found", "_lang", "_other", "_surfaces", "content", "theirs", "tokens")

    def __init__(self, text: str, lang: str, other: str, other_lang: str) -> None:
        self.tokens = words(text)
        self.theirs = words(other)
        light = words_of(lang, "light_words")
        #: the indices of the words that are not light
        self.content = [
            n for n, low in enumerate(map(str.lower, written(text))) if low not in light
        ]
        self._lang = lang
        self._other = other, other_lang
        self._surfaces = frozenset(map(str.lower, written(other)))
        self._found: dict[int, bool] = {}

    def known(self, n: int) -> bool:
        """Whether the lexicon has translations of word `n`, or it is a name or number."""
        word = self.tokens[n][0]
        return not word.islower() or bool(translations(word, self._lang))

    def surely(self, n: int) -> bool:
        """Whether word `n` has a counterpart, as far as that needs no analysis."""
        return not _plain(self.tokens[n][0], self._lang).isdisjoint(self._surfaces)

    def found(self, n: int) -> bool:
        """Whether word `n` has a counterpart."""
        found = self._found.get(n)
        if found is None:
            found = self._found[n] = self.surely(n) or self._analysed(n)
        return found

    def _analysed(self, n: int) -> bool:
        forms = _forms_of(*self._other)
        single, several = self._keys(n)
        return not single.isdisjoint(forms) or any(map(forms.issuperset, several))

    def places(self, n: int) -> tuple[int, ...]:
        """The words of the other side that may translate word `n`, by index."""
        return _places(*self._keys(n), _index(*self._other)) if self.found(n) else ()

    def _keys(self, n: int) -> tuple[frozenset[str], Keys]:
        word, several = self.tokens[n][0], _several(self._lang)
        keys = _keys(word.lower(), self._lang)
        if word in several:
            phrase = _phrase_keys(self.tokens[n : n + _LONGEST_PHRASE], several[word], self._lang)
            if phrase:
                return keys[0], keys[1] + phrase
        return keys


@lru_cache(maxsize=TEXTS)
def coverage(text: str, lang: str, other: str, other_lang: str) -> Coverage:
    """What `other` has opposite the words of `text`."""
    return Coverage(text, lang, other, other_lang)


@lru_cache(maxsize=TEXTS)
def counterparts(text: str, lang: str, other: str, other_lang: str) -> tuple[Counterpart, ...]:
    """Each word of `text` with the words of `other` that may translate it; see `Coverage`."""
    found = coverage(text, lang, other, other_lang)
    content = set(found.content)
    return tuple(
        Counterpart(token, n not in content, found.known(n), found.places(n))
        for n, token in enumerate(found.tokens)
    )


def share_covered(text: str, lang: str, other: str, other_lang: str) -> float:
    """Which share of the content words that the lexicon knows have a counterpart; 1 of few."""
    covered = coverage(text, lang, other, other_lang)
    known = [n for n in covered.content if covered.known(n)]
    return sum(map(covered.found, known)) / len(known) if len(known) > _FEW else 1.0


def _places(
    single: frozenset[str], several: Keys, index: dict[str, tuple[int, ...]]
) -> tuple[int, ...]:
    """Where words of the other side meet a key; of a phrase, where its longest word stands."""
    places = {n for form in single for n in index.get(form, ())}
    for key in several:
        if all(part in index for part in key):
            places.update(index[max(key, key=len)])
    return tuple(sorted(places))


@lru_cache(maxsize=2)
def _several(lang: str) -> Mapping[str, Mapping[str, list[tuple[str, ...]]]]:
    """The lexicon's phrases by their first and then their second word, the longest first."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for first, several in phrases(lang).items():
        seconds = found[first] = {}
        for phrase in several:
            seconds.setdefault(phrase[1], []).append(phrase)
    return found


def _phrase_keys(
    tokens: tuple[Token, ...], several: Mapping[str, list[tuple[str, ...]]], lang: str
) -> Keys:
    """What to look for where the first of these words may begin a phrase of the lexicon."""
    if len(tokens) < 2 or tokens[1][0] not in several:
        return ()
    here = tuple(token[0] for token in tokens)
    for phrase in several[here[1]]:
        if here[: len(phrase)] == phrase:
            return tuple(tuple(k.split()) for k in translations(" ".join(phrase), lang))
    return ()


@lru_cache(maxsize=65536)
def _plain(word: str, lang: str) -> frozenset[str]:
    """Those keys of a word that take no analysis: its lower case, translations of just that."""
    lower = word.lower()
    return frozenset((lower, *entries(lang).get(lower, "").split("|")))


@lru_cache(maxsize=65536)
def _keys(lower: str, lang: str) -> tuple[frozenset[str], Keys]:
    """What to look for on the other side: forms any of which will do, and several together."""
    found = [tuple(phrase.lower().split()) for phrase in translations(lower, lang)]
    single = frozenset((*_forms(lower, lang), *(key[0] for key in found if len(key) == 1)))
    return single, tuple(key for key in found if len(key) > 1)


@lru_cache(maxsize=65536)
def _forms(word: str, lang: str) -> tuple[str, ...]:
    """Under which a word of one text and its like in the other meet, whatever the language."""
    found = [*bases(word, lang), word]
    for part in word.split("-") if "-" in word else ():
        if len(part) > 2:
            found += bases(part, lang)
    stems = [skeleton(form, lang) for form in found[:4] if len(form) >= _STEM]
    found += [f"~{stem[:_STEM]}" for stem in stems if len(stem) >= _STEM]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def _met(word: str, lang: str) -> tuple[str, ...]:
    """The forms of a word that the other side may look for; of unclear also those of clear."""
    stem = affixed(word) if lang == "en" else ""
    return _forms(word, lang) + (_forms(stem, lang) if stem else ())


@lru_cache(maxsize=4)
def _all_met(lang: str) -> Known[tuple[str, ...]]:
    return Known(lambda word: _met(word.lower(), lang))


@lru_cache(maxsize=TEXTS)
def _forms_of(text: str, lang: str) -> frozenset[str]:
    """All forms of all words of a text."""
    return frozenset(chain.from_iterable(_all_met(lang).of(written(text))))


@lru_cache(maxsize=TEXTS)
def _index(text: str, lang: str) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for n, token in enumerate(words(text)):
        for form in _met(token.text.lower(), lang):
            found = places.setdefault(form, [])
            if len(found) < _MOST_PLACES:
                found.append(n)
    return {form: tuple(found) for form, found in places.items()}


def uncovered(covered: Coverage, covered_cost: float = 1.3) -> tuple[int, int] | None:
    """The first and last word of the run with the most left uncovered, None if there is none.

    The maximal-sum run where a content word without counterpart counts 1 and one
    with a counterpart `-covered_cost` (Bentley's linear scan); light words count 0.
    """
    best, total, start = (0.0, 0, -1), 0.0, 0
    for n in covered.content:
        if total <= 0:
            total, start = 0.0, n
        if covered.found(n):
            total -= covered_cost
        else:
            total += 1.0 if covered.known(n) else 0.7
        if total > best[0]:
            best = (total, start, n)
    return None if best[2] < 0 else (best[1], best[2])
