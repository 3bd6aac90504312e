"""`github`: workflow commands and the step summary."""

from pathlib import Path

import pytest

from tests.checking.reporters.findings import finding, hostile, report, written
from tqa.base.errors import UsageError
from tqa.base.messages import Message
from tqa.model import Failure, Report, Severity


@pytest.fixture(autouse=True)
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def test_a_command_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.txt").write_text("\n\nxxxxx the the end\n", encoding="utf-8")
    place = "file=b.txt,line=3,col=7,endLine=3,endColumn=14,title=XXX001 made-up"
    lines = written("github", report(finding("xxxxx the the end", (6, 13)))).splitlines()
    assert lines == [f"::error {place}::wrong"]


def test_gravest_first_and_ten_a_level(summary: Path) -> None:
    minor = [finding("x", severity=Severity.MINOR)] * 12
    grave = [finding("x", severity=Severity.CRITICAL, message=Message("grave"))]
    lines = written("github", report(*minor, *grave)).splitlines()
    assert lines[0].startswith("::error ")
    assert [line.split(" ")[0] for line in lines[1:]] == ["::warning"] * 10 + ["::notice"]
    assert "2 more findings" in lines[-1]
    assert summary.read_text("utf-8").count("| XXX001 made-up |") == 13


def test_the_line_for_the_rest_is_one_of_ten_notices() -> None:
    notes = [finding("x", severity=Severity.NEUTRAL)] * 11
    lines = written("github", report(*notes)).splitlines()
    assert len(lines) == 10
    assert "2 more findings" in lines[-1]


def test_texts_cannot_give_commands(summary: Path) -> None:
    lines = written("github", hostile()).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::notice"]
    assert lines[0].endswith("%250A,:%0D%0A::error::@all ﷐\ufffe")
    odd = Failure("a:b,c%.po", "broken\nfile")
    line = written("github", Report((), (odd,)))
    assert line == "::error file=a%3Ab%2Cc%25.po::broken%0Afile\n"


def test_the_summary_is_appended_and_keeps_to_its_size(summary: Path) -> None:
    summary.write_text("before\n")
    long = finding("x", message=Message("word " * 10_000))
    written("github", report(*[long] * 600))
    text = summary.read_text("utf-8")
    assert text.startswith("before\n## tqa")
    assert len(text.encode()) < 1_048_576
    assert " more.\n" in text


def test_a_summary_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    with pytest.raises(UsageError, match="cannot write the step summary"):
        written("github", report())
