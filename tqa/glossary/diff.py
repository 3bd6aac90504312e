"""The differences between two glossaries, concept by concept."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tqa.model import Concept, Term

FIELDS = (
    "domain",
    "definition",
    "note",
    "flags",
    "cues",
    "confusable_with",
    "valid_from",
    "valid_until",
    "source",
)
Key = tuple[str, str]  # language and text of a term


class Change(NamedTuple):
    """One difference inside a concept: a term or a field, before and after; "" is not there."""

    what: str  # "id bengkel" for a term, else the name of a field
    before: str
    after: str


class ConceptDifference(NamedTuple):
    """A concept that was added, removed or changed."""

    concept: Concept  # as it is now, or was
    kind: str  # "added", "removed", "changed"
    changes: tuple[Change, ...] = ()


def diff(before: Iterable[Concept], after: Iterable[Concept]) -> Iterator[ConceptDifference]:
    """The differences, in the order of the new glossary, then what was removed.

    Concepts are the same if they have one id; where an id is gone, one with the same terms is
    taken for it renamed.
    """
    old = {concept.id: concept for concept in before}
    new = {concept.id: concept for concept in after}
    renamed = _renamed(old, new)
    for concept in new.values():
        origin = old.get(concept.id) or old.get(renamed.get(concept.id, ""))
        if origin is None:
            yield ConceptDifference(concept, "added")
        elif changes := tuple(_changes(origin, concept)):
            yield ConceptDifference(concept, "changed", changes)
    gone = old.keys() - new.keys() - set(renamed.values())
    for concept in old.values():
        if concept.id in gone:
            yield ConceptDifference(concept, "removed")


def _renamed(old: dict[str, Concept], new: dict[str, Concept]) -> dict[str, str]:
    """New ids -> the ids that concepts of the same terms had before."""
    lost = {frozenset(terms_of(old[id])): id for id in old.keys() - new.keys()}
    fresh = (id for id in new if id not in old)
    return {id: lost[key] for id in fresh if (key := frozenset(terms_of(new[id]))) in lost}


def terms_of(concept: Concept) -> dict[Key, Term]:
    """The terms of a concept by language and text."""
    return {(term.lang, term.text): term for term in concept.terms}


def said(term: Term | None) -> str:
    """A description of a term in words; "" for none."""
    if term is None:
        return ""
    words = [term.status.value, term.pos, "case-sensitive" if term.case_sensitive else ""]
    words.append("" if term.matching.value == "inflected" else term.matching.value)
    return " ".join(filter(None, words))


def value_of(concept: Concept, name: str) -> str:
    """A field of a concept as text, "" if it is empty."""
    value = getattr(concept, name)
    if name == "cues":
        return "; ".join(f"{lang}: {', '.join(words)}" for lang, words in sorted(value.items()))
    return value if isinstance(value, str) else ", ".join(sorted(value))


def _changes(before: Concept, after: Concept) -> Iterator[Change]:
    if before.id != after.id:
        yield Change("concept", before.id, after.id)
    old, new = terms_of(before), terms_of(after)
    for key in dict.fromkeys((*old, *new)):
        was, now = said(old.get(key)), said(new.get(key))
        if was != now:
            yield Change(" ".join(key), was, now)
    for name in FIELDS:
        was, now = value_of(before, name), value_of(after, name)
        if was != now:
            yield Change(name, was, now)
