"""The program in COMET's Python environment: requests and answers are lines of JSON.

It is started by its path, does not import tqa, and does not use the network: if a model is not
on disk, the answer is an error.
"""

import json
import os
import sys
import traceback
from importlib import metadata
from pathlib import Path
from typing import Any, Callable, Dict, Optional  # noqa: UP035  (it runs on Python 3.8, too)

Answer = Dict[str, Any]  # noqa: UP006
PACKAGES = ("unbabel-comet", "transformers", "torch")


def about(model: str) -> Answer:
    """The versions of the libraries, and the path of the checkpoint; no heavy imports."""
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            return {"missing": name}
    unfit = _unfit(versions["transformers"])
    if unfit:
        return {"unfit": unfit}
    found = _checkpoint(model)
    return {"versions": versions, "checkpoint": str(found) if found else ""}


def _unfit(version: str) -> str:
    """The versions of transformers that COMET requires, if the installed one is not among them."""
    try:
        from packaging.requirements import Requirement
    except ImportError:
        return ""
    for line in metadata.requires("unbabel-comet") or ():
        wanted = Requirement(line)
        if wanted.name == "transformers" and not wanted.specifier.contains(version, True):
            return f"transformers {version}, but unbabel-comet wants transformers{wanted.specifier}"
    return ""


def _checkpoint(model: str) -> Optional[Path]:  # noqa: UP045
    """The checkpoint of a path, of a folder, or of a name whose model was downloaded before."""
    if os.path.isfile(model):
        return Path(model).absolute()
    if os.path.isdir(model):
        return _within(Path(model).absolute())
    try:
        from huggingface_hub import snapshot_download

        return _within(Path(snapshot_download(repo_id=model, local_files_only=True)))
    except Exception:  # none of that name in the hub's cache, or not a name of the hub
        return _within(Path.home() / ".cache" / "torch" / "unbabel_comet" / model)


def _within(folder: Path) -> Optional[Path]:  # noqa: UP045
    found = sorted((folder / "checkpoints").glob("*.ckpt"))
    return found[-1] if found else None


class Loaded:
    """A loaded model."""

    def __init__(self, checkpoint: str, precision: str, on_progress: Callable[[int], None]) -> None:
        import torch
        from comet import load_from_checkpoint

        self.model = load_from_checkpoint(checkpoint)
        self.model.eval()
        if precision == "float16":
            self.model.half()
        self.gpus = 1 if torch.cuda.is_available() else 0
        step = self.model.predict_step

        def counted(batch: Any, *rest: Any, **named: Any) -> Any:
            found = step(batch, *rest, **named)
            on_progress(len(found["scores"]))
            return found

        self.model.predict_step = counted

    def references(self) -> str:
        """Whether it needs references, accepts them, or does not use them."""
        if self.model.requires_references():
            return "needed"
        return "taken" if "ref" in (self.model.hparams.get("input_segments") or ()) else "none"

    def scores(self, rows: Any, batch: int) -> Any:
        """The value of `predict` for each row."""
        found = self.model.predict(rows, batch_size=batch, gpus=self.gpus, progress_bar=False)
        return [float(each) for each in found["scores"]]


def answers(request: Answer, known: Dict[str, Loaded], say: Callable[[Answer], None]) -> Answer:  # noqa: UP006
    """The answer to a request; progress is written while it computes."""
    if "about" in request:
        return about(request["about"])
    if "load" in request:
        precision = request["precision"]
        known["it"] = Loaded(request["load"], precision, lambda count: say({"done": count}))
        return {"references": known["it"].references()}
    return {"scores": known["it"].scores(request["rows"], request["batch"])}


def main() -> None:
    """Answer until the input ends."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [each for each in sys.path if os.path.abspath(each) != here]
    # stdout is reserved for answers; output of the libraries goes to stderr.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(answer: Answer) -> None:
        print(json.dumps(answer), file=out, flush=True)

    known: Dict[str, Loaded] = {}  # noqa: UP006
    for line in sys.stdin.buffer:
        try:
            answer = answers(json.loads(line), known, say)
        except Exception as error:  # the libraries raise many types
            traceback.print_exc()
            lines = [each.strip() for each in str(error).splitlines() if each.strip()]
            kind = type(error).__name__
            broken = isinstance(error, ImportError)
            answer = {"error": ": ".join([kind, *lines[:1]]), "broken": broken}
        say(answer)


if __name__ == "__main__":
    main()
