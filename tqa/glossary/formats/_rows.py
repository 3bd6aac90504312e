"""Concepts as rows of a table: what TSV, CSV and XLSX share."""

from collections.abc import Iterable, Sequence

from tqa.glossary.table import COLUMNS as _KNOWN
from tqa.glossary.table import SEPARATOR, is_acronym
from tqa.model import Concept, Matching, Status, Term

_FIRST = ("concept", "id", "en")
COLUMNS = (*_FIRST, *(column for column in _KNOWN if column not in _FIRST))  # in order of a file
Row = dict[str, str]


def rows_of(concepts: Iterable[Concept]) -> list[Row]:
    """A row of named cells for each concept."""
    return [_row(concept) for concept in concepts]


def _row(concept: Concept) -> Row:
    row: Row = {"concept": concept.id}
    for term in concept.terms:
        status = "" if term.status is Status.PREFERRED else f"_{term.status.value}"
        column = f"{term.lang}{status}"
        row[column] = f"{row[column]}{SEPARATOR}{term.text}" if column in row else term.text
    row["flags"] = ",".join(sorted(concept.flags | _ways(concept.terms)))
    for lang, cues in concept.cues.items():
        row[f"{lang}_cues"] = SEPARATOR.join(cues)
    row["confusable_with"] = SEPARATOR.join(concept.confusable_with)
    for name in ("domain", "definition", "note", "valid_from", "valid_until", "source"):
        row[name] = getattr(concept, name)
    return row


def _ways(terms: Sequence[Term]) -> set[str]:
    """The flags that say how the terms are matched, where all are matched alike."""
    flags = {term.matching.value for term in terms} - {Matching.INFLECTED.value}
    if any(term.case_sensitive and not is_acronym(term.text) for term in terms):
        flags.add("case-sensitive")
    return flags
