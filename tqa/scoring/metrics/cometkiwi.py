"""CometKiwi: COMET without references."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._comet import CometBase
from tqa.scoring.metrics._neural import source_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class CometKiwi(CometBase):
    """CometKiwi (Rei et al. 2022) from the source alone, times 100.

    Statistics: sum of the segments' values, segments.
    """

    key = "cometkiwi"
    checkpoint = "Unbabel/wmt22-cometkiwi-da"

    @property
    def name(self) -> str:
        return "CometKiwi"

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        pairs = zip(source_of(material), hypothesis.texts, strict=True)
        rows = [{"src": source, "mt": text} for source, text in pairs]
        values = self.asked(rows, material.on_progress)
        return np.stack((values, np.ones(len(values))), axis=1)
