"""Checking over several processes: the same parts, in the same order, as over one."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import chain, islice

from tqa.checker import Checker, Part
from tqa.config import Config
from tqa.model import Bitext

CHUNK = 500  # beads of a piece of work
ALONE = 3  # pieces that are checked sooner alone than by processes that must start first
AHEAD = 2  # pieces a process has waiting, so that memory does not grow with the input


def parts(
    bitexts: Iterable[Bitext], checker: Checker, config: Config, jobs: int
) -> Iterator[tuple[Bitext, Part]]:
    """Each bitext, in pieces of at most `CHUNK` beads, with what the rules say of it."""
    stream = chain.from_iterable(map(_pieces, bitexts))
    first = list(islice(stream, ALONE + 1)) if jobs > 1 else []
    stream = chain(first, stream)
    if len(first) <= ALONE:
        for piece in stream:
            yield piece, checker.part(piece)
        return
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(config,)) as pool:
        waiting: deque[tuple[Bitext, Future[Part]]] = deque()
        for piece in stream:
            waiting.append((piece, pool.submit(_check, piece)))
            if len(waiting) > AHEAD * jobs:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)


def _next(waiting: deque[tuple[Bitext, "Future[Part]"]]) -> tuple[Bitext, Part]:
    piece, future = waiting.popleft()
    return piece, future.result()


def _pieces(bitext: Bitext) -> Iterator[Bitext]:
    if len(bitext.beads) <= CHUNK:
        yield bitext
        return
    for start in range(0, len(bitext.beads), CHUNK):
        yield replace(bitext, beads=bitext.beads[start : start + CHUNK])


_checker: Checker | None = None  # of this process


def _begin(config: Config) -> None:
    global _checker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers for all
    _checker = Checker(config)


def _check(piece: Bitext) -> Part:
    assert _checker is not None  # set by _begin
    return _checker.part(piece)
