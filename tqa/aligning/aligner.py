"""What an aligner is, and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from tqa.base.registry import Registry
from tqa.model import Bead, Segment, Side


class Aligner(ABC):
    """Finds which source segments translate which target segments."""

    name: ClassVar[str]
    unrelated: ClassVar[float] = 0.0
    """Relatedness below which documents are not translations; 0: this aligner cannot decide."""

    @abstractmethod
    def align(
        self, source: Sequence[Segment], target: Sequence[Segment], langs: tuple[str, str]
    ) -> list[Bead]:
        """Beads in order: monotone, each segment in exactly one.

        Their scores are the probability, 0..1, that the bead is right: that its segments
        translate each other, all of them and no others.
        """


def relatedness(beads: Iterable[Bead]) -> float:
    """How far two documents look like translations of each other, 0..1.

    The mean confidence of what is paired, times the share of the better covered side that
    it covers: one side may hold much more than the other. Texts count by their characters.
    It is 0 where there is no text.
    """
    whole, paired, sure = [0, 0], [0, 0], [0.0, 0.0]
    for bead in beads:
        for side in Side:
            size = sum(len(segment.text) for segment in bead.segments(side))
            whole[side.value] += size
            if bead.source and bead.target:
                paired[side.value] += size
                sure[side.value] += size * bead.score
    covered = max(part / max(total, 1) for part, total in zip(sure, whole, strict=True))
    return covered * sum(sure) / max(sum(paired), 1)


ALIGNERS: Registry[type[Aligner]] = Registry(
    "tqa.aligning.aligners", "aligner", group="tqa.aligners"
)
A = TypeVar("A", bound=type[Aligner])


def aligner(cls: A) -> A:
    """Class decorator: registers an aligner under its name."""
    ALIGNERS.add(cls.name, cls)
    return cls
