"""Consistency of terms with the glossary."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tqa.scoring.metric import metric
from tqa.scoring.metrics._term_consistency import Occurrence, TermConsistency


@metric
@dataclass(frozen=True)
class TermConsistencyPredefined(TermConsistency):
    """Consistency (Semenov and Bojar 2022) with the glossary: its allowed terms are right.

    A mention whose rendering is not recognised is wrong here, and so counted.
    """

    key = "term-consistency-predefined"
    kind: ClassVar[str] = "predefined"

    def agreements(self, occurrences: Sequence[Occurrence]) -> list[bool | None]:
        return [each.rendering in each.allowed for each in occurrences]
