"""How much nearer the two sides of each bead are to each other than to their neighbours."""

from collections.abc import Sequence
from typing import Any, NamedTuple

# chosen on NTREX-128 (half) and a news set, three seeds, with scripts/bench/meaning.py
_NEAREST = 2  # neighbours of each side that set its usual similarity
_REACH = 20  # beads before and after that count as neighbours
FEWEST = 6  # beads; fewer give no usual similarity


class Margin(NamedTuple):
    """How one bead compares with its neighbours."""

    value: float  # cosine of the sides minus the usual one: about 0.1 in translations, else < 0
    other: int  # index of the bead whose target is nearer to this source than its own; -1: none


def margins(sources: Any, targets: Any) -> Sequence[Margin]:
    """The margin of each bead, from the vectors of its sides.

    The margin is the cosine of the two sides minus the usual one: the mean cosine of each side
    with the `_NEAREST` most similar other sides among the beads within `_REACH` (Artetxe and
    Schwenk 2019, as a difference).

    Args:
        sources: Unit vectors of the source sides, one a row.
        targets: Those of the target sides, in the same order.
    """
    return [_margin(sources, targets, at) for at in range(len(sources))]


def _margin(sources: Any, targets: Any, at: int) -> Margin:
    import numpy as np

    low, high = max(0, at - _REACH), min(len(sources), at + _REACH + 1)
    here = at - low
    own = float(sources[at] @ targets[at])
    forth: Any = np.delete(targets[low:high] @ sources[at], here)
    back: Any = np.delete(sources[low:high] @ targets[at], here)
    usual = (_top(forth) + _top(back)) / 2
    best = int(forth.argmax())
    other = low + best + (best >= here) if forth[best] > own else -1
    return Margin(own - usual, other)


def _top(cosines: Any) -> float:
    """The mean of the `_NEAREST` greatest cosines."""
    import numpy as np

    return float(np.sort(cosines)[-_NEAREST:].mean())
