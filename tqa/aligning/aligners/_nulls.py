"""The cost of leaving a segment unaligned."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from tqa.aligning.aligners._search import Step

# tuned on NTREX-128 (half) and PANL, seeds 1-3: scripts/bench/README.md; effect: constants.py
_LEAST, _MOST = -3.0, 8.0  # of what the documents at hand add to the prior

Flags = Sequence[bool]


@dataclass(frozen=True, slots=True)
class NullModel:
    """A log prior that depends on the length of the segment and on how many stand alone."""

    prior: float = -14.0  # of a long segment
    slight: float = 9.0  # ... more for a segment of hardly any text
    characters: float = 20.0  # after which that is e times less
    marked: float = -1.0  # of one that is boilerplate or another article's headline
    share: float = 0.07  # of the segments that usually stand alone
    strength: float = 30.0  # segments that this is worth against what is observed
    scale: float = 5.0  # by which the log of the observed share moves the prior

    def scores(self, lengths: Sequence[int], marked: Flags, lean: float) -> list[float]:
        """The scores of leaving each segment alone: the less there is of it, the easier."""
        prior = self.prior + lean
        return [
            self.marked if mark else prior + self.slight * exp(-length / self.characters)
            for length, mark in zip(lengths, marked, strict=True)
        ]

    def lean(self, path: Sequence[Step], marked: tuple[Flags, Flags]) -> float:
        """What a first alignment adds to the prior, by the share that stood alone in it."""
        alone = sum(
            not any(marked[0][step.source : step.source_end])
            and not any(marked[1][step.target : step.target_end])
            for step in path
            if step.source == step.source_end or step.target == step.target_end
        )
        total = sum(not mark for side in marked for mark in side)
        share = (alone + self.strength * self.share) / (total + self.strength)
        return max(_LEAST, min(_MOST, self.scale * log(share / self.share)))
