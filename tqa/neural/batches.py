"""Work in batches of about one length, one model at a time."""

from collections.abc import Callable, Iterator, Sequence
from threading import RLock

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
