"""Consistency of terms with the first rendering."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tqa.scoring.metric import metric
from tqa.scoring.metrics._term_consistency import Occurrence, TermConsistency, agreeing


@metric
@dataclass(frozen=True)
class TermConsistencyFirst(TermConsistency):
    """Consistency (Semenov and Bojar 2022) with the first rendering in the document."""

    key = "term-consistency-first"
    kind: ClassVar[str] = "first"

    def agreements(self, occurrences: Sequence[Occurrence]) -> list[bool | None]:
        chosen: dict[Hashable, str] = {}
        for each in occurrences:
            if each.rendering:
                chosen.setdefault(each.term, each.rendering)
        return agreeing(occurrences, chosen)
