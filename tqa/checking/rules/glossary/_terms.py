"""Lookup of the terms of a glossary by their text, for the rules of this family."""

from collections.abc import Iterable
from typing import NamedTuple

from tqa.model import Concept, Term


class TermUse(NamedTuple):
    """A term and its concept."""

    concept: Concept
    term: Term


def by_text(concepts: Iterable[Concept]) -> dict[tuple[str, str], list[TermUse]]:
    """The uses of each term, by language and text in lower case, in the order of the glossary."""
    found: dict[tuple[str, str], list[TermUse]] = {}
    for concept in concepts:
        for term in dict.fromkeys(concept.terms):
            found.setdefault((term.lang, term.text.lower()), []).append(TermUse(concept, term))
    return found


def related(one: Concept, other: Concept) -> bool:
    """Whether one of two concepts names the other as its confusable."""
    return other.id in one.confusable_with or one.id in other.confusable_with


def distinguished(one: Concept, other: Concept, lang: str) -> bool:
    """Whether two concepts that share a term of language `lang` can be distinguished in a text.

    That is so if either has context words or names the other as its confusable, or if their
    times of validity do not overlap.
    """
    if one.cues.get(lang) or other.cues.get(lang) or related(one, other):
        return True
    early, late = sorted((one, other), key=lambda concept: concept.valid_from)
    return bool(early.valid_until and late.valid_from and early.valid_until <= late.valid_from)
