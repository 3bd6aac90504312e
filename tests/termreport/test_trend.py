"""A report against an earlier one."""

import json
from pathlib import Path

import pytest

from tests.termreport.reports import report_on
from tqa.base.errors import FormatError
from tqa.base.writer import Style
from tqa.termreport.trend import compared, read_earlier
from tqa.termreport.writers.json_report import JsonReport

RIGHT = ("Lokakarya itu dibuka.", "The workshop was opened.")
WRONG = ("Lokakarya itu bubar.", "The garage was over.")
OTHER = ("Penyu belimbing bertelur lagi.", "It lays eggs again.")


def test_what_changed(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text(JsonReport().text(report_on(tmp_path, {"a": [RIGHT, WRONG]})), "utf-8")
    now = compared(report_on(tmp_path, {"a": [RIGHT, RIGHT, OTHER]}), read_earlier(old))
    assert now.trend is not None
    assert (now.trend.new, now.trend.gone) == (1, 1)
    assert [(c.concept, c.before, c.after) for c in now.trend.changes] == [
        ("never", 0, 1),
        ("workshop", 1, 0),
    ]
    assert now.trend.before.tally.compliance == 0.5
    old.write_text(JsonReport().text(now), "utf-8")
    third = compared(report_on(tmp_path, {"a": [RIGHT]}), read_earlier(old))
    assert [point.tally.compliance for point in (*third.history, third.point)] == [0.5, 2 / 3, 1]


def test_a_report_against_itself(tmp_path: Path) -> None:
    report = report_on(tmp_path, {"a": [RIGHT, WRONG], "b": [WRONG, OTHER]})
    path = tmp_path / "same.json"
    path.write_text(JsonReport().text(report, Style("id")), "utf-8")
    trend = compared(report, read_earlier(path)).trend
    assert trend is not None
    assert (trend.new, trend.gone, trend.changes, trend.before) == (0, 0, (), report.point)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a report on a glossary"),
        ('{"format": "tqa glossary report", "version": 9}', "a report of version 9, not 1"),
        ('{"format": "tqa glossary report", "version": 1}', "a report that is damaged"),
    ],
)
def test_what_is_no_report(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(content, "utf-8")
    with pytest.raises(FormatError, match=message):
        read_earlier(path)


def test_a_damaged_count(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    data = json.loads(JsonReport().text(report_on(tmp_path, {"a": [RIGHT]})))
    data["summary"]["outcomes"] = {"excellent": 3}
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(FormatError, match="damaged"):
        read_earlier(path)
