"""The corridor of the search over vectors: around pairs of segments that are nearest each other."""

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from tqa.aligning.aligners._band import Boundaries, monotone

Pair = tuple[int, int]

_WHOLE = 90_000  # cells up to which the whole rectangle is searched
_MARGIN = 40  # segments on either side of the way between two anchors
# set by hand, for LaBSE; scripts/bench/align.py --aligner embeddings shows the effect
_SURE = 0.55  # cost up to which a pair may be an anchor


def corridor(source: Any, target: Any, costs: Callable[[int, int, int], Any]) -> Boundaries:
    """The boundaries that the path may visit after each source segment."""
    rows, columns = len(source), len(target)
    if rows * columns <= _WHOLE:
        return [(0, columns + 1)] * (rows + 1)
    return _around(_chain(_mutual(rows, columns, costs)), rows, columns)


def _mutual(rows: int, columns: int, costs: Callable[[int, int, int], Any]) -> list[Pair]:
    """The pairs whose segments are each the best of the other, row by row."""
    best: list[tuple[int, float]] = []
    least = [float("inf")] * columns
    owner = [-1] * columns
    for row in range(rows):
        line = costs(row, 0, columns)
        column = int(line.argmin())
        best.append((column, float(line[column])))
        for at in (line <= _SURE).nonzero()[0].tolist():
            if line[at] < least[at]:
                least[at], owner[at] = float(line[at]), row
    return [
        (row, column)
        for row, (column, cost) in enumerate(best)
        if cost <= _SURE and owner[column] == row
    ]


def _chain(pairs: list[Pair]) -> list[Pair]:
    """The longest run of pairs that increases on both sides."""
    ends: list[int] = []  # the least column that ends a chain of each length
    tails: list[int] = []  # ... and which pair that is
    before: list[int] = []
    for number, (_, column) in enumerate(pairs):
        at = bisect_left(ends, column)
        before.append(tails[at - 1] if at else -1)
        ends[at : at + 1] = [column]
        tails[at : at + 1] = [number]
    found = []
    number = tails[-1] if tails else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _around(anchors: list[Pair], rows: int, columns: int) -> Boundaries:
    """The boundaries within a margin of the straight line from anchor to anchor."""
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    low[0], high[rows] = 0, columns
    for (top, left), (bottom, right) in pairwise([(0, 0), *anchors, (rows, columns)]):
        height, width = bottom - top, right - left
        reach = _MARGIN + abs(width - height)
        for row in range(top, bottom + 1):
            middle = left + (width * (row - top) // height if height else 0)
            low[row] = min(low[row], max(0, middle - reach))
            high[row] = max(high[row], min(columns, middle + reach))
    return monotone(low, high)
