"""Exact-match accuracy of terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._terms import TermMetric, by_term, places_of, uses_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class TermExact(TermMetric):
    """Exact-match accuracy (Alam et al. 2021): source terms that the hypothesis renders, of all.

    Each mention of a term needs a place of its own in the hypothesis, of any allowed target:
    whole tokens with their capitals, or else another form of the same word.
    Statistics: mentions rendered, mentions, mentions rendered as written.
    """

    key = "term-exact"

    lowercase: bool = False  #: capitals do not matter

    @property
    def name(self) -> str:
        return "TermAcc"

    def traits(self) -> Mapping[str, object]:
        return {"case": "lc" if self.lowercase else "mixed", "infl": self.inflected}

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        rows = [
            (
                sum(place is not None for place in places),
                len(places),
                sum(place is not None and place.literal for place in places),
            )
            for places in places_of(hypothesis, material, self.inflected, self.lowercase)
        ]
        return np.array(rows, np.float64)

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        matched, terms, literal = map(int, totals)
        return {"matched": matched, "terms": terms, "as_written": literal}

    def tables(self, hypothesis: Segments, material: Material) -> Mapping[str, object]:
        found = places_of(hypothesis, material, self.inflected, self.lowercase)
        right = [[int(place is not None) for place in places] for places in found]
        return {"by_term": by_term(uses_of(material), right)}
