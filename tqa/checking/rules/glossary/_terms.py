"""Terms of a glossary by their text: what the rules of this family look up."""

from collections.abc import Iterable
from typing import NamedTuple

from tqa.model import Concept, Term


class TermUse(NamedTuple):
    """A term and the concept that has it."""

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


def told_apart(one: Concept, other: Concept, lang: str) -> bool:
    """Whether something tells two concepts apart that share a term of this language.

    Context words of either, a confusable named, or times that do not overlap.
    """
    if one.cues.get(lang) or other.cues.get(lang) or related(one, other):
        return True
    early, late = sorted((one, other), key=lambda concept: concept.valid_from)
    return bool(early.valid_until and late.valid_from and early.valid_until <= late.valid_from)
