"""Test sets as batches of segments, and what an actor makes of one: its statistics."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.cluster.stream import Record, key
from tqa.errors import TqaError
from tqa.metric import Metric, Segments
from tqa.scoreboard import TestSet, known
from tqa.testset import Files, looks_tokenized
from tqa.testset import read as read_testset

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 4000  # segments of a batch


@dataclass(frozen=True, slots=True)
class Batch:
    """Some segments of a test set, in a row."""

    number: int
    first: int  # segments before
    segments: int  # of the whole test set
    testset: TestSet


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics of a batch, by system and metric."""

    first: int
    segments: int  # of the whole test set
    rows: "Mapping[tuple[str, str], NDArray[Any]]"  # in the smallest type that holds them
    tokenized: Mapping[str, int]  # lines that look tokenized, by system


def batches_of(files: Files, size: int = SIZE) -> Iterator[Record]:
    """The batches of a test set, or what is wrong with it."""
    try:
        whole = read_testset(files)
    except TqaError as error:
        yield Record("batch", error)
        return
    for number, first in enumerate(range(0, whole.segments, size)):
        batch = Batch(number, first, whole.segments, _part(whole, slice(first, first + size)))
        yield Record("batch", batch, order=key(number))


def _part(whole: TestSet, part: slice) -> TestSet:
    return TestSet(
        [lines[part] for lines in whole.references],
        {name: lines[part] for name, lines in whole.systems.items()},
        None if whole.sources is None else whole.sources[part],
        None if whole.documents is None else whole.documents[part],
        langs=whole.langs,
        name=whole.name,
    )


class Scoring:
    """Batches -> statistics; the scores of each segment go into a file a batch, if wanted."""

    def __init__(self, metrics: Sequence[Metric], folder: str = "", prefix: str = "") -> None:
        self._metrics = metrics
        self._place = f"{folder.rstrip('/')}/{prefix}" if folder else ""

    def __call__(self, batch: Batch | TqaError) -> Iterator[Record]:
        """The record of a batch: its number and statistics, or an error."""
        if isinstance(batch, TqaError):
            yield Record("statistics", (0, batch))
            return
        try:
            rows = self._rows(batch.testset)
            if self._place:
                self._write(batch, rows)
        except TqaError as error:
            yield Record("statistics", (batch.number, error))
            return
        tokenized = {name: looks_tokenized(lines) for name, lines in batch.testset.systems.items()}
        small = {name: _smallest(each) for name, each in rows.items()}
        found = Statistics(batch.first, batch.segments, small, tokenized)
        yield Record("statistics", (batch.number, found), order=key(batch.number))

    def _rows(self, testset: TestSet) -> "dict[tuple[str, str], NDArray[Any]]":
        material = testset.material()
        shared = material.references[0].shared
        rows = {}
        for name, lines in testset.systems.items():
            hypothesis = Segments(lines, shared, private=True)
            for metric in self._metrics:
                rows[name, metric.key] = metric.statistics(hypothesis, material)
        return rows

    def _write(self, batch: Batch, rows: "Mapping[tuple[str, str], NDArray[Any]]") -> None:
        import io

        from pyarrow import parquet

        from tqa.textio import write_atomically

        buffer = io.BytesIO()
        parquet.write_table(scores_table(batch, self._metrics, rows), buffer)
        write_atomically(f"{self._place}{batch.number:06d}.parquet", buffer.getvalue())


def scores_table(
    batch: Batch, metrics: Sequence[Metric], rows: "Mapping[tuple[str, str], NDArray[Any]]"
) -> Any:
    """A row a segment and system, as `--format jsonl` has them; null where nothing is scored."""
    import pyarrow as pa

    own = batch.testset
    systems, count = list(own.systems), own.segments
    numbers = range(batch.first + 1, batch.first + count + 1)
    columns: dict[str, Any] = {}
    if own.name:
        columns["testset"] = pa.array([own.name] * (count * len(systems)))
    columns["segment"] = pa.array([*numbers] * len(systems), pa.int64())
    columns["system"] = pa.array([name for name in systems for _ in numbers])
    if own.documents:
        columns["document"] = pa.array([*own.documents] * len(systems))
    for metric in metrics:
        scores = [
            known(value)
            for name in systems
            for value in metric.segment_scores(rows[name, metric.key]).tolist()
        ]
        columns[metric.key] = pa.array(scores, pa.float64())
    return pa.table(columns)


def _smallest(rows: "NDArray[Any]") -> "NDArray[Any]":
    """The same numbers in fewer bytes."""
    import numpy as np

    for kind in (np.uint16, np.float32):
        with np.errstate(invalid="ignore", over="ignore"):
            small = rows.astype(kind)
        if (small == rows).all():
            return small
    return rows
