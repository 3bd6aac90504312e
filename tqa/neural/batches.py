"""Work in batches of about one length, one model at a time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from threading import RLock

_STEP = 8  # tokens by which the widths of batches grow
# Models take all processors and much memory: threads that score systems take turns.
TURN = RLock()


Tell = Callable[[float], None]  # told how many items, or parts of one, were just done


def silent(count: float) -> None:
    """What is told where nobody listens."""


def by_length(lengths: Sequence[int], rows: int, tell: Tell = silent) -> Iterator[list[int]]:
    """The places of items in batches, the longest first: what does not fit is known at once.

    `tell` hears of each batch once the next one is asked for.
    """
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    for start in range(0, len(order), rows):
        some = order[start : start + rows]
        yield some
        tell(len(some))


def width_of(length: int, most: int) -> int:
    """How many tokens wide an item of this length is computed, whatever stands beside it."""
    return max(length, min(most, max(1, -(-length // _STEP)) * _STEP))


def by_shape(
    shapes: Sequence[tuple[int, ...]], rows: int, tell: Tell = silent
) -> Iterator[list[int]]:
    """The places of items in batches of one shape each, the largest first.

    Padding changes the last bits of a value. Where it hangs on the item alone (`width_of`), so
    does the value: not on what else is in its batch, nor on how many.
    """
    order = sorted(range(len(shapes)), key=lambda at: (shapes[at], -at), reverse=True)
    for _, places in groupby(order, key=lambda at: shapes[at]):
        same = list(places)
        for start in range(0, len(same), rows):
            yield same[start : start + rows]
            tell(len(same[start : start + rows]))
