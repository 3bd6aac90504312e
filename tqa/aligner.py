"""What an aligner is, and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
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
        """Beads in order: monotone, each segment in exactly one, scores in 0..1."""


ALIGNERS: Registry[type[Aligner]] = Registry("tqa.aligners", "aligner")
A = TypeVar("A", bound=type[Aligner])


def aligner(cls: A) -> A:
    """Class decorator: registers an aligner under its name."""
    ALIGNERS.add(cls.name, cls)
    return cls
