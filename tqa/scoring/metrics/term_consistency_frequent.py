"""Consistency of terms with the most frequent rendering."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tqa.scoring.metric import metric
from tqa.scoring.metrics._term_consistency import Occurrence, TermConsistency, agreeing


@metric
@dataclass(frozen=True)
class TermConsistencyFrequent(TermConsistency):
    """Consistency (Semenov and Bojar 2022) with the commonest rendering in the document."""

    key = "term-consistency-frequent"
    kind: ClassVar[str] = "frequent"

    def agreements(self, occurrences: Sequence[Occurrence]) -> list[bool | None]:
        counts: dict[Hashable, Counter[str]] = {}
        for each in occurrences:
            if each.rendering:
                counts.setdefault(each.term, Counter())[each.rendering] += 1
        chosen = {term: own.most_common(1)[0][0] for term, own in counts.items()}
        return agreeing(occurrences, chosen)
