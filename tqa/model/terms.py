"""Concepts of a glossary and their terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Status(Enum):
    """The administrative status of a term (ISO 30042)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"

    @property
    def allowed(self) -> bool:
        """Whether a translation may use a term of this status."""
        return self is Status.PREFERRED or self is Status.ADMITTED


class Matching(Enum):
    """How a term is matched in text."""

    INFLECTED = "inflected"  # any inflected or reduplicated form
    EXACT = "exact"  # as written
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase that names a concept in one language."""

    text: str
    lang: str
    status: Status = Status.PREFERRED
    pos: str = ""
    case_sensitive: bool = False
    matching: Matching = Matching.INFLECTED


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a glossary (ISO 30042 concept entry)."""

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    definition: str = ""
    note: str = ""
    flags: frozenset[str] = frozenset()  # do-not-translate, name, required, ...
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # language -> context words
    confusable_with: tuple[str, ...] = ()
    valid_from: str = ""  # ISO 8601 dates, inclusive
    valid_until: str = ""
    source: str = ""
    file: str = ""
    line: int = 0
    bundled: bool = False  # from a glossary that comes with tqa, not from the project

    def terms_in(self, lang: str, *statuses: Status) -> tuple[Term, ...]:
        """The terms of one language with one of these statuses; with any, if none is given."""
        terms = [term for term in self.terms if term.lang == lang]
        return tuple([term for term in terms if term.status in statuses] if statuses else terms)
