"""The sentence of one side of a bead that has nothing opposite, though its neighbours have."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from tqa.lang.evidence import Counterpart, counterparts, uncovered
from tqa.model import Bead, Side, Span
from tqa.rules.accuracy._sentences import boundaries

# log of the length in characters of an Indonesian text to that of its English: mean and scale
_LOG_RATIO, _SCALE = 0.08, 0.3
# what a content word adds to the evidence that its sentence has nothing opposite, in nats
_COVERED, _BARE, _BARE_UNKNOWN = -1.2, 0.7, 0.5
_LENGTH_WEIGHT = 3.0
_PENALTY = 3.0  # a stretch that is no whole sentence must be clearer
_BONUS = 1.5  # without it the sides have as many sentences
_THRESHOLD = 3.6
_MOST = 24  # sentences of a side that are looked at
_RATIO_ANY, _RATIO_SENTENCES = 1.35, 1.08  # of lengths: from here on something may be missing
_HEAVY = 3  # content words that a stretch must hold


class Gap(NamedTuple):
    """A stretch of one side with nothing opposite."""

    span: Span
    score: float  # evidence, in nats


def gap(bead: Bead, side: Side) -> Gap | None:
    """The stretch of `side` that the other side lacks, None if there is none.

    Weighs, for each run of sentences and for the longest run of words without
    counterpart, how much likelier the lengths of the two sides are without it
    (Student's t on their log ratio, after Gale and Church 1993), and how many of its
    content words have a counterpart.
    """
    text, other = bead.text(side), bead.text(side.other)
    if not other.strip() or not _suspicious(text, other, bead.lang(side)):
        return None
    lang, other_lang = bead.lang(side), bead.lang(side.other)
    pairs = counterparts(text, lang, other, other_lang)
    mean = _LOG_RATIO if lang == "id" else -_LOG_RATIO
    best: Gap | None = None
    more = len(boundaries(text)) - len(boundaries(other))
    for first, last, count in _stretches(text, pairs):
        heavy = [pair for pair in pairs[first:last] if not pair.light]
        if len(heavy) < _HEAVY or last - first == len(pairs):
            continue
        end = len(text) if last == len(pairs) else pairs[last - 1].token.end
        span = Span(pairs[first].token.start, end)
        prior = _BONUS * (count == more) if count else -_PENALTY
        score = sum(map(_evidence, heavy)) + prior
        rest = len(text) - (span.end - span.start)
        score += _LENGTH_WEIGHT * (
            _likelihood(math.log(max(rest, 1) / len(other)) - mean)
            - _likelihood(math.log(len(text) / len(other)) - mean)
        )
        if score > _THRESHOLD and (best is None or score > best.score):
            best = Gap(_widened(text, span), score)
    return best


def _suspicious(text: str, other: str, lang: str) -> bool:
    ratio = len(text) / len(other) * (0.92 if lang == "id" else 1.08)
    if ratio < _RATIO_SENTENCES or len(text) < 40:
        return False
    return ratio > _RATIO_ANY or len(boundaries(text)) > len(boundaries(other))


def _likelihood(deviation: float) -> float:
    """Log density, up to a constant, of Student's t with three degrees of freedom."""
    z = deviation / _SCALE
    return -math.log(1 + z * z / 3)


def _evidence(pair: Counterpart) -> float:
    if pair.places:
        return _COVERED
    return _BARE if pair.known else _BARE_UNKNOWN


def _stretches(text: str, pairs: tuple[Counterpart, ...]) -> Iterator[tuple[int, int, int]]:
    """Runs of words that may have nothing opposite: first, last (exclusive), sentences."""
    cuts = boundaries(text)[:_MOST]
    starts = [0, *(_index(pairs, cut) for cut in cuts), len(pairs)]
    for i, first in enumerate(starts[:-1]):
        for count, last in enumerate(starts[i + 1 : i + 4], 1):
            yield first, last, count
    found = uncovered(pairs)
    if found is None:
        return
    first = 0 if found.first <= 2 else found.first
    last = len(pairs) if found.last >= len(pairs) - 3 else found.last + 1
    if (first == 0) != (last == len(pairs)):
        yield first, last, 0


def _index(pairs: tuple[Counterpart, ...], at: int) -> int:
    low, high = 0, len(pairs)
    while low < high:
        middle = (low + high) // 2
        if pairs[middle].token.start < at:
            low = middle + 1
        else:
            high = middle
    return low


def _widened(text: str, span: Span) -> Span:
    """The span with the marks that open and end it."""
    start, end = span
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
