"""`--engine ray`: what goes with it, and what is left of a run whose findings were written away."""

import json
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tqa.base.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tqa.base.writer import Output
    from tqa.checking.run import Progress
    from tqa.cluster.batches import Shown
    from tqa.cluster.check import Summary
    from tqa.model import Bitext, Input, Report
    from tqa.project.config import Config
    from tqa.scoring.batch import Batch
    from tqa.scoring.metric import Metric
    from tqa.scoring.scoreboard import Plan, Scoreboard
    from tqa.scoring.writer import BoardWriter

Engine = Annotated[
    Literal["local", "ray"],
    typer.Option(help="Where the work is done: here, or on a Ray cluster."),
]
OutputDir = Annotated[
    str,
    typer.Option(
        metavar="DIR", help="With --engine ray: scores of segments as Parquet, into a DIR."
    ),
]
TABLES = (".parquet", ".jsonl", ".tsv", ".csv")


@dataclass(frozen=True)
class Place:
    """Where a check is done, and where its findings go."""

    engine: str  # local or ray
    folder: str  # of Parquet; "" is none
    jobs: int
    baseline: bool = False  # whether findings are held against known ones

    def inputs_of(self, paths: "Sequence[str] | None") -> "list[Input]":
        """For Ray: tables by path or address; a folder stands for the tables in it.

        Raises:
            UsageError: a folder without tables, or one to write into that only Ray fills.
            FormatError: a place that cannot be reached.
        """
        from tqa.base.remote import listed
        from tqa.model import Input

        if self.folder and self.engine != "ray":
            raise UsageError("--output-dir goes with --engine ray", hint="one file: --output FILE")
        if self.engine != "ray" or not paths:
            return []
        found = [file for path in paths for file in listed(path, TABLES)]
        if not found:
            raise UsageError("no tables to check", hint=f"files that end in {' '.join(TABLES)}")
        return [Input.file(file) for file in found]

    def _check_run(self, inputs: "Sequence[Input]", settings: "Config", keep_bitexts: bool) -> None:
        for item in inputs:
            path = item.files[0]
            if item.is_pair or item.has_data or _kind(path) not in TABLES:
                hint = f"tables: {' '.join(TABLES)}; others with --engine local"
                raise UsageError("--engine ray checks no such file", where=path, hint=hint)
        for given, name in (
            (settings.changed_since, "--changed-since"),
            (keep_bitexts, "a format that shows all texts"),
            (self.folder and self.baseline, "a baseline with --output-dir"),
        ):
            if given:
                raise UsageError(f"--engine ray cannot do this: {name}", hint="use --engine local")

    def run(
        self,
        inputs: "Sequence[Input]",
        settings: "Config",
        on_progress: "Progress | None",
        keep_bitexts: bool,
    ) -> "Report":
        """The report; where findings go into a folder one with the first of each severity.

        With `keep_bitexts` the report holds all that was checked.

        Raises:
            UsageError: an input, or a setting, that is beyond what Ray is given.
        """
        if self.engine != "ray":
            from tqa.checking.run import check

            bitexts: list[Bitext] = []
            observe = (lambda item, bitext, terms: bitexts.append(bitext)) if keep_bitexts else None
            report = check(inputs, settings, on_progress, self.jobs, observe)
            return replace(report, bitexts=tuple(bitexts))
        self._check_run(inputs, settings, keep_bitexts)
        from tqa.cluster import check as cluster
        from tqa.cluster.session import session

        with session(self.jobs) as workers:
            if not self.folder:
                return cluster.check(inputs, settings, workers, on_progress)
            summary = cluster.check_into(self.folder, inputs, settings, workers, on_progress)
        sys.stdout.write(json.dumps(_summary(summary), ensure_ascii=False, indent=2) + "\n")
        return summary.report


@dataclass(frozen=True)
class Scores:
    """Where test sets are scored, and where the scores of segments go."""

    engine: str  # local or ray
    folder: str  # of Parquet; "" is none
    jobs: int

    def check(self, *, deeper: bool) -> None:
        """Raises UsageError where something is wanted that this engine does not do."""
        if self.engine != "ray":
            if self.folder:
                hint = "segments in one file: --format jsonl:FILE"
                raise UsageError("--output-dir goes with --engine ray", hint=hint)
            return
        if deeper:
            name = "what looks at texts (--worst, --contrast, --bucket, --findings)"
            raise UsageError(f"--engine ray cannot do this: {name}", hint="use --engine local")

    def boards(
        self,
        job: "Batch",
        metrics: "Sequence[Metric]",
        plan: "Plan",
        keep: bool,
        outputs: "Sequence[Output[BoardWriter]]",
    ) -> "list[Scoreboard]":
        """The scoreboards of all test sets, with what their writers show of segments.

        Statistics are kept in the cache only here.
        """
        from tqa.cli._batch import boards_of, warn_of_tokens
        from tqa.cli._terminal import progress

        if self.engine != "ray":
            return boards_of(job, metrics, plan, self.jobs, keep)
        from tqa.cluster.score import score
        from tqa.cluster.session import session

        shown = _shown([output.writer for output in outputs])
        boards = []
        with session(self.jobs) as workers, progress("scoring") as advance:
            for number, files in enumerate(job.testsets):
                found = score(
                    *(files, metrics, plan, workers, job.baseline, advance),
                    shown=shown,
                    folder=self.folder,
                    prefix=f"{number:03d}-" if len(job.testsets) > 1 else "",
                    overwrite=not number,
                )
                for name, lines in found.tokenized.items():
                    warn_of_tokens(name, lines)
                boards.append(found.board)
        return boards


def _shown(writers: "Sequence[BoardWriter]") -> "Shown":
    """The segments that these writers need."""
    from tqa.cluster.batches import Shown

    return Shown(max(each.segments for each in writers), max(each.texts for each in writers))


def formats(named: "list[str] | None", folder: str) -> "list[str]":
    """The formats to write: none where the findings go into a folder.

    Raises:
        UsageError: both are wanted.
    """
    if named and folder:
        raise UsageError("--format and --output-dir: one of them", hint="Parquet goes into a DIR")
    return [] if folder else named or ["full"]


def _kind(path: str) -> str:
    return path[path.rfind(".") :].lower()


def _summary(summary: "Summary") -> dict[str, Any]:
    from tqa.checking.reporters.json_lines import document_object, quality_object

    report = summary.report
    return {
        "findings": dict(sorted(summary.codes.items())),
        "failures": [{"file": f.file, "message": f.message} for f in report.failures],
        "documents": [document_object(each) for each in report.documents],
        "quality": quality_object(report.quality),
    }
