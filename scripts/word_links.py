"""Which token of a source each of a target answers to: IBM model 1 both ways, near the diagonal.

A model of a few thousand sentences learns where to look long after it could be decided (guided
alignment, Chen et al. 2016; diagonal prior, Dyer et al. 2013).
"""

from collections.abc import Sequence
from typing import Any

_PULL = 4.0  # how fast a link loses weight with its distance from the diagonal
_ROUNDS = 4
_AGREED = 0.02  # the least that both ways give a link together; less is no agreement,
_ALONE = 0.5  # ... and then the share that one way has to give


def links(rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Any]:
    """For each pair an array of target by source: the share of each source token.

    Rows sum to 1, or hold nothing where the two ways do not agree and neither is sure.
    """
    back = _one_way([(target, source) for source, target in rows])
    return [_agreed(a, b.T) for a, b in zip(_one_way(rows), back, strict=True)]


def _agreed(here: Any, back: Any) -> Any:
    """The links of which both ways are sure (Liang et al. 2006)."""
    import numpy as np

    both = here * back
    sums = both.sum(1, keepdims=True)
    alone = here * (here.max(1, keepdims=True) > _ALONE)
    return np.where(sums > _AGREED, both / np.maximum(sums, 1e-9), alone).astype(np.float32)


def _one_way(rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Any]:
    """The shares of the source's tokens, rows sum to 1."""
    import numpy as np

    if not rows:
        return []
    shapes = [(len(target), len(source)) for source, target in rows]
    most = 1 + max(max(map(max, row)) for row in rows)
    keys = np.concatenate(
        [(np.array(t)[:, None] + np.array(s)[None] * most).ravel() for s, t in rows]
    )
    known, at = np.unique(keys, return_inverse=True)
    prior = np.concatenate([_diagonal(*shape).ravel() for shape in shapes])
    widths = np.concatenate([np.full(t, s) for t, s in shapes])
    starts = np.concatenate(([0], np.cumsum(widths)[:-1]))
    chance = np.ones(len(known))
    for _ in range(_ROUNDS):
        shares = chance[at] * prior
        shares /= np.repeat(np.add.reduceat(shares, starts), widths)
        counts = np.bincount(at, shares)
        chance = counts / np.bincount(known // most, counts)[known // most]
    ends = np.cumsum([t * s for t, s in shapes])[:-1]
    parts = np.split(shares.astype(np.float32), ends)
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def _diagonal(targets: int, sources: int) -> Any:
    import numpy as np

    across = np.arange(targets)[:, None] / targets - np.arange(sources)[None] / sources
    return np.exp(-_PULL * np.abs(across))
