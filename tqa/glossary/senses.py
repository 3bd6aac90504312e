"""Which sense of an ambiguous term a text means, by the context words of the glossary."""

import re
from collections.abc import Collection, Iterable, Sequence, Set
from functools import lru_cache
from itertools import chain

from tqa.glossary.forms import spelt
from tqa.lang.words.known import TEXTS, Known
from tqa.lang.words.tokens import written
from tqa.model import Concept

_ATOM = re.compile(r"[^\W_]+")

Context = tuple[str, str]  # a text and its language


@lru_cache(maxsize=TEXTS)
def vocabulary(text: str, lang: str) -> frozenset[str]:
    """The words of a text with all their base forms, in lower case."""
    known = _spelt(lang)
    return frozenset(chain.from_iterable(known.of(written(text))))


@lru_cache(maxsize=4)
def _spelt(lang: str) -> Known[Collection[str]]:
    """The base forms of a word as a text has it; of one with a hyphen, those of its parts."""

    def find(word: str) -> Collection[str]:
        atoms = _ATOM.findall(word.lower())
        several = [spelt(atom, lang) for atom in atoms]
        return several[0] if len(several) == 1 else frozenset().union(*several)

    return Known(find)


@lru_cache(maxsize=4096)
def _atoms(text: str) -> tuple[str, ...]:
    return tuple(_ATOM.findall(text.lower()))


def says(phrase: str, vocabulary: frozenset[str]) -> bool:
    """Whether all words of a phrase are in a vocabulary."""
    atoms = _atoms(phrase)
    return bool(atoms) and vocabulary.issuperset(atoms)


def says_any(phrases: Set[str], vocabulary: frozenset[str]) -> bool:
    """Whether all words of any of some phrases in lower case are in a vocabulary."""
    if not vocabulary.isdisjoint(phrases):
        return True
    several = [phrase for phrase in phrases if not phrase.isalnum()]
    return any(says(phrase, vocabulary) for phrase in several)


def cue_count(concept: Concept, contexts: Iterable[Context]) -> int:
    """How many of a concept's context words stand in texts."""
    count = 0
    for text, lang in contexts:
        cues = concept.cues.get(lang)
        if cues and text:
            known = vocabulary(text, lang)
            count += sum(says(cue, known) for cue in cues)
    return count


def likely(senses: Sequence[Concept], contexts: Sequence[Context]) -> tuple[Concept, ...]:
    """The senses that the context speaks for: several where it does not decide.

    Most cues win; where there are none at all, a sense that needs none.
    """
    if len(senses) < 2:
        return tuple(senses)
    if not any(concept.cues for concept in senses):
        return tuple(senses)
    counts = [cue_count(concept, contexts) for concept in senses]
    most = max(counts)
    if most:
        return tuple(c for c, count in zip(senses, counts, strict=True) if count == most)
    return tuple(c for c in senses if not c.cues) or tuple(senses)
