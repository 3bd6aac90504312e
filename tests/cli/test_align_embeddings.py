"""`tqa align --scorer embeddings --model FOLDER`, an encoder built here: `make test-neural`."""

from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.neural.tiny_encoder import EN, ID

pytest.importorskip("torch")
pytest.importorskip("transformers")
# The libraries warn of their own future when they are imported.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def words(tqa: Command, bert: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The options; the documents stand in the folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tqa.folder / "cache"))
    tqa.write("s.txt", "\n".join(ID) + "\n")
    tqa.write("t.txt", "\n".join([EN[0], f"{EN[1]} {EN[2]}", *EN[4:]]) + "\n")
    langs = ("--source-lang", "id", "--target-lang", "en")
    return (*langs, "--presegmented", "--scorer", "embeddings", "--model", str(bert))


def test_beads(tqa: Command, words: tuple[str, ...]) -> None:
    run = tqa("align", "s.txt", "t.txt", *words, "-f", "beads")
    assert run.code == 0
    assert run.stdout == "0\t0\n1,2\t1\n3\t\n4\t2\n5\t3\n6\t4\n7\t5\n"
    assert "Loading" not in run.stderr
    assert tqa("align", "s.txt", "t.txt", *words, "-f", "beads") == run


def test_many_pairs(tqa: Command, words: tuple[str, ...]) -> None:
    tqa.write("list.tsv", "".join(f"s.txt\tt.txt\t{n}.tsv\n" for n in range(4)))
    for jobs in ("1", "2"):
        pairs = ("--pairs", "list.tsv", "--output-dir", f"out{jobs}", "-j", jobs)
        assert tqa("align", *pairs, *words).code == 0
    for n in range(4):
        assert tqa.read(f"out1/{n}.tsv") == tqa.read(f"out2/{n}.tsv") != ""


def test_unrelated_documents(tqa: Command, words: tuple[str, ...]) -> None:
    assert tqa("align", "s.txt", "t.txt", *words, "--strict").stderr == ""
    tqa.write("s.txt", "\n".join(ID[:4]) + "\n")
    tqa.write("t.txt", "\n".join(EN[4:]) + "\n")
    run = tqa("align", "s.txt", "t.txt", *words, "--strict")
    assert run.code == 3
    assert "these seem to be no translations of each other" in run.stderr
