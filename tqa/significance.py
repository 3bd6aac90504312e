"""Is a difference of scores real: bootstrap intervals and paired tests over segment statistics.

Bootstrap resampling after Koehn 2004, approximate randomisation after Riezler
and Maxwell 2005, with the random streams of sacrebleu 2.6: the same resamples
and trials for the same seed, so the same p-values. Resamples are drawn once for
all systems and metrics, and summed by one multiplication of matrices.
"""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tqa.kernel import kernel
from tqa.scoreboard import RESAMPLES, SEED, TRIALS, Interval, Measured

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

    columns = np.hstack([each.statistics for each in measured]).astype(np.float32)
    whole = (columns == np.rint(columns)).all(axis=0)
    large = columns.sum(axis=0, dtype=np.float64) * 2 >= EXACT  # a resample may exceed the sum
    exact = columns.astype(np.float64) if large.any() else columns
    totals = np.empty((resamples, columns.shape[1]), np.float32)
    done = 0
    for drawn in _draws(len(columns), resamples, seed):
        block = totals[done : done + len(drawn)]
        block[:] = _counts(drawn, exact.dtype) @ exact
        for at in np.flatnonzero(~whole):  # in sacrebleu's order, as the sum depends on it
            block[:, at] = np.cumsum(columns[:, at][drawn], axis=1, dtype=np.float32)[:, -1]
        done += len(drawn)
    ends = np.cumsum([each.statistics.shape[1] for each in measured])[:-1]
    return [
        each.metric.scores(np.ascontiguousarray(part))
        for each, part in zip(measured, np.split(totals, ends, axis=1), strict=True)
    ]


def _draws(segments: int, resamples: int, seed: int | None) -> "Iterator[NDArray[Any]]":
    """Blocks of resamples: the segments of each, drawn with replacement."""
    import numpy as np

    generator = np.random.default_rng(seed)
    rows = max(1, _CELLS // segments)
    for done in range(0, resamples, rows):
        yield generator.integers(0, segments, size=(min(rows, resamples - done), segments))


def _counts(drawn: "NDArray[Any]", kind: Any) -> "NDArray[Any]":
    """How often each segment was drawn in each resample."""
    import numpy as np

    rows, segments = drawn.shape
    compiled = kernel()
    if compiled:
        tallied: NDArray[Any] = np.frombuffer(compiled.tally(drawn, segments), np.float32)
        return tallied.reshape(drawn.shape).astype(kind, copy=False)
    flat = (drawn + np.arange(rows)[:, None] * segments).ravel()
    counts = np.bincount(flat, minlength=rows * segments)
    return counts.reshape(rows, segments).astype(kind)


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

    In each trial the two systems exchange the segments that a coin tells.
    """
    import numpy as np

    if not pairs:
        return []
    whole = all(_is_whole(each.statistics) for pair in pairs for each in pair)
    swaps = _Swaps(pairs, np.float32 if whole else np.float64)
    done = np.vstack(list(swaps.sums(trials, seed)))
    values, at = [], 0
    for base, system in pairs:
        width = base.statistics.shape[1]
        change = done[:, at : at + width]
        at += width
        kind = np.int64 if whole else np.float64
        sums = [each.statistics.sum(axis=0) for each in (system, base)]
        shuffled = (sums[0] + change, sums[1] - change)
        if whole:
            shuffled = (np.rint(shuffled[0]), np.rint(shuffled[1]))
        one, other = (system.metric.scores(each.astype(kind)) for each in shuffled)
        values.append(_p_value(np.abs(one - other), abs(base.score - system.score)))
    return values


class _Swaps:
    """What systems gain by the segments that they take from their baselines, trial by trial."""

    def __init__(self, pairs: Sequence[tuple[Measured, Measured]], kind: Any) -> None:
        import numpy as np

        self._gains = np.hstack([base.statistics - each.statistics for base, each in pairs])
        if np.abs(self._gains).sum(axis=0).max() >= EXACT:
            kind = np.float64
        self._gains = self._gains.astype(kind)

    def sums(self, trials: int, seed: int | None) -> "Iterator[NDArray[Any]]":
        """Blocks of trials: the sum of gains for each column."""
        import numpy as np

        generator = np.random.default_rng(seed)
        segments = len(self._gains)
        rows = max(1, _CELLS // segments // _BITS) * _BITS
        for done in range(0, trials, rows):
            size = (min(rows, trials - done), segments)
            taken = generator.integers(2, size=size, dtype=bool)
            yield (taken.astype(self._gains.dtype) @ self._gains).astype(np.float64)


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
