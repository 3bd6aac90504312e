"""`sarif`: SARIF 2.1.0 (OASIS), as GitHub code scanning and editors read it."""

import json
from collections.abc import Iterable
from typing import IO, Any, ClassVar

from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._places import Region, region, replaceable, uri
from tqa.checking.rule import RULES, Rule
from tqa.checking.rulebook import page, summary_of
from tqa.model import Failure, Finding, Related, Report, Severity

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}
_RANKS = {
    Severity.NEUTRAL: 0.0,
    Severity.MINOR: 25.0,
    Severity.MAJOR: 75.0,
    Severity.CRITICAL: 100.0,
}


@reporter
class Sarif(Reporter):
    """One run: the rules that told something with their pages, results with fixes, failures."""

    name: ClassVar[str] = "sarif"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the log, indented."""
        from importlib.metadata import version  # slow to import

        codes = sorted({finding.code for finding in report.findings})
        order = {code: number for number, code in enumerate(codes)}
        names = {finding.code: finding.name for finding in report.findings}
        driver = {
            "name": "tqa",
            "version": version("tqa"),
            "semanticVersion": version("tqa"),
            "rules": [_rule(RULES.get(code), code, names[code]) for code in codes],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder tqa ran in"}}},
            "invocations": [_invocation(report.failures)],
            "results": [_result(f, order[f.code], style.lang) for f in report.findings],
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        json.dump(log, stream, ensure_ascii=False, indent=2)
        stream.write("\n")


def _rule(rule: type[Rule] | None, code: str, name: str) -> dict[str, Any]:
    if rule is None:
        return {"id": code, "name": name}
    text = page(rule)
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": summary_of(rule)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.enabled},
        "properties": {"tags": ["translation", rule.mqm], "mqm": rule.mqm},
    }


def _invocation(failures: Iterable[Failure]) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": failure.message},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(failure.file)}}],
        }
        for failure in failures
    ]
    done: dict[str, Any] = {"executionSuccessful": not notes}
    return done | ({"toolExecutionNotifications": notes} if notes else {})


def _result(finding: Finding, number: int, lang: str) -> dict[str, Any]:
    where = region(finding)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "rank": _RANKS[finding.severity],
        "message": {"text": finding.message.in_lang(lang) or finding.name},
        "locations": [_location(finding, where)],
        "partialFingerprints": {"tqa/v1": finding.fingerprint},
        "properties": {
            "severity": finding.severity.label,
            "mqm": finding.mqm,
            "segment": finding.segment,
            "source": finding.source_text,
            "target": finding.target_text,
        },
    }
    if finding.related:
        result["relatedLocations"] = list(map(_related, finding.related))
    if replaceable(finding, where):
        result["fixes"] = [_fix(finding.file, where, text) for text in finding.suggestions]
    return result


def _location(finding: Finding, where: Region) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": _artifact(finding.file),
        "region": _region(where),
    }
    return {"physicalLocation": place, "logicalLocations": [{"name": finding.segment or "-"}]}


def _region(where: Region) -> dict[str, Any]:
    found: dict[str, Any] = {"startLine": where.line, "startColumn": where.column}
    if where.words:
        found |= {"endLine": where.end_line, "endColumn": where.end_column}
        found["snippet"] = {"text": where.words}
    return found


def _related(place: Related) -> dict[str, Any]:
    start = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    physical = {"artifactLocation": _artifact(place.file), "region": start}
    return {"physicalLocation": physical, "message": {"text": place.text}}


def _fix(file: str, where: Region, text: str) -> dict[str, Any]:
    deleted = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }
    change = {
        "artifactLocation": _artifact(file),
        "replacements": [{"deletedRegion": deleted, "insertedContent": {"text": text}}],
    }
    return {"description": {"text": f"“{where.words}” → “{text}”"}, "artifactChanges": [change]}


def _artifact(file: str) -> dict[str, Any]:
    place = {"uri": uri(file)}
    return place if place["uri"].startswith("file:") else place | {"uriBaseId": "%SRCROOT%"}
