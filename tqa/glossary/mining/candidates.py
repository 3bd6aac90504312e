"""Which pairs of phrases are worth a place in a glossary, and how surely."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import log2, sqrt

from tqa.glossary.mining.choice import Choice, choices
from tqa.glossary.mining.pairing import Counts, Key, Place
from tqa.glossary.mining.sentences import Sentence
from tqa.glossary.mining.termhood import c_values, specificity
from tqa.glossary.mining.usage import Usage, usage

Beads = Sequence[tuple[Sentence, Sentence]]

LANGS = ("id", "en")
_FRAGMENT = 0.5  # share of places from which a phrase is but part of a name
_ALONE = 0.2  # share of places in which a phrase must be the whole noun phrase
_PHRASE = 0.6  # termhood of any phrase of several words, whatever its words
_NESTED = 0.25  # C-value for one occurrence, below which a phrase is only part of a longer one
_SAME = 0.5  # what the rank of a pair of equal words is worth: nobody looks it up
_SINGLE = 0.8  # what the rank of a single word is worth
_UNEVEN = 0.5  # ... and of an acronym whose opposite is a single common word


class Kind(Enum):
    """What a candidate names."""

    TERM = "term"
    NAME = "name"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two phrases that translate each other and may be worth a place in a glossary."""

    id: str
    en: str
    kind: Kind
    count: int  # beads in which they translate each other
    counts: tuple[int, int]  # beads that hold the Indonesian, the English one
    confidence: float  # 0..1: how surely it is a term with its translation
    rank: float  # by which candidates are sorted: confidence and weight in the text
    example: tuple[str, str]  # a short bead that holds both, Indonesian and English
    others: tuple[tuple[str, int], ...] = ()  # other English phrases for it, and how often
    acronyms: tuple[str, str] = ("", "")  # what stands for either in short
    meanings: tuple[str, str] = ("", "")  # of an acronym: what either stands for
    known_as: tuple[str, ...] = ()  # what a glossary has for the Indonesian one instead


class Weights:
    """How much phrases weigh as terms: of one bitext."""

    def __init__(self, beads: Beads, chosen: Sequence[Choice]) -> None:
        words = [Counter(key for bead in beads for key in bead[n].keys) for n in (0, 1)]
        self._words = words
        self._sizes = [count.total() for count in words]
        self._c_values = [c_values({c.pair[n]: c.seen for c in chosen}) for n in (0, 1)]

    def c_value(self, choice: Choice) -> float:
        """The geometric mean of the C-values of both phrases."""
        values = [self._c_values[n][choice.pair[n]] for n in (0, 1)]
        return sqrt(max(values[0], 0.1) * max(values[1], 0.1))

    def termhood(self, choice: Choice) -> float:
        """0..1: of single words how special they are; other phrases are worth more."""
        special = min(self._special(n, choice.pair[n]) for n in (0, 1))
        if all(len(phrase) == 1 for phrase in choice.pair):
            return special
        return _PHRASE + (1 - _PHRASE) * special

    def _special(self, side: int, phrase: Key) -> float:
        found = [
            specificity(word, self._words[side][word], self._sizes[side], LANGS[side])
            for word in phrase
        ]
        return sum(found) / len(found)


def candidates(beads: Beads, counts: Counts, least: int) -> list[Candidate]:
    """The candidates of a bitext that occur at least so often, the best first."""
    often = {pair: n for pair, places in counts.pairs.items() if (n := _beads(places)) >= least}
    chosen = choices(often)
    weights = Weights(beads, chosen)
    found = [c for choice in chosen for c in _candidate(beads, counts, choice, weights)]
    return sorted(found, key=lambda c: (-c.rank, c.id, c.en))


def _beads(places: Sequence[Place]) -> int:
    return len({place.bead for place in places})


def _candidate(
    beads: Beads, counts: Counts, choice: Choice, weights: Weights
) -> Iterator[Candidate]:
    """The candidate that a pair makes: none if it is everyday language or a fragment."""
    termhood = weights.termhood(choice)
    if termhood <= 0 or weights.c_value(choice) < _NESTED * choice.seen:
        return
    places = counts.pairs[choice.pair]
    uses = (
        usage([(beads[p.bead][0], p.id) for p in places], "id"),
        usage([(beads[p.bead][1], p.en) for p in places], "en"),
    )
    whole = 1 - max(use.capitals * use.fragment for use in uses)
    alone = min(1.0, min(use.alone for use in uses) / _ALONE)
    if whole <= _FRAGMENT:
        return
    confidence = choice.sure * termhood * whole * alone
    yield Candidate(
        uses[0].form,
        uses[1].form,
        _kind(uses),
        choice.seen,
        (counts.phrases[0][choice.pair[0]], counts.phrases[1][choice.pair[1]]),
        round(confidence, 3),
        confidence * log2(1 + weights.c_value(choice)) * _worth(uses),
        _example(beads, places),
        tuple((" ".join(key), n) for key, n in choice.others),
    )


def _kind(uses: tuple[Usage, Usage]) -> Kind:
    if any(_is_acronym(use.form) for use in uses):
        return Kind.ACRONYM
    return Kind.NAME if all(use.capitals > 0.5 for use in uses) else Kind.TERM


def _is_acronym(form: str) -> bool:
    return len(form) > 1 and form.isupper() and " " not in form


def _worth(uses: tuple[Usage, Usage]) -> float:
    """How much a reader of the list has of a pair."""
    forms = [use.form for use in uses]
    if _letters(forms[0]) == _letters(forms[1]):
        return _SAME
    if sum(map(_is_acronym, forms)) == 1 and not any(" " in form for form in forms):
        return _UNEVEN
    return _SINGLE if not any(" " in form for form in forms) else 1.0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _example(beads: Beads, places: Sequence[Place]) -> tuple[str, str]:
    """The shortest bead that has both, but not a bare heading if there is another."""
    texts = [(beads[place.bead][0].text, beads[place.bead][1].text) for place in places]
    return min(texts, key=lambda pair: (min(map(len, pair)) < 40, len(pair[0]) + len(pair[1])))
