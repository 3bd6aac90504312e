"""Scores systems on a test set: statistics of each system and metric, scores, tests."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from tqa.base.errors import InputError, UsageError
from tqa.neural.batches import OnProgress, no_progress
from tqa.scoring import significance
from tqa.scoring.metric import Material, Metric, Segments
from tqa.scoring.scoreboard import Measured, Plan, Result, Scoreboard, TestSet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tqa.scoring.statistics_cache import Cache

A = TypeVar("A")
B = TypeVar("B")
Details: TypeAlias = Mapping[str, object]

# How a user gives what a metric may need.
_OPTIONS = {"source": "--src", "documents": "--docs", "termbase": "--glossary", "terms": "--terms"}
_PLAIN = Plan()


def score(
    testset: TestSet,
    metrics: Sequence[Metric],
    plan: Plan = _PLAIN,
    baseline: str = "",
    on_progress: Callable[[float], None] | None = None,
    *,
    jobs: int = 1,
    cache: "Cache | None" = None,
) -> Scoreboard:
    """Score all systems; the baseline is the first unless another is named.

    `on_progress` is called with the number of segments just scored by one metric; `jobs` systems
    are measured at once. Statistics are taken from the cache where it holds them, and put there
    where it does not.

    Raises:
        InputError: there are no segments.
        UsageError: a metric needs what the test set does not have.
    """
    if not testset.segments:
        raise InputError("no segments to score")
    material = testset.material()
    for metric in metrics:
        check_needs(metric, material)

    def one(lines: Sequence[str]) -> tuple[dict[str, Measured], dict[str, Details]]:
        hypothesis = Segments(lines, material.references[0].shared, private=True)
        own = {
            each.key: measure(each, hypothesis, material, cache, on_progress) for each in metrics
        }
        return own, _details(own, hypothesis, material)

    measured: dict[str, dict[str, Measured]] = {}
    details: dict[str, dict[str, Details]] = {}
    found = over_threads(one, testset.systems.values(), jobs)
    for name, (own, more) in zip(testset.systems, found, strict=True):
        measured[name], details[name] = own, more
    board = board_of(testset, metrics, measured, details, plan, baseline)
    if cache:
        cache.trim()
    return board


def board_of(
    testset: TestSet,
    metrics: Sequence[Metric],
    measured: Mapping[str, Mapping[str, Measured]],
    details: Mapping[str, Mapping[str, Details]],
    plan: Plan,
    baseline: str = "",
) -> Scoreboard:
    """The scoreboard of systems that are measured, with the tests that are wanted."""
    if len(measured) > 1:
        baseline = baseline or next(iter(measured))
    samples = _samples(measured, plan)
    pairs = _pairs(measured, samples, plan, baseline)
    results = {
        name: {
            key: Result(
                each,
                details[name][key],
                significance.interval(samples[name, key]) if samples else None,
                pairs.get((baseline, name), {}).get(key),
            )
            for key, each in own.items()
        }
        for name, own in measured.items()
    }
    signatures = {
        each.key: each.signature(len(testset.references), **_resampling(plan)) for each in metrics
    }
    return Scoreboard(testset, baseline, results, signatures, plan, pairs)


def check_needs(metric: Metric, material: Material) -> None:
    """Raises UsageError if a metric needs data that the test set lacks."""
    for need in metric.needs:
        names = need.split("|")
        if all(getattr(material, name) is None for name in names):
            options = " or ".join(_OPTIONS[name] for name in names)
            raise UsageError(f"the metric {metric.key!r} requires {options}")


def over_threads(work: Callable[[A], B], items: Collection[A], jobs: int) -> Iterator[B]:
    """The results in order; the kernel lets other threads run meanwhile."""
    if jobs < 2 or len(items) < 2:
        yield from map(work, items)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(jobs, len(items))) as pool:
        yield from pool.map(work, items)


def measure(
    metric: Metric,
    hypothesis: Segments,
    material: Material,
    cache: "Cache | None" = None,
    on_progress: Callable[[float], None] | None = None,
) -> Measured:
    """The statistics of one system by one metric, and their score.

    The numbers passed to `on_progress` add up to the number of segments.
    """
    count = _Count(len(hypothesis), on_progress or no_progress)
    statistics = cache.get(metric, hypothesis, material) if cache else None
    if statistics is None:
        material = replace(material, on_progress=count.more)
        statistics = metric.statistics(hypothesis, material)
        if cache:
            cache.put(metric, hypothesis, material, statistics)
    count.finish()
    return Measured(metric, statistics, float(metric.scores(added(statistics)[None])[0]))


def added(statistics: "NDArray[Any]") -> "NDArray[Any]":
    """The totals of rows, added one after the other, as sacrebleu adds them."""
    import numpy as np

    totals: NDArray[Any] = np.cumsum(statistics, axis=0, dtype=np.float64)[-1]
    return totals


class _Count:
    """How many of a system's segments one metric has done."""

    def __init__(self, total: int, on_progress: OnProgress) -> None:
        self._left = float(total)
        self._on_progress = on_progress

    def more(self, count: float) -> None:
        """Some more, but no more than there are."""
        count = min(count, self._left)
        self._left -= count
        self._on_progress(count)

    def finish(self) -> None:
        """All that are left."""
        self.more(self._left)


def _details(
    measured: Mapping[str, Measured], hypothesis: Segments, material: Material
) -> dict[str, Details]:
    return {
        key: {
            **each.metric.details(added(each.statistics)),
            **each.metric.tables(hypothesis, material),
        }
        for key, each in measured.items()
    }


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
