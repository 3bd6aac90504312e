"""Parallel work: the interface of engines that map a function, and local processes."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Protocol, TypeVar

from tqa.base.errors import TqaError

A = TypeVar("A")
B = TypeVar("B")
_FIRST = 2  # items done before processes are forked, so that these share the loaded tables
_CHUNK = 8  # maximum number of items sent to a process at once


class MapEngine(Protocol):
    """Applies a function to many items."""

    def map(
        self, work: Callable[[A], B], items: Sequence[A], *, alone: bool = False
    ) -> Iterator[B]:
        """The result of each item, in order.

        Args:
            work: A picklable function with picklable results.
            items: Its arguments.
            alone: Whether one item uses all processors of a machine by itself.

        Raises:
            TqaError: results were lost, for instance because a process was killed.
        """


class LocalMap(MapEngine):
    """Applies a function to many items on this machine, over up to `jobs` processes."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def map(
        self, work: Callable[[A], B], items: Sequence[A], *, alone: bool = False
    ) -> Iterator[B]:
        """The result of each item, in order."""
        jobs = 1 if alone else self._jobs
        queue = iter(items)
        yield from map(work, queue if jobs == 1 else islice(queue, _FIRST))
        rest = list(queue)
        if not rest:
            return
        pool = process_pool(min(jobs, len(rest)))
        chunk = max(1, min(_CHUNK, len(rest) // (4 * jobs)))
        try:
            yield from pool.map(work, rest, chunksize=chunk)
        except BrokenProcessPool:
            hint = "fewer --jobs need less"
            raise TqaError("a process was ended, perhaps for lack of memory", hint=hint) from None
        finally:
            pool.shutdown(cancel_futures=True)


def process_pool(
    jobs: int, begin: Callable[..., None] | None = None, *arguments: Any
) -> ProcessPoolExecutor:
    """A pool of processes, forked from this one where the system supports it, else spawned.

    They ignore Ctrl+C: it ends the parent, which ends them. `begin(*arguments)` is called first in
    each process.
    """
    forks = "fork" in multiprocessing.get_all_start_methods()
    if forks:
        gc.freeze()  # so that garbage collection does not copy the shared memory
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(jobs, context, _begin, (begin, arguments))


def _begin(begin: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if begin:
        begin(*arguments)
