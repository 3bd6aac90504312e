"""Selects pairs of phrases for a glossary, with a confidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import log2

from tqa.glossary.mining.choice import Choice, choices
from tqa.glossary.mining.pairing import Counts, PairPlace
from tqa.glossary.mining.sentences import Sentence
from tqa.glossary.mining.termhood import LANGS, PairWeights, PhraseWeights
from tqa.glossary.mining.usage import Places, Usage, usage

Beads = Sequence[tuple[Sentence, Sentence]]

# set by hand; scripts/bench/constants.py mine and scripts/bench/extract.py show the effect
FRAGMENT = 0.5  # share of places from which a phrase is but part of a name
ALONE = 0.2  # share of places in which a phrase must be the whole noun phrase
NESTED = 0.25  # C-value for one occurrence, below which a phrase is only part of a longer one
_SAME = 0.5  # what the rank of a pair of equal words is worth: nobody looks it up
_SINGLE = 0.8  # what the rank of a single word is worth
_UNEVEN = 0.5  # ... and of an acronym whose opposite is a single common word


class CandidateKind(Enum):
    """What a candidate names."""

    TERM = "term"
    NAME = "name"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two phrases that translate each other and may be worth a place in a glossary."""

    id: str
    en: str
    kind: CandidateKind
    count: int  # beads in which they translate each other; 0 where no text is a translation
    counts: tuple[int, int]  # beads that hold the Indonesian, the English one
    confidence: float  # 0..1: how surely it is a term with its translation
    rank: float  # by which candidates are sorted: confidence and weight in the text
    example: tuple[str, str]  # a short bead that holds both, Indonesian and English
    others: tuple[tuple[str, int], ...] = ()  # other English phrases for it, and how often
    acronyms: tuple[str, str] = ("", "")  # what stands for either in short
    meanings: tuple[str, str] = ("", "")  # of an acronym: what either stands for
    known_as: tuple[str, ...] = ()  # what a glossary has for the Indonesian one instead


def candidates(beads: Beads, counts: Counts, least: int) -> list[Candidate]:
    """The candidates of a bitext that occur at least so often, the best first."""
    often = {pair: n for pair, places in counts.pairs.items() if (n := _beads(places)) >= least}
    chosen = choices(often)
    weights = PairWeights(
        *(
            PhraseWeights(
                Counter(key for bead in beads for key in bead[n].keys),
                {choice.pair[n]: choice.seen for choice in chosen},
                LANGS[n],
            )
            for n in (0, 1)
        )
    )

    def found(choice: Choice) -> Candidate | None:
        places = counts.pairs[choice.pair]
        ids = [(beads[place.bead][0], place.id) for place in places]
        ens = [(beads[place.bead][1], place.en) for place in places]
        texts = [(beads[place.bead][0].text, beads[place.bead][1].text) for place in places]
        seen = (counts.phrases[0][choice.pair[0]], counts.phrases[1][choice.pair[1]])
        return candidate(choice, weights, (ids, ens), seen, texts)

    return ranked(map(found, chosen))


def ranked(found: Iterable[Candidate | None]) -> list[Candidate]:
    """Those that are candidates, the best first."""
    return sorted(filter(None, found), key=lambda c: (-c.rank, c.id, c.en))


def _beads(places: Sequence[PairPlace]) -> int:
    return len({place.bead for place in places})


def candidate(
    choice: Choice,
    weights: PairWeights,
    places: tuple[Places, Places],
    counts: tuple[int, int],
    texts: Iterable[tuple[str, str]],
) -> Candidate | None:
    """The candidate that a pair makes: none if it is everyday language or a fragment.

    Args:
        choice: the pair.
        weights: of the phrases of both languages.
        places: where either phrase stands.
        counts: how many texts hold either phrase.
        texts: examples, of which the shortest is taken.
    """
    special, c_value = weights.termhood(choice.pair), weights.c_value(choice.pair)
    if special <= 0 or c_value < NESTED * choice.seen:
        return None
    uses = (usage(places[0], "id"), usage(places[1], "en"))
    whole = min(use.whole for use in uses)
    if whole <= FRAGMENT:
        return None
    alone = min(1.0, min(use.alone for use in uses) / ALONE)
    confidence = choice.sure * special * whole * alone
    return Candidate(
        uses[0].form,
        uses[1].form,
        _kind(uses),
        choice.seen,
        counts,
        round(confidence, 3),
        confidence * log2(1 + c_value) * _worth(uses),
        _example(texts),
        tuple((" ".join(key), n) for key, n in choice.others),
    )


def _kind(uses: tuple[Usage, Usage]) -> CandidateKind:
    if any(_is_acronym(use.form) for use in uses):
        return CandidateKind.ACRONYM
    return CandidateKind.NAME if all(use.capitals > 0.5 for use in uses) else CandidateKind.TERM


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


def _example(texts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The shortest that has both, but not a bare heading if there is another."""
    return min(texts, key=lambda pair: (min(map(len, pair)) < 40, len(pair[0]) + len(pair[1])))
