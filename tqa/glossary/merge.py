"""A project's glossary over the bundled ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tqa.model import Concept, Term

_Key = tuple[str, str]  # language, lower-case text


def merge(own: Sequence[Concept], bundled: Iterable[Concept]) -> Iterator[Concept]:
    """The project's concepts, then the bundled ones that they leave in force.

    A project's concept replaces a bundled one of the same id, or one whose main term in either
    language it allows, or with which it has allowed terms of both languages in common.
    Where both agree on a term in both languages it inherits what its own row leaves empty: cues,
    confusable concepts, and terms not to be used. A term that the project allows is no longer
    discouraged by a bundled concept.
    """
    bundled = tuple(bundled)
    if not own or not bundled:
        yield from (*own, *bundled)
        return
    allowed: dict[_Key, int] = {}
    for at, concept in enumerate(own):
        for key in _allowed(concept):
            allowed.setdefault(key, at)
    ids = {concept.id: at for at, concept in enumerate(own)}
    heirs = list(own)
    renamed: dict[str, str] = {}
    rest = []
    for concept in bundled:
        at = ids.get(concept.id, _rival(concept, own, allowed))
        if at < 0:
            rest.append(_without(concept, allowed))
            continue
        renamed.setdefault(concept.id, own[at].id)
        if _agree(concept, own[at]):
            heirs[at] = _heir(heirs[at], concept, allowed)
    for concept in (*heirs, *rest):
        yield _renamed(concept, renamed)


def _rival(concept: Concept, own: Sequence[Concept], allowed: dict[_Key, int]) -> int:
    """The place of the first project concept that replaces a bundled one, -1 where none does."""
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        keys = [(lang, term.text.lower()) for term in concept.terms_in(lang) if term.status.allowed]
        if keys and keys[0] in allowed:
            return allowed[keys[0]]
        for key in keys[1:]:
            if key in allowed and _agree(concept, own[allowed[key]]):
                return allowed[key]
    return -1


def _agree(concept: Concept, other: Concept) -> bool:
    """Whether two concepts have allowed terms of two languages in common."""
    return len({lang for lang, _ in _allowed(concept) & _allowed(other)}) > 1


def _allowed(concept: Concept) -> set[_Key]:
    return {(term.lang, term.text.lower()) for term in concept.terms if term.status.allowed}


def _without(concept: Concept, allowed: dict[_Key, int]) -> Concept:
    """A bundled concept without discouraging what the project allows."""
    if all(_stays(term, allowed) for term in concept.terms):
        return concept
    return replace(concept, terms=tuple(t for t in concept.terms if _stays(t, allowed)))


def _stays(term: Term, allowed: dict[_Key, int]) -> bool:
    return term.status.allowed or (term.lang, term.text.lower()) not in allowed


def _heir(concept: Concept, ancestor: Concept, allowed: dict[_Key, int]) -> Concept:
    discouraged = tuple(t for t in ancestor.terms if not t.status.allowed and _stays(t, allowed))
    known = {(term.lang, term.text.lower()) for term in concept.terms}
    added = tuple(t for t in discouraged if (t.lang, t.text.lower()) not in known)
    return replace(
        concept,
        terms=concept.terms + added,
        cues=concept.cues or ancestor.cues,
        confusable_with=concept.confusable_with or ancestor.confusable_with,
    )


def _renamed(concept: Concept, renamed: dict[str, str]) -> Concept:
    """A concept whose confusables are named by the ids now in force."""
    names = tuple(renamed.get(id, id) for id in concept.confusable_with)
    return concept if names == concept.confusable_with else replace(concept, confusable_with=names)
