"""Where checks are done: what `tqa check` asks of an engine, and the engine of this machine.

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

    report: Report  # with the first finding of each severity only
    codes: Counter[str]  # the number of findings by code


class CheckEngine(Protocol):
    """Checks inputs."""

    def inputs(self, paths: Sequence[str]) -> list[Input]:
        """The inputs that only this engine finds: none, where paths mean what they always mean.

        Raises:
            UsageError: no input is there.
            FormatError: a path that cannot be reached.
        """

    def check(
        self,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
        *,
        keep_bitexts: bool = False,
    ) -> Report:
        """The report on the inputs; every engine makes the same.

        Args:
            inputs: What is checked.
            config: The settings.
            on_progress: Called with the number of beads that were just checked.
            keep_bitexts: Whether `Report.bitexts` holds all that was checked.

        Raises:
            UsageError: an input or a setting that this engine cannot handle.
            GlossaryError: a glossary cannot be read.
        """

    def check_into(
        self,
        folder: str,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
    ) -> Summary:
        """Check, and write the findings into a folder as Parquet instead of returning them.

        Raises:
            UsageError: this engine cannot, or the folder cannot be written.
        """


class LocalCheckEngine(CheckEngine):
    """Checks on this machine, over up to `jobs` processes."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def inputs(self, paths: Sequence[str]) -> list[Input]:
        """None: paths mean what they always mean."""
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
        """Not here.

        Raises:
            UsageError: always.
        """
        raise UsageError("--output-dir goes with --engine ray", hint="one file: --output FILE")
