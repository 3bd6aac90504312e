"""How much nearer the two sides of each bead are to each other than to their neighbours."""

from collections.abc import Sequence
from typing import Any, NamedTuple

# chosen on NTREX-128 (half) and a news set, three seeds, with scripts/bench/meaning.py
_NEAREST = 2  # neighbours of each side that make what is usual
_REACH = 20  # beads before and after that count as neighbours
FEWEST = 6  # beads, below which nothing is usual


class Margin(NamedTuple):
    """What the vectors of one bead say."""

    value: (
        float  # the cosine of the sides, less the usual one; 0.1 of translations, below 0 of others
    )
    other: int  # the bead whose target is nearer to this source than its own, else -1


def margins(sources: Any, targets: Any) -> Sequence[Margin]:
    """The margin of each bead, from the unit vectors of its sides.

    What is usual is the mean cosine of each side with the `_NEAREST` other sides that are most
    like it (Artetxe and Schwenk 2019, as a difference), of beads within `_REACH`.
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
    """The mean of the greatest."""
    import numpy as np

    return float(np.sort(cosines)[-_NEAREST:].mean())
