"""Termhood: how specific a phrase is to the subject of a text."""

from collections import Counter
from collections.abc import Mapping
from math import log, log2, sqrt
from typing import NamedTuple

from tqa.glossary.mining.pairing import Key, PairKey
from tqa.lang.words.frequency import per_million

LANGS = ("id", "en")
# set by hand; scripts/bench/constants.py mine and scripts/bench/extract.py show the effect
_SURE = 10.83  # log-likelihood that chance exceeds once in a thousand times
_OFTEN = 8.0  # times as often as in general text: less is everyday language
_PHRASE = 0.6  # termhood of any phrase of several words, whatever its words


def log_likelihood(count: int, size: int, rate: float) -> float:
    """Of a count in a text of so many words, against an expected rate (Dunning 1993).

    Negative where the word is rarer than expected.
    """
    expected = max(size * rate, 1e-9)
    if not count:
        return 0.0
    found = 2 * (count * log(count / expected) - count + expected)
    return found if count > expected else -found


def specificity(word: str, count: int, size: int, lang: str) -> float:
    """Whether a word belongs to the subject of a text: 0 for everyday language, up to 1."""
    rate = per_million(word, lang) / 1e6
    if log_likelihood(count, size, rate) < _SURE:
        return 0.0
    ratio = count / size / rate
    return max(0.0, 1 - _OFTEN / ratio)


def c_values(counts: Mapping[Key, int]) -> dict[Key, float]:
    """The C-value of each phrase (Frantzi, Ananiadou & Mima 2000).

    The count less the mean count of the longer phrases that hold the phrase, times the
    logarithm of its length; one is added to the length, so that single words count as well.
    """
    holders: dict[Key, list[int]] = {}
    for phrase, count in counts.items():
        inner = {
            phrase[start:end]
            for start in range(len(phrase))
            for end in range(start + 1, len(phrase) + 1)
            if end - start < len(phrase)
        }
        for part in inner:
            if part in counts:
                holders.setdefault(part, []).append(count)
    return {
        phrase: log2(len(phrase) + 1) * (count - _mean(holders.get(phrase, ())))
        for phrase, count in counts.items()
    }


def _mean(counts: list[int] | tuple[int, ...]) -> float:
    return sum(counts) / len(counts) if counts else 0.0


class PhraseWeights:
    """How much phrases of one language weigh as terms."""

    def __init__(self, words: Counter[str], phrases: Mapping[Key, int], lang: str) -> None:
        """From the counts of the words of a text and of its phrases."""
        self._words = words
        self._size = words.total()
        self._lang = lang
        self._c_values = c_values(phrases)

    def c_value(self, phrase: Key) -> float:
        """The C-value of a phrase, at least a little."""
        return max(self._c_values[phrase], 0.1)

    def special(self, phrase: Key) -> float:
        """0..1: how special its words are, on the mean."""
        found = [specificity(w, self._words[w], self._size, self._lang) for w in phrase]
        return sum(found) / len(found)


class PairWeights(NamedTuple):
    """How much pairs of phrases weigh as terms."""

    id: PhraseWeights
    en: PhraseWeights

    def c_value(self, pair: PairKey) -> float:
        """The geometric mean of the C-values of both phrases."""
        return sqrt(self.id.c_value(pair[0]) * self.en.c_value(pair[1]))

    def termhood(self, pair: PairKey) -> float:
        """0..1: of single words how special they are; other phrases are worth more."""
        return termhood(min(self.id.special(pair[0]), self.en.special(pair[1])), *pair)


def termhood(special: float, *phrases: Key) -> float:
    """0..1: what a phrase or a pair of them is worth as a term, by how special its words are."""
    if all(len(phrase) == 1 for phrase in phrases):
        return special
    return _PHRASE + (1 - _PHRASE) * special
