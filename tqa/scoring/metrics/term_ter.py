"""1-TERm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.base.errors import UsageError
from tqa.glossary.mentions import TermPlace, tokens
from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._terms import TermMetric, places_of
from tqa.scoring.metrics._weighted import weighted_edits

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class TermTer(TermMetric):
    """1-TERm (Alam et al. 2021): one less the mean TER in which the words of terms weigh more.

    Words of a reference's terms that are substituted or missing cost `weight`, other edits and
    shifts 1; the edits of a segment are divided by the length of its reference. Of
    several references the nearest counts. It may fall below 0.
    Statistics: sum of the segments' values, segments.
    """

    key = "1-term"

    weight: int = 2  #: of a word of a term
    lowercase: bool = False  #: capitals do not matter

    def __post_init__(self) -> None:
        if self.weight < 1:
            raise UsageError(f"{self.key}.weight: must be at least 1")

    @property
    def name(self) -> str:
        return "1-TERm"

    def traits(self) -> Mapping[str, object]:
        case = "lc" if self.lowercase else "mixed"
        return {"case": case, "infl": self.inflected, "weight": self.weight}

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        rates = np.minimum.reduce(
            [self._rates(hypothesis, r, material) for r in material.references]
        )
        return np.stack((1 - rates, np.ones(len(rates))), axis=1)

    def _rates(
        self, hypothesis: Segments, reference: Segments, material: Material
    ) -> "NDArray[Any]":
        import numpy as np

        known = places_of(reference, material, self.inflected, self.lowercase)
        lines = zip(hypothesis.texts, reference.texts, known, strict=True)
        return np.array([self._rate(*line) for line in lines], np.float64)

    def _rate(self, hypothesis: str, reference: str, places: Sequence[TermPlace | None]) -> float:
        spans = [place.span for place in places if place]
        own = tokens(reference)
        weights = [
            self.weight if any(s.start < t.end and t.start < s.end for s in spans) else 1
            for t in own
        ]
        numbers: dict[str, str] = {}
        hyp, ref = (
            "".join(numbers.setdefault(word, chr(len(numbers) + 1)) for word in words)
            for words in (self._words(hypothesis), self._words(reference))
        )
        edits = weighted_edits(hyp, ref, weights)
        return edits / len(own) if own else float(edits > 0)

    def _words(self, text: str) -> list[str]:
        return [t.text.casefold() if self.lowercase else t.text for t in tokens(text)]

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        return {"segments": int(totals[1])}
