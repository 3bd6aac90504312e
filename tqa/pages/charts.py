"""Line charts in SVG: no script, no style attributes, every value also in a title."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

WIDTH, PLOT = 640, 220  # of a chart; of what is above its legend
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 24, 14, 26
_LABELS = 10  # along the lower edge, at most


class Point(NamedTuple):
    """One value at a place of the lower edge (a whole number, such as a run)."""

    place: int
    value: float
    half: float  # of its interval, 0 without
    label: str


@dataclass(frozen=True)
class Chart:
    """A line for each series (name, points) over the places that they share."""

    title: str
    series: Sequence[tuple[str, Sequence[Point]]]
    width: int = WIDTH
    plot: int = PLOT

    @property
    def height(self) -> int:
        """With the legend."""
        return self.plot + 20 * len(self.series)

    @cached_property
    def places(self) -> list[int]:
        """The places that have a point, from left to right."""
        return sorted({point.place for _, points in self.series for point in points})

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value of the plot."""
        points = [point for _, own in self.series for point in own]
        low = min(point.value - point.half for point in points)
        high = max(point.value + point.half for point in points)
        margin = 0.05 * (high - low) or 1.0
        return low - margin, high + margin

    def x(self, place: int) -> float:
        """Where a place is."""
        share = self.places.index(place) / max(1, len(self.places) - 1)
        return round(_LEFT + 8 + share * (self.width - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        """Where a value is."""
        low, high = self.bounds
        return round(_TOP + (high - value) / (high - low) * (self.plot - _TOP - _BOTTOM), 1)

    def grid(self) -> list[float]:
        """The values that have a line across."""
        low, high = self.bounds
        return [low + (high - low) * part / 3 for part in range(4)]

    def labelled(self) -> list[int]:
        """The places that are named."""
        step = -(-len(self.places) // _LABELS)
        return self.places[::step]

    def path(self, points: Sequence[Point]) -> str:
        """The line through points."""
        return " ".join(f"{self.x(point.place)},{self.y(point.value)}" for point in points)


def stacked(charts: Sequence[Chart]) -> str:
    """Charts with their titles, one below the other, as an SVG file of its own."""

    from markupsafe import Markup

    from tqa.pages.page import environment

    css = (Path(__file__).parent / "styles" / "charts.css").read_text("utf-8")
    places, at = [], 0
    for chart in charts:
        places.append((at, chart))
        at += chart.height + 44
    template = environment("en").get_template("charts.svg")
    return template.render(css=Markup(css), places=places, width=WIDTH, height=at)
