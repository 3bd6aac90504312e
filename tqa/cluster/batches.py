"""Test sets as batches of segments, and what an actor makes of one: its statistics."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tqa.base.errors import TqaError
from tqa.base.textio import write_atomically
from tqa.cluster.stream import Record, key
from tqa.model import Term
from tqa.scoring.metric import Metric, Segments
from tqa.scoring.metrics._terms import targets_of
from tqa.scoring.scoreboard import TestSet, known
from tqa.scoring.testset import Files, looks_tokenized, termbase_of
from tqa.scoring.testset import read as read_testset

if TYPE_CHECKING:
    from numpy.typing import NDArray

Tables = Mapping[str, object]

SIZE = 4000  # segments of a batch


@dataclass(frozen=True, slots=True)
class SegmentBatch:
    """Some segments of a test set, in a row."""

    number: int
    first: int  # segments before
    testset: TestSet
    segments: int  # of the whole test set
    fingerprint: str  # of the whole test set


@dataclass(frozen=True, slots=True)
class ReportedSegments:
    """How many segments have been reported to the driver, from the first on."""

    scores: int = 0  # with their scores and documents
    texts: int = 0  # with their texts


@dataclass(frozen=True, slots=True)
class TermSource:
    """Where terms come from, and what they may be rendered as in the whole test set."""

    glossary: Sequence[str] = ()
    targets: tuple[Term, ...] | None = None


_NONE, _NO_TERMS = ReportedSegments(), TermSource()


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics of a batch, by system and metric."""

    batch: SegmentBatch  # its texts as far as they are shown
    rows: "Mapping[tuple[str, str], NDArray[Any]]"  # in the smallest type that holds them
    tables: Mapping[tuple[str, str], Tables]
    tokenized: Mapping[str, int]  # lines that look tokenized, by system


def batches_of(files: Files, size: int = SIZE) -> Iterator[Record]:
    """The batches of a test set, or what is wrong with it."""
    try:
        whole = read_testset(files)
    except TqaError as error:
        yield Record("batch", error)
        return
    known = (whole.segments, whole.fingerprint())
    for number, first in enumerate(range(0, whole.segments, size)):
        batch = SegmentBatch(number, first, _part(whole, slice(first, first + size)), *known)
        yield Record("batch", batch, order=key(number))


def _part(whole: TestSet, part: slice) -> TestSet:
    return TestSet(
        [lines[part] for lines in whole.references],
        {name: lines[part] for name, lines in whole.systems.items()},
        None if whole.sources is None else whole.sources[part],
        None if whole.documents is None else whole.documents[part],
        terms=None if whole.terms is None else whole.terms[part],
        langs=whole.langs,
        name=whole.name,
    )


class Naming:
    """Batches -> what their terms may be rendered as."""

    def __init__(self, glossary: Sequence[str]) -> None:
        self._termbase = termbase_of(glossary)

    def __call__(self, batch: SegmentBatch | TqaError) -> Iterator[Record]:
        """The record of a batch: its number and targets, or an error."""
        if isinstance(batch, TqaError):
            yield Record("targets", (0, batch))
            return
        try:
            found = targets_of(replace(batch.testset.material(), termbase=self._termbase))
        except TqaError as error:
            yield Record("targets", (batch.number, error))
            return
        yield Record("targets", (batch.number, found), order=key(batch.number))


class Scoring:
    """Batches -> statistics; the scores of each segment go into a file a batch, if wanted."""

    def __init__(
        self,
        metrics: Sequence[Metric],
        place: str = "",
        shown: ReportedSegments = _NONE,
        terms: TermSource = _NO_TERMS,
    ) -> None:
        """`place` is what the names of the files begin with."""
        self._metrics = metrics
        self._place = place
        self._shown = shown
        self._termbase = termbase_of(terms.glossary)
        self._targets = terms.targets

    def __call__(self, batch: SegmentBatch | TqaError) -> Iterator[Record]:
        """The record of a batch: its number and statistics, or an error."""
        if isinstance(batch, TqaError):
            yield Record("statistics", (0, batch))
            return
        try:
            rows, tables = self._rows(batch.testset)
            if self._place:
                self._write(batch, rows)
        except TqaError as error:
            yield Record("statistics", (batch.number, error))
            return
        tokenized = {name: looks_tokenized(lines) for name, lines in batch.testset.systems.items()}
        small = {name: _smallest(each) for name, each in rows.items()}
        found = Statistics(self._shown_texts(batch), small, tables, tokenized)
        yield Record("statistics", (batch.number, found), order=key(batch.number))

    def _rows(
        self, testset: TestSet
    ) -> "tuple[dict[tuple[str, str], NDArray[Any]], dict[tuple[str, str], Tables]]":
        material = testset.material()
        material = replace(material, termbase=self._termbase, targets=self._targets)
        shared = material.references[0].shared
        rows, tables = {}, {}
        for name, lines in testset.systems.items():
            hypothesis = Segments(lines, shared, private=True)
            for metric in self._metrics:
                rows[name, metric.key] = metric.statistics(hypothesis, material)
                tables[name, metric.key] = metric.tables(hypothesis, material)
        return rows, tables

    def _shown_texts(self, batch: SegmentBatch) -> SegmentBatch:
        """The batch with the texts that are shown."""
        scores, texts = (max(0, n - batch.first) for n in (self._shown.scores, self._shown.texts))
        documents = batch.testset.documents
        own = replace(
            _part(batch.testset, slice(texts)),
            documents=None if documents is None else documents[:scores],
            terms=None,
        )
        return replace(batch, testset=own)

    def _write(self, batch: SegmentBatch, rows: "Mapping[tuple[str, str], NDArray[Any]]") -> None:

        from pyarrow import parquet

        buffer = io.BytesIO()
        parquet.write_table(scores_table(batch, self._metrics, rows), buffer)
        write_atomically(f"{self._place}{batch.number:06d}.parquet", buffer.getvalue())


def scores_table(
    batch: SegmentBatch, metrics: Sequence[Metric], rows: "Mapping[tuple[str, str], NDArray[Any]]"
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
