"""From the steps of a path to beads with a confidence."""

from collections.abc import Sequence
from math import exp

from tqa.aligners._search import Step
from tqa.model import Bead, Segment


def beads(
    steps: Sequence[Step],
    source: Sequence[Segment],
    target: Sequence[Segment],
    langs: tuple[str, str],
) -> list[Bead]:
    """The beads of a path, numbered from 1."""
    return [
        _bead(
            str(number),
            step,
            tuple(source[step.source : step.source_end]),
            tuple(target[step.target : step.target_end]),
            langs,
        )
        for number, step in enumerate(steps, 1)
    ]


def _bead(
    id: str,
    step: Step,
    source: tuple[Segment, ...],
    target: tuple[Segment, ...],
    langs: tuple[str, str],
) -> Bead:
    return Bead(id, source, target, langs, _confidence(step, source, target))


def _confidence(step: Step, source: Sequence[Segment], target: Sequence[Segment]) -> float:
    """Squashes the likelihood ratio per word into 0..1."""
    if not source or not target:
        return 0.5
    size = sum(len(segment.text) for segment in (*source, *target)) / 12
    return 1 / (1 + exp(-max(-30.0, min(30.0, 12 * step.score / (size + 5)))))
