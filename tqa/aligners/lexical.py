"""The aligner: bilingual words, numbers, names, cognates and lengths in one likelihood ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from tqa.aligner import Aligner, aligner
from tqa.aligners._band import corridor
from tqa.aligners._beads import BeadScores, LengthModel
from tqa.aligners._gains import Band, Mixture, backward_rows, forward_rows, gains
from tqa.aligners._links import Linker, Trust, transposed
from tqa.aligners._search import Shape, Step, best_path
from tqa.aligners._words import words
from tqa.model import Bead, Segment


@dataclass(frozen=True)
class Weights:
    """The parameters, tuned on two corpora and checked on a third."""

    mixture: Mixture = Mixture(smoothing=0.3, missing=1.3)
    trust: Trust = Trust(number=0.96, identical=0.7, lexicon=0.6, cognate=0.65, likeness=0.72)
    length: LengthModel = LengthModel(mean=0.0, deviation=0.25, shortness=4.0, weight=1.0)
    direction: float = 0.5  # weight of the evidence of each direction
    null: float = -4.0  # log prior of a segment without a counterpart
    priors: Mapping[tuple[int, int], float] = field(
        default_factory=lambda: {
            (1, 1): -0.3,
            (1, 2): -4.5,
            (2, 1): -4.5,
            (2, 2): -5.5,
            (1, 3): -6.0,
            (3, 1): -6.0,
        }
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both documents as numbered words."""

    words: tuple[list[list[int]], list[list[int]]]
    vocabulary: tuple[list[str], list[str]]
    lengths: tuple[list[int], list[int]]


@aligner
class Lexical(Aligner):
    """Moore's (2002) likelihood ratio over many kinds of evidence, searched in a band."""

    name = "lexical"

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()

    def align(
        self, source: Sequence[Segment], target: Sequence[Segment], langs: tuple[str, str]
    ) -> list[Bead]:
        steps = self.steps([s.text for s in source], [s.text for s in target], langs)
        return [_bead(n, step, source, target, langs) for n, step in enumerate(steps)]

    def steps(
        self, source: Sequence[str], target: Sequence[str], langs: tuple[str, str]
    ) -> list[Step]:
        """The best path, from the texts of the segments alone."""
        weights = self.weights
        sides = _sides(source, target, langs)
        links = Linker(langs, weights.trust).links(*sides.vocabulary)
        sizes = len(source), len(target)
        boundaries, band = corridor(sides.words, links)
        scores = BeadScores(
            band,
            self._forward(sides, links, band),
            self._backward(sides, links, band),
            sides.lengths,
            weights.length,
            weights.direction,
        )
        shapes = [Shape(*shape, prior) for shape, prior in weights.priors.items()]
        nulls = [weights.null] * sizes[0], [weights.null] * sizes[1]
        return best_path(boundaries, shapes, nulls, scores.row)

    def _forward(
        self, sides: _Sides, links: list[dict[int, float]], band: Band
    ) -> list[list[list[float]]]:
        spans = gains(sides.words[0], links, self.weights.mixture)
        return forward_rows(spans, sides.words[1], band)

    def _backward(
        self, sides: _Sides, links: list[dict[int, float]], band: Band
    ) -> list[list[list[float]]]:
        back = transposed(links, len(sides.vocabulary[1]))
        spans = gains(sides.words[1], back, self.weights.mixture)
        return backward_rows(spans, sides.words[0], band)


def _sides(source: Sequence[str], target: Sequence[str], langs: tuple[str, str]) -> _Sides:
    left, names = _numbered(source, langs[0])
    right, others = _numbered(target, langs[1])
    return _Sides(
        (left, right),
        (names, others),
        ([len(text) for text in source], [len(text) for text in target]),
    )


def _numbered(texts: Sequence[str], lang: str) -> tuple[list[list[int]], list[str]]:
    numbers: dict[str, int] = {}
    segments = [
        [numbers.setdefault(word, len(numbers)) for word in words(text, lang)] for text in texts
    ]
    return segments, list(numbers)


def _bead(
    number: int,
    step: Step,
    source: Sequence[Segment],
    target: Sequence[Segment],
    langs: tuple[str, str],
) -> Bead:
    left = tuple(source[step.source : step.source_end])
    right = tuple(target[step.target : step.target_end])
    return Bead(str(number + 1), left, right, langs, _confidence(step, left, right))


def _confidence(step: Step, left: Sequence[Segment], right: Sequence[Segment]) -> float:
    """Squashes the likelihood ratio per word into 0..1."""
    if not left or not right:
        return 0.5
    size = sum(len(s.text) for s in (*left, *right)) / 12
    return 1 / (1 + exp(-max(-30.0, min(30.0, 12 * step.score / (size + 5)))))
