"""What a writer of alignments is, and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import IO, ClassVar, TypeVar

from tqa.base.registry import Registry
from tqa.model import Bitext


class BitextWriter(ABC):
    """A format that alignments can be written in."""

    name: ClassVar[str]

    @abstractmethod
    def write(self, bitexts: Iterable[Bitext], stream: IO[str]) -> None:
        """Write whole bitexts to a text stream."""


WRITERS: Registry[type[BitextWriter]] = Registry(
    "tqa.aligning.writers", "alignment format", group="tqa.formats"
)
W = TypeVar("W", bound=type[BitextWriter])


def writer(cls: W) -> W:
    """Class decorator: registers a writer of alignments under its name."""
    WRITERS.add(cls.name, cls)
    return cls
