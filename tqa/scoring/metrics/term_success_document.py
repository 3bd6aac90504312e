"""Success rate of terms by document."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._term_hits import hits, once
from tqa.scoring.metrics._terms import TermMetric, documents_of, finder_of, uses_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class TermSuccessDocument(TermMetric):
    """Terminology success rate by document (WMT 2025, track 2), in percent.

    For each term of a document: how often the hypothesis has it to how often the source has it,
    at most 1; then the mean over the terms of all documents. Without documents the whole
    test set is one.
    Statistics: the term's value and 1, parted over the segments that hold the term by their
    mentions, so that they add up over any segments.
    """

    key = "term-success-doc"

    @property
    def name(self) -> str:
        return "TermSuccDoc"

    @property
    def segmentwise(self) -> bool:
        return False  # a document counts as a whole

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        rows: NDArray[Any] = np.zeros((len(hypothesis), 2))
        for document in _documents(material, len(hypothesis)):
            self._fill(rows, document, hypothesis, material)
        return rows

    def _fill(
        self,
        rows: "NDArray[Any]",
        document: Sequence[int],
        hypothesis: Segments,
        material: Material,
    ) -> None:
        """The statistics of one document.

        A term is looked for in all of it, not only in the segments whose source has it.
        """
        every = uses_of(material)
        uses = [use for at in document for use in every[at]]
        wanted = Counter(use.concept for use in uses)
        texts = [hypothesis.texts[at] for at in document] if uses else ()
        found = hits(once(uses), texts, finder_of(material, self.inflected, True))
        for at in document:
            for use in every[at]:
                mentions = wanted[use.concept]
                rows[at] += (min(found[use.concept] / mentions, 1) / mentions, 1 / mentions)

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        return {"matched": float(totals[0]), "terms": round(float(totals[1]))}


def _documents(material: Material, segments: int) -> list[list[int]]:
    """The segments of each document."""
    found: dict[str, list[int]] = {}
    for at, document in enumerate(documents_of(material, segments)):
        found.setdefault(document, []).append(at)
    return list(found.values())
