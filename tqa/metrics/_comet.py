"""COMET in a Python environment of its own, spoken with through pipes."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from tqa.errors import InputError, MissingExtra, UsageError
from tqa.metric import Metric, signature
from tqa.neural.batches import TURN

if TYPE_CHECKING:
    from numpy.typing import NDArray

# stdout is the answer's alone: what the libraries print goes to stderr.
_ASK = """
import json, os, sys
from importlib.metadata import version
answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
job = json.loads(sys.stdin.buffer.read())
from comet import download_model, load_from_checkpoint
import torch
path = job["model"]
path = path if os.path.exists(path) else download_model(path)
model = load_from_checkpoint(path)
gpus = 1 if torch.cuda.is_available() else 0
found = model.predict(job["rows"], batch_size=job["batch"], gpus=gpus, progress_bar=False)
json.dump({"scores": [float(each) for each in found["scores"]]}, answer)
answer.close()
"""
_VERSION = "from importlib.metadata import version; print(version('unbabel-comet'))"
_HOW = "run: python -m venv comet && comet/bin/pip install unbabel-comet; then --option"


@dataclass(frozen=True)
class CometBase(Metric):
    """What COMET and CometKiwi share: 100 times the mean of the model's values.

    unbabel-comet pins old releases of transformers, so it lives in an environment of its own.
    Statistics: sum of the segments' values, segments.
    """

    checkpoint: ClassVar[str]

    python: str = ""  #: of the environment where unbabel-comet is installed
    model: str = ""  #: name of a model or path of a checkpoint; default: the usual one
    batch: int = 16  #: segments at once

    def __post_init__(self) -> None:
        if self.batch < 1:
            raise UsageError(f"{self.key}.batch: at least 1")

    @property
    def segmentwise(self) -> bool:
        return False  # each call starts a process, which loads the model

    def state(self) -> str:
        return version_of(self.python, self.key)

    def traits(self) -> Mapping[str, object]:
        return {"model": Path(self.model or self.checkpoint).name}

    def signature(self, references: int, **resampling: object) -> str:
        traits = {"nrefs": references, **resampling, **self.traits()}
        return signature(traits, f"unbabel-comet:{version_of(self.python, self.key)}")

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        import numpy as np

        empty = totals[:, 1] == 0
        return np.where(empty, np.nan, totals[:, 0] / np.where(empty, 1, totals[:, 1]))

    def asked(self, rows: Sequence[Mapping[str, str]]) -> "NDArray[Any]":
        """The value of each row, in percent.

        Raises:
            MissingExtra: there is no such environment, or COMET is not installed in it.
            InputError: COMET failed; the last line of what it said.
        """
        import numpy as np

        version_of(self.python, self.key)
        job = {"rows": rows, "model": self.model or self.checkpoint, "batch": self.batch}
        with TURN:
            run = subprocess.run(
                [self.python, "-c", _ASK], input=json.dumps(job).encode(), capture_output=True
            )
        if run.returncode:
            raise InputError(f"{self.key} failed: {_last_line(run.stderr)}", where=self.python)
        scores = json.loads(run.stdout)["scores"]
        if len(scores) != len(rows):
            raise InputError(f"{self.key}: {len(scores)} values of {len(rows)}", where=self.python)
        return np.asarray(scores, np.float64) * 100


@lru_cache(maxsize=8)
def version_of(python: str, key: str) -> str:
    """The version of unbabel-comet in an environment.

    Raises:
        MissingExtra: no environment is named, there is none, or COMET is not installed in it.
    """
    hint = f"{_HOW} {key}.python=comet/bin/python"
    if not python:
        raise MissingExtra(f"--metric {key} needs a Python with unbabel-comet", hint=hint)
    try:
        run = subprocess.run([python, "-c", _VERSION], capture_output=True)
    except OSError as error:
        raise MissingExtra(error.strerror or "cannot be run", where=python, hint=hint) from None
    if run.returncode:
        raise MissingExtra("unbabel-comet is not installed here", where=python, hint=hint)
    return run.stdout.decode("utf-8", "replace").strip()


def _last_line(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else "it said nothing"
