"""`tqa score` on Ray: the scoreboard of `tqa.scoring.score`, made by many machines.

A reading task sends batches of segments to actors; the statistics that they send back are added
here in the order of the segments, as the local engine adds them, so that totals are the same
to the last digit. Where resamples are wanted the statistics are kept, and resampled here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tqa.cluster.batches import SIZE, Scoring, Statistics, batches_of
from tqa.cluster.ordered import turns
from tqa.cluster.session import gpus
from tqa.cluster.stream import mapped, read, streamed
from tqa.errors import TqaError, UsageError
from tqa.metric import Material, Metric, Segments
from tqa.remote import cleared, is_remote
from tqa.scoreboard import Measured, Plan, Scoreboard, TestSet
from tqa.scoring import Details, added, board_of, check_needs
from tqa.testset import Files

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLAIN = Plan()


class Unread(Sequence[str]):
    """The lines of a file that only workers read: how many they are."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: object) -> Any:
        raise LookupError("the texts are with the workers")


@dataclass
class Total:
    """What is known of one system by one metric; statistics only where resamples need them."""

    metric: Metric
    kept: bool
    totals: "NDArray[Any] | None" = None
    statistics: "NDArray[Any] | None" = None

    def add(self, rows: "NDArray[Any]", first: int, segments: int) -> None:
        """Add the next rows, which stand after the `first` ones."""
        import numpy as np

        wide = rows.astype(np.float64)
        self.totals = added(wide if self.totals is None else np.vstack((self.totals, wide)))
        if not self.kept:
            return
        kind = rows.dtype if rows.dtype == np.float64 else np.float32
        if self.statistics is None:
            self.statistics = np.zeros((segments, rows.shape[1]), kind)
        elif kind == np.float64:
            self.statistics = self.statistics.astype(kind, copy=False)
        self.statistics[first : first + len(rows)] = rows

    def measured(self) -> Measured:
        """The score."""
        import numpy as np

        assert self.totals is not None  # a test set has a segment at least
        rows: NDArray[Any] = np.empty((0, len(self.totals)))
        score = float(self.metric.scores(self.totals[None])[0])
        return Measured(self.metric, rows if self.statistics is None else self.statistics, score)

    def details(self) -> Details:
        """What else the totals tell."""
        assert self.totals is not None
        return self.metric.details(self.totals)


@dataclass(frozen=True)
class Scored:
    """A scoreboard, and by system how many lines look tokenized."""

    board: Scoreboard
    tokenized: dict[str, int]


def score(
    files: Files,
    metrics: Sequence[Metric],
    plan: Plan = _PLAIN,
    workers: int = 1,
    baseline: str = "",
    advance: Callable[[int], None] | None = None,
    *,
    folder: str = "",
    prefix: str = "",
    anew: bool = True,
    size: int = SIZE,
) -> Scored:
    """Score all systems, by batches of `size` segments; `advance` is told of segments.

    Each batch's scores of segments go into a Parquet file of the folder, if one is named; its
    name begins with the prefix. `anew`: other Parquet files there are deleted first.

    Raises:
        UsageError: a metric that cannot be had in parts, or lacks something; a folder that
            cannot be written.
        InputError: files that cannot be read, or of different numbers of lines.
    """
    _check(files, metrics)
    if folder and anew:
        cleared(folder, ".parquet")
    data = read([partial(batches_of, files, size)])
    make = partial(Scoring, metrics, _absolute(folder), prefix)
    kept = bool(plan.confidence or plan.paired)
    totals = {(name, each.key): Total(each, kept) for name in files.systems for each in metrics}
    tokenized = dict.fromkeys(files.systems, 0)
    segments = 0
    scored = mapped(data, make, *_pool(metrics, workers))
    found: Iterator[Statistics | TqaError] = turns(streamed(scored))
    for each in found:
        if isinstance(each, TqaError):
            raise each
        segments = each.segments
        for key, rows in each.rows.items():
            totals[key].add(rows, each.first, segments)
        for name, count in each.tokenized.items():
            tokenized[name] += count
        if advance:
            advance(len(next(iter(each.rows.values()))))
    return Scored(_board(files, metrics, totals, segments, plan, baseline), tokenized)


def _pool(metrics: Sequence[Metric], workers: int) -> tuple[int, float]:
    """How many actors, and the GPUs of each: as many as there are, where a model can use one."""
    there = gpus() if any(each.uses_gpu for each in metrics) else 0
    return (there, 1) if there else (workers, 0)


def _check(files: Files, metrics: Sequence[Metric]) -> None:
    """Raises what can be told before anything is read."""
    there = Material((), Segments(()) if files.sources else None, () if files.documents else None)
    for metric in metrics:
        if not metric.segmentwise:
            message = f"--engine ray cannot compute {metric.key!r} in parts"
            raise UsageError(message, hint="use --engine local")
        check_needs(metric, there)
        metric.signature(len(files.references))  # a missing model is told here, and once


def _board(
    files: Files,
    metrics: Sequence[Metric],
    totals: dict[tuple[str, str], Total],
    segments: int,
    plan: Plan,
    baseline: str,
) -> Scoreboard:
    unread = Unread(segments)
    references = [unread for _ in files.references]
    testset = TestSet(references, dict.fromkeys(files.systems, unread), name=files.name)
    own = {name: {each.key: totals[name, each.key] for each in metrics} for name in files.systems}
    measured = {
        name: {key: each.measured() for key, each in some.items()} for name, some in own.items()
    }
    details = {
        name: {key: each.details() for key, each in some.items()} for name, some in own.items()
    }
    return board_of(testset, metrics, measured, details, plan, baseline)


def _absolute(folder: str) -> str:
    """A folder as other processes know it."""
    import os

    return folder if not folder or is_remote(folder) else os.path.abspath(folder)
