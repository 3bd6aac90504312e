"""N-grams that a hypothesis shares with its references, for whole test sets at once.

The n-grams that begin at a position are the prefixes of one string of `order`
tokens. Sorted once with their segments, these strings stand in order for every
n, so that equal n-grams of a segment are neighbours.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from tqa.kernel import kernel
from tqa.scoring.metrics._tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 4096  # segments looked at together: their strings stay in the processor's cache
WORD = 64  # bits


def matches(hypothesis: Tokens, references: Sequence[Tokens], order: int) -> "NDArray[Any]":
    """Shared n-grams of each segment (rows) for each n from 1 to `order` (columns), int64.

    An n-gram counts as often as it stands in the hypothesis, and at most as
    often as in the reference that has it most often.
    """
    import numpy as np

    compiled = kernel()
    if compiled:
        pairs = tuple(side.pair for side in (hypothesis, *references))
        return np.frombuffer(compiled.matches(pairs, order), np.int64).reshape(-1, order)
    n = len(hypothesis.starts) - 1
    counts: NDArray[Any] = np.zeros((n, order), np.int64)
    for first in range(0, n, BLOCK):
        last = min(first + BLOCK, n)
        sides = [side.part(first, last) for side in (hypothesis, *references)]
        _count(sides, order, counts[first:last])
    return counts


def totals(tokens: Tokens, order: int) -> "NDArray[Any]":
    """How many n-grams each segment has, for each n from 1 to `order`."""
    import numpy as np

    counts: NDArray[Any] = np.maximum(tokens.lengths[:, None] - np.arange(order), 0)
    return counts


def localised(sides: Sequence[Tokens]) -> list[Tokens]:
    """The same segments with tokens numbered from 1 within each segment, over all sides."""
    import numpy as np

    ids = np.concatenate([side.ids for side in sides])
    if not len(ids):
        return list(sides)
    lengths = [side.lengths for side in sides]
    n = len(lengths[0])
    segment = np.concatenate([np.repeat(np.arange(n), each) for each in lengths])
    key = segment * (int(ids.max()) + 1) + ids
    order = np.argsort(key)
    ordered = key[order]
    rank: NDArray[Any] = np.zeros(len(ids), np.int64)
    np.cumsum(ordered[1:] != ordered[:-1], out=rank[1:])
    begins = np.searchsorted(segment[order], np.arange(n))
    local: NDArray[Any] = np.empty(len(ids), np.uint32)
    local[order] = rank - rank[np.minimum(begins, len(ids) - 1)][segment[order]] + 1
    ends = list(accumulate((len(side.ids) for side in sides), initial=0))
    return [
        Tokens(local[a:b], side.starts)
        for side, a, b in zip(sides, ends[:-1], ends[1:], strict=True)
    ]


def _count(
    sides: Sequence[Tokens], order: int, counts: "NDArray[Any]", local: bool = False
) -> None:
    """Fill `counts` for the segments of `sides`, the hypothesis first."""
    n = len(counts)
    largest = max((int(side.ids.max()) for side in sides if len(side.ids)), default=0)
    bits = largest.bit_length()
    if not bits:
        return
    if order * bits + n.bit_length() + len(sides).bit_length() <= WORD:
        _count_packed(sides, order, bits, counts)
    elif not local:
        _count(localised(sides), order, counts, local=True)
    elif n > 1:
        middle = n // 2
        _count([side.part(0, middle) for side in sides], order, counts[:middle], local=True)
        _count([side.part(middle, n) for side in sides], order, counts[middle:], local=True)
    else:
        _count_long(sides, order, counts)


def _count_packed(sides: Sequence[Tokens], order: int, bits: int, counts: "NDArray[Any]") -> None:
    """Segment, tokens and side packed into one word: sort, and compare neighbours."""
    import numpy as np

    side_bits = len(sides).bit_length()
    packed = np.sort(
        np.concatenate([_packed(each, k, order, bits, side_bits) for k, each in enumerate(sides)])
    )
    side = packed & np.uint64((1 << side_bits) - 1)
    stands = [np.concatenate(([0], np.cumsum(side == np.uint64(k)))) for k in range(len(sides))]
    for k in range(1, order + 1):
        gram = packed >> np.uint64(side_bits + bits * (order - k))
        begins = np.concatenate(([0], np.flatnonzero(gram[1:] != gram[:-1]) + 1))
        ends: NDArray[Any] = np.append(begins[1:], len(packed))
        own, *others = (stand[ends] - stand[begins] for stand in stands)
        most = others[0] if len(others) == 1 else np.maximum.reduce(others)
        shared = np.minimum(own, most)
        gram = gram[begins]
        whole = (shared > 0) & (gram & np.uint64((1 << bits) - 1) != 0)
        segment = (gram[whole] >> np.uint64(bits * k)).astype(np.int64)
        counts[:, k - 1] = np.bincount(segment, shared[whole], len(counts))


def _packed(tokens: Tokens, side: int, order: int, bits: int, side_bits: int) -> "NDArray[Any]":
    """The string at each position as one word; a place after the segment's end is 0."""
    import numpy as np

    ids, lengths = tokens.ids.astype(np.uint64), tokens.lengths
    word: NDArray[Any] = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    left = np.repeat(tokens.starts[1:], lengths) - np.arange(len(ids))  # tokens to the end
    for k in range(order):
        word <<= np.uint64(bits)
        there = max(len(ids) - k, 0)
        word[:there] |= ids[k:] * (left[:there] > k)
    return (word << np.uint64(side_bits)) | np.uint64(side)


def _count_long(sides: Sequence[Tokens], order: int, counts: "NDArray[Any]") -> None:
    """One segment with more kinds of tokens than fit into a word, n by n."""

    lists = [side.ids.tolist() for side in sides]
    for n in range(1, order + 1):
        own, *others = (Counter(zip(*(ids[k:] for k in range(n)), strict=False)) for ids in lists)
        most = Counter[Any]()
        for other in others:
            most |= other
        counts[0, n - 1] = (own & most).total()
