"""Window overlap: how alike the words about a term are in the reference and the hypothesis."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.base.errors import UsageError
from tqa.glossary.mentions import Finder, TermPlace, tokens
from tqa.scoring.metric import Material, Segments
from tqa.scoring.metrics._terms import TermMetric, finder_of, places_of, rate

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OVER = ("segments", "occurrences")


@dataclass(frozen=True)
class TermWindow(TermMetric):
    """Window overlap (Alam et al. 2021): the reference's words about a term that stand about it.

    For each term of the reference that the hypothesis has too: the share of the up to `window`
    words on each side of it that stand on its sides in the hypothesis, punctuation left
    out. Repeated terms are paired best first. A segment scores the mean, 0 without a pair.
    Statistics: sum over segments, segments, sum over pairs, pairs, terms of the reference.
    """

    window: int = 2  #: words on each side
    over: str = "segments"  #: mean over all segments, or over the paired occurrences
    lowercase: bool = False  #: capitals do not matter

    def __post_init__(self) -> None:
        if self.window < 1:
            raise UsageError(f"{self.key}.window: must be at least 1")
        if self.over not in _OVER:
            raise UsageError(
                f"{self.key}.over: unknown value {self.over!r}", hint="known: segments, occurrences"
            )

    @property
    def name(self) -> str:
        return f"Window{self.window}"

    def traits(self) -> Mapping[str, object]:
        case = "lc" if self.lowercase else "mixed"
        return {"case": case, "infl": self.inflected, "window": self.window, "over": self.over}

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        """Of several references the one with the best value of the segment."""
        import numpy as np

        finder = finder_of(material, self.inflected, self.lowercase)
        options = (self.inflected, self.lowercase)
        known = [places_of(each, material, *options) for each in material.references]
        texts = [each.texts for each in material.references]
        rows = []
        for at, text in enumerate(hypothesis.texts):
            sides = [(lines[at], places[at]) for lines, places in zip(texts, known, strict=True)]
            rows.append(max(self._row(text, own, finder) for own in sides))
        return np.array(rows, np.float64)

    def _row(
        self,
        text: str,
        reference: tuple[str, Sequence[TermPlace | None]],
        finder: Finder,
    ) -> tuple[float, ...]:
        terms = [place for place in reference[1] if place]
        values = self._pairs(text, reference[0], terms, finder) if terms else []
        mean = sum(values) / len(values) if values else 0.0
        return mean, 1, sum(values), len(values), len(terms)

    def _pairs(
        self, text: str, reference: str, terms: Sequence[TermPlace], finder: Finder
    ) -> list[float]:
        """The overlaps of the terms that both have, paired best first."""
        candidates = []
        for number, term in enumerate(terms):
            wanted = self._about(reference, term)
            for other in finder.places(term.term, text):
                shared = (wanted & self._about(text, other)).total()
                overlap = shared / wanted.total() if wanted else 1.0
                candidates.append((-overlap, number, other.span.start))
        used: set[tuple[str, int]] = set()
        values = []
        for overlap, number, start in sorted(candidates):
            if used.isdisjoint({("reference", number), ("hypothesis", start)}):
                used |= {("reference", number), ("hypothesis", start)}
                values.append(-overlap)
        return values

    def _about(self, text: str, place: TermPlace) -> Counter[str]:
        words = [token for token in tokens(text) if token.is_word]
        left = [w.text for w in words if w.end <= place.span.start][-self.window :]
        right = [w.text for w in words if w.start >= place.span.end][: self.window]
        return Counter(w.casefold() if self.lowercase else w for w in left + right)

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        import numpy as np

        at = 2 * _OVER.index(self.over)
        found = rate(totals[:, at], totals[:, at + 1])
        return np.where(totals[:, 4] > 0, found, np.nan)

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        _, segments, overlap, pairs, terms = map(float, totals)
        return {
            "segments": int(segments),
            "paired": int(pairs),
            "terms": int(terms),
            "over_occurrences": 100 * overlap / pairs if pairs else None,
        }
