"""A termbase: the concepts of one or more glossaries, and finding their terms in text."""

from collections.abc import Iterable, Mapping

from tqa.model import Concept


class Termbase:
    """Concepts indexed for finding their terms in text."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self.concepts = tuple(concepts)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "Termbase":
        """A termbase from table rows (the columns of a glossary table)."""
        raise NotImplementedError
