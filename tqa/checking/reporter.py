"""What an output format is, and the registry."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, ClassVar, TypeVar

from tqa.base.registry import Registry
from tqa.model import Bitext, Report


@dataclass(frozen=True)
class Style:
    """How a report is to look: the reporters' only settings."""

    lang: str = "en"  # of the messages
    color: bool = False
    width: int = 100
    statistics: bool = False
    quiet: bool = False


class Reporter(ABC):
    """Writes a report to a text stream."""

    name: ClassVar[str]
    machine: ClassVar[bool] = True  # the output is for programs: nothing else on stdout
    wants_bitexts: ClassVar[bool] = False  # writes what was checked, not only what was found

    def __init__(self, bitexts: Sequence[Bitext] = ()) -> None:
        self.bitexts = bitexts  # what was checked, for a reporter that wants it

    @abstractmethod
    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the whole report."""


REPORTERS: Registry[type[Reporter]] = Registry(
    "tqa.checking.reporters", "format", group="tqa.reporters"
)
P = TypeVar("P", bound=type[Reporter])


def reporter(cls: P) -> P:
    """Class decorator: registers a reporter under its name."""
    REPORTERS.add(cls.name, cls)
    return cls
