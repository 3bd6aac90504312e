"""A termbase as text that is read back in a tenth of the time: concepts stay lines until asked for.

Plain data alone, JSON and words: reading runs no code, whoever wrote the file.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, overload

from tqa.glossary.facts import Facts
from tqa.glossary.index_layout import Entries, Plan
from tqa.model import Concept, Matching, Status, Term

MAGIC = b"tqa termbase 2 "
_SECTION = "\x1e"  # between sections: neither JSON nor a word holds it
_LANGS = ("id", "en")


class StoredConcepts(Sequence[Concept]):
    """Concepts that are made of their lines when they are asked for."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._made: dict[int, Concept] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Concept: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Concept]: ...
    def __getitem__(self, at: int | slice) -> Concept | Sequence[Concept]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = _concept(json.loads(self._lines[at]))
        return found

    def __iter__(self) -> Iterator[Concept]:
        return map(self.__getitem__, range(len(self)))


class Stored(NamedTuple):
    """What a file holds."""

    concepts: StoredConcepts
    facts: Facts
    plans: Mapping[str, Plan]


def dump(concepts: Sequence[Concept], facts: Facts, plans: Mapping[str, Plan]) -> bytes:
    """A termbase as a file."""
    sections = ["\n".join(json.dumps(_row(concept)) for concept in concepts), json.dumps(facts)]
    for lang in _LANGS:
        plan = plans[lang]
        for entries in plan.first:
            sections.append("\n".join(entries))
            sections.append("\n".join(entries.values()))
        for words in (plan.solid, plan.heads, plan.compounds, plan.cores):
            sections.append("\n".join(sorted(words)))
        sections.append("\n".join(map(str, plan.patterns)))
    body = _SECTION.join(sections).encode("utf-8", "surrogatepass")
    return MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def load(data: bytes) -> Stored:
    """The termbase of a file.

    Raises:
        ValueError: it is no such file, or damaged.
    """
    head, _, body = data.partition(b"\n")
    if head != MAGIC + hashlib.sha256(body).hexdigest().encode():
        raise ValueError("no stored termbase")
    sections = iter(
        [part.decode("utf-8", "surrogatepass") for part in body.split(_SECTION.encode())]
    )
    concepts = StoredConcepts(_lines(next(sections)))
    facts = Facts(*json.loads(next(sections)))
    return Stored(concepts, facts, {lang: _plan(sections) for lang in _LANGS})


def _plan(sections: Iterator[str]) -> Plan:
    first = tuple(_entries(next(sections), next(sections)) for _ in range(3))
    solid, heads, compounds, cores = (set(_lines(next(sections))) for _ in range(4))
    patterns = [int(ref) for ref in _lines(next(sections))]
    assert len(first) == 3
    return Plan((first[0], first[1], first[2]), solid, heads, compounds, cores, patterns)


def _entries(words: str, entries: str) -> Entries:
    return dict(zip(_lines(words), _lines(entries), strict=True))


def _lines(section: str) -> list[str]:
    return section.split("\n") if section else []


def _row(concept: Concept) -> list[object]:
    terms = [
        [t.text, t.lang, t.status.value, t.pos, t.case_sensitive, t.matching.value]
        for t in concept.terms
    ]
    return [
        concept.id,
        terms,
        concept.domain,
        concept.definition,
        concept.note,
        sorted(concept.flags),
        dict(concept.cues),
        concept.confusable_with,
        concept.valid_from,
        concept.valid_until,
        concept.source,
        concept.file,
        concept.line,
        concept.bundled,
    ]


def _concept(row: list[Any]) -> Concept:
    id, terms, domain, definition, note, flags, cues, confusable_with, *rest = row
    return Concept(
        id,
        tuple(Term(t[0], t[1], Status(t[2]), t[3], t[4], Matching(t[5])) for t in terms),
        domain,
        definition,
        note,
        frozenset(flags),
        {lang: tuple(words) for lang, words in cues.items()},
        tuple(confusable_with),
        *rest,
    )
