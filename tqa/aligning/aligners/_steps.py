"""From the steps of a path to beads with a confidence."""

from collections.abc import Sequence
from math import exp

from tqa.aligning.aligners._search import Step
from tqa.model import Bead, Segment


def beads(
    steps: Sequence[Step],
    source: Sequence[Segment],
    target: Sequence[Segment],
    langs: tuple[str, str],
) -> list[Bead]:
    """The beads of a path, numbered from 1; their confidence is the chance of their step."""
    return [
        Bead(
            str(number),
            tuple(source[step.source : step.source_end]),
            tuple(target[step.target : step.target_end]),
            langs,
            step.chance,
        )
        for number, step in enumerate(steps, 1)
    ]


# set by hand; scripts/bench/constants.py align shows the effect
_LETTERS = 6.0  # characters of both sides together for one unit of evidence
_LEAST = 0.08  # evidence of a unit that translations have (.12 and more; other pairs 0 or less)
_SLOPE, _LEVEL = 0.6, 2.0  # by unit of evidence; where there is hardly any text
_MOST = 330.0  # units that count; more would only say the same again


def doubted(steps: Sequence[Step], source: Sequence[str], target: Sequence[str]) -> list[Step]:
    """The steps with their chances where the documents may be unrelated.

    The chances of a path suppose that the documents translate each other. How probable
    that is, is measured by the likelihood ratio of the paired text as a whole.
    """
    pairs = [
        step for step in steps if step.source < step.source_end and step.target < step.target_end
    ]
    characters = sum(
        len(text)
        for step in pairs
        for text in (*source[step.source : step.source_end], *target[step.target : step.target_end])
    )
    units = max(1.0, characters / _LETTERS)
    evidence = sum(step.score for step in pairs) / units - _LEAST
    level = _LEVEL + _SLOPE * evidence * min(units, _MOST)
    related = 1 / (1 + exp(-max(-30.0, min(30.0, level))))
    return [
        step._replace(
            chance=related * step.chance
            + (1 - related) * (step.source == step.source_end or step.target == step.target_end)
        )
        for step in steps
    ]
