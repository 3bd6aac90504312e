"""The engine of `--engine ray`: checks, scores and alignments on a Ray cluster."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from tqa.base.errors import UsageError
from tqa.base.processes import MapEngine
from tqa.base.remote import listed
from tqa.checking.engine import CheckEngine, Summary
from tqa.checking.run import OnProgress
from tqa.cluster import check, score
from tqa.cluster.batches import ReportedSegments
from tqa.cluster.ordered import in_order
from tqa.cluster.session import session
from tqa.model import Input, Report
from tqa.project.config import Config
from tqa.scoring.engine import OnTokenized, Progress, ScoreEngine, Wanted
from tqa.scoring.scoreboard import Scoreboard
from tqa.scoring.testset import Files

A = TypeVar("A")
B = TypeVar("B")
TABLES = (".parquet", ".jsonl", ".tsv", ".csv")
_LOCAL = "use --engine local"


class RayEngine(CheckEngine, ScoreEngine, MapEngine):
    """Joins the cluster of RAY_ADDRESS, or starts Ray here with `jobs` processors.

    Each call raises MissingExtra where Ray is not installed.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def inputs(self, paths: Sequence[str]) -> list[Input]:
        """Tables by path or address; a folder stands for the tables in it."""
        found = [file for path in paths for file in listed(path, TABLES)]
        if paths and not found:
            raise UsageError("no tables to check", hint=f"files that end in {' '.join(TABLES)}")
        return [Input.file(file) for file in found]

    def check(
        self,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
        *,
        keep_bitexts: bool = False,
    ) -> Report:
        """The report on tables; all findings are brought to this process."""
        if keep_bitexts:
            raise _cannot("a format that shows all texts")
        _check_inputs(inputs, config)
        with session(self._jobs) as workers:
            return check.check(inputs, config, workers, on_progress)

    def check_into(
        self,
        folder: str,
        inputs: Sequence[Input],
        config: Config,
        on_progress: OnProgress | None = None,
    ) -> Summary:
        """Check tables, and write the findings into a folder as Parquet."""
        _check_inputs(inputs, config)
        with session(self._jobs) as workers:
            return check.check_into(folder, inputs, config, workers, on_progress)

    def score(
        self,
        testsets: Sequence[Files],
        wanted: Wanted,
        progress: Progress,
        on_tokenized: OnTokenized,
    ) -> list[Scoreboard]:
        """The scoreboards of test sets; statistics are not kept for other runs."""
        if wanted.insight:
            raise _cannot("what looks at texts (--worst, --contrast, --bucket, --findings)")
        boards = []
        with session(self._jobs) as workers, progress(None) as on_progress:
            for number, files in enumerate(testsets):
                found = score.score(
                    files,
                    wanted.metrics,
                    wanted.plan,
                    workers,
                    wanted.baseline,
                    on_progress,
                    shown=ReportedSegments(wanted.segments, wanted.texts),
                    folder=wanted.folder,
                    prefix=f"{number:03d}-" if len(testsets) > 1 else "",
                    overwrite=not number,
                )
                for name, lines in found.tokenized.items():
                    on_tokenized(name, lines)
                boards.append(found.board)
        return boards

    def map(
        self, work: Callable[[A], B], items: Sequence[A], *, alone: bool = False
    ) -> Iterator[B]:
        """The result of each item, in order, by the actors of the cluster."""
        with session(self._jobs) as workers:
            yield from in_order(items, work, workers)


def _check_inputs(inputs: Sequence[Input], config: Config) -> None:
    """Raises UsageError where an input is no table, or a setting needs git."""
    for item in inputs:
        path = item.files[0]
        if item.is_pair or item.has_data or path[path.rfind(".") :].lower() not in TABLES:
            hint = f"tables: {' '.join(TABLES)}; others with --engine local"
            raise UsageError("--engine ray does not support this file type", where=path, hint=hint)
    if config.changed_since:
        raise _cannot("--changed-since")


def _cannot(what: str) -> UsageError:
    return UsageError(f"--engine ray cannot do this: {what}", hint=_LOCAL)
