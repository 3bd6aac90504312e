"""Noun phrases of one language and those of the other that they are translated by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tqa.glossary.mining.alignment import Links, WordAligner
from tqa.glossary.mining.sentences import Phrase, Sentence, key
from tqa.lang.evidence.cognates import skeleton
from tqa.lang.forms.morphology import bases
from tqa.lang.forms.translations import translations

_COGNATE = 5  # letters of a skeleton that cognates share

Key = tuple[str, ...]  # the keys of the words of a phrase
PairKey = tuple[Key, Key]


class Numbered:
    """Words as numbers, each a number of its own."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}

    def of(self, words: Iterable[str]) -> list[int]:
        return [self.words.setdefault(word, len(self.words)) for word in words]


class PairPlace(NamedTuple):
    """Where a pair stands: the bead and the two phrases."""

    bead: int
    id: Phrase
    en: Phrase


@dataclass(slots=True)
class Counts:
    """What was counted in a bitext."""

    beads: int = 0
    phrases: tuple[Counter[Key], Counter[Key]] = field(
        default_factory=lambda: (Counter(), Counter())
    )
    pairs: dict[PairKey, list[PairPlace]] = field(default_factory=dict)


def count(beads: Sequence[tuple[Sentence, Sentence]]) -> Counts:
    """Phrases and pairs of phrases of beads (Indonesian, English)."""
    ids, ens = Numbered(), Numbered()
    numbered = [(ids.of(a.keys), ens.of(b.keys)) for a, b in beads]
    aligner = WordAligner(numbered, lexical(ids.words, ens.words))
    counts = Counts(len(beads))
    for n, (bead, numbers) in enumerate(zip(beads, numbered, strict=True)):
        for side, counter in zip(bead, counts.phrases, strict=True):
            counter.update({side.of(phrase) for phrase in side.phrases})
        for one, other in _pairs(*bead, aligner.links(numbers)):
            pair = (bead[0].of(one), bead[1].of(other))
            counts.pairs.setdefault(pair, []).append(PairPlace(n, one, other))
    return counts


def _pairs(ids: Sentence, ens: Sentence, links: Links) -> Iterator[tuple[Phrase, Phrase]]:
    """The pairs of phrases of a bead: what the lexicon has as a phrase is not taken apart."""
    listed = dict(_listed(ids, ens))
    whole = set(listed.values())
    yield from listed.items()
    for one, other in linked(ids.phrases, ens.phrases, links):
        if one not in listed and other not in whole:
            yield one, other


def _listed(ids: Sentence, ens: Sentence) -> Iterator[tuple[Phrase, Phrase]]:
    """The phrases of several words with the translation that the lexicon has, if it is there."""
    there = {ens.of(phrase): phrase for phrase in reversed(ens.phrases)}
    for phrase in ids.phrases:
        if phrase.end - phrase.start > 1:
            for key in translated(ids.of(phrase)):
                if key in there:
                    yield phrase, there[key]
                    break


@lru_cache(maxsize=65536)
def translated(phrase: Key) -> tuple[Key, ...]:
    """The translations of a phrase, as keys of their words."""
    return tuple(
        tuple(key(word, "en") for word in other.split())
        for other in translations(" ".join(phrase), "id")
    )


def linked(
    ids: Sequence[Phrase], ens: Sequence[Phrase], links: Links
) -> Iterator[tuple[Phrase, Phrase]]:
    """The pairs of phrases that no link leaves (Och & Ney 2004), their outer words linked."""
    there = set(ens)
    of_id: dict[int, list[int]] = {}
    of_en: dict[int, list[int]] = {}
    for one, other in links:
        of_id.setdefault(one, []).append(other)
        of_en.setdefault(other, []).append(one)
    for phrase in ids:
        start, end = phrase
        if start not in of_id or end - 1 not in of_id:
            continue
        reached = [other for n in range(start, end) for other in of_id.get(n, ())]
        opposite = Phrase(min(reached), max(reached) + 1)
        if opposite not in there:
            continue
        back = [n for other in range(*opposite) for n in of_en.get(other, ())]
        if min(back) >= start and max(back) < end:
            yield phrase, opposite


def lexical(ids: Iterable[str], ens: Iterable[str]) -> dict[tuple[int, int], float]:
    """What the lexicon, cognates and equal words say of which word translates which."""
    known = {word: n for n, word in enumerate(ens)}
    stems: dict[str, list[int]] = {}
    for word, n in known.items():
        stem = skeleton(word, "en")[:_COGNATE]
        if len(stem) == _COGNATE:
            stems.setdefault(stem, []).append(n)
    found: dict[tuple[int, int], float] = {}
    for n, word in enumerate(ids):
        for translated in translations(word, "id"):
            parts = translated.split()
            for part in parts:
                for form in dict.fromkeys((part, *bases(part, "en")[:3])):
                    if form in known:
                        found[n, known[form]] = 3.0 / len(parts)
        stem = skeleton(word, "id")[:_COGNATE]
        for m in stems.get(stem, ()) if len(stem) == _COGNATE else ():
            found.setdefault((n, m), 1.0)
        if word in known:
            found[n, known[word]] = 3.0
    return found
