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


_LETTERS = 6.0  # characters of both sides together for one unit of evidence
_SLOPE, _LEVEL, _MERGED = 6.0, 0.7, 0.4  # fitted: how often beads of such a ratio were right
_SINGLE = 0.9  # ... and segments without a counterpart


def _confidence(step: Step, source: Sequence[Segment], target: Sequence[Segment]) -> float:
    """How sure the bead is, from its likelihood ratio by length and from its number of segments."""
    if not source or not target:
        return _SINGLE
    characters = sum(len(segment.text) for segment in (*source, *target))
    ratio = step.score * _LETTERS / max(characters, 1)
    level = _SLOPE * ratio + _LEVEL - _MERGED * (len(source) + len(target) - 2)
    return 1 / (1 + exp(-max(-30.0, min(30.0, level))))
