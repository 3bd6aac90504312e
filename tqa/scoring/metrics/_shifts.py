"""The edits of TER: insertions, deletions, substitutions and shifts of blocks (Snover et al. 2006).

The search is Tercom's, greedy, as sacrebleu follows it: same candidates, same
ranking, same limits. Words come as characters of strings, so that distances
are computed by rapidfuzz and alignments by bit vectors (Hyyrö 2003).
"""

from collections import defaultdict
from collections.abc import Iterator

_SHIFT_SIZE = 10  # words of a block, at most
_SHIFT_DISTANCE = 50  # words that a block may travel
_CANDIDATES = 1000  # shifts tried for one segment, at most
# sacrebleu looks at cells within 25 of the diagonal only. An alignment of so few edits, or with
# so short a reference, cannot leave that band; others are left to sacrebleu itself.
SAFE_EDITS = 23
SAFE_LENGTH = 24


def edits(hypothesis: str, reference: str, distance: int, lowest: int) -> int:
    """Edits that turn the hypothesis into the reference, shifts included.

    `distance` is the edit distance without shifts and `lowest` what no shift
    can go below: the longer length less the words in common.
    """
    if not reference or not hypothesis:
        return len(hypothesis) + len(reference)
    if distance > SAFE_EDITS and len(reference) > SAFE_LENGTH:
        from sacrebleu.metrics.lib_ter import translation_edit_rate

        return int(translation_edit_rate(list(hypothesis), list(reference))[0])
    shifts = tried = 0
    while distance > lowest:
        candidates = sorted(candidates_of(hypothesis, reference))
        tried += len(candidates)
        if tried >= _CANDIDATES:
            break
        found = _best(hypothesis, reference, candidates, distance, lowest)
        if not found:
            break
        distance, hypothesis = found
        shifts += 1
    return shifts + distance


def _best(
    hypothesis: str,
    reference: str,
    candidates: list[tuple[int, int, int]],
    distance: int,
    lowest: int,
) -> tuple[int, str] | None:
    """The shift that saves most, the first of equals, and what it leads to; None where none saves.

    The first in order is the longest, then the leftmost, then the one to the leftmost place.
    """
    from rapidfuzz.distance.Levenshtein import distance as measure

    best = None
    last = None
    for candidate in candidates:
        if candidate == last:
            continue
        last = candidate
        shifted = moved(hypothesis, candidate[1], -candidate[0], candidate[2])
        now = measure(shifted, reference, score_cutoff=distance - 1)
        if now < distance:
            distance, best = now, shifted
            if now <= lowest:
                break
    return None if best is None else (distance, best)


def moved(words: str, start: int, length: int, target: int) -> str:
    """The words with a block moved to before `target`."""
    block = words[start : start + length]
    if target < start:
        return words[:target] + block + words[target:start] + words[start + length :]
    if target > start + length:
        return words[:start] + words[start + length : target] + block + words[target:]
    rest = words[:start] + words[start + length :]
    return rest[:target] + block + rest[target:]


def candidates_of(hypothesis: str, reference: str) -> Iterator[tuple[int, int, int]]:
    """Shifts worth trying: (minus the length, start, target), with repetitions.

    A block of the hypothesis that stands elsewhere in the reference, where
    both it and its place are wrong, goes to the places about the one aligned.
    """
    align, wrong_in_ref, wrong_in_hyp = _alignment(hypothesis, reference)
    places = defaultdict(list)
    for at, word in enumerate(reference):
        places[word].append(at)
    n_hyp, n_ref = len(hypothesis), len(reference)
    tried = 0
    for start, word in enumerate(hypothesis):
        for place in places.get(word, ()):
            if abs(place - start) > _SHIFT_DISTANCE:
                continue
            length, longest = 1, min(_SHIFT_SIZE, n_hyp - start, n_ref - place)
            while True:
                if (
                    wrong_in_hyp[start + length] > wrong_in_hyp[start]
                    and wrong_in_ref[place + length] > wrong_in_ref[place]
                    and not start <= align[place] < start + length
                ):
                    previous = -1
                    for offset in range(place - 1, place + length):
                        target = align[offset] + 1 if offset >= 0 else 0
                        if target != previous:
                            previous = target
                            tried += 1
                            yield -length, start, target
                    if tried >= _CANDIDATES:
                        return
                if length == longest or hypothesis[start + length] != reference[place + length]:
                    break
                length += 1


def _alignment(hypothesis: str, reference: str) -> tuple[list[int], list[int], list[int]]:
    """The place in the hypothesis of each word of the reference; wrong words of either before each.

    Of alignments with the fewest edits the one that Tercom prefers: from the
    end, a match or substitution, then a word of the hypothesis alone, then one
    of the reference alone.
    """
    equal, alone = _bit_vectors(hypothesis, reference)
    i, j = len(hypothesis), len(reference)
    align = [0] * j
    wrong_ref, wrong_hyp = [0] * (j + 1), [0] * (i + 1)
    while i or j:
        if i and j and hypothesis[i - 1] == reference[j - 1]:
            i, j = i - 1, j - 1
            align[j] = i
        elif i and j and not equal[i - 1] >> (j - 1) & 1:
            i, j = i - 1, j - 1
            align[j] = i
            wrong_ref[j + 1] = wrong_hyp[i + 1] = 1
        elif i and (not j or alone[i - 1] >> (j - 1) & 1):
            i -= 1
            wrong_hyp[i + 1] = 1
        else:
            j -= 1
            align[j] = i - 1
            wrong_ref[j + 1] = 1
    for wrong in (wrong_ref, wrong_hyp):
        for at in range(1, len(wrong)):
            wrong[at] += wrong[at - 1]
    return align, wrong_ref, wrong_hyp


def _bit_vectors(hypothesis: str, reference: str) -> tuple[list[int], list[int]]:
    """For each row of the matrix of distances, as bits of its columns: where it equals the cell
    up and left of it, and where it is the cell above plus one."""
    masks: dict[str, int] = defaultdict(int)
    for at, word in enumerate(reference):
        masks[word] |= 1 << at
    full = (1 << len(reference)) - 1
    rises, falls = full, 0
    equal, alone = [], []
    for word in hypothesis:
        mask = masks.get(word, 0)
        same = (((mask & rises) + rises) ^ rises) | mask | falls
        up = falls | ~(same | rises)
        down = same & rises
        equal.append(same)
        alone.append(up)
        up = up << 1 | 1
        rises = (down << 1 | ~(same | up)) & full
        falls = up & same & full
    return equal, alone
