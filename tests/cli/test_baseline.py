"""`tqa check --write-baseline` and `--prune-baseline` where a run sees a part of the texts only."""

import json

import pytest

from tests.cli.command import Command

FILES = ("a.po", "b.po")
HEAD = 'msgid ""\nmsgstr "Language: id\\n"\n\n'
ENTRY = """\
msgid "Pay 5 now"
msgstr "Bayar 6 sekarang"

msgid "Hello {n}"
msgstr "Halo"
"""
OPTIONS = ("--no-bundled", "--baseline", "known.json")


@pytest.fixture
def known(tqa: Command) -> Command:
    tqa.write("tqa.toml", 'files = ["*.po"]\n')
    for name in FILES:
        tqa.write(name, HEAD + ENTRY)
    run = tqa.check(*OPTIONS, "--write-baseline")
    assert run.code == 0
    assert "known.json: 4 findings known now" in run.stderr
    return tqa


def rows(tqa: Command) -> list[tuple[str, str]]:
    return sorted(
        (row["file"], row["code"]) for row in json.loads(tqa.read("known.json"))["findings"]
    )


ALL = [(name, code) for name in FILES for code in ("MRK001", "NUM001")]


@pytest.mark.parametrize("action", ["--prune-baseline", "--write-baseline"])
@pytest.mark.parametrize("part", [("a.po",), ("--select", "NUM"), ("a.po", "--select", "NUM")])
def test_what_a_run_does_not_see_stays(known: Command, part: tuple[str, ...], action: str) -> None:
    assert known.check(*part, *OPTIONS, action).code == 0
    assert rows(known) == ALL
    assert known.check(*OPTIONS).code == 0


def test_what_is_gone_goes(known: Command) -> None:
    known.write("a.po", HEAD + ENTRY.replace("6", "5"))
    run = known.check("a.po", *OPTIONS, "--prune-baseline")
    assert "known.json: 1 finding gone, 3 left" in run.stderr
    assert rows(known) == [row for row in ALL if row != ("a.po", "NUM001")]
    (known.folder / "b.po").unlink()
    known.check("a.po", *OPTIONS, "--prune-baseline")
    assert rows(known) == [("a.po", "MRK001")]


def test_files_that_are_named_no_more_go_with_a_whole_run(known: Command) -> None:
    known.write("tqa.toml", 'files = ["a.po"]\n')
    known.check(*OPTIONS, "--prune-baseline")
    assert rows(known) == [row for row in ALL if row[0] == "a.po"]


def test_nothing_but_a_baseline_is_written_over(known: Command) -> None:
    known.write("package.json", "{}")
    run = known.check("--baseline", "package.json", "--write-baseline")
    assert (run.code, known.read("package.json")) == (2, "{}")
    assert run.stderr == "tqa: error: package.json: not a baseline (delete it first)\n"
