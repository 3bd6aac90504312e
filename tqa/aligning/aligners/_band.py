"""The corridor of the search: everything for short documents, a band around anchors for long."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tqa.aligning.aligners._anchors import Anchor, anchors
from tqa.aligning.aligners._gains import WIDEST, Band
from tqa.aligning.aligners._search import Step

Boundaries = list[tuple[int, int]]

_WHOLE = 12_000  # cells up to which the whole rectangle is searched
_MARGIN = 30  # segments on either side of the way between two anchors
_WANDER = 60  # ... and at most so many more where there is nothing to hold on to for long
_GAP = 120  # target segments between two anchors, beyond which the straight line is followed


def corridor(
    words: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]],
    links: Sequence[Mapping[int, float]],
) -> tuple[Boundaries, Band]:
    """The boundaries that the path may visit after each source segment, and the cells it needs."""
    rows, columns = len(words[0]), len(words[1])
    if rows * columns <= _WHOLE:
        boundaries = plain_corridor(rows, columns)
    else:
        boundaries = _around(anchors(*words, links), rows, columns)
    return boundaries, _cells(boundaries, columns)


def plain_corridor(rows: int, columns: int) -> Boundaries:
    """The boundaries where nothing is known of the words."""
    if rows * columns <= _WHOLE:
        return [(0, columns + 1)] * (rows + 1)
    return _around((), rows, columns)


def narrowed(boundaries: Boundaries, path: Sequence[Step], reach: int) -> tuple[Boundaries, Band]:
    """The boundaries within `reach` segments of a path, on both axes, and the cells of these."""
    rows, columns = len(boundaries) - 1, boundaries[-1][1] - 1
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    for corner in ((0, 0), *((step.source_end, step.target_end) for step in path)):
        first, last = max(0, corner[0] - reach), min(rows, corner[0] + reach)
        for row in range(first, last + 1):
            low[row] = min(low[row], max(0, corner[1] - reach))
            high[row] = max(high[row], min(columns, corner[1] + reach))
    closer = [
        (max(start, first), min(end, last + 1))
        for first, last, (start, end) in zip(low, high, boundaries, strict=True)
    ]
    return closer, _cells(closer, columns)


def _around(found: Sequence[Anchor], rows: int, columns: int) -> Boundaries:
    """The boundaries within a margin of the way from anchor to anchor."""
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    low[0], high[rows] = 0, columns
    posts = [Anchor(0, 0), *found, Anchor(rows, columns)]
    for start, end in pairwise(posts):
        height, width = end.source - start.source, end.target - start.target
        for row in range(start.source, end.source + 1):
            if width <= _GAP or height == 0:
                first, last = start.target, end.target
            else:
                first = last = start.target + width * (row - start.source) // height
            reach = _MARGIN
            if width > _GAP:
                reach += min(_WANDER, max(height, width) // 20)
            if height and width > _GAP:
                reach = max(reach, width // height)
            low[row] = min(low[row], max(0, first - reach))
            high[row] = max(high[row], min(columns, last + reach))
    return monotone(low, high)


def monotone(low: list[int], high: list[int]) -> Boundaries:
    """The boundaries from the first and last column of each row, widened to go down only right."""
    for row in range(len(low) - 2, -1, -1):
        low[row] = min(low[row], low[row + 1])
    for row in range(1, len(high)):
        high[row] = max(high[row], high[row - 1])
    return [(first, last + 1) for first, last in zip(low, high, strict=True)]


def _cells(boundaries: Boundaries, columns: int) -> Band:
    """The segments that beads between these boundaries may hold."""
    rows = len(boundaries) - 1
    low = [boundaries[max(0, row - WIDEST + 1)][0] for row in range(rows)]
    high = [min(columns, boundaries[min(rows, row + WIDEST)][1]) for row in range(rows)]
    return Band(low, high)
