"""What metrics that ask a local model share: its folder, precision, batches and signature."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from tqa.base.errors import UsageError
from tqa.neural.batches import TURN
from tqa.neural.folder import model_folder, model_hash, model_name
from tqa.neural.libraries import libraries, precision_of
from tqa.scoring.metric import Material, Metric, Segments, signature

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class NeuralMetric(Metric):
    """A value for each segment by a local model; the score is the mean over the segments.

    Statistics: sum of the segments' values, segments.
    """

    uses_gpu = True
    example: ClassVar[str]  # a model on the Hugging Face hub, for the hint of what to run

    model: str = ""  #: folder of the model
    batch: int = 16  #: segments at once; values do not depend on it
    precision: str = "auto"  #: float32, bfloat16, or auto: bfloat16 on a GPU

    def __post_init__(self) -> None:
        if self.batch < 1:
            raise UsageError(f"{self.key}.batch: must be at least 1")

    @abstractmethod
    def values(self, hypothesis: Segments, material: Material) -> Sequence[float]:
        """The value of each segment."""

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        self.folder()  # first what is missing
        with TURN:
            values = self.values(hypothesis, material)
        import numpy as np

        return np.stack((np.asarray(values, np.float64), np.ones(len(values))), axis=1)

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        import numpy as np

        empty = totals[:, 1] == 0
        return np.where(empty, np.nan, totals[:, 0] / np.where(empty, 1, totals[:, 1]))

    def folder(self) -> Path:
        """The folder of the model.

        Raises:
            MissingExtra: none is named or there is none; the hint says how to get one.
            InputError: it holds no model.
        """
        return model_folder(self.model, f"--option {self.key}.model", self.example)

    def torch(self) -> Any:
        """PyTorch; MissingExtra where it is not installed."""
        return libraries(f"--metric {self.key}")[0]

    def computed_in(self) -> str:
        """float32 or bfloat16."""
        return precision_of(self.precision, self.torch())

    def content(self) -> str:
        """A hash of what decides what the model says."""
        return model_hash(self.folder())

    def model_name(self) -> str:
        """What the signature calls the model."""
        return model_name(self.folder())

    def library(self) -> str:
        """What computes, with its version."""
        import transformers

        return f"transformers:{transformers.__version__}"

    def state(self) -> str:
        return f"{self.content()} {self.computed_in()}"

    def traits(self) -> Mapping[str, object]:
        named = {"model": self.model_name(), "hash": self.content()}
        return {**named, "precision": self.computed_in()}

    def signature(self, references: int, **resampling: object) -> str:
        traits = {"nrefs": references, **resampling, **self.traits()}
        return signature(traits, f"{self.library()}|{self.made_by()}")


def source_of(material: Material) -> Sequence[str]:
    """The sources; `needs` guarantees that there are some."""
    return material.source.texts if material.source is not None else ()
