"""Scores of systems with their intervals, side by side, as geometry for a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_ROW, _TOP, _LEFT, _RIGHT = 26, 8, 118, 62


class Bar(NamedTuple):
    """One system: its score, and the ends of its interval (both the score without one)."""

    name: str
    score: float
    low: float
    high: float


@dataclass(frozen=True)
class IntervalPlot:
    """A row for each system over one scale."""

    title: str
    bars: Sequence[Bar]
    decimals: int = 2
    width: int = 430

    @property
    def left(self) -> int:
        """Where the scale begins."""
        return _LEFT

    @property
    def height(self) -> int:
        """Rows and the scale."""
        return _TOP + _ROW * len(self.bars) + 22

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value of the scale."""
        low = min(bar.low for bar in self.bars)
        high = max(bar.high for bar in self.bars)
        margin = 0.08 * (high - low) or 1.0
        return low - margin, high + margin

    def x(self, value: float) -> float:
        """Where a value is."""
        low, high = self.bounds
        return round(_LEFT + (value - low) / (high - low) * (self.width - _LEFT - _RIGHT), 1)

    def y(self, row: int) -> int:
        """The middle of a row."""
        return _TOP + _ROW * row + _ROW // 2

    def grid(self) -> list[float]:
        """The values that have a line."""
        low, high = self.bounds
        return [low + (high - low) * part / 3 for part in range(4)]

    def short(self, name: str) -> str:
        """A name that fits beside its row."""
        return name if len(name) <= 16 else f"{name[:15]}…"
