"""Items mapped over the machines of a cluster; the results come in the items' order."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from tqa.cluster.stream import Record, key, lost, mapped, read, streamed

_GROUPS = 16  # of items for each worker: so many that none waits long for the last

A = TypeVar("A")
B = TypeVar("B")


def in_order(items: Sequence[A], work: Callable[[A], B], workers: int) -> Iterator[B]:
    """What becomes of each item, by as many actors; of a worker that dies the work is redone.

    The function and its arguments must be such as can be pickled.

    Raises:
        TqaError: some results did not come.
    """
    size = max(1, len(items) // (_GROUPS * workers))
    groups = [
        partial(_numbered, first, items[first : first + size])
        for first in range(0, len(items), size)
    ]
    found = mapped(read(groups), partial(_Working, work), min(workers, len(groups)))
    done = 0
    for each in turns(streamed(found)):
        yield each
        done += 1
    if done != len(items):
        raise lost()


def turns(numbered: Iterator[tuple[int, B]]) -> Iterator[B]:
    """What is numbered from 0 on, in this order; what comes early is held until its turn.

    What comes twice counts once.

    Raises:
        TqaError: one did not come, and others after it did.
    """
    early: dict[int, B] = {}
    due = 0
    for number, value in numbered:
        if number >= due:
            early[number] = value
        while due in early:
            yield early.pop(due)
            due += 1
    if early:
        raise lost()


def _numbered(first: int, items: Sequence[A]) -> Iterator[Record]:
    for number, item in enumerate(items, first):
        yield Record("item", (number, item), order=key(number))


class _Working:
    """What an actor does with an item."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work

    def __call__(self, numbered: tuple[int, Any]) -> Iterator[Record]:
        number, item = numbered
        yield Record("result", (number, self._work(item)), order=key(number))
