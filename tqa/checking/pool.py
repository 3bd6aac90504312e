"""Checking in several processes, with the same result in the same order as in one."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import chain, islice
from typing import TypeVar

from tqa.base.errors import InputError
from tqa.base.processes import process_pool
from tqa.checking.checker import Checker, Part
from tqa.checking.wire import opened, packed
from tqa.model import Bitext
from tqa.project.config import Config

T = TypeVar("T")
R = TypeVar("R")
CHUNK = 200  # maximum number of beads of a piece of work
BUNDLE = 100  # beads sent to a process at once, where documents are small
ALONE = 1  # pieces that are checked before other processes are started
AHEAD = 2  # pieces queued per process; bounded, so that memory does not grow with the input


def parts(
    bitexts: Iterable[Bitext], checker: Checker, config: Config, jobs: int
) -> Iterator[tuple[Bitext, Part]]:
    """Each bitext, in pieces of at most `CHUNK` beads, with its findings and facts.

    The first pieces are checked in this process: a small input needs no other, and for a
    large one the processes that are forked later share its loaded tables.
    """
    stream = chain.from_iterable(map(pieces, bitexts))
    for piece in islice(stream, ALONE) if jobs > 1 else stream:
        yield piece, checker.part(piece)
    first = next(stream, None)
    if first is None:
        return
    pool = _pool(checker, config, jobs)
    try:
        yield from _spread(chain((first,), stream), pool, AHEAD * jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def over(
    work: Callable[[T], R], items: Sequence[T], checker: Checker, jobs: int, ahead: int
) -> Iterator[R]:
    """The result of `work` for each item, in order, over several processes.

    `work` is a module-level function, which gets the checker of its process from `own_checker`.
    """
    pool = _pool(checker, checker.config, min(jobs, len(items)))
    try:
        waiting: deque[Future[R]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > ahead * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def own_checker() -> Checker:
    """The checker of this process; only in processes of a pool."""
    assert _checker is not None  # set when the process began
    return _checker


def _spread(
    pieces: Iterator[Bitext], pool: ProcessPoolExecutor, ahead: int
) -> Iterator[tuple[Bitext, Part]]:
    """The pieces in order as they are checked; a reading error is raised after those before it."""
    waiting: deque[tuple[Sequence[Bitext], Future[list[bytes]]]] = deque()
    error: InputError | None = None
    try:
        for bundle in _bundles(pieces):
            waiting.append((bundle, pool.submit(_check, bundle)))
            if len(waiting) > ahead:
                yield from _next(waiting)
    except InputError as caught:
        error = caught
    while waiting:
        yield from _next(waiting)
    if error:
        raise error


def _bundles(pieces: Iterator[Bitext]) -> Iterator[Sequence[Bitext]]:
    """Pieces that are sent to a process together: a few small documents, or one large piece."""
    bundle: list[Bitext] = []
    try:
        for piece in pieces:
            bundle.append(piece)
            if sum(len(each.beads) for each in bundle) >= BUNDLE:
                yield bundle
                bundle = []
    except InputError:
        if bundle:
            yield bundle
        raise
    if bundle:
        yield bundle


def _pool(checker: Checker, config: Config, jobs: int) -> ProcessPoolExecutor:
    """A process pool whose processes have a checker, inherited by fork or else newly built."""
    global _checker
    _checker = checker
    return process_pool(jobs, _begin, config)


def _next(
    waiting: deque[tuple[Sequence[Bitext], "Future[list[bytes]]"]],
) -> Iterator[tuple[Bitext, Part]]:
    bundle, future = waiting.popleft()
    for piece, data in zip(bundle, future.result(), strict=True):
        yield piece, opened(data, piece)


def pieces(bitext: Bitext) -> Iterator[Bitext]:
    """A bitext in pieces of at most `CHUNK` beads."""
    if len(bitext.beads) <= CHUNK:
        yield bitext
        return
    for start in range(0, len(bitext.beads), CHUNK):
        yield replace(bitext, beads=bitext.beads[start : start + CHUNK])


_checker: Checker | None = None  # of this process


def _begin(config: Config) -> None:
    global _checker
    gc.disable()  # beads and findings hold no reference cycles; collecting takes 10% of the time
    if _checker is None:
        _checker = Checker(config)


def _check(bundle: Sequence[Bitext]) -> list[bytes]:
    return [packed(own_checker().part(piece), piece) for piece in bundle]
