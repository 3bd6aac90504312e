"""Success rate of terms by segment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._term_hits import is_rendered, once
from tqa.scoring.metrics._terms import TermMetric, by_term, finder_of, uses_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class TermSuccess(TermMetric):
    """Terminology success rate by segment (WMT 2025, track 1), in percent.

    Of the different terms of each source segment, those that the hypothesis has: an allowed target
    anywhere in it whatever the capitals, also inside a word, or another form of it. One hit is
    enough for a term in a segment, however often it occurs.
    Statistics: terms with a hit, terms.
    """

    key = "term-success"

    @property
    def name(self) -> str:
        return "TermSucc"

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        rows = [(sum(hits), len(hits)) for hits in self._hits(hypothesis, material)]
        return np.array(rows, np.float64)

    def _hits(self, hypothesis: Segments, material: Material) -> list[list[bool]]:
        finder = finder_of(material, self.inflected, True)
        both = zip(uses_of(material), hypothesis.texts, strict=True)
        return [[is_rendered(use, text, finder) for use in once(uses)] for uses, text in both]

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        return {"matched": int(totals[0]), "terms": int(totals[1])}

    def tables(self, hypothesis: Segments, material: Material) -> Mapping[str, object]:
        uses = [once(each) for each in uses_of(material)]
        return {"by_term": by_term(uses, self._hits(hypothesis, material))}
