"""What writes a report on a glossary, and the registry."""

from abc import ABC, abstractmethod
from typing import ClassVar, TypeVar

from tqa.base.registry import Registry
from tqa.termreport.content import TermReport


class ReportWriter(ABC):
    """One format of the report."""

    name: ClassVar[str]
    extensions: ClassVar[tuple[str, ...]]  # by which an output file chooses it

    @abstractmethod
    def write(self, report: TermReport, lang: str) -> str:
        """The whole report, its words in English or Indonesian."""


REPORT_WRITERS: Registry[type[ReportWriter]] = Registry("tqa.termreport.writers", "format")
W = TypeVar("W", bound=type[ReportWriter])


def report_writer(cls: W) -> W:
    """Class decorator: registers a writer under its name."""
    REPORT_WRITERS.add(cls.name, cls)
    return cls
