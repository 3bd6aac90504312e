"""Systems on a test set: statistics once for each system and metric, then scores and tests."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from tqa import significance
from tqa.metric import Memo, Metric, Segments
from tqa.significance import Interval, Measured
from tqa.testset import TestSet

if TYPE_CHECKING:
    from numpy.typing import NDArray

Test = Literal["bootstrap", "approximate"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is wanted beside the scores."""

    confidence: bool = False  # intervals by bootstrap
    paired: Test | None = None  # tests against the baseline
    all_pairs: bool = False  # and between all systems
    resamples: int = significance.RESAMPLES
    trials: int = significance.TRIALS
    seed: int | None = significance.SEED
    segments: bool = False  # scores of each segment


@dataclass(frozen=True, slots=True)
class Result:
    """One system by one metric; `p_value` is that of its difference from the baseline."""

    metric: Metric
    score: float
    details: Mapping[str, object]
    interval: Interval | None = None
    p_value: float | None = None
    segments: "NDArray[Any] | None" = None


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """The results of all systems, by system and metric key, and how they came about."""

    size: int  # segments
    baseline: str  # "" where there is one system only
    results: Mapping[str, Mapping[str, Result]]
    signatures: Mapping[str, str]
    plan: Plan = field(default_factory=Plan)
    pairs: Mapping[tuple[str, str], Mapping[str, float]] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The metrics as printed."""
        return [each.metric.name for each in next(iter(self.results.values())).values()]

    def signatures_by_name(self) -> list[str]:
        """Signatures as sacrebleu prints them, such as `BLEU|nrefs:1|...`."""
        return [
            f"{name}|{signature}"
            for name, signature in zip(self.names(), self.signatures.values(), strict=True)
        ]


def score(
    testset: TestSet,
    metrics: Sequence[Metric],
    plan: Plan = Plan(),
    baseline: str = "",
    advance: Callable[[int], None] | None = None,
) -> Scoreboard:
    """Score all systems; the baseline is the first unless another is named."""
    shared = Memo()
    references = [Segments(lines, shared) for lines in testset.references]
    measured: dict[str, dict[str, Measured]] = {}
    for name, lines in testset.systems.items():
        hypothesis = Segments(lines, shared)
        measured[name] = {each.key: measure(each, hypothesis, references) for each in metrics}
        if advance:
            advance(1)
    if len(measured) > 1:
        baseline = baseline or next(iter(measured))
    samples = _samples(measured, plan)
    pairs = _pairs(measured, samples, plan, baseline)
    results = {
        name: {
            key: Result(
                each.metric,
                each.score,
                each.metric.details(each.statistics.sum(axis=0)),
                significance.interval(samples[name, key]) if samples else None,
                _between(pairs, name, baseline).get(key),
                each.metric.segment_scores(each.statistics) if plan.segments else None,
            )
            for key, each in own.items()
        }
        for name, own in measured.items()
    }
    signatures = {
        each.key: each.signature(len(references), **_resampling(plan)) for each in metrics
    }
    return Scoreboard(testset.segments, baseline, results, signatures, plan, pairs)


def measure(metric: Metric, hypothesis: Segments, references: Sequence[Segments]) -> Measured:
    """The statistics of one system by one metric, and their score."""
    import numpy as np

    statistics = metric.statistics(hypothesis, references)
    totals = np.cumsum(statistics, axis=0)[-1:]  # one after the other, as sacrebleu adds them
    return Measured(metric, statistics, float(metric.scores(totals)[0]))


def _samples(
    measured: Mapping[str, Mapping[str, Measured]], plan: Plan
) -> "dict[tuple[str, str], NDArray[Any]]":
    """Scores on bootstrap resamples, where intervals or the test need them."""
    if not plan.confidence and plan.paired != "bootstrap":
        return {}
    keys = [(name, key) for name, own in measured.items() for key in own]
    values = [measured[name][key] for name, key in keys]
    return dict(zip(keys, significance.resampled(values, plan.resamples, plan.seed), strict=True))


def _pairs(
    measured: Mapping[str, Mapping[str, Measured]],
    samples: "Mapping[tuple[str, str], NDArray[Any]]",
    plan: Plan,
    baseline: str,
) -> dict[tuple[str, str], dict[str, float]]:
    """The p-values of the pairs that are wanted, by metric."""
    if not plan.paired or len(measured) < 2:
        return {}
    couples = [(baseline, name) for name in measured if name != baseline]
    if plan.all_pairs:
        known = {frozenset(couple) for couple in couples}
        couples += [each for each in combinations(measured, 2) if frozenset(each) not in known]
    keys = list(measured[baseline])
    if plan.paired == "approximate":
        both = [(measured[one][key], measured[two][key]) for one, two in couples for key in keys]
        values = iter(significance.randomised(both, plan.trials, plan.seed))
        return {couple: {key: next(values) for key in keys} for couple in couples}
    return {
        (one, two): {
            key: significance.paired_bootstrap(
                samples[two, key],
                samples[one, key],
                abs(measured[one][key].score - measured[two][key].score),
            )
            for key in keys
        }
        for one, two in couples
    }


def _between(
    pairs: Mapping[tuple[str, str], Mapping[str, float]], name: str, baseline: str
) -> Mapping[str, float]:
    return pairs.get((baseline, name), {})


def _resampling(plan: Plan) -> dict[str, object]:
    """What the signature says of resampling, in sacrebleu's order."""
    bootstrap = plan.confidence or plan.paired == "bootstrap"
    if not bootstrap and plan.paired != "approximate":
        return {}
    return {
        "bs": plan.resamples if bootstrap else None,
        "ar": plan.trials if plan.paired == "approximate" else None,
        "seed": "none" if plan.seed is None else plan.seed,
    }
