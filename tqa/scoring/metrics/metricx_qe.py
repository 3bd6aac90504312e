"""MetricX-24 without references."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._metricx import MetricXBase
from tqa.scoring.metrics._neural import source_of


@metric
@dataclass(frozen=True)
class MetricXQE(MetricXBase):
    """MetricX-24 (Juraska et al. 2024) from the source alone, 0 to 25, lower is better.

    Statistics: sum of the segments' values, segments.
    """

    key = "metricx-qe"

    @property
    def name(self) -> str:
        return "MetricX-24-QE"

    def values(self, hypothesis: Segments, material: Material) -> Sequence[float]:
        pairs = zip(source_of(material), hypothesis.texts, strict=True)
        texts = [f"source: {source} candidate: {text}" for source, text in pairs]
        return self.asked(texts, material.on_progress)
