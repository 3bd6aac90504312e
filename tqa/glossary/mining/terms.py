"""The terms of texts of one language: noun phrases that weigh enough to look for a translation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log2
from typing import NamedTuple

from tqa.glossary.mining.candidates import ALONE, FRAGMENT, NESTED
from tqa.glossary.mining.pairing import Key
from tqa.glossary.mining.sentences import Phrase, Sentence
from tqa.glossary.mining.termhood import PhraseWeights, termhood
from tqa.glossary.mining.usage import usage


class TermCandidate(NamedTuple):
    """A noun phrase that may be a term."""

    key: Key
    form: str  # as it is written most of the time
    seen: int  # how often it stands there
    named: bool  # whether it is mostly written with capitals: a name or an acronym
    weight: float  # by which terms are sorted: termhood and weight in the texts


class Terms(NamedTuple):
    """The terms of texts, the weightiest first."""

    best: tuple[TermCandidate, ...]
    places: dict[Key, list[tuple[Sentence, Phrase]]]  # of every phrase
    weights: PhraseWeights


def terms(texts: Iterable[Sentence], lang: str, least: int, most: int) -> Terms:
    """The terms that stand in texts at least so often, and the best so many of them."""
    places: dict[Key, list[tuple[Sentence, Phrase]]] = defaultdict(list)
    words: Counter[str] = Counter()
    for sentence in texts:
        words.update(sentence.keys)
        for phrase in sentence.phrases:
            places[sentence.of(phrase)].append((sentence, phrase))
    counts = {key: len(found) for key, found in places.items() if len(found) >= least}
    weights = PhraseWeights(words, counts, lang)

    def found() -> Iterator[TermCandidate]:
        for key, count in counts.items():
            special, c_value = termhood(weights.special(key), key), weights.c_value(key)
            if special <= 0 or c_value < NESTED * count:
                continue
            use = usage(places[key], lang)
            if use.whole > FRAGMENT:
                alone = min(1.0, use.alone / ALONE)
                weight = special * use.whole * alone * log2(1 + c_value)
                named = use.capitals > 0.5 or use.form.isupper()
                yield TermCandidate(key, use.form, count, named, weight)

    best = sorted(found(), key=lambda term: (-term.weight, term.key))
    return Terms(tuple(best[:most]), dict(places), weights)
