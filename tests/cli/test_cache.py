"""Results kept between runs: the same report, faster; `tqa cache`; `--watch`."""

import os
import pickle
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.interrupted import LIMIT, started
from tests.repository import Repo
from tqa.checking import input_result as outcome

WORDS = ("a.txt", "b.txt", "-f", "concise")


@pytest.fixture(autouse=True)
def place(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "tqa" / "results"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The inputs that were really checked."""
    seen: list[str] = []
    check = outcome.whole

    def whole(item: outcome.Input, checker: outcome.Checker) -> outcome.Outcome:
        seen.append(getattr(item, "target", "") or getattr(item, "path", ""))
        return check(item, checker)

    monkeypatch.setattr(outcome, "whole", whole)
    return seen


def test_a_second_run_is_the_same_and_checks_nothing(tqa: Command, counted: list[str]) -> None:
    first = tqa.check(*WORDS)
    assert counted == ["b.txt"]
    assert tqa.check(*WORDS) == first
    assert tqa.check(*WORDS, "--lang", "id").code == first.code
    assert counted == ["b.txt"]
    assert tqa.check(*WORDS, "--no-cache") == first
    assert counted == ["b.txt", "b.txt"]


@pytest.mark.parametrize("change", ["source", "target", "glossary", "rules"])
def test_what_changed_is_checked_again(tqa: Command, counted: list[str], change: str) -> None:
    tqa.write("g.tsv", "id\ten\nharga\tprice\n")
    words = (*WORDS, "-g", "g.tsv")
    tqa.check(*words)
    if change == "source":
        tqa.write("a.txt", "Harga turun 2,5 persen, kata dia.\n")
    elif change == "target":
        tqa.write("b.txt", "Prices rose 2.5 percent, he said.\n")
    elif change == "glossary":
        tqa.write("g.tsv", "id\ten\nharga\tcost\n")
    tqa.check(*words, *(("--ignore", "NUM") if change == "rules" else ()))
    assert len(counted) == 2


def test_only_the_changed_input_is_checked(tqa: Command, counted: list[str]) -> None:
    for n in range(6):
        tqa.write(f"{n}.id.md", "Menteri itu datang , lalu pergi.\n")
    names = [f"{n}.id.md" for n in range(6)]
    first = tqa.check(*names, "-f", "concise", "-j", "1")
    tqa.write("3.id.md", "Menteri itu datang, lalu pergi.\n")
    counted.clear()
    second = tqa.check(*names, "-f", "concise", "-j", "1")
    assert counted == ["3.id.md"]
    assert len(second.stdout.splitlines()) == len(first.stdout.splitlines()) - 1


def test_many_inputs_side_by_side(tqa: Command) -> None:
    """The same report for any number of processes, from the cache and without it."""
    for n in range(9):
        tqa.write(f"{n}.id.md", f"Menteri itu datang , lalu pergi pada pukul {n}.\n")
        tqa.write(f"{n}.en.md", f"The minister came , then left at {n + 1} o'clock.\n")
    tqa.write("tqa.toml", 'pairs = [{ source = "{name}.id.md", target = "{name}.en.md" }]\n')
    runs = [
        tqa.check("-f", "jsonl", "-j", jobs, *rest)
        for jobs in ("1", "2")
        for rest in (("--no-cache",), (), ())
    ]
    assert runs[0].stdout.count("\n") >= 9
    assert len(set(runs)) == 1


def test_ignores_are_counted_from_the_cache_too(tqa: Command, counted: list[str]) -> None:
    tqa.write("a.id.md", "Menteri itu datang , lalu pergi. <!-- tqa: ignore TYP004, NUM001 -->\n")
    runs = [tqa.check("a.id.md", "-f", "concise") for _ in range(2)]
    assert runs[0] == runs[1]
    assert "this ignore is unused: NUM001" in runs[0].stdout
    assert "TYP004" not in runs[0].stdout
    assert len(counted) == 1


def test_a_commit_makes_history_anew(tqa: Command, counted: list[str]) -> None:
    repo = Repo(tqa.folder)
    repo.commit()
    tqa.check(*WORDS)
    tqa.check(*WORDS)
    assert len(counted) == 1
    repo.write("c.txt", "x")
    repo.commit()
    tqa.check(*WORDS)
    assert len(counted) == 2


def test_damaged_and_foreign_files_are_passed_over(tqa: Command, place: Path) -> None:
    first = tqa.check(*WORDS)
    (kept,) = place.iterdir()
    for data in (
        b"",
        b"\x80",
        pickle.dumps(Path("x")),
        pickle.dumps(os.system),
        kept.read_bytes()[:-9],
    ):
        kept.write_bytes(data)
        assert tqa.check(*WORDS) == first


def test_a_folder_that_others_can_write_into_is_not_looked_at(
    tqa: Command, place: Path, counted: list[str]
) -> None:
    tqa.check(*WORDS)
    place.chmod(0o777)
    tqa.check(*WORDS)
    assert len(counted) == 2


def test_an_input_that_cannot_be_read_is_told_each_time(tqa: Command) -> None:
    tqa.write("bad.po", 'msgid "')
    runs = [tqa.check("bad.po") for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0].code == 3


def test_clear(tqa: Command, place: Path) -> None:
    tqa.check(*WORDS)
    assert tqa("cache", "dir").stdout.strip() == str(place.parent)
    run = tqa("cache", "clear")
    assert run.code == 0
    assert "MB deleted" in run.stderr
    assert not place.parent.exists()
    assert tqa("cache", "clear").code == 0


def test_watch(tqa: Command) -> None:
    words = [sys.executable, "-m", "tqa", "check", "a.txt", "b.txt", "-f", "concise", "--watch"]
    with started(words, tqa.folder) as run:
        assert run.stdout is not None
        assert "NUM001" in run.stdout.readline()
        assert "1 finding" in run.stdout.readline()
        tqa.write("b.txt", "Prices rose 2.5 percent, he said.\n")
        assert run.stdout.readline().startswith("0 findings")
        run.send_signal(signal.SIGINT)
        assert run.wait(LIMIT) == 130


def test_standard_input_cannot_be_watched(tqa: Command) -> None:
    run = tqa.check("-", "--watch", stdin=b"Halo.\n")
    assert run.code == 2
    assert "standard input cannot be watched" in run.stderr
