"""What a format has no place for, as notes of `key: value` that people can read, too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from tqa.glossary.table import is_acronym
from tqa.model import Concept, Matching, Status, Term

_BETWEEN = " | "
_TEXTS = ("domain", "definition", "source", "valid_from", "valid_until")
_SENSITIVE = "case-sensitive"


class Key(NamedTuple):
    """A term of a concept."""

    lang: str
    text: str


def notes_of(concept: Concept, *, kept: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """The properties of a concept as keys and values, but for those that the format has `kept`.

    `status` and `pos` among the kept ones spare the notes about its terms' status and parts of
    speech. Whether an acronym is case-sensitive goes without saying.
    """
    held = set(kept)
    for name in _TEXTS:
        if name not in held and (value := getattr(concept, name)):
            yield name.replace("_", "-"), value
    for line in () if "note" in held else concept.note.split("\n"):
        if line:
            yield "note", line
    if concept.flags:
        yield "flags", " ".join(sorted(concept.flags))
    for lang, cues in concept.cues.items():
        if cues:
            yield f"cues-{lang}", _BETWEEN.join(cues)
    if "confusable_with" not in held and concept.confusable_with:
        yield "confusable-with", _BETWEEN.join(concept.confusable_with)
    yield from _of_terms(concept.terms, held)


def _of_terms(terms: Iterable[Term], held: set[str]) -> Iterator[tuple[str, str]]:
    said: dict[str, list[str]] = {}
    for term in terms:
        if "status" not in held and term.status is not Status.PREFERRED:
            said.setdefault(f"{term.status.value}-{term.lang}", []).append(term.text)
        if "pos" not in held and term.pos:
            said.setdefault(f"pos-{term.pos}", []).append(term.text)
        if term.case_sensitive != is_acronym(term.text):
            no = "" if term.case_sensitive else "not-"
            said.setdefault(f"{no}{_SENSITIVE}", []).append(term.text)
        if term.matching is not Matching.INFLECTED:
            said.setdefault(term.matching.value, []).append(term.text)
    for key, texts in said.items():
        yield key, _BETWEEN.join(dict.fromkeys(texts))


def with_notes(concept: Concept, notes: Iterable[tuple[str, str]]) -> Concept:
    """The concept with what the notes say of it and of its terms; unknown keys are plain notes."""
    terms = {Key(term.lang, term.text): _plain(term) for term in concept.terms}
    fields: dict[str, object] = {}
    cues = dict(concept.cues)
    lines = [concept.note] if concept.note else []
    for key, value in notes:
        name, _, rest = key.partition("-")
        listed = value.split(_BETWEEN)
        if key.replace("-", "_") in _TEXTS:
            fields[key.replace("-", "_")] = value
        elif key == "flags":
            fields["flags"] = concept.flags | frozenset(value.split())
        elif name == "cues":
            cues[rest] = tuple(listed)
        elif key == "confusable-with":
            fields["confusable_with"] = tuple(listed)
        elif not _note_terms(terms, key, listed):
            lines.append(value if key == "note" else f"{key}: {value}")
    note = "\n".join(lines)
    return replace(concept, terms=tuple(terms.values()), cues=cues, note=note, **fields)  # type: ignore[arg-type]


def _plain(term: Term) -> Term:
    return replace(term, case_sensitive=is_acronym(term.text))


_STATUSES: Mapping[str, Status] = {status.value: status for status in Status}
_MATCHINGS: Mapping[str, Matching] = {matching.value: matching for matching in Matching}


def _note_terms(terms: dict[Key, Term], key: str, texts: list[str]) -> bool:
    """Apply a note about terms; false where it is none."""
    name, _, rest = key.partition("-")
    if name in _STATUSES and rest:
        for text in texts:
            at = Key(rest, text)
            known = terms.get(at) or _plain(Term(text, rest))
            terms[at] = replace(known, status=_STATUSES[name])
        return True
    changes: dict[str, object] = {}
    if key in _MATCHINGS:
        changes["matching"] = _MATCHINGS[key]
    elif key.removeprefix("not-") == _SENSITIVE:
        changes["case_sensitive"] = key == _SENSITIVE
    elif name == "pos" and rest:
        changes["pos"] = rest
    for at, term in terms.items() if changes else ():
        if at.text in texts:
            terms[at] = replace(term, **changes)  # type: ignore[arg-type]
    return bool(changes)
