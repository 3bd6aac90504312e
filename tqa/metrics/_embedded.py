"""The similarity of two sides as whole sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tqa.errors import UsageError
from tqa.metrics._neural import NeuralMetric
from tqa.neural.folder import model_hash

if TYPE_CHECKING:
    from tqa.neural.encoder import Encoder


@dataclass(frozen=True)
class Embedded(NeuralMetric):
    """100 times the cosine of the vectors that a sentence encoder gives both texts.

    Vectors are computed in float32, kept on disk to half precision and batched by length, 16 at
    once: `batch` and `precision` cannot be set.
    """

    example = "sentence-transformers/LaBSE"

    def __post_init__(self) -> None:
        if (self.batch, self.precision) != (16, "auto"):
            raise UsageError(f"{self.key}: batch and precision are fixed")

    def computed_in(self) -> str:
        self.torch()
        return "float32"

    def traits(self) -> Mapping[str, object]:
        return {**super().traits(), "vectors": "float16"}

    def cosines(self, texts: Sequence[str], others: Sequence[str]) -> Sequence[float]:
        """Of each text and the other of its place, in percent."""
        folder = self.folder()
        encoder = _encoder(str(folder), model_hash(folder), f"--metric {self.key}")
        vectors = encoder.embed([*texts, *others])
        pairs = (vectors[: len(texts)] * vectors[len(texts) :]).sum(axis=1)
        return [100 * float(value) for value in pairs]


@lru_cache(maxsize=2)
def _encoder(folder: str, content: str, who: str) -> "Encoder":
    from tqa.neural.encoder import Encoder

    return Encoder(folder, who)
