"""Facts about all concepts of a termbase."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqa.model import Concept

_MIN_SHORT_NAME = 5  # letters


class Facts(NamedTuple):
    """Plain data: concepts are identified by their positions."""

    ids: list[str]
    contested: list[int]  # concepts that allow what another one forbids
    confusing: list[int]  # concepts that name confusables
    short_names: list[str]  # names of one word of concepts that also have a longer one


def facts_of(concepts: Sequence[Concept]) -> Facts:
    """What is asked of all concepts together."""
    banned = {
        (term.lang, term.text.lower())
        for concept in concepts
        for term in concept.terms
        if not term.status.allowed
    }
    contested = [
        n
        for n, concept in enumerate(concepts if banned else ())
        if any(t.status.allowed and (t.lang, t.text.lower()) in banned for t in concept.terms)
    ]
    confusing = [n for n, concept in enumerate(concepts) if concept.confusable_with]
    short = {name for concept in concepts for name in _short_names(concept)}
    return Facts([concept.id for concept in concepts], contested, confusing, sorted(short))


def _short_names(concept: Concept) -> Iterator[str]:
    if any(" " in term.text for term in concept.terms):
        for term in concept.terms:
            name = term.status.allowed and term.text[:1].isupper() and " " not in term.text
            if name and len(term.text) >= _MIN_SHORT_NAME:
                yield term.text
