"""How probable each bead is over all paths, and the path with the most beads expected right.

Forward and backward sums as in Liang, Taskar and Klein's (2006) posterior decoding of
word alignments, here over beads: what counts is how many beads are right, not whether
the whole path is.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from tqa.aligning.aligners._gains import WIDEST
from tqa.aligning.aligners._search import Lattice, Shape, Step, trace

# set by hand: rarer places are not looked at, for speed
_LOWEST = -60.0  # exponents below it count as nothing
_LARGE = 1e100  # sums above it are scaled down
_LIKELY = 1e-3  # probability of a place from which on it is looked at


class _Edges(NamedTuple):
    """The beads of one shape that start in one row."""

    height: int
    width: int
    start: int  # place of the first in its row
    end: int  # place of the first bead's end in the row where it ends
    weights: list[float]


class _Sums(NamedTuple):
    """The sums over the ways to each place or from it, and the power of the scale of each row."""

    rows: list[list[float]]
    scales: list[int]


def expected_path(
    lattice: Lattice, shapes: Sequence[Shape], temperature: float, worth: float
) -> list[Step]:
    """The path with the greatest expected number of right beads, a null bead counting `worth`.

    Paths are as probable as exp(score / temperature); each step carries its probability.
    The sums run over weights relative to the best path into each place (its scores are
    potentials), which keeps them in range.
    """
    edges = [_edges(lattice, row, temperature) for row in range(len(lattice.band))]
    ahead, behind = _forward(lattice, edges), _backward(lattice, edges)
    total = ahead.rows[-1][-1]
    kept = _places(lattice, trace(lattice, shapes))
    best: list[dict[int, tuple[float, _Edges | None, float]]] = [{} for _ in edges]
    best[0][0] = (0.0, None, 1.0)
    for row, mine in enumerate(edges):
        here = best[row]
        scale = _scale(ahead.scales[row] + behind.scales[row] - ahead.scales[-1]) / total
        chances = [a * b * scale for a, b in zip(ahead.rows[row], behind.rows[row], strict=True)]
        likely = [at for at, chance in enumerate(chances) if chance > _LIKELY or at in kept[row]]
        for edge in mine:
            into = row + edge.height
            scale = _scale(ahead.scales[row] + behind.scales[into] - ahead.scales[-1]) / total
            counts = worth if not (edge.height and edge.width) else 1.0
            shift = edge.end - edge.start
            for at in likely:
                if not (edge.start <= at < edge.start + len(edge.weights) and at in here):
                    continue
                chance = ahead.rows[row][at] * edge.weights[at - edge.start]
                chance = min(1.0, chance * behind.rows[into][at + shift] * scale)
                value = here[at][0] + counts * chance
                known = best[into].get(at + shift)
                if known is None or value > known[0]:
                    best[into][at + shift] = (value, edge, chance)
    return _traced(lattice, best)


def _places(lattice: Lattice, path: Sequence[Step]) -> list[set[int]]:
    """By row, the places that a path visits."""
    places: list[set[int]] = [set() for _ in lattice.band]
    for step in path:
        places[step.source].add(step.target - lattice.band[step.source][0])
    return places


def _traced(
    lattice: Lattice, best: Sequence[dict[int, tuple[float, _Edges | None, float]]]
) -> list[Step]:
    steps = []
    row, at = len(best) - 1, len(lattice.best[-1]) - 1
    while True:
        _, edge, chance = best[row][at]
        if edge is None:
            break
        end, column = row, at + lattice.band[row][0]
        row, at = row - edge.height, at - edge.end + edge.start
        left = at + lattice.band[row][0]
        steps.append(Step(row, end, left, column, _score(lattice, row, edge, left), chance))
    steps.reverse()
    return steps


def _score(lattice: Lattice, row: int, edge: _Edges, column: int) -> float:
    """The score of one bead, prior included."""
    for height, width, first, gains, prior in lattice.beads[row]:
        if (height, width) == (edge.height, edge.width):
            return gains[column - first] + prior
    raise AssertionError("a step that is no bead of its row")


def _edges(lattice: Lattice, row: int, temperature: float) -> list[_Edges]:
    """All beads from one row, the inserts first; the weight of the best into a place is 1."""
    low, _ = lattice.band[row]
    here = lattice.best[row]
    found = []
    for height, width, first, gains, prior in lattice.beads[row]:
        there = lattice.best[row + height]
        start, end = first - low, first + width - lattice.band[row + height][0]
        lowest = _LOWEST * temperature - prior
        weights = [
            exp((difference + prior) / temperature) if difference > lowest else 0.0
            for difference in [
                before + gain - after
                for before, gain, after in zip(here[start:], gains, there[end:], strict=False)
            ]
        ]
        found.append(_Edges(height, width, start, end, weights))
    return found


def _forward(lattice: Lattice, edges: Sequence[Sequence[_Edges]]) -> _Sums:
    sums = [[0.0] * (high - low) for low, high in lattice.band]
    scales, scale = [0] * len(sums), 0
    sums[0][0] = 1.0
    for row, mine in enumerate(edges):
        here = sums[row]
        for at, weight in enumerate(mine[0].weights):
            here[at + 1] += here[at] * weight
        if max(here) > _LARGE:
            scale += 1
            _shrink(sums[row : row + WIDEST + 1])
        scales[row] = scale
        for height, _, start, end, weights in mine[1:]:
            into = sums[row + height]
            for value, weight in zip(here[start:], weights, strict=False):
                into[end] += value * weight
                end += 1
    return _Sums(sums, scales)


def _backward(lattice: Lattice, edges: Sequence[Sequence[_Edges]]) -> _Sums:
    sums = [[0.0] * (high - low) for low, high in lattice.band]
    scales, scale = [0] * len(sums), 0
    sums[-1][-1] = 1.0
    for row in range(len(edges) - 1, -1, -1):
        here = sums[row]
        for height, _, start, end, weights in edges[row][1:]:
            into = sums[row + height]
            if scales[row + height] != scale:
                into = [value / _LARGE for value in into]
            for value, weight in zip(into[end:], weights, strict=False):
                here[start] += value * weight
                start += 1
        inserts = edges[row][0].weights
        for at in range(len(inserts) - 1, -1, -1):
            here[at] += inserts[at] * here[at + 1]
        if max(here) > _LARGE:
            scale += 1
            _shrink(sums[row : row + 1])
        scales[row] = scale
    return _Sums(sums, scales)


def _shrink(rows: Sequence[list[float]]) -> None:
    for row in rows:
        row[:] = [value / _LARGE for value in row]


def _scale(power: int) -> float:
    return 1.0 if power == 0 else _LARGE ** max(-3, min(power, 2))
