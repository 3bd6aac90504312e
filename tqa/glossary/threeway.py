"""Two versions of a glossary made one, by what each changed since their common origin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tqa.glossary.diff import FIELDS, Change, said, terms_of, value_of
from tqa.model import Concept, Term


class Conflict(NamedTuple):
    """Both sides changed one thing, and not in the same way: ours was kept."""

    concept: str  # its id
    change: Change  # what of it; before: ours, after: theirs


class Merged(NamedTuple):
    """A merged glossary and what people must decide."""

    concepts: tuple[Concept, ...]
    conflicts: tuple[Conflict, ...]


def merge3(base: Iterable[Concept], ours: Iterable[Concept], theirs: Iterable[Concept]) -> Merged:
    """Ours with the changes of theirs, in our order and then theirs.

    Terms are merged one by one, and fields, too. Without a base, what only one side has is
    taken for added.
    """
    conflicts: list[Conflict] = []
    old, _ = _by_id(base)
    mine, again = _by_id(ours)
    other, _ = _by_id(theirs)
    merged = []
    for id in dict.fromkeys((*mine, *other)):
        one = _concept(old.get(id), mine.get(id), other.get(id), conflicts)
        if one is not None:
            merged.append(one)
    conflicts += [Conflict(c.id, Change("concept", "there twice", "")) for c in again]
    return Merged((*merged, *again), tuple(conflicts))


def _by_id(concepts: Iterable[Concept]) -> tuple[dict[str, Concept], list[Concept]]:
    """The concepts by id, and those whose id another one had before."""
    found: dict[str, Concept] = {}
    again = [
        concept for concept in concepts if found.setdefault(concept.id, concept) is not concept
    ]
    return found, again


def _concept(
    old: Concept | None, mine: Concept | None, other: Concept | None, conflicts: list[Conflict]
) -> Concept | None:
    """One concept of three versions; None where it is to be gone."""
    if mine is None or other is None:
        kept = mine or other
        assert kept is not None  # the id is of one of the two
        if old is None:
            return kept  # added on one side
        if _same(old, kept):
            return None  # removed on the other side
        before, after = ("", "changed") if mine is None else ("changed", "")
        conflicts.append(Conflict(kept.id, Change("concept", before, after)))
        return kept
    terms = _terms(old, mine, other, conflicts)
    fields: dict[str, Any] = {}
    for name in FIELDS:
        was, ours, theirs = (value_of(c, name) if c else "" for c in (old, mine, other))
        if ours == was or (old is None and not ours):
            fields[name] = getattr(other, name)
        elif theirs not in (was, ours):
            conflicts.append(Conflict(mine.id, Change(name, ours, theirs)))
    return replace(mine, terms=tuple(terms), **fields)


def _same(one: Concept, other: Concept) -> bool:
    return terms_of(one) == terms_of(other) and all(
        value_of(one, name) == value_of(other, name) for name in FIELDS
    )


def _terms(
    old: Concept | None, mine: Concept, other: Concept, conflicts: list[Conflict]
) -> Sequence[Term]:
    was: Mapping[tuple[str, str], Term] = terms_of(old) if old else {}
    ours, theirs = terms_of(mine), terms_of(other)
    kept = []
    for key in dict.fromkeys((*ours, *theirs)):
        before, here, there = said(was.get(key)), said(ours.get(key)), said(theirs.get(key))
        if here in (before, there) or (old is None and not here):
            chosen = theirs.get(key)
        else:
            chosen = ours.get(key)
            if there != before and not (old is None and not there):
                conflicts.append(Conflict(mine.id, Change(" ".join(key), here, there)))
        if chosen:
            kept.append(chosen)
    return kept
