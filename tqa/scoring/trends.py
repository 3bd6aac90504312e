"""Scores over the runs of a history: as lines of text, as a picture, as a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tqa.pages import charts
from tqa.pages.charts import stacked
from tqa.scoring.history import RecordedRun

if TYPE_CHECKING:
    from tqa.pages.charts import Chart

_BLOCKS = "▁▂▃▄▅▆▇█"


class TrendPoint(NamedTuple):
    """One score of one run."""

    run: int
    at: str
    score: float
    half: float | None
    accepted: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The scores of one system by one metric on one test set, the oldest first."""

    testset: str
    system: str
    metric: str
    name: str
    higher_is_better: bool
    points: tuple[TrendPoint, ...]

    @property
    def change(self) -> float:
        """From the first point to the last."""
        return self.points[-1].score - self.points[0].score

    @property
    def best(self) -> TrendPoint:
        """The best point, the first of equals."""
        sign = 1 if self.higher_is_better else -1
        return max(self.points, key=lambda point: sign * point.score)


def trends(
    runs: Sequence[RecordedRun],
    metrics: Sequence[str] = (),
    systems: Sequence[str] = (),
    testsets: Sequence[str] = (),
) -> list[Trend]:
    """The trends in some runs; of all metrics, systems and test sets where none are named."""
    points: dict[tuple[str, str, str, str, bool], list[TrendPoint]] = {}
    for run in runs:
        for each in run.entries:
            wanted = (
                (not metrics or each.metric in metrics)
                and (not systems or each.system in systems)
                and (not testsets or each.testset in testsets)
            )
            if wanted and each.score is not None:
                key = (each.testset, each.metric, each.system, each.name, each.higher_is_better)
                point = TrendPoint(run.id, run.at, each.score, each.half, bool(run.accepted))
                points.setdefault(key, []).append(point)
    return [
        Trend(testset, system, metric, name, better, tuple(own))
        for (testset, metric, system, name, better), own in points.items()
    ]


def lines(found: Sequence[Trend]) -> str:
    """A line of blocks for each trend."""
    from tqa.base.textio import visible

    labels = [visible(f"{each.testset}  {each.system}  {each.name}") for each in found]
    size = max(map(len, labels))
    rows = []
    for label, trend in zip(labels, found, strict=True):
        first, last, best = trend.points[0], trend.points[-1], trend.best
        rows.append(
            f"{label.ljust(size)}  {sparkline(trend)}  {first.score:.2f} → {last.score:.2f} "
            f"({trend.change:+.2f}), best {best.score:.2f} in run {best.run}\n"
        )
    return "".join(rows)


def sparkline(trend: Trend) -> str:
    """A block for each point, by its place between the lowest and the highest."""
    scores = [point.score for point in trend.points]
    low, high = min(scores), max(scores)
    steps = len(_BLOCKS) - 1
    return "".join(
        _BLOCKS[round((score - low) / (high - low) * steps) if high > low else steps // 2]
        for score in scores
    )


def picture(found: Sequence[Trend]) -> str:
    """An SVG of all charts, one below the other, that stands alone."""

    return stacked([_chart(group) for group in _groups(found)])


def page(found: Sequence[Trend]) -> str:
    """A page with a chart for each test set and metric, and the figures as tables."""
    from tqa.pages.page import render

    groups = [
        {"chart": _chart(group), "better": group[0].higher_is_better, "trends": group}
        for group in _groups(found)
    ]
    return render("history.html", lang="en", styles=("charts.css",), groups=groups)


def _groups(found: Sequence[Trend]) -> list[list[Trend]]:
    """The trends that share a chart: one test set, one metric."""
    groups: dict[tuple[str, str], list[Trend]] = {}
    for trend in found:
        groups.setdefault((trend.testset, trend.name), []).append(trend)
    return list(groups.values())


def _chart(group: Sequence[Trend]) -> "Chart":

    series = [
        (
            trend.system,
            [
                charts.Point(p.run, p.score, p.half or 0.0, f"run {p.run}, {p.score:.2f}")
                for p in trend.points
            ],
        )
        for trend in group
    ]
    return charts.Chart(f"{group[0].name}, {group[0].testset}", series)
