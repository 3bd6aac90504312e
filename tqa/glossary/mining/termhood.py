"""How much a phrase of a text is a term of it."""

from collections.abc import Mapping
from math import log, log2

from tqa.glossary.mining.pairing import Key
from tqa.lang.frequency import per_million

_SURE = 10.83  # log-likelihood that chance exceeds once in a thousand times
_OFTEN = 8.0  # times as often as in general text: less is everyday language


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
