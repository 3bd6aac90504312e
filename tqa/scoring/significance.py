"""Statistical significance: bootstrap intervals and paired tests over segment statistics.

Bootstrap resampling after Koehn 2004, approximate randomisation after Riezler
and Maxwell 2005, with the random streams of sacrebleu 2.6: the same resamples
and trials for the same seed, so the same p-values. Resamples are drawn once for
all systems and metrics, and summed by one multiplication of matrices.
"""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tqa.kernel import kernel
from tqa.scoring.scoreboard import RESAMPLES, SEED, TRIALS, Interval, Measured

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT = 1 << 24  # whole numbers below are exact in float32, and so is their sum in any order
_CELLS = 1 << 22  # of a matrix of resamples held at a time
_BITS = 32  # trials are drawn bit by bit from words: a block of rows must use whole words


def resampled(
    measured: Sequence[Measured], resamples: int = RESAMPLES, seed: int | None = SEED
) -> "list[NDArray[Any]]":
    """The scores of each system and metric on bootstrap resamples of the segments."""
    import numpy as np

    columns, where = _distinct(
        [each.statistics.astype(np.float32, copy=False) for each in measured]
    )
    whole = (columns == np.rint(columns)).all(axis=0)
    large = columns.sum(axis=0, dtype=np.float64) * 2 >= EXACT  # a resample may exceed the sum
    parts = [
        (np.flatnonzero(chosen), np.ascontiguousarray(columns[:, chosen], kind))
        for chosen, kind in ((whole & ~large, np.float32), (whole & large, np.float64))
        if chosen.any()
    ]
    totals = np.empty((resamples, columns.shape[1]), np.float32)
    done = 0
    for drawn in _draws(len(columns), resamples, seed):
        block = totals[done : done + len(drawn)]
        counts = _counts(drawn)
        for chosen, part in parts:
            block[:, chosen] = counts.astype(part.dtype, copy=False) @ part
        for at in np.flatnonzero(~whole):  # in sacrebleu's order, as the sum depends on it
            block[:, at] = np.cumsum(columns[:, at][drawn], axis=1, dtype=np.float32)[:, -1]
        done += len(drawn)
    return [
        each.metric.scores(np.ascontiguousarray(totals[:, own]))
        for each, own in zip(measured, where, strict=True)
    ]


def _distinct(parts: "Sequence[NDArray[Any]]") -> "tuple[NDArray[Any], list[list[int]]]":
    """Different columns, and which of them each part consists of: metrics share many."""
    import numpy as np

    known: dict[bytes, int] = {}
    columns: list[NDArray[Any]] = []
    where = []
    for part in parts:
        own = []
        for column in part.T:
            number = known.setdefault(column.tobytes(), len(known))
            if number == len(columns):
                columns.append(column)
            own.append(number)
        where.append(own)
    return np.stack(columns, axis=1), where


def _draws(segments: int, resamples: int, seed: int | None) -> "Iterator[NDArray[Any]]":
    """Blocks of resamples: the segments of each, drawn with replacement."""
    import numpy as np

    generator = np.random.default_rng(seed)
    rows = max(1, _CELLS // segments)
    sizes = [min(rows, resamples - done) for done in range(0, resamples, rows)]
    return _ahead(generator.integers(0, segments, size=(size, segments)) for size in sizes)


def _ahead(blocks: "Iterator[NDArray[Any]]") -> "Iterator[NDArray[Any]]":
    """The same blocks; the next is drawn on another thread while one is used."""
    for block in blocks:
        yield block
        break
    else:
        return
    from concurrent.futures import ThreadPoolExecutor  # slow to import: not for a single block

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, blocks, None)
        while (following := coming.result()) is not None:
            coming = pool.submit(next, blocks, None)
            yield following


def _counts(drawn: "NDArray[Any]") -> "NDArray[Any]":
    """How often each segment was drawn in each resample, float32."""
    import numpy as np

    rows, segments = drawn.shape
    compiled = kernel()
    if compiled:
        tallied: NDArray[Any] = np.frombuffer(compiled.tally(drawn, segments), np.float32)
        return tallied.reshape(drawn.shape)
    flat = (drawn + np.arange(rows)[:, None] * segments).ravel()
    counts = np.bincount(flat, minlength=rows * segments)
    return counts.reshape(rows, segments).astype(np.float32)


def interval(scores: "NDArray[Any]") -> Interval:
    """The 95% interval of scores on resamples, with sacrebleu's choice of bounds."""
    import numpy as np

    ordered = np.sort(scores[~np.isnan(scores)])  # a resample may hold nothing to score
    if not len(ordered):
        return Interval(math.nan, math.nan)
    cut = len(ordered) // 40
    half = 0.5 * (ordered[len(ordered) - cut - 1] - ordered[cut])
    return Interval(float(ordered.mean()), float(half))


def paired_bootstrap(system: "NDArray[Any]", baseline: "NDArray[Any]", difference: float) -> float:
    """The p-value of a difference, from the scores of both systems on the same resamples."""
    import numpy as np

    if math.isnan(difference):
        return math.nan
    gaps = np.abs(system - baseline)
    return _p_value(gaps - np.mean(gaps, where=~np.isnan(gaps)), difference)


def randomised(
    pairs: Sequence[tuple[Measured, Measured]],
    trials: int = TRIALS,
    seed: int | None = SEED,
) -> list[float]:
    """The p-value of each pair (baseline, system) on one metric, by approximate randomisation.

    In each trial the two systems exchange the segments that a coin decides.
    """
    import numpy as np

    if not pairs:
        return []
    if not all(_is_whole(each.statistics) for pair in pairs for each in pair):
        return _randomised_as_written(pairs, trials, seed)
    gains, where = _distinct([base.statistics - each.statistics for base, each in pairs])
    exact = np.abs(gains).sum(axis=0, dtype=np.float64).max() < EXACT
    swaps = _swaps(gains.astype(np.float32 if exact else np.float64), trials, seed)
    done = np.vstack(list(swaps))
    values = []
    for (base, system), own in zip(pairs, where, strict=True):
        change = done[:, own]
        sums = [each.statistics.sum(axis=0, dtype=np.float64) for each in (system, base)]
        shuffled = (np.rint(sums[0] + change), np.rint(sums[1] - change))
        one, other = (system.metric.scores(each.astype(np.int64)) for each in shuffled)
        values.append(_p_value(np.abs(one - other), abs(base.score - system.score)))
    return values


def _randomised_as_written(
    pairs: Sequence[tuple[Measured, Measured]], trials: int, seed: int | None
) -> list[float]:
    """The same where statistics are fractions, as a mean length of references is.

    Trials that should tie then differ in their last digits, which differ by the order of
    summing: only sacrebleu's own products give its p-values on every machine.
    """
    import numpy as np

    gaps: list[list[NDArray[Any]]] = [[] for _ in pairs]
    for taken in _coins(len(pairs[0][0].statistics), trials, seed):
        left = ~taken
        for (base, system), found in zip(pairs, gaps, strict=True):
            ours, theirs = (each.statistics.astype(np.float64) for each in (base, system))
            one = system.metric.scores(taken @ ours + left @ theirs)
            found.append(np.abs(one - system.metric.scores(left @ ours + taken @ theirs)))
    return [
        _p_value(np.concatenate(found), abs(base.score - system.score))
        for (base, system), found in zip(pairs, gaps, strict=True)
    ]


def _swaps(gains: "NDArray[Any]", trials: int, seed: int | None) -> "Iterator[NDArray[Any]]":
    """Blocks of trials: what each column gains by the segments that systems exchange."""
    import numpy as np

    for taken in _coins(len(gains), trials, seed):
        yield (taken.astype(gains.dtype) @ gains).astype(np.float64)


def _coins(segments: int, trials: int, seed: int | None) -> "Iterator[NDArray[Any]]":
    """Blocks of trials: which segments the systems exchange."""
    import numpy as np

    generator = np.random.default_rng(seed)
    rows = max(1, _CELLS // segments // _BITS) * _BITS
    sizes = [min(rows, trials - done) for done in range(0, trials, rows)]
    return _ahead(generator.integers(2, size=(size, segments), dtype=bool) for size in sizes)


def _is_whole(statistics: "NDArray[Any]") -> bool:
    import numpy as np

    return bool((statistics == np.rint(statistics)).all())


def _p_value(gaps: "NDArray[Any]", difference: float) -> float:
    """How often chance gives a larger difference; one more is counted, so that it is never 0."""
    import numpy as np

    if math.isnan(difference):
        return math.nan
    larger = int(np.count_nonzero(~(gaps <= difference)))  # nothing to score counts against it
    return (larger + 1) / (len(gaps) + 1)
