"""The edits of TER where words of the reference have weights: shifts plus a weighted distance."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from tqa.scoring.metrics._shifts import candidates_of, moved

_TRIED = 1000  # shifts tried for one segment, at most


def weighted_edits(hypothesis: str, reference: str, weights: Sequence[int]) -> int:
    """Shifts and edits that turn the hypothesis into the reference, at the least cost found.

    A word of the reference that is substituted or missing costs its weight, a
    word too many and a shift cost 1. Words come as characters of strings. The
    search is greedy as that of TER; every candidate is measured with the weights.
    """
    distance = _distance(hypothesis, reference, weights)
    shifts = tried = 0
    while distance and tried < _TRIED and hypothesis:
        candidates = sorted(set(candidates_of(hypothesis, reference)))
        tried += len(candidates)
        best = None
        for size, start, target in candidates:
            if not distance:
                break
            shifted = moved(hypothesis, start, -size, target)
            if Levenshtein.distance(shifted, reference, score_cutoff=distance - 1) >= distance:
                continue  # weights can only add to it
            now = _distance(shifted, reference, weights)
            if now < distance:
                distance, best = now, shifted
        if best is None:
            break
        hypothesis = best
        shifts += 1
    return shifts + distance


def _distance(hypothesis: str, reference: str, weights: Sequence[int]) -> int:
    """The edit distance in which a word of the reference costs its weight."""
    row = [0]
    for weight in weights:
        row.append(row[-1] + weight)
    for word in hypothesis:
        diagonal, row[0] = row[0], row[0] + 1
        for at, (wanted, weight) in enumerate(zip(reference, weights, strict=True), 1):
            cost = diagonal if word == wanted else diagonal + weight
            diagonal = row[at]
            row[at] = min(cost, diagonal + 1, row[at - 1] + weight)
    return row[-1]
