"""Scores of the beads that start in one row of the band: what the search asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from operator import add, sub

from tqa.aligning.aligners._gains import Band, Row
from tqa.aligning.aligners._search import Shape

# tuned on NTREX-128 (half) and PANL, seeds 1-3: scripts/bench/README.md; effect: constants.py
_MISMATCH = 12.0  # against a bead of article and boilerplate
_PADDING = 5.0  # characters added to each length, so that very short segments say little


@dataclass(frozen=True, slots=True)
class LengthModel:
    """Log-normal: log(target / source characters) is normal, narrower for longer text."""

    mean: float = 0.0
    deviation: float = 0.24  # of very long text
    shortness: float = 4.0  # how much wider for short text: 1 + shortness / sqrt(characters)
    weight: float = 3.4


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A segment of two sentences is likelier to translate two segments, or one of two sentences.

    Says nothing where every segment is one sentence: a difference weighs by how much likelier
    a segment of several sentences is in these documents than sentences that were joined.
    """

    joined: float = 0.02  # share of the sentences that a translator joins or splits
    weight: float = 7.0
    most: int = 2  # a greater difference weighs no more
    shown: float = 0.3  # of that, for two to two where the sentences are cut in other places
    hidden: float = 0.4  # ... against it where they are not

    def penalties(self, sides: tuple[Sequence[int], Sequence[int]]) -> list[float]:
        """By difference of the sentences of both sides, what is taken off the score."""
        several = sum(count > 1 for side in sides for count in side)
        share = several / max(1, sum(map(len, sides)))
        step = self.weight * log((share + self.joined) / self.joined)
        return [step * difference for difference in range(self.most + 1)] if share else []


class BeadScores:
    """Combines the gains of both directions with the lengths."""

    def __init__(
        self,
        band: Band,
        forward: list[list[Row]],
        backward: list[list[Row]],
        lengths: tuple[Sequence[int], Sequence[int]],
        model: LengthModel,
        marked: tuple[Sequence[bool], Sequence[bool]],
        sentences: tuple[Sequence[int], Sequence[int]],
        sentence_model: SentenceModel,
    ) -> None:
        self._band = band
        self._forward = forward
        self._backward = backward
        self._source = [_spans(lengths[0], width) for width in (1, 2, 3)]
        self._target = [
            [log(n + _PADDING) for n in _spans(lengths[1], width)] for width in (1, 2, 3)
        ]
        self._model = model
        self._marked = marked
        self._mixed = any(marked[0]) or any(marked[1])
        self._penalties = sentence_model.penalties(sentences)
        step = self._penalties[1] if self._penalties else 0.0
        self._shown, self._hidden = sentence_model.shown * step, sentence_model.hidden * step
        self._sentences = [[_spans(side, width) for width in (1, 2, 3)] for side in sentences]
        self._differences: dict[tuple[int, int], list[float]] = {}

    def row(self, row: int, shape: Shape, low: int, high: int) -> list[float]:
        """The scores of the beads of `shape` that start at `row` and each column of [low, high)."""
        height, width = shape.source, shape.target
        gains = self._forward[height - 1][row]
        start = low - self._band.low[row]
        count = high - low
        total = list(gains[start : start + count])
        for step in range(1, width):
            total = list(map(add, total, gains[start + step : start + step + count]))
        for step in range(height):
            begin = low - self._band.low[row + step]
            total = list(
                map(add, total, self._backward[width - 1][row + step][begin : begin + count])
            )
        if self._mixed:
            total = self._with_marks(total, row, shape, low)
        if self._penalties:
            total = list(map(sub, total, self._of_sentences(row, shape)[low:high]))
            if height == width == 2:
                total = list(map(sub, total, self._crossed(row, low, high)))
        return self._with_lengths(total, row, shape, low)

    def _of_sentences(self, row: int, shape: Shape) -> list[float]:
        """By column, what the difference of the sentences takes off a bead of `shape`."""
        count = self._sentences[0][shape.source - 1][row]
        key = count, shape.target
        if key not in self._differences:
            penalties, most = self._penalties, len(self._penalties) - 1
            self._differences[key] = [
                penalties[min(most, abs(count - other))]
                for other in self._sentences[1][shape.target - 1]
            ]
        return self._differences[key]

    def _crossed(self, row: int, low: int, high: int) -> list[float]:
        """Two to two is meant for sentences cut in different places, which the counts show."""
        first, second = self._sentences[0][0][row : row + 2]
        counts = self._sentences[1][0]
        return [
            self._hidden
            if abs(first - a) + abs(second - b) <= abs(first + second - a - b)
            else -self._shown
            for a, b in zip(counts[low:high], counts[low + 1 : high + 1], strict=True)
        ]

    def _with_marks(self, total: list[float], row: int, shape: Shape, low: int) -> list[float]:
        """What is of the article and what is not do not translate each other."""
        source = self._marked[0][row : row + shape.source]
        return [
            gain - _MISMATCH * (len({*source, *self._marked[1][at : at + shape.target]}) > 1)
            for at, gain in enumerate(total, low)
        ]

    def _with_lengths(self, total: list[float], row: int, shape: Shape, low: int) -> list[float]:
        model = self._model
        characters = self._source[shape.source - 1][row]
        expected = log(characters + _PADDING) + model.mean
        spread = model.deviation * (1 + model.shortness / max(characters, 1) ** 0.5)
        factor = model.weight / (2 * spread * spread)
        lengths = self._target[shape.target - 1][low : low + len(total)]
        return [
            gain - factor * (length - expected) ** 2
            for gain, length in zip(total, lengths, strict=True)
        ]


def _spans(lengths: Sequence[int], width: int) -> list[int]:
    """The sums of `width` neighbouring lengths."""
    return [sum(lengths[at : at + width]) for at in range(len(lengths) - width + 1)]
