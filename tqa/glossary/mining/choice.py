"""For each phrase the phrase that translates it best, one to one, and what else does."""

from collections import Counter
from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from tqa.glossary.mining.pairing import Key, PairKey, translated

# set by hand; scripts/bench/constants.py mine and scripts/bench/extract.py show the effect
_DOUBT = 0.4  # what is left of a doubt that the dictionary speaks against
_NOTED = 0.15  # share of the usual translation from which another one is noted


class Choice(NamedTuple):
    """A phrase and its usual translation."""

    pair: PairKey
    seen: int  # beads in which they translate each other
    sure: float  # 0..1: how surely they translate each other
    others: tuple[tuple[Key, int], ...]  # other English phrases, and how often


def choices(counts: Mapping[PairKey, int]) -> list[Choice]:
    """The pairs of phrases, each phrase in one of them, those that hold together best first."""
    sums: tuple[Counter[Key], Counter[Key]] = (Counter(), Counter())
    for pair, count in counts.items():
        for phrase, total in zip(pair, sums, strict=True):
            total[phrase] += count

    def share(pair: PairKey) -> float:
        """Of all translations of either phrase, the part that this pair is."""
        return counts[pair] / sqrt(sums[0][pair[0]] * sums[1][pair[1]])

    taken: tuple[dict[Key, PairKey], set[Key]] = ({}, set())
    others: dict[PairKey, list[tuple[Key, int]]] = {}
    for pair in sorted(counts, key=lambda pair: (-counts[pair] * share(pair), pair)):
        best = taken[0].get(pair[0])
        if best is not None:
            if counts[pair] >= max(2.0, _NOTED * counts[best]):
                others[best].append((pair[1], counts[pair]))
        elif pair[1] not in taken[1]:
            taken[0][pair[0]] = pair
            taken[1].add(pair[1])
            others[pair] = []
    return [
        Choice(pair, counts[pair], _sure(pair, counts[pair], share(pair)), tuple(others[pair]))
        for pair in taken[0].values()
    ]


def _sure(pair: PairKey, count: int, share: float) -> float:
    """The share, less for few occurrences, more where the dictionary has the pair."""
    sure = share * count / (count + 1)
    listed = pair[1] in translated(pair[0])
    return 1 - (1 - sure) * _DOUBT if listed else sure
