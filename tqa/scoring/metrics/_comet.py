"""What COMET and CometKiwi share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from tqa.base.errors import UsageError
from tqa.neural import comet
from tqa.neural.batches import TURN, OnProgress
from tqa.neural.folder import checkpoint_hash, model_name
from tqa.scoring.metric import Metric, signature

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PRECISIONS = ("float32", "float16")


@dataclass(frozen=True)
class CometBase(Metric):
    """100 times the mean of the model's values.

    unbabel-comet pins old releases of transformers, so it lives in an environment of its own.
    Statistics: sum of the segments' values, segments.
    """

    needs = ("source",)
    checkpoint: ClassVar[str]

    python: str = ""  #: of the environment where unbabel-comet is installed, or its folder
    model: str = ""  #: name of a model on disk, its folder or checkpoint; default: the usual one
    batch: int = 16  #: segments at once
    precision: str = "float32"  #: or float16, in which `comet-score` 2.2.7 computes

    def __post_init__(self) -> None:
        if self.batch < 1:
            raise UsageError(f"{self.key}.batch: must be at least 1")
        if self.precision not in _PRECISIONS:
            known = f"known: {', '.join(_PRECISIONS)}"
            raise UsageError(f"precision: unknown value {self.precision!r}", hint=known)

    @property
    def segmentwise(self) -> bool:
        return False  # a process holds the model

    def _wanted(self) -> comet.CometSetup:
        path, model = Path(self.python), self.model or self.checkpoint
        python = str(path / "bin" / "python") if self.python and path.is_dir() else self.python
        return comet.CometSetup(python, model, self.precision, self.key, self.checkpoint)

    def _content(self) -> str:
        return checkpoint_hash(comet.find(self._wanted()).checkpoint)

    def state(self) -> str:
        versions = comet.find(self._wanted()).versions
        return " ".join([self._content(), *versions.values()])

    def traits(self) -> Mapping[str, object]:
        folder = comet.find(self._wanted()).checkpoint.parents[1]
        named = {"model": model_name(folder), "hash": self._content()}
        return {**named, "precision": self.precision}

    def signature(self, references: int, **resampling: object) -> str:
        versions = {**comet.find(self._wanted()).versions}
        own = versions.pop("unbabel-comet")
        traits = {"nrefs": references, **resampling, **self.traits(), **versions}
        return signature(traits, f"unbabel-comet:{own}")

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        import numpy as np

        empty = totals[:, 1] == 0
        return np.where(empty, np.nan, totals[:, 0] / np.where(empty, 1, totals[:, 1]))

    def asked(self, rows: Sequence[Mapping[str, str]], on_progress: OnProgress) -> "NDArray[Any]":
        """The value of each row, in percent."""
        import numpy as np

        with TURN:
            values = comet.values(self._wanted(), rows, self.batch, on_progress)
        return np.asarray(values, np.float64) * 100
