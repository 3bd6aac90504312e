"""COMET with references."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._comet import CometBase
from tqa.scoring.metrics._neural import source_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class Comet(CometBase):
    """COMET (Rei et al. 2022), times 100; of several references the best value counts.

    Statistics: sum of the segments' values, segments.
    """

    key = "comet"
    checkpoint = "Unbabel/wmt22-comet-da"

    @property
    def name(self) -> str:
        return "COMET"

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        sources, sides = source_of(material), material.references
        several = []
        for side in sides:
            each = zip(sources, hypothesis.texts, side.texts, strict=True)
            rows = [
                {"src": source, "mt": text, "ref": reference} for source, text, reference in each
            ]
            several.append(self.asked(rows, lambda count: material.on_progress(count / len(sides))))
        values = np.max(several, axis=0)
        return np.stack((values, np.ones(len(values))), axis=1)
