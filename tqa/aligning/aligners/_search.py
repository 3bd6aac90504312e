"""The dynamic programme over beads: the best monotone path through a band."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Shape(NamedTuple):
    """How many segments a bead takes from each side, and the log prior of doing so."""

    source: int
    target: int
    prior: float


class Step(NamedTuple):
    """One bead of a path: segments [source, source_end) and [target, target_end)."""

    source: int
    source_end: int
    target: int
    target_end: int
    score: float  # log-likelihood ratio of the bead against no relation at all, prior included
    chance: float = 1.0  # posterior probability of the bead

    def shifted(self, rows: int, columns: int) -> "Step":
        """The same step, so many segments further on."""
        source, source_end, target, target_end, *scores = self
        return Step(
            source + rows, source_end + rows, target + columns, target_end + columns, *scores
        )


RowScore = Callable[[int, Shape, int, int], Sequence[float]]
"""(row, shape, low, high) -> score of the bead of that shape at each column of the range."""

_NEVER = float("-inf")


class Lattice(NamedTuple):
    """A searched band: the best scores, and where asked for, all beads that it holds."""

    band: Sequence[tuple[int, int]]
    best: list[list[float]]  # by row and place: the score of the best way there
    back: list[list[int]]  # ... and the number of its last shape, or a mark
    beads: list[list["Beads"]]  # by row: the inserts, the skips, then those of each shape


class Beads(NamedTuple):
    """All beads of one shape that start in one row of the band."""

    height: int
    width: int
    first: int  # column of the first
    gains: Sequence[float]
    prior: float


def best_path(
    band: Sequence[tuple[int, int]],
    shapes: Sequence[Shape],
    nulls: tuple[Sequence[float], Sequence[float]],
    score: RowScore,
) -> list[Step]:
    """The path of the highest total score through the band, from its first corner to its last."""
    return trace(search(band, shapes, nulls, score), shapes)


def search(
    band: Sequence[tuple[int, int]],
    shapes: Sequence[Shape],
    nulls: tuple[Sequence[float], Sequence[float]],
    score: RowScore,
    *,
    keep: bool = False,
) -> Lattice:
    """The best way to each place of the band; with `keep`, the scores of all its beads too.

    `band[i]` is the half-open range of boundaries j (target segments passed) that the
    path may visit after i source segments: it begins with 0, ends with the last boundary,
    and neighbouring rows overlap. `nulls` are the scores of leaving each source and
    each target segment without a counterpart.
    """
    best = [[_NEVER] * (high - low) for low, high in band]
    back = [[-1] * (high - low) for low, high in band]
    best[0][0] = 0.0
    beads: list[list[Beads]] = []
    for row, (low, high) in enumerate(band):
        _insert(best[row], back[row], nulls[1], low)
        if row + 1 < len(band):
            _skip(best, back, band, row, nulls[0][row])
        mine = _nulls(band, row, nulls) if keep else []
        for number, shape in enumerate(shapes):
            there = row + shape.source
            if there >= len(band):
                continue
            first = max(low, band[there][0] - shape.target)
            last = min(high, band[there][1] - shape.target)
            if first < last:
                gains = score(row, shape, first, last)
                into = first + shape.target - band[there][0]
                _advance(
                    best[row],
                    first - low,
                    gains,
                    shape.prior,
                    best[there],
                    back[there],
                    into,
                    number,
                )
                if keep:
                    mine.append(Beads(shape.source, shape.target, first, gains, shape.prior))
        beads.append(mine)
    return Lattice(band, best, back, beads)


def _nulls(
    band: Sequence[tuple[int, int]], row: int, nulls: tuple[Sequence[float], Sequence[float]]
) -> list[Beads]:
    low, high = band[row]
    found = [Beads(0, 1, low, nulls[1][low : high - 1], 0.0)]
    if row + 1 < len(band):
        first, last = max(low, band[row + 1][0]), min(high, band[row + 1][1])
        if first < last:
            found.append(Beads(1, 0, first, [nulls[0][row]] * (last - first), 0.0))
    return found


_SKIP, _INSERT = -2, -3


def _insert(here: list[float], marks: list[int], nulls: Sequence[float], low: int) -> None:
    """Target segments without a counterpart, within one row."""
    for at in range(1, len(here)):
        value = here[at - 1] + nulls[low + at - 1]
        if value > here[at]:
            here[at] = value
            marks[at] = _INSERT


def _skip(
    best: list[list[float]],
    back: list[list[int]],
    band: Sequence[tuple[int, int]],
    row: int,
    null: float,
) -> None:
    """A source segment without a counterpart, from one row into the next."""
    first = max(band[row][0], band[row + 1][0])
    last = min(band[row][1], band[row + 1][1])
    here, there, marks = best[row], best[row + 1], back[row + 1]
    for column in range(first, last):
        value = here[column - band[row][0]] + null
        at = column - band[row + 1][0]
        if value > there[at]:
            there[at] = value
            marks[at] = _SKIP


def _advance(
    here: list[float],
    at: int,
    gains: Sequence[float],
    prior: float,
    there: list[float],
    marks: list[int],
    into: int,
    number: int,
) -> None:
    """Beads of one shape, from one row into a later one."""
    for gain in gains:
        value = here[at] + gain + prior
        if value > there[into]:
            there[into] = value
            marks[into] = number
        at += 1
        into += 1


def trace(lattice: Lattice, shapes: Sequence[Shape]) -> list[Step]:
    """The best path through a searched band."""
    band, best, back = lattice.band, lattice.best, lattice.back
    steps = []
    row, column = len(band) - 1, band[-1][1] - 1
    while row or column:
        mark = back[row][column - band[row][0]]
        height, width = {_SKIP: (1, 0), _INSERT: (0, 1)}.get(mark) or shapes[mark][:2]
        top, left = row - height, column - width
        gain = best[row][column - band[row][0]] - best[top][left - band[top][0]]
        steps.append(Step(top, row, left, column, gain))
        row, column = top, left
    steps.reverse()
    return steps
