"""What an aligner is, and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from tqa.model import Bead, Segment
from tqa.registry import Registry


class Aligner(ABC):
    """Finds which source segments translate which target segments."""

    name: ClassVar[str]

    @abstractmethod
    def align(
        self, source: Sequence[Segment], target: Sequence[Segment], langs: tuple[str, str]
    ) -> list[Bead]:
        """Beads in order: monotone, each segment in exactly one.

        Their scores are the probability, 0..1, that the bead is right: that its segments
        translate each other, all of them and no others.
        """


UNRELATED = 0.2  # relatedness below which two documents are taken for no translations


def relatedness(beads: Iterable[Bead]) -> float:
    """The share of the segments that are rightly paired, as the confidences have it, 0..1.

    Translations have .5 and more even where a quarter of the segments have no counterpart;
    documents that are none have next to 0. It is 0 where there are no segments.
    """
    total = paired = 0.0
    for bead in beads:
        size = len(bead.source) + len(bead.target)
        total += size
        if bead.source and bead.target:
            paired += size * bead.score
    return paired / total if total else 0.0


ALIGNERS: Registry[type[Aligner]] = Registry("tqa.aligners", "aligner")
A = TypeVar("A", bound=type[Aligner])


def aligner(cls: A) -> A:
    """Class decorator: registers an aligner under its name."""
    ALIGNERS.add(cls.name, cls)
    return cls
