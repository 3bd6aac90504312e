"""Work in batches of about one length, one model at a time."""

from collections.abc import Iterator, Sequence
from threading import RLock

# Models take all processors and much memory: threads that score systems take turns.
TURN = RLock()


def by_length(lengths: Sequence[int], rows: int) -> Iterator[list[int]]:
    """The places of items in batches, the longest first: what does not fit is known at once."""
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    for start in range(0, len(order), rows):
        yield order[start : start + rows]
