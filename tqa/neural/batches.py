"""Work in batches of about one length, one model at a time, with somebody told how far it is."""

from collections.abc import Callable, Iterator, Sequence
from threading import RLock

# Models take all processors and much memory: threads that score systems take turns.
TURN = RLock()
Watcher = Callable[[str, int, int], None]
_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> Callable[[], None]:
    """Tell `watcher` what is being done, how many texts of it are done, and of how many.

    The answer ends it.
    """
    _watchers.append(watcher)
    return lambda: _watchers.remove(watcher)


def by_length(lengths: Sequence[int], rows: int, what: str) -> Iterator[list[int]]:
    """The places of items in batches, the longest first: what does not fit is known at once."""
    order = sorted(range(len(lengths)), key=lambda at: (-lengths[at], at))
    for start in range(0, len(order), rows):
        some = order[start : start + rows]
        yield some
        for watcher in _watchers:
            watcher(what, start + len(some), len(order))
