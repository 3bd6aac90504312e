"""Splits a long document pair between two neighbouring anchors."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tqa.aligning.aligners._anchors import Anchor, Links, Words, anchors

_LONG = 120  # segments of a side from which on a document is cut
_SHORTEST, _USUAL = 32, 64  # source segments of a piece


class Piece(NamedTuple):
    """A part of both documents: segments [source, source_end) and [target, target_end)."""

    source: int
    source_end: int
    target: int
    target_end: int


def pieces(source: Words, target: Words, links: Links) -> list[Piece]:
    """The document pair in pieces that can be aligned one by one, one piece if it is short.

    The time of alignment then grows with the length and not with its square, and what
    is rare is judged by the neighbourhood.
    """
    corners = [Anchor(0, 0)]
    if max(len(source), len(target)) > _LONG:
        corners += _cuts(anchors(source, target, links))
    corners.append(Anchor(len(source), len(target)))
    return [
        Piece(start.source, end.source, start.target, end.target)
        for start, end in pairwise(corners)
    ]


def _cuts(found: Sequence[Anchor]) -> list[Anchor]:
    """Boundaries between anchors that follow each other on both sides, not too near each other."""
    cuts: list[Anchor] = []
    last = Anchor(0, 0)
    for number, (before, after) in enumerate(pairwise(found)):
        if after != (before.source + 1, before.target + 1):
            continue
        size = min(after.source - last.source, after.target - last.target)
        firm = _company(found, number)
        if size >= _USUAL or (size >= _SHORTEST and firm >= 3):
            cuts.append(after)
            last = after
    return cuts


def _company(found: Sequence[Anchor], number: int) -> int:
    """How many of the four anchors around a pair lie on its diagonal."""
    diagonal = found[number].target - found[number].source
    around = [*found[max(0, number - 2) : number], *found[number + 2 : number + 4]]
    return sum(anchor.target - anchor.source == diagonal for anchor in around)
