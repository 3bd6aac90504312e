"""The length of a translation against its reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tqa.scoring.metric import Material, Metric, Segments, metric

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class Length(Metric):
    """Characters of the hypothesis in per cent of those of the first reference."""

    key = "length"

    spaces: bool = True  #: white space counts

    @property
    def name(self) -> str:
        return "Length"

    def traits(self) -> Mapping[str, object]:
        return {"spaces": self.spaces}

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        sides = (hypothesis.texts, material.references[0].texts)
        return np.array([list(map(self._size, side)) for side in sides], float).T

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        return 100 * totals[:, 0] / totals[:, 1]

    def _size(self, text: str) -> int:
        return len(text if self.spaces else "".join(text.split()))
