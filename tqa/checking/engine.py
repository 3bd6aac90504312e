"""The interface of engines that run checks, and the local engine.

The other engine is `tqa.cluster.engine.RayEngine`; `tqa.cli._engine` chooses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tqa.base.errors import UsageError
from tqa.checking import run
from tqa.checking.run import OnProgress
from tqa.model import Bitext, Input, Report
from tqa.project.config import Config


@dataclass(frozen=True)
class Summary:
    """A check whose findings were written into a folder."""

    report: Report  # holds only the first finding of each severity
    codes: Counter[str]  # the number of findings by code


class CheckEngine(Protocol):
    """Checks inputs."""

    def inputs(self, paths: Sequence[str]) -> list[Input]:
        """The inputs of paths that this engine handles specially; empty if it has no such paths.

        Raises:
            UsageError: there are no inputs.
            FormatError: a path cannot be accessed.
        """

    def check(
        self,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
        *,
        keep_bitexts: bool = False,
    ) -> Report:
        """Check inputs; every engine returns the same report.

        Args:
            inputs: The inputs to check.
            config: The settings.
            on_progress: Called with the number of beads that were just checked.
            keep_bitexts: Whether `Report.bitexts` holds all bitexts that were checked.

        Raises:
            UsageError: this engine does not support an input or a setting.
            GlossaryError: a glossary cannot be read.
        """

    def check_into(
        self,
        folder: str,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
    ) -> Summary:
        """Check inputs, and write the findings to a folder as Parquet instead of returning them.

        Raises:
            UsageError: not supported by this engine, or the folder cannot be written.
        """


class LocalCheckEngine(CheckEngine):
    """Checks on this machine, over up to `jobs` processes."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def inputs(self, paths: Sequence[str]) -> list[Input]:
        """Empty: the local engine has no special paths."""
        return []

    def check(
        self,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
        *,
        keep_bitexts: bool = False,
    ) -> Report:
        """The report on the inputs."""
        bitexts: list[Bitext] = []
        observe = (lambda item, bitext, terms: bitexts.append(bitext)) if keep_bitexts else None
        report = run.check(inputs, config, on_progress, self._jobs, observe)
        return replace(report, bitexts=tuple(bitexts))

    def check_into(
        self,
        folder: str,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
    ) -> Summary:
        """Not supported by the local engine.

        Raises:
            UsageError: always.
        """
        raise UsageError("--output-dir requires --engine ray", hint="one file: --output FILE")
