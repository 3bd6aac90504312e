"""Which words of one document may translate which of the other, and how likely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from tqa.aligning.aligners._words import is_number
from tqa.lang.evidence.cognates import skeleton
from tqa.lang.forms.morphology import bases
from tqa.lang.tables import rows, words_of
from tqa.lang.words.lexicon import entries


@dataclass(frozen=True, slots=True)
class Trust:
    """How likely a word is to be translated by one it is linked to, by kind of link."""

    # tuned on NTREX-128 (half) and PANL, seeds 1-3: scripts/bench/README.md; effect: constants.py
    number: float = 0.89
    digits: float = 0.5  # a number with the same digits and other separators
    identical: float = 0.7
    lexicon: float = 0.6
    phrase: float = 0.25  # ... that stands in a phrase with this translation
    cognate: float = 0.7
    likeness: float = 0.72  # least likeness of cognates, 0..1


_BLOCK = 3  # cognates begin with so many like letters
_SHORTEST = 4  # letters of a cognate


class Linker:
    """Links the vocabularies of two documents."""

    def __init__(
        self,
        langs: tuple[str, str],
        trust: Trust,
        further: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """A linker that knows the project's lexicon and the `further` entries."""
        self._langs = langs
        self._trust = trust
        self._further = further or {}

    def links(
        self,
        source: Sequence[str],
        target: Sequence[str],
        phrases: Iterable[tuple[str, ...]] = (),
    ) -> list[dict[int, float]]:
        """For each source word, the target words linked to it, each with the trust in the link.

        `phrases` are entries of several words that the source holds: each of their words
        is linked to the translations of the whole.
        """
        index = _Index.of(target, self._langs[1])
        found = [self._of(word, index) for word in source]
        places = {word: place for place, word in enumerate(source)}
        for phrase in sorted(set(phrases)):
            for piece, part in self._entry(" ".join(phrase)):
                for place, exact in index.by_base.get(piece, ()):
                    weight = self._trust.phrase * part * exact
                    for word in phrase:
                        others = found[places[word]]
                        others[place] = max(others.get(place, 0.0), weight)
        return found

    def _of(self, word: str, index: "_Index") -> dict[int, float]:
        trust = self._trust
        same = index.places.get(word)
        if is_number(word):
            return self._figures(word, same, index)
        found: dict[int, float] = {}
        for place, weight in self._translated(word, index):
            found[place] = max(found.get(place, 0.0), trust.lexicon * weight)
        for place, likeness in self._cognates(word, index):
            found[place] = max(found.get(place, 0.0), trust.cognate * likeness)
        if same is not None and not any(is_function_word(word, lang) for lang in self._langs):
            found[same] = max(found.get(same, 0.0), trust.identical)
        return found

    def _figures(self, word: str, same: int | None, index: "_Index") -> dict[int, float]:
        """The same value; else the same digits, as a figure with mistaken separators has."""
        found = dict.fromkeys(index.by_digits.get(word.replace(".", ""), ()), self._trust.digits)
        if same is not None:
            found[same] = self._trust.number
        return found

    def _translated(self, word: str, index: "_Index") -> Iterable[tuple[int, float]]:
        """By the entries of the word and its bases; those after the first are less likely meant."""
        share = 1.0
        by_base = index.by_base
        for heads in self._entries_of(word):
            held = False
            for piece, part in heads:
                for place, exact in by_base.get(piece, ()):
                    held = True
                    yield place, share * part * exact
            if held:
                share = 0.5

    def _entries_of(self, word: str) -> "Entries":
        """The entries of a word and its bases, one tuple a base that has any."""
        if not self._further:
            return _entries_of(word, *self._langs)
        heads = (self._entry(base) for base in bases(word, self._langs[0]))
        return tuple(head for head in heads if head)

    def _entry(self, head: str) -> tuple[tuple[str, float], ...]:
        """The words that one headword translates into; of a phrase, each counts its part."""
        more = self._further.get(head, ())
        return (*_entry(head, *self._langs), *_parts(more, self._langs[1]))

    def _cognates(self, word: str, index: "_Index") -> Iterable[tuple[int, float]]:
        lang = self._langs[0]
        if len(word) < _SHORTEST or is_function_word(word, lang):
            return
        for mine in _skeletons(word, lang):
            for place, other in index.by_skeleton.get(mine[:_BLOCK], ()):
                likeness = Indel.normalized_similarity(
                    mine, other, score_cutoff=self._trust.likeness
                )
                if likeness:
                    yield place, 2 * likeness - 1


@dataclass(frozen=True, slots=True)
class _Index:
    """The words of the target vocabulary by what they can be found under."""

    places: Mapping[str, int]
    by_base: Mapping[str, list[tuple[int, float]]]
    by_skeleton: Mapping[str, list[tuple[int, str]]]
    by_digits: Mapping[str, list[int]]

    @classmethod
    def of(cls, vocabulary: Sequence[str], lang: str) -> "_Index":
        by_base: dict[str, list[tuple[int, float]]] = {}
        by_skeleton: dict[str, list[tuple[int, str]]] = {}
        by_digits: dict[str, list[int]] = {}
        for place, word in enumerate(vocabulary):
            if is_number(word):
                by_digits.setdefault(word.replace(".", ""), []).append(place)
                continue
            for base in bases(word, lang):
                by_base.setdefault(base, []).append((place, 1.0 if base == word else 0.8))
            if len(word) >= _SHORTEST and not is_function_word(word, lang):
                bone = skeleton(word, lang)
                by_skeleton.setdefault(bone[:_BLOCK], []).append((place, bone))
        places = {word: place for place, word in enumerate(vocabulary)}
        return cls(places, by_base, by_skeleton, by_digits)


Entries = tuple[tuple[tuple[str, float], ...], ...]  # by base: words and their part of the entry


@lru_cache(maxsize=65536)
def _entries_of(word: str, lang: str, other: str) -> Entries:
    heads = (_entry(base, lang, other) for base in bases(word, lang))
    return tuple(head for head in heads if head)


def _entry(head: str, lang: str, other: str) -> tuple[tuple[str, float], ...]:
    joined = entries(lang).get(head)
    names = _exonyms(lang).get(head, ())
    if not joined and not names:
        return ()
    return _parts((*(joined.split("|") if joined else ()), *names), other)


def _parts(translations: Iterable[str], lang: str) -> tuple[tuple[str, float], ...]:
    """The words of translations, but not the function words of those of several words."""
    found = []
    for entry in translations:
        pieces = entry.split()
        for piece in pieces:
            if len(pieces) == 1 or not is_function_word(piece, lang):
                found.append((piece, 1 / len(pieces)))
    return tuple(found)


@lru_cache(maxsize=65536)
def _skeletons(word: str, lang: str) -> tuple[str, ...]:
    """The skeletons of a word and its nearest bases."""
    return tuple(dict.fromkeys(skeleton(base, lang) for base in bases(word, lang)[:4]))


def is_function_word(word: str, lang: str) -> bool:
    """Whether a lower-case word belongs to the grammar of the language."""
    return word in words_of(lang, "function_words")


@lru_cache(maxsize=2)
def _exonyms(lang: str) -> dict[str, list[str]]:
    """Names in lower case by the names of the other language."""
    found: dict[str, list[str]] = {}
    for indonesian, english, *_ in rows("id-en/exonyms"):
        mine, other = (indonesian, english) if lang == "id" else (english, indonesian)
        found.setdefault(mine.lower(), []).append(other.lower())
    return found


def transposed(links: Sequence[Mapping[int, float]], size: int) -> list[dict[int, float]]:
    """The links seen from the other side, whose vocabulary has `size` words."""
    found: list[dict[int, float]] = [{} for _ in range(size)]
    for word, others in enumerate(links):
        for other, weight in others.items():
            found[other][word] = weight
    return found
