"""A stand-in for the environment of unbabel-comet, which answers with the lengths of texts."""

import stat
import sys
from pathlib import Path

COMET = """
import os

print("loading")


class Model:
    def __init__(self, path):
        self.hparams = {"input_segments": ["mt", "src"]}
        self.with_references = "kiwi" not in str(path)

    def eval(self):
        pass

    def half(self):
        self.hparams["half"] = True

    def requires_references(self):
        return self.with_references

    def predict_step(self, rows):
        return {"scores": [len(row["mt"]) / 100 for row in rows]}

    def predict(self, rows, batch_size, gpus, progress_bar):
        names = {"src", "mt", "ref"} if self.with_references else {"src", "mt"}
        assert all(set(row) == names for row in rows)
        if rows[0]["src"] == "kill":
            os.kill(os.getpid(), 9)
        parts = [rows[at : at + batch_size] for at in range(0, len(rows), batch_size)]
        return {"scores": [each for part in parts for each in self.predict_step(part)["scores"]]}


def load_from_checkpoint(path):
    if "fails" in str(path):
        raise ValueError("no good\\nat all")
    return Model(path)
"""
TORCH = "class cuda:\n    is_available = staticmethod(lambda: False)\n"
VERSIONS = {"unbabel-comet": "2.2.7", "transformers": "4.57.6", "torch": "2.13.0"}


def stand_in(folder: Path, comet: str = COMET, **versions: str) -> Path:
    """A Python in whose environment the packages seem to be; a version of "" leaves one out."""
    site = folder / "site"
    (site / "comet").mkdir(parents=True)
    (site / "comet" / "__init__.py").write_text(comet)
    (site / "torch.py").write_text(TORCH)
    for name, version in {
        **VERSIONS,
        **{key.replace("_", "-"): v for key, v in versions.items()},
    }.items():
        if version:
            info = site / f"{name.replace('-', '_')}-{version}.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(
                f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
                "Requires-Dist: transformers (>=4.17,<5.0)\n"
            )
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH={site} exec {sys.executable} "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return python


def save_checkpoint(folder: Path) -> Path:
    """What looks like the folder of a model."""
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "checkpoints" / "model.ckpt").write_bytes(b"weights")
    (folder / "hparams.yaml").write_text("class_identifier: regression_metric\n")
    return folder
