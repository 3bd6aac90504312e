"""The part of one side of a bead that lacks a counterpart although the rest has one."""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tqa.checking.rules.accuracy._sentences import boundaries
from tqa.lang.evidence.coverage import Coverage, coverage, uncovered
from tqa.model import Bead, Side, Span

# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
# log ratio of the lengths in characters, Indonesian to English: mean and scale
_LOG_RATIO, _SCALE = 0.08, 0.3
# what a content word adds to the evidence that its sentence lacks a counterpart, in nats
_COVERED, _BARE, _BARE_UNKNOWN = -1.2, 0.7, 0.5
_LENGTH_WEIGHT = 3.0
_PENALTY = 3.0  # nats; a run of words that is not a whole sentence needs more evidence
_BONUS = 1.5  # nats; where the sides have as many sentences without it
_THRESHOLD = 2.0
LIKELY = 3.6  # nats; below it, a free translation is as likely
SURE = 5.0  # nats; nine in ten omitted sentences have more, free translations rarely
_MOST = 24  # maximum number of sentences of a side that are examined
_RATIO_ANY, _RATIO_SENTENCES = 1.35, 1.08  # length ratios from which a part may be missing
_HEAVY = 3  # minimum number of content words of a part


class Gap(NamedTuple):
    """A part of one side without a counterpart."""

    span: Span
    score: float  # evidence, in nats


def gap(bead: Bead, side: Side) -> Gap | None:
    """The part of `side` that the other side lacks; None if there is none.

    For each run of sentences, and for the longest run of words without a counterpart, computes
    how much more likely the lengths of the two sides are without it (Student's t on their log
    ratio, after Gale and Church 1993), and how many of its content words lack a counterpart.
    """
    text, other = bead.text(side), bead.text(side.other)
    if not other.strip() or not _suspicious(text, other, bead.lang(side)):
        return None
    lang = bead.lang(side)
    covered = coverage(text, lang, other, bead.lang(side.other))
    mean = _LOG_RATIO if lang == "id" else -_LOG_RATIO
    now = _likelihood(math.log(len(text) / len(other)) - mean)
    best: Gap | None = None
    more = len(boundaries(text)) - len(boundaries(other))
    for first, last, count in _stretches(text, covered, -_LENGTH_WEIGHT * now):
        heavy = _within(covered.content, first, last)
        if len(heavy) < _HEAVY or last - first == len(covered.tokens):
            continue
        end = len(text) if last == len(covered.tokens) else covered.tokens[last - 1].end
        span = Span(covered.tokens[first].start, end)
        prior = _BONUS * (count == more) if count else -_PENALTY
        rest = len(text) - (span.end - span.start)
        lengths = _LENGTH_WEIGHT * (_likelihood(math.log(max(rest, 1) / len(other)) - mean) - now)
        enough = _THRESHOLD if count else LIKELY  # for less than a whole sentence
        if not _reaches(covered, heavy, enough - prior - lengths):
            continue
        score = sum(_evidence(covered, n) for n in heavy) + prior
        score += lengths
        if score > enough and (best is None or score > best.score):
            best = Gap(_widened(text, span), score)
    return best


def _suspicious(text: str, other: str, lang: str) -> bool:
    ratio = len(text) / len(other) * (0.92 if lang == "id" else 1.08)
    if ratio < _RATIO_SENTENCES or len(text) < 40:
        return False
    return ratio > _RATIO_ANY or len(boundaries(text)) > len(boundaries(other))


def _likelihood(deviation: float) -> float:
    """Log density of Student's t with three degrees of freedom, up to a constant."""
    z = deviation / _SCALE
    return -math.log(1 + z * z / 3)


def _evidence(covered: Coverage, n: int) -> float:
    if covered.found(n):
        return _COVERED
    return _BARE if covered.known(n) else _BARE_UNKNOWN


def _reaches(covered: Coverage, heavy: list[int], least: float) -> bool:
    """Whether the evidence of some prefix of these words may exceed `least`.

    The cheaper lookup comes first, and no more words are looked up than the answer needs.
    """
    least -= 1e-6  # rounding: the terms are added in another order
    return all(_sums_to(test, heavy, least) for test in (covered.surely, covered.found))


def _sums_to(found: Callable[[int], bool], heavy: list[int], least: float) -> bool:
    total, left = 0.0, _BARE * len(heavy)
    for n in heavy:
        if total + left <= least:
            return False
        left -= _BARE
        total += _COVERED if found(n) else _BARE
        if total > least:
            return True
    return total > least


def _within(content: list[int], first: int, last: int) -> list[int]:
    """The content words from `first` to before `last`."""
    return content[bisect_left(content, first) : bisect_left(content, last)]


def _stretches(text: str, covered: Coverage, most: float) -> Iterator[tuple[int, int, int]]:
    """Runs of words that may lack a counterpart: first, last (exclusive), number of sentences.

    `most` is the evidence, in nats, that the lengths can add to a run.
    """
    size = len(covered.tokens)
    cuts = boundaries(text)[:_MOST]
    begins = [token.start for token in covered.tokens] if cuts else []
    starts = [0, *(bisect_left(begins, cut) for cut in cuts), size]
    for i, first in enumerate(starts[:-1]):
        for count, last in enumerate(starts[i + 1 : i + 4], 1):
            yield first, last, count
    least = LIKELY + _PENALTY - most
    content = covered.content
    if not _reaches(covered, content, least) and not _reaches(covered, content[::-1], least):
        return
    found = uncovered(covered)
    if found is None:
        return
    first = 0 if found[0] <= 2 else found[0]
    last = size if found[1] >= size - 3 else found[1] + 1
    if (first == 0) != (last == size):
        yield first, last, 0


def _widened(text: str, span: Span) -> Span:
    """The span extended over its opening and closing marks."""
    start, end = span
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
