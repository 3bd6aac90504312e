"""Work in batches of about one length, one model at a time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from threading import RLock

_STEP = 8  # tokens by which the widths of batches grow
# Models take all processors and much memory: threads that score systems take turns.
TURN = RLock()


OnProgress = Callable[
    [float], None
]  # called with the number of items, or the part of one, just done


def no_progress(count: float) -> None:
    """Ignore the progress."""


def by_length(
    lengths: Sequence[int], rows: int, on_progress: OnProgress = no_progress
) -> Iterator[list[int]]:
    """The places of items in batches, the longest first: what does not fit is known at once.

    `on_progress` is called with the size of each batch once the next one is asked for.
    """
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    for start in range(0, len(order), rows):
        some = order[start : start + rows]
        yield some
        on_progress(len(some))


def width_of(length: int, most: int) -> int:
    """How many tokens wide an item of this length is computed, whatever stands beside it."""
    return max(length, min(most, max(1, -(-length // _STEP)) * _STEP))


def by_shape(
    shapes: Sequence[tuple[int, ...]], rows: int, on_progress: OnProgress = no_progress
) -> Iterator[list[int]]:
    """The places of items in batches of one shape each, the largest first.

    Padding changes the last bits of a value. Where the width depends on the item alone
    (`width_of`), so does the value, whatever else is in its batch.
    """
    order = sorted(range(len(shapes)), key=lambda at: (shapes[at], -at), reverse=True)
    for _, places in groupby(order, key=lambda at: shapes[at]):
        same = list(places)
        for start in range(0, len(same), rows):
            yield same[start : start + rows]
            on_progress(len(same[start : start + rows]))
