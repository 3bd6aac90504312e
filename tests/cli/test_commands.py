"""`tqa`, `tqa rules`, `tqa rule`, `tqa demo`, help and version."""

import re

import pytest

from tests.cli.command import Command
from tqa.checking.rule import RULES
from tqa.scoring.metric import METRICS


def test_rules_are_listed(tqa: Command) -> None:
    run = tqa("rules")
    assert run.code == 0
    assert [line.split()[:2] for line in run.stdout.splitlines()] == [
        [rule.code, rule.name] for rule in RULES
    ]


def test_a_rule_by_code_or_name(tqa: Command) -> None:
    page = tqa("rule", "TRM002").stdout
    assert page.startswith("# TRM002 term-forbidden\n\nSeverity major, on by default. MQM type `")
    assert page == tqa("rule", "trm002").stdout == tqa("rule", "Term-Forbidden").stdout


def test_no_such_rule(tqa: Command) -> None:
    run = tqa("rule", "nope")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == "tqa: error: unknown rule 'nope' (`tqa rules` lists all rules)\n"


def test_demo(tqa: Command) -> None:
    run = tqa("demo")
    assert run.code == 0
    assert run.stderr.startswith("$ tqa check ")
    assert "TRM002 term-forbidden" in run.stdout
    assert "Skor MQM" in tqa("demo", "--lang", "id").stdout


def test_a_copy_of_the_demonstration(tqa: Command) -> None:
    """It may be made again, and leaves what was changed in it."""
    first = tqa("demo", "--copy", "try")
    assert (first.code, first.stderr.count("note:")) == (0, 0)
    assert tqa("demo", "--copy", "try") == first
    tqa.write("try/article.en.txt", "Komdigi holds workshop\n")
    again = tqa("demo", "--copy", "try")
    assert again.code == 0
    assert "try/article.en.txt exists and differs" in again.stderr
    assert tqa.read("try/article.en.txt") == "Komdigi holds workshop\n"
    assert tqa.read("try/terms.csv").startswith("id,en,en_forbidden\n")


def test_version_and_help(tqa: Command) -> None:
    assert tqa("--version").stdout.startswith("tqa ")
    assert "--install-completion" in tqa("--help").stdout


@pytest.mark.parametrize("command", ["check", "align", "rules", "rule", "demo"])
def test_every_command_has_an_example(tqa: Command, command: str) -> None:
    run = tqa(command, "--help")
    assert run.code == 0
    assert f"Example: tqa {command}" in run.stdout


def test_the_metrics_are_listed(tqa: Command) -> None:
    text = tqa("score", "--help").stdout
    words = re.split(r"[\s,.;:()]+", re.sub(r"(?<=-)\s+", "", text))
    assert set(METRICS.keys()) <= set(words)


def test_unknown_command(tqa: Command) -> None:
    assert tqa("chekc").code == 2
