"""A test set, and the results of systems on it."""

import hashlib
import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from tqa.scoring.insight import Insight
from tqa.scoring.metric import Material, Memo, Metric, Segments, TermPair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tqa.glossary.termbase import Termbase

Test = Literal["bootstrap", "approximate"]
G = TypeVar("G", bound=Hashable)

SEED = 12345
RESAMPLES = 1_000
TRIALS = 10_000
LEVEL = 0.05  # p-values below are called significant
PAGE = 5_000  # segments that a page shows; more would not open on a phone


@dataclass(frozen=True, slots=True)
class TestSet:
    """References, hypotheses of systems by name, and what else is known, segment for segment."""

    __test__ = False  # the name is the field's, and not for pytest

    references: Sequence[Sequence[str]]
    systems: Mapping[str, Sequence[str]]
    sources: Sequence[str] | None = None
    documents: Sequence[str] | None = None  # the document of each segment
    termbase: "Termbase | None" = None
    terms: Sequence[Sequence[TermPair]] | None = None  # of each segment
    langs: tuple[str, str] = ("", "")  # of source and target
    name: str = ""
    known: str = ""  # its fingerprint, where the texts are elsewhere

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return len(self.references[0])

    def fingerprint(self) -> str:
        """A hash of the references, which identifies the test set."""
        if self.known:
            return self.known
        digest = hashlib.sha256()
        for lines in self.references:
            digest.update("\n".join(lines).encode("utf-8", "surrogatepass") + b"\0")
        return digest.hexdigest()[:16]

    def material(self) -> Material:
        """What metrics look at beside hypotheses, with a vocabulary that is shared by all."""
        shared = Memo()
        return Material(
            [Segments(lines, shared) for lines in self.references],
            None if self.sources is None else Segments(self.sources, shared),
            self.documents,
            self.termbase,
            self.terms,
            self.langs,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Which intervals and tests to compute."""

    confidence: bool = False  # intervals by bootstrap
    paired: Test | None = None  # tests against the baseline
    all_pairs: bool = False  # and between all systems
    resamples: int = RESAMPLES
    trials: int = TRIALS
    seed: int | None = SEED


@dataclass(frozen=True, slots=True)
class Interval:
    """The mean over resamples and half the width of the interval that holds 95% of them."""

    mean: float
    half: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One metric on one system: what it scores, and the statistics of each segment.

    Statistics are float64; those of a run in parts may be float32 where that holds them exactly,
    and have no rows where nothing asks for them.
    """

    metric: Metric
    statistics: "NDArray[Any]"
    score: float

    def by_segment(self) -> "NDArray[Any]":
        """The score of each segment by itself."""
        import numpy as np

        return self.metric.segment_scores(self.statistics.astype(np.float64, copy=False))

    def by(self, groups: Sequence[G]) -> dict[G, float]:
        """The score of each group of segments (such as a document), in order of appearance."""
        import numpy as np

        order = {group: at for at, group in enumerate(dict.fromkeys(groups))}
        totals = np.zeros((len(order), self.statistics.shape[1]))
        np.add.at(totals, [order[group] for group in groups], self.statistics)
        return dict(zip(order, self.metric.scores(totals).tolist(), strict=True))


def known(value: float | None) -> float | None:
    """The value, None where it is not a number: there was nothing to score."""
    return None if value is None or math.isnan(value) else value


@dataclass(frozen=True, slots=True)
class Result:
    """One system by one metric; `p_value` is that of its difference from the baseline."""

    measured: Measured
    details: Mapping[str, object]
    interval: Interval | None = None
    p_value: float | None = None

    @property
    def metric(self) -> Metric:
        """The metric."""
        return self.measured.metric

    @property
    def score(self) -> float:
        """The score of the whole test set."""
        return self.measured.score


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """The results of all systems, by system and metric key, and how they came about."""

    testset: TestSet
    baseline: str  # "" where there is one system only
    results: Mapping[str, Mapping[str, Result]]
    signatures: Mapping[str, str]
    plan: Plan = field(default_factory=Plan)
    pairs: Mapping[tuple[str, str], Mapping[str, float]] = field(default_factory=dict)
    insight: Insight = field(default_factory=Insight)

    @property
    def metrics(self) -> list[Metric]:
        """The metrics, in order."""
        return [result.metric for result in next(iter(self.results.values())).values()]

    def signatures_by_name(self) -> list[str]:
        """Signatures as sacrebleu prints them, such as `BLEU|nrefs:1|...`."""
        return [f"{metric.name}|{self.signatures[metric.key]}" for metric in self.metrics]
