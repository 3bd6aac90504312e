"""Anchors: segment pairs that share rare words, which the path of a long document visits."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from math import log
from typing import NamedTuple

Words = Sequence[Sequence[int]]
Links = Sequence[Mapping[int, float]]

_RARE = 6  # a word in more segments than this is no landmark
# set by hand; scripts/bench/constants.py align shows the effect
_LEAST = 6.0  # information that two segments must share, in nats
_MARGIN = 1.5  # ... and how much more than with any other segment
_REACH = 8  # neighbours on each side that an anchor must agree with
_DRIFT = 20  # segments that it may be off their median offset


class Anchor(NamedTuple):
    """A segment of either side, as a point of the path."""

    source: int
    target: int


def anchors(source: Words, target: Words, links: Links) -> list[Anchor]:
    """Anchors in order, both coordinates strictly increasing."""
    points = _mutual(_shared(source, target, links))
    return _agreeing(_chain(points))


def _shared(source: Words, target: Words, links: Links) -> list[dict[int, float]]:
    """For each source segment, the target segments with rare words in common, and how much."""
    left, right = _places(source), _places(target)
    shared: list[dict[int, float]] = [{} for _ in source]
    size = log(len(source) * len(target) + 1)
    for word, rows in left.items():
        if len(rows) > _RARE:
            continue
        for other, weight in links[word].items():
            columns = right.get(other, ())
            if not columns or len(columns) > _RARE:
                continue
            gain = weight * (size - log(len(rows) * len(columns))) / 2
            for row in rows:
                mine = shared[row]
                for column in columns:
                    mine[column] = mine.get(column, 0.0) + gain
    return shared


def _places(segments: Words) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, words in enumerate(segments):
        for word in set(words):
            found.setdefault(word, []).append(number)
    return found


def _mutual(shared: Sequence[Mapping[int, float]]) -> list[tuple[int, int, float]]:
    """The pairs that are each other's best, by a margin."""
    best_row: dict[int, tuple[float, int]] = {}
    for row, scores in enumerate(shared):
        for column, score in scores.items():
            if score > best_row.get(column, (0.0, -1))[0]:
                best_row[column] = (score, row)
    points = []
    for row, scores in enumerate(shared):
        if not scores:
            continue
        column, score = max(scores.items(), key=lambda item: (item[1], -item[0]))
        second = max((s for c, s in scores.items() if c != column), default=0.0)
        if score >= _LEAST and score >= _MARGIN * second and best_row[column][1] == row:
            points.append((row, column, score))
    return points


def _chain(points: Sequence[tuple[int, int, float]]) -> list[Anchor]:
    """The increasing chain of the greatest total score; `points` are in order of their rows.

    Keeps the frontier of (column, total) pairs that are not dominated, by bisection.
    """
    columns: list[int] = []  # increasing, with increasing totals
    totals: list[float] = []
    tips: list[int] = []  # the point that each frontier entry ends in
    before = [-1] * len(points)
    for number, (_, column, score) in enumerate(points):
        at = bisect_left(columns, column)
        total = score + (totals[at - 1] if at else 0.0)
        before[number] = tips[at - 1] if at else -1
        end = at
        while end < len(columns) and totals[end] <= total:
            end += 1
        if at < len(columns) and columns[at] == column and end == at:
            continue
        columns[at:end], totals[at:end], tips[at:end] = [column], [total], [number]
    chain = []
    number = tips[-1] if tips else -1
    while number >= 0:
        chain.append(Anchor(*points[number][:2]))
        number = before[number]
    chain.reverse()
    return chain


def _agreeing(chain: list[Anchor]) -> list[Anchor]:
    """The anchors whose offset is near the median offset before them or after them."""
    offsets = [anchor.target - anchor.source for anchor in chain]
    kept = []
    for number, anchor in enumerate(chain):
        sides = offsets[max(0, number - _REACH) : number], offsets[number + 1 :][:_REACH]
        medians = [sorted(side)[len(side) // 2] for side in sides if side]
        if not medians or min(abs(offsets[number] - median) for median in medians) <= _DRIFT:
            kept.append(anchor)
    return kept
