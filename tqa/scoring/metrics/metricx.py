"""MetricX-24 with references."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._metricx import MetricXBase
from tqa.scoring.metrics._neural import source_of


@metric
@dataclass(frozen=True)
class MetricX(MetricXBase):
    """MetricX-24 (Juraska et al. 2024), 0 to 25, lower is better; the best of several references.

    Statistics: sum of the segments' values, segments.
    """

    key = "metricx"

    @property
    def name(self) -> str:
        return "MetricX-24"

    def values(self, hypothesis: Segments, material: Material) -> Sequence[float]:
        sources, rounds = source_of(material), len(material.references)
        several = [
            self.asked(
                [
                    f"source: {source} candidate: {text} reference: {reference}"
                    for source, text, reference in zip(
                        sources, hypothesis.texts, side.texts, strict=True
                    )
                ],
                lambda count: material.on_progress(count / rounds),
            )
            for side in material.references
        ]
        return [min(values) for values in zip(*several, strict=True)]
