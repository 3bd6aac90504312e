"""Lengths alone: the baseline of Gale and Church (1993)."""

from collections.abc import Sequence
from math import erfc, log, sqrt

from tqa.aligning.aligner import Aligner, aligner
from tqa.aligning.aligners._band import narrowed, plain_corridor
from tqa.aligning.aligners._posterior import expected_path
from tqa.aligning.aligners._search import Shape, Step, best_path, search
from tqa.aligning.aligners._steps import beads
from tqa.model import Bead, Segment

# The paper's values: characters of the target per source character and their variance,
# and how often each shape of bead occurs.
_RATIO = 1.0
_VARIANCE = 6.8
_PRIORS = {(1, 1): 0.89, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.011}
_NULL = 0.00495
_REACH = 8  # segments on either side of the best path that the chances are summed over


@aligner
class Length(Aligner):
    """Beads whose sides are equally long, by the sum of probabilities over all paths."""

    name = "length"

    def align(
        self, source: Sequence[Segment], target: Sequence[Segment], langs: tuple[str, str]
    ) -> list[Bead]:
        steps = self.steps([s.text for s in source], [s.text for s in target], langs)
        return beads(steps, source, target, langs)

    def steps(
        self, source: Sequence[str], target: Sequence[str], langs: tuple[str, str]
    ) -> list[Step]:
        """The best path, from the texts of the segments alone."""
        sides = [len(text) for text in source], [len(text) for text in target]
        spans = [[_spans(lengths, width) for width in (1, 2)] for lengths in sides]
        shapes = [Shape(*shape, log(prior)) for shape, prior in _PRIORS.items()]

        def row(row: int, shape: Shape, low: int, high: int) -> list[float]:
            length = spans[0][shape.source - 1][row]
            return [_log_match(length, other) for other in spans[1][shape.target - 1][low:high]]

        nulls = (
            [log(_NULL) + _log_match(length, 0) for length in sides[0]],
            [log(_NULL) + _log_match(0, length) for length in sides[1]],
        )
        corridor = plain_corridor(len(source), len(target))
        likely, _ = narrowed(corridor, best_path(corridor, shapes, nulls, row), _REACH)
        lattice = search(likely, shapes, nulls, row, keep=True)
        return expected_path(lattice, shapes, temperature=1.0, worth=1.0)


def _spans(lengths: Sequence[int], width: int) -> list[int]:
    return [sum(lengths[at : at + width]) for at in range(len(lengths) - width + 1)]


def _log_match(source: int, target: int) -> float:
    """log of the two-sided probability that lengths so far apart are of one meaning."""
    mean = (source + target / _RATIO) / 2
    if not mean:
        return 0.0
    delta = abs(source * _RATIO - target) / sqrt(_VARIANCE * mean)
    return log(max(erfc(delta / sqrt(2)), 1e-30))
