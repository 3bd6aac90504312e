"""Batches of texts of similar length; one model computes at a time."""

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
    """The indices of items in batches, the longest first, so that a lack of memory shows at once.

    `on_progress` is called with the size of each batch when the next one is requested.
    """
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    for start in range(0, len(order), rows):
        some = order[start : start + rows]
        yield some
        on_progress(len(some))


def width_of(length: int, most: int) -> int:
    """The padded width in tokens of an item of this length, independent of its batch."""
    return max(length, min(most, max(1, -(-length // _STEP)) * _STEP))


def by_shape(
    shapes: Sequence[tuple[int, ...]], rows: int, on_progress: OnProgress = no_progress
) -> Iterator[list[int]]:
    """The indices of items in batches of equal shape, the largest first.

    Padding changes the last bits of a value. If the width depends on the item alone
    (`width_of`), the value does not depend on the rest of its batch.
    """
    order = sorted(range(len(shapes)), key=lambda at: (shapes[at], -at), reverse=True)
    for _, places in groupby(order, key=lambda at: shapes[at]):
        same = list(places)
        for start in range(0, len(same), rows):
            yield same[start : start + rows]
            on_progress(len(same[start : start + rows]))
