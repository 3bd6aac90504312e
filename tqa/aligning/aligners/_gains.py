"""Banded likelihood ratios of each segment of one side, given each span of the other."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from math import log

Segments = Sequence[Sequence[int]]  # word ids of each segment
Links = Sequence[Mapping[int, float]]  # word id -> {word id of the other side: trust}
Tally = Mapping[int, tuple[int, int]]  # word id -> (times translated opposite it, times seen)
Row = MutableSequence[float]  # arrays in long documents: a quarter of the memory of lists
WIDEST = 3  # segments of one side in one bead
_ALL = 256  # segments of a short document, where it is faster to keep all and to add to all


@dataclass(frozen=True, slots=True)
class Mixture:
    """How words become likelihood ratios."""

    # tuned on NTREX-128 (half) and PANL, seeds 1-3: scripts/bench/README.md; effect: constants.py
    smoothing: float = 0.1  # segments added to each count of chance
    missing: float = 1.6  # weight of the words whose translation is elsewhere in the document
    strength: float = 50.0  # occurrences that the trust in a link is worth against what is observed
    general: float = 2.0  # ... and that the trust in links as a whole is worth


@dataclass(frozen=True, slots=True)
class Band:
    """For each source segment, the half-open range of target segments it is compared with."""

    low: Sequence[int]
    high: Sequence[int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the segments of one side (given) predict of those of the other (predicted)."""

    given: Segments
    quality: list[dict[int, float]]  # given word -> predicted word -> log of the link's quality
    chance: list[float]  # by predicted word: that some given segment predicts it; 0 without links
    trust: list[float]  # by predicted word: its best link
    predicted: list[list[int]]  # the linked words of each predicted segment, once each
    postings: list[list[int]]  # by predicted word: the predicted segments that hold it
    known: list[dict[int, float]]  # what `expected` gives, kept for a short document

    def expected(self, segment: int) -> dict[int, float]:
        """The predicted words that one given segment predicts, with their best quality."""
        return self.known[segment] if self.known else _strongest(self.given[segment], self.quality)


@dataclass(frozen=True, slots=True)
class WordGains:
    """By width of the span, then by predicted word: log-likelihood ratios."""

    present: list[list[float]]  # over `absent`, where the span predicts the word
    absent: list[list[float]]


def evidence(
    given: Segments, predicted: Segments, links: Links, mixture: Mixture, size: int
) -> Evidence:
    """The evidence of the given segments for the predicted, whose vocabulary has `size` words."""
    trust = [0.0] * size
    for others in links:
        for word, weight in others.items():
            if weight > trust[word]:
                trust[word] = weight
    quality = [{w: log(weight / trust[w]) for w, weight in others.items()} for others in links]
    known: list[dict[int, float]] = []
    counts = [0] * size
    for words in given:
        best = _strongest(words, quality)
        for word in best:
            counts[word] += 1
        if len(given) <= _ALL:
            known.append(best)
    total = len(given) + 2 * mixture.smoothing
    chance = [(count + mixture.smoothing) / total if count else 0.0 for count in counts]
    linked = [[word for word in set(words) if counts[word]] for words in predicted]
    postings: list[list[int]] = [[] for _ in range(size)]
    for number, words in enumerate(linked):
        for word in words:
            postings[word].append(number)
    return Evidence(given, quality, chance, trust, linked, postings, known)


def _strongest(words: Sequence[int], quality: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """The best link to each predicted word from any of these."""
    best: dict[int, float] = {}
    for word in set(words):
        for other, value in quality[word].items():
            if other not in best or value > best[other]:
                best[other] = value
    return best


def word_gains(
    proof: Evidence, mixture: Mixture, widest: int, tally: Tally | None = None
) -> WordGains:
    """The likelihood ratios of single words: log(p(present | translation) / p(present)).

    A word is translated with the trust of its best link; after a first alignment the trust
    moves to what that alignment shows, of all words together and of each.
    """
    trust = _adjusted(proof.trust, mixture, tally) if tally else proof.trust
    size = len(trust)
    present, absent = ([[0.0] * size for _ in range(widest)] for _ in range(2))
    known: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for word, chance in enumerate(proof.chance):
        if not chance:
            continue
        key = trust[word], chance
        ratios = known.get(key)
        if ratios is None:
            ratios = known[key] = _ratios(*key, mixture.missing, widest)
        for width, (bonus, missing) in enumerate(ratios):
            present[width][word] = bonus
            absent[width][word] = missing
    return WordGains(present, absent)


def _ratios(trust: float, chance: float, weight: float, widest: int) -> list[tuple[float, float]]:
    """By width of the span: what the presence of a word adds, and what its absence does."""
    sure, unsure = log(trust), weight * log(1 - trust)
    alone, step = 1.0, weight * log(1 - chance)
    ratios = []
    for width in range(1, widest + 1):
        alone *= 1 - chance  # the probability that no segment of the span predicts it
        missing = unsure - width * step
        ratios.append((sure - log(1 - alone) - missing, missing))
    return ratios


_SURE, _VAIN = 0.99, 0.02


def _adjusted(trust: Sequence[float], mixture: Mixture, tally: Tally) -> list[float]:
    """Trust after `tally`, shrunk towards the trust before by the mixture's strengths."""
    hits = sum(hit for hit, _ in tally.values())
    hoped = sum(trust[word] * seen for word, (_, seen) in tally.items())
    scale = (hits + mixture.general) / (hoped + mixture.general)
    adjusted = []
    for word, before in enumerate(trust):
        hit, seen = tally.get(word, (0, 0))
        prior = min(_SURE, max(_VAIN, before * scale))
        value = (hit + mixture.strength * prior) / (seen + mixture.strength)
        adjusted.append(min(_SURE, max(_VAIN, value)))
    return adjusted


def forward_rows(proof: Evidence, words: WordGains, band: Band, widest: int) -> list[list[Row]]:
    """[width - 1][source row][column - low]: ratios of target segments given source spans."""
    floors = [_floor(proof.predicted, absent) for absent in words.absent]
    rows: list[list[Row]] = [[] for _ in range(widest)]
    for start, spans in enumerate(_spans(proof, widest)):
        low, high = band.low[start], band.high[start]
        for best, bonus, floor, mine in zip(spans, words.present, floors, rows, strict=False):
            mine.append(_line(best, bonus, floor, proof, low, high))
    return rows


def backward_rows(proof: Evidence, words: WordGains, band: Band, widest: int) -> list[list[Row]]:
    """[width - 1][source row][column - low]: ratios of source segments given target spans.

    The span begins at the column; the evidence is that of target segments for source segments.
    """
    low, high = band.low, band.high
    floors = [_floor(proof.predicted, absent) for absent in words.absent]
    long = len(low) > _ALL
    rows = [
        [_zeros(end - start, compact=long) for start, end in zip(low, high, strict=True)]
        for _ in range(widest)
    ]
    for start, spans in enumerate(_spans(proof, widest)):
        first, last = bisect_right(high, start), bisect_right(low, start)
        for best, bonus, floor, mine in zip(spans, words.present, floors, rows, strict=False):
            line = _line(best, bonus, floor, proof, first, last)
            for row, value in enumerate(line, first):
                mine[row][start - low[row]] = value
    return rows


def _spans(proof: Evidence, widest: int) -> Iterator[list[dict[int, float]]]:
    """For each segment the spans of each width that start there: of two links the better."""
    total = len(proof.given)
    window = [proof.expected(at) for at in range(min(widest, total))]
    for start in range(total):
        spans = window[:1]
        for following in window[1:]:
            best = dict(spans[-1])
            for word, quality in following.items():
                if word not in best or quality > best[word]:
                    best[word] = quality
            spans.append(best)
        yield spans
        del window[0]
        if start + widest < total:
            window.append(proof.expected(start + widest))


_FEW = 12  # predicted segments up to which it is fastest to look at the words of each


def _line(
    best: Mapping[int, float],
    bonus: Sequence[float],
    floor: Sequence[float],
    proof: Evidence,
    low: int,
    high: int,
) -> Row:
    """The ratios of the predicted segments [low, high) given one span."""
    if high - low <= _FEW:
        predicted = proof.predicted
        return [
            floor[at] + sum([bonus[word] + best[word] for word in predicted[at] if word in best])
            for at in range(low, high)
        ]
    postings = proof.postings
    if len(floor) <= _ALL:
        whole = list(floor)
        for word, quality in best.items():
            gain = bonus[word] + quality
            for at in postings[word]:
                whole[at] += gain
        return whole[low:high]
    row = array("d", floor[low:high])
    for word, quality in best.items():
        gain = bonus[word] + quality
        places = postings[word]
        for at in places[bisect_left(places, low) : bisect_left(places, high)]:
            row[at - low] += gain
    return row


def _zeros(size: int, *, compact: bool) -> Row:
    return array("d", bytes(8 * size)) if compact else [0.0] * size


def _floor(predicted: Segments, absent: Sequence[float]) -> list[float]:
    """The ratio of each predicted segment opposite a span that predicts none of its words."""
    return [sum([absent[word] for word in words]) for words in predicted]
