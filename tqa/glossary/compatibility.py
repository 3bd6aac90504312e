"""Safe fixes of a glossary: entries and their replacements."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tqa.model import Concept


class EntryChange(NamedTuple):
    """One entry of a file and its successor."""

    entry: Concept
    by: Concept | None  # None removes the entry


Correction = tuple[EntryChange, ...]  # edits that hold together: all of them or none


def compatible(corrections: Iterable[Correction]) -> list[EntryChange]:
    """The edits of corrections that touch no entry twice: the first come first."""
    taken: set[int] = set()
    edits: list[EntryChange] = []
    for correction in corrections:
        entries = {id(edit.entry) for edit in correction}
        if not entries & taken:
            taken |= entries
            edits += correction
    return edits


def replaced(concepts: Iterable[Concept], edits: Sequence[EntryChange]) -> Iterator[Concept]:
    """The concepts after the edits, each of which is made once."""
    pending: dict[tuple[str, int], list[EntryChange]] = {}
    for edit in edits:
        pending.setdefault((edit.entry.id, edit.entry.line), []).append(edit)
    for concept in concepts:
        waiting = pending.get((concept.id, concept.line), [])
        found = next((edit for edit in waiting if edit.entry == concept), None)
        if found is None:
            yield concept
            continue
        waiting.remove(found)
        if found.by is not None:
            yield found.by
