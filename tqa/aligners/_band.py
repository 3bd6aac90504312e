"""The corridor of the search: everything for short documents, a band around anchors for long."""

from collections.abc import Mapping, Sequence

from tqa.aligners._gains import WIDEST, Band


def corridor(
    words: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]],
    links: Sequence[Mapping[int, float]],
    sizes: tuple[int, int],
) -> tuple[list[tuple[int, int]], Band]:
    """The boundaries that the path may visit after each source segment, and the cells it needs."""
    rows, columns = sizes
    boundaries = [(0, columns + 1)] * (rows + 1)
    return boundaries, _cells(boundaries, columns)


def _cells(boundaries: Sequence[tuple[int, int]], columns: int) -> Band:
    """The segments that beads between these boundaries may hold."""
    rows = len(boundaries) - 1
    low = [boundaries[max(0, row - WIDEST + 1)][0] for row in range(rows)]
    high = [min(columns, boundaries[min(rows, row + WIDEST)][1]) for row in range(rows)]
    return Band(low, high)
