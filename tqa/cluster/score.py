"""`tqa score` on Ray: the scoreboard of `tqa.scoring.run.score`, made by many machines.

A reading task sends batches of segments to actors; the statistics that they send back are added
here in the order of the segments, as the local engine adds them, so that totals are the same
to the last digit. Where resamples are wanted the statistics are kept, and resampled here.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from tqa.base.errors import TqaError, UsageError
from tqa.base.remote import cleared, is_remote
from tqa.cluster.batches import (
    SIZE,
    Naming,
    ReportedSegments,
    Scoring,
    SegmentBatch,
    Statistics,
    Tables,
    TermSource,
    batches_of,
)
from tqa.cluster.ordered import turns
from tqa.cluster.session import gpus
from tqa.cluster.stream import lost, mapped, read, streamed
from tqa.model import Term
from tqa.scoring.metric import Material, Metric, Segments
from tqa.scoring.run import Details, added, board_of, check_needs
from tqa.scoring.scoreboard import Measured, Plan, Scoreboard, TestSet
from tqa.scoring.testset import Files

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLAIN, _NOTHING = Plan(), ReportedSegments()
A = TypeVar("A")


class LineFile(Sequence[str]):
    """The lines of a file that workers read: how many they are, and the first of them."""

    def __init__(self, count: int, known: Sequence[str] = ()) -> None:
        self._count = count
        self._known = known

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: Any) -> Any:
        if not isinstance(at, int) or not 0 <= at < len(self._known):
            raise LookupError("the texts are with the workers")
        return self._known[at]


@dataclass
class Total:
    """What is known of one system by one metric."""

    metric: Metric
    kept: int  # segments, from the first on, whose statistics are kept
    totals: "NDArray[Any] | None" = None
    statistics: "NDArray[Any] | None" = None
    tables: Tables = field(default_factory=dict)

    def add(self, rows: "NDArray[Any]", tables: Tables, batch: SegmentBatch) -> None:
        """Add those of the next batch."""
        import numpy as np

        wide = rows.astype(np.float64)
        self.totals = added(wide if self.totals is None else np.vstack((self.totals, wide)))
        self.tables = self.metric.joined(self.tables, tables)
        kept = min(self.kept, batch.segments)
        if batch.first >= kept:
            return
        kind = rows.dtype if rows.dtype == np.float64 else np.float32
        if self.statistics is None:
            self.statistics = np.zeros((kept, rows.shape[1]), kind)
        elif kind == np.float64:
            self.statistics = self.statistics.astype(kind, copy=False)
        some = rows[: kept - batch.first]
        self.statistics[batch.first : batch.first + len(some)] = some

    def measured(self) -> Measured:
        """The score."""
        import numpy as np

        assert self.totals is not None  # a test set has a segment at least
        rows: NDArray[Any] = np.empty((0, len(self.totals)))
        score = float(self.metric.scores(self.totals[None])[0])
        return Measured(self.metric, rows if self.statistics is None else self.statistics, score)

    def details(self) -> Details:
        """What else the totals yield."""
        assert self.totals is not None
        return {**self.metric.details(self.totals), **self.tables}


@dataclass
class Texts:
    """A test set of which the first texts are known."""

    name: str
    segments: int = 0
    fingerprint: str = ""
    parts: list[TestSet] = field(default_factory=list)

    def add(self, batch: SegmentBatch) -> None:
        """Add those of the next batch."""
        self.segments, self.fingerprint = batch.segments, batch.fingerprint
        if not self.parts or batch.testset.segments or batch.testset.documents:
            self.parts.append(batch.testset)

    def testset(self) -> TestSet:
        """All of them."""
        first, parts = self.parts[0], self.parts
        references = zip(*(each.references for each in parts), strict=True)
        sources = [each.sources or () for each in parts]
        documents = [each.documents or () for each in parts]
        return TestSet(
            [self._lines(each) for each in references],
            {name: self._lines([each.systems[name] for each in parts]) for name in first.systems},
            None if first.sources is None else self._lines(sources),
            None if first.documents is None else self._lines(documents),
            name=self.name,
            known=self.fingerprint,
        )

    def _lines(self, parts: Sequence[Sequence[str]]) -> LineFile:
        return LineFile(self.segments, [line for each in parts for line in each])


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
    on_progress: Callable[[int], None] | None = None,
    *,
    shown: ReportedSegments = _NOTHING,
    folder: str = "",
    prefix: str = "",
    overwrite: bool = True,
    size: int = SIZE,
) -> Scored:
    """Score all systems, by batches of `size` segments; `on_progress` gets numbers of segments.

    Each batch's scores of segments go into a Parquet file of the folder, if one is named; its
    name begins with the prefix. `overwrite`: other Parquet files there are deleted first.

    Raises:
        UsageError: a metric that cannot be had in parts, or lacks something; a folder that
            cannot be written.
        InputError: files that cannot be read, or of different numbers of lines.
        TqaError: some results did not come.
    """
    _check(files, metrics)
    if folder and overwrite:
        cleared(folder, ".parquet")
    data = read([partial(batches_of, files, size)])
    terms = _terms(data, files, workers) if any(map(_of_terms, metrics)) else TermSource()
    place = f"{_absolute(folder).rstrip('/')}/{prefix}" if folder else ""
    kept = sys.maxsize if plan.confidence or plan.paired else shown.scores
    totals = {(name, each.key): Total(each, kept) for name in files.systems for each in metrics}
    tokenized = dict.fromkeys(files.systems, 0)
    texts, done = Texts(files.name), 0
    scored = mapped(data, partial(Scoring, metrics, place, shown, terms), *_pool(metrics, workers))
    found: Iterator[Statistics | TqaError] = turns(streamed(scored))
    for each in map(_sound, found):
        texts.add(each.batch)
        for key, rows in each.rows.items():
            totals[key].add(rows, each.tables[key], each.batch)
        for name, count in each.tokenized.items():
            tokenized[name] += count
        done += (size := len(next(iter(each.rows.values()))))
        if on_progress:
            on_progress(size)
    if done != texts.segments:
        raise lost()
    return Scored(_board(texts.testset(), metrics, totals, plan, baseline), tokenized)


def _sound(found: A | TqaError) -> A:
    """What was found; raises what was found to be wrong."""
    if isinstance(found, TqaError):
        raise found
    return found


def _of_terms(metric: Metric) -> bool:
    return "termbase|terms" in metric.needs


def _terms(data: Any, files: Files, workers: int) -> TermSource:
    """What terms may be rendered as: one term is found by the spelling of another, elsewhere."""
    named = mapped(data, partial(Naming, files.glossary), workers)
    found: Iterator[tuple[Term, ...] | TqaError] = turns(streamed(named))
    targets = dict.fromkeys(term for own in map(_sound, found) for term in own)
    return TermSource(files.glossary, tuple(targets))


def _pool(metrics: Sequence[Metric], workers: int) -> tuple[int, float]:
    """How many actors, and the GPUs of each: as many as there are, where a model can use one."""
    there = gpus() if any(each.uses_gpu for each in metrics) else 0
    return (there, 1) if there else (workers, 0)


def _check(files: Files, metrics: Sequence[Metric]) -> None:
    """Report what is wrong before anything is read."""
    there = Material(
        (),
        Segments(()) if files.sources else None,
        () if files.documents else None,
        terms=() if files.terms or files.glossary else None,
    )
    for metric in metrics:
        if not metric.segmentwise:
            message = f"--engine ray cannot compute {metric.key!r} in parts"
            raise UsageError(message, hint="use --engine local")
        check_needs(metric, there)
        metric.signature(len(files.references))  # a missing model is reported here, and once


def _board(
    testset: TestSet,
    metrics: Sequence[Metric],
    totals: dict[tuple[str, str], Total],
    plan: Plan,
    baseline: str,
) -> Scoreboard:
    own = {name: {each.key: totals[name, each.key] for each in metrics} for name in testset.systems}
    measured = {
        name: {key: each.measured() for key, each in some.items()} for name, some in own.items()
    }
    details = {
        name: {key: each.details() for key, each in some.items()} for name, some in own.items()
    }
    return board_of(testset, metrics, measured, details, plan, baseline)


def _absolute(folder: str) -> str:
    """A folder as other processes know it."""

    return folder if not folder or is_remote(folder) else os.path.abspath(folder)
