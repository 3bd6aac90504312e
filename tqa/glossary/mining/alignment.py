"""Word alignment by two mixture models of translation, symmetrised.

IBM model 1 (Brown et al. 1993) with a preference for the diagonal (Dyer et al. 2013), trained in
both directions on the whole bitext with the embedded lexicon as its prior; a link is kept if
the geometric mean of both posteriors says so (after Liang et al. 2006).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

Array = Any
Words = Sequence[int]  # word types of one side
Pair = tuple[Words, Words]  # the sides of one bead
Links = tuple[tuple[int, int], ...]

_ROUNDS = 5
# set by hand; scripts/bench/constants.py mine and scripts/bench/extract.py show the effect
_DIAGONAL = 4.0  # how much a link off the diagonal costs
_NULL = 0.5  # weight of the empty word, against a word that surely translates
_UNKNOWN = 0.01  # prior count of any two words that meet
_LINKED = 0.3  # mean posterior from which a link is kept
_MOST_CELLS = 4_000_000  # of a training set; of larger bitexts every second, third ... bead
_LONGEST = 400  # words of a side: in anything longer no word is linked


class _Cells(NamedTuple):
    """Every word of one side with every word of the other, bead by bead."""

    code: Array  # which two word types
    mine: Array  # which word of the first side
    other: Array  # which word of the second side
    near: Array  # 0..1: how near the diagonal
    empty: tuple[Array, Array]  # what the empty word takes of each word of either side


class WordAligner:
    """Word translation probabilities, learnt from a bitext.

    `lexicon` returns for word types of both sides how likely they translate each other: as many
    occurrences are added.
    """

    def __init__(self, beads: Sequence[Pair], lexicon: Mapping[tuple[int, int], float]) -> None:
        trained = [bead for bead in beads if _is_alignable(bead)]
        step = 1 + sum(len(a) * len(b) for a, b in trained) // _MOST_CELLS
        trained = trained[::step]
        self._width = 1 + max((max(b) for _, b in trained), default=0)
        self._codes: Array = np.zeros(0, np.int64)
        if trained:
            self._train(trained, lexicon)

    def _train(self, beads: Sequence[Pair], lexicon: Mapping[tuple[int, int], float]) -> None:
        self._empty = [_NULL * _frequencies([bead[n] for bead in beads]) for n in (0, 1)]
        cells = self._cells(beads)
        self._codes, at = np.unique(cells.code, return_inverse=True)
        cells, at = cells._replace(code=None), at.reshape(-1).astype(np.int32)
        mine, other = self._codes // self._width, self._codes % self._width
        prior = self._prior(lexicon)
        self._forth = _normal(prior, other)  # of a word of the first side, given the second's
        self._back = _normal(prior, mine)
        for _ in range(_ROUNDS):
            forth, back = self._posteriors(cells, at)
            self._forth = _normal(np.bincount(at, forth, len(prior)) + prior, other)
            self._back = _normal(np.bincount(at, back, len(prior)) + prior, mine)

    def _prior(self, lexicon: Mapping[tuple[int, int], float]) -> Array:
        prior = np.full(len(self._codes), _UNKNOWN)
        for (mine, other), weight in lexicon.items():
            code = mine * self._width + other
            at = int(np.searchsorted(self._codes, code))
            if at < len(self._codes) and self._codes[at] == code:
                prior[at] += weight
        return prior

    def _posteriors(self, cells: _Cells, at: Array) -> tuple[Array, Array]:
        return (
            _shares(self._forth[at] * cells.near, cells.mine, cells.empty[0]),
            _shares(self._back[at] * cells.near, cells.other, cells.empty[1]),
        )

    def _cells(self, beads: Sequence[Pair]) -> _Cells:
        parts: list[tuple[Array, ...]] = []
        first = second = 0
        for a, b in beads:
            left, right = np.array(a, np.int64), np.array(b, np.int64)
            rows, columns = np.arange(len(a)), np.arange(len(b))
            apart = np.abs((rows[:, None] + 0.5) / len(a) - (columns + 0.5) / len(b))
            parts.append(
                (
                    (left[:, None] * self._width + right).ravel(),
                    np.repeat((rows + first).astype(np.int32), len(b)),
                    np.tile((columns + second).astype(np.int32), len(a)),
                    np.exp(-_DIAGONAL * apart).astype(np.float32).ravel(),
                )
            )
            first, second = first + len(a), second + len(b)
        code, mine, other, near = (np.concatenate(column) for column in zip(*parts, strict=True))
        return _Cells(code, mine, other, near, (self._taken(beads, 0), self._taken(beads, 1)))

    def _taken(self, beads: Sequence[Pair], side: int) -> Array:
        """What the empty word takes of each word of a side, also of words never trained on."""
        types = np.concatenate([np.array(bead[side], np.int64) for bead in beads])
        return self._empty[side][np.minimum(types, len(self._empty[side]) - 1)]

    def links(self, bead: Pair) -> Links:
        """The links of a bead: indices of words of both sides, in order."""
        if not _is_alignable(bead) or not len(self._codes):
            return ()
        cells = self._cells([bead])
        at = np.minimum(np.searchsorted(self._codes, cells.code), len(self._codes) - 1)
        forth, back = self._posteriors(cells, at)
        sure = np.sqrt(forth * back) * (self._codes[at] == cells.code)
        kept = np.nonzero(sure >= _LINKED)[0]
        return tuple(zip(cells.mine[kept].tolist(), cells.other[kept].tolist(), strict=True))


def _is_alignable(bead: Pair) -> bool:
    return 0 < len(bead[0]) <= _LONGEST and 0 < len(bead[1]) <= _LONGEST


def _normal(counts: Array, given: Array) -> Array:
    """Counts as probabilities, given a word."""
    return counts / np.bincount(given, counts)[given]


def _shares(weights: Array, word: Array, empty: Array) -> Array:
    """The share of each weight in its word, the empty word taking its part."""
    return weights / (np.bincount(word, weights, len(empty)) + empty)[word]


def _frequencies(sides: Sequence[Words]) -> Array:
    """The relative frequency of each word type."""
    counts = np.bincount(np.concatenate([np.array(side, np.int64) for side in sides]))
    return np.maximum(counts, 1) / counts.sum()
