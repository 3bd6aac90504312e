"""What each span of one side tells of each segment of the other: banded log-likelihood gains."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

Links = Sequence[Mapping[int, float]]  # word id -> {word id of the other side: t(other|word)}
Row = list[float]
WIDEST = 3  # segments of one side in one bead


@dataclass(frozen=True, slots=True)
class Mixture:
    """How chance is estimated, and how much the absence of a translation counts."""

    smoothing: float  # segments added to each count
    missing: float  # weight of the words whose translation is elsewhere


@dataclass(frozen=True, slots=True)
class Band:
    """For each source segment, the half-open range of target segments it is compared with."""

    low: Sequence[int]
    high: Sequence[int]


def gains(
    given: Sequence[Sequence[int]],
    links: Links,
    mixture: Mixture,
) -> "SpanGains":
    """Log-likelihood ratios of told segments given spans of one to three `given` segments."""
    expected = []
    for words in given:
        sums: dict[int, float] = {}
        for word in words:
            for other, weight in links[word].items():
                if weight > sums.get(other, 0.0):
                    sums[other] = weight
        expected.append(sums)
    chance: Counter[int] = Counter(word for sums in expected for word in sums)
    best: dict[int, float] = {}
    for sums in expected:
        for word, weight in sums.items():
            if weight > best.get(word, 0.0):
                best[word] = weight
    total = len(given) + 2 * mixture.smoothing
    odds = {word: (count + mixture.smoothing) / total for word, count in chance.items()}
    return SpanGains(expected, odds, best, mixture)


@dataclass(frozen=True, slots=True)
class SpanGains:
    """For each given segment, the words it may be translated by."""

    expected: list[dict[int, float]]
    chance: dict[int, float]  # that a segment taken at random may be translated by the word
    best: dict[int, float]
    mixture: Mixture

    def floor(self, width: int) -> dict[int, float]:
        """What each word brings when its translation is not in a span of `width` segments."""
        scale = self.mixture.missing
        return {
            word: scale * (log(1 - self.best[word]) - width * log(1 - chance))
            for word, chance in self.chance.items()
        }

    def of(self, start: int, width: int, floor: Mapping[int, float]) -> dict[int, float]:
        """What each word brings, over its floor, opposite the span."""
        sums = self.expected[start]
        if width > 1:
            sums = dict(sums)
            for other in self.expected[start + 1 : start + width]:
                for word, weight in other.items():
                    if weight > sums.get(word, 0.0):
                        sums[word] = weight
        chance = self.chance
        return {
            word: log(weight / (1 - (1 - chance[word]) ** width)) - floor[word]
            for word, weight in sums.items()
        }


def forward_rows(spans: SpanGains, told: Sequence[Sequence[int]], band: Band) -> list[list[Row]]:
    """[width - 1][source row][column - low]: gains of target segments given source spans."""
    postings = _postings(told)
    rows: list[list[Row]] = []
    for width in range(1, WIDEST + 1):
        absent = spans.floor(width)
        floor = [sum(absent.get(word, 0.0) for word in set(words)) for words in told]
        mine = []
        for start in range(len(spans.expected) - width + 1):
            low, high = band.low[start], band.high[start]
            row = floor[low:high]
            for word, gain in spans.of(start, width, absent).items():
                for column in _within(postings.get(word, _NONE), low, high):
                    row[column - low] += gain
            mine.append(row)
        rows.append(mine)
    return rows


def backward_rows(spans: SpanGains, told: Sequence[Sequence[int]], band: Band) -> list[list[Row]]:
    """[width - 1][source row][column - low]: gains of source segments given target spans.

    The span begins at the column; `spans` are of the target, `told` the source segments.
    """
    postings = _postings(told)
    rows: list[list[Row]] = []
    low, high = band.low, band.high
    for width in range(1, WIDEST + 1):
        absent = spans.floor(width)
        floor = [sum(absent.get(word, 0.0) for word in set(words)) for words in told]
        mine = [[floor[row]] * (high[row] - low[row]) for row in range(len(told))]
        for start in range(len(spans.expected) - width + 1):
            first, last = bisect_right(high, start), bisect_right(low, start)
            for word, gain in spans.of(start, width, absent).items():
                for row in _within(postings.get(word, _NONE), first, last):
                    mine[row][start - low[row]] += gain
        rows.append(mine)
    return rows


_NONE: list[int] = []


def _within(places: list[int], low: int, high: int) -> list[int]:
    """The places in [low, high), without looking at each."""
    if not places or (places[0] >= low and places[-1] < high):
        return places
    return places[bisect_left(places, low) : bisect_left(places, high)]


def _postings(segments: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """For each word, the segments that hold it, once each and in order."""
    found: dict[int, list[int]] = {}
    for number, words in enumerate(segments):
        for word in set(words):
            found.setdefault(word, []).append(number)
    return found
