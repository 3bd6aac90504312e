"""Similarity of hypothesis and source as whole sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._embedded import Embedded
from tqa.scoring.metrics._neural import source_of


@metric
@dataclass(frozen=True)
class EmbeddingSource(Embedded):
    """100 times the cosine of hypothesis and source, without a reference.

    The encoder must know both languages, as LaBSE and multilingual-e5 do.
    Statistics: sum of the segments' values, segments.
    """

    key = "embedding-src"
    needs = ("source",)

    @property
    def name(self) -> str:
        return "EmbSim-src"

    def values(self, hypothesis: Segments, material: Material) -> Sequence[float]:
        return self.cosines(hypothesis.texts, source_of(material), material)
