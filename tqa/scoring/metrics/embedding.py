"""Similarity of hypothesis and reference as whole sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._embedded import Embedded


@metric
@dataclass(frozen=True)
class Embedding(Embedded):
    """100 times the cosine of hypothesis and reference; of several references the nearest counts.

    Statistics: sum of the segments' values, segments.
    """

    key = "embedding"

    @property
    def name(self) -> str:
        return "EmbSim"

    def values(self, hypothesis: Segments, material: Material) -> Sequence[float]:
        several = [
            self.cosines(hypothesis.texts, each.texts, material) for each in material.references
        ]
        return [max(values) for values in zip(*several, strict=True)]
