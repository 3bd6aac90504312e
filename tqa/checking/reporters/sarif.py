"""`sarif`: SARIF 2.1.0 (OASIS), as GitHub code scanning and editors read it."""

import json
from collections.abc import Iterable
from typing import IO, Any, ClassVar
from urllib.parse import quote

from tqa.checking.fixes import Edit, content_of, edits
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.rule import RULES, Rule
from tqa.checking.rulebook import page, summary_of
from tqa.model import Failure, Finding, Region, Related, Report, Severity

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
    """One run: the rules with findings and their pages, results with fixes, and failures."""

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
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "rank": _RANKS[finding.severity],
        "message": {"text": finding.message.in_lang(lang) or finding.name},
        "locations": [_location(finding)],
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
    changes = edits(finding, content_of(finding.file))
    if changes:
        result["fixes"] = [
            _fix(finding, edit, text)
            for edit, text in zip(changes, finding.suggestions, strict=True)
        ]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    region = _region(finding.region)
    words = _words(finding)
    if words and finding.region.literal:
        region["snippet"] = {"text": words}
    place = {"artifactLocation": _artifact(finding.file), "region": region}
    return {"physicalLocation": place, "logicalLocations": [{"name": finding.segment or "-"}]}


def _region(region: Region) -> dict[str, Any]:
    found = {"startLine": region.start.line, "startColumn": region.start.column}
    if region.start != region.end:
        found |= {"endLine": region.end.line, "endColumn": region.end.column}
    return found


def _words(finding: Finding) -> str:
    """The first words flagged, on the side of the finding's place."""
    return finding.words[0] if finding.words else ""


def _related(place: Related) -> dict[str, Any]:
    start = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    physical = {"artifactLocation": _artifact(place.file), "region": start}
    return {"physicalLocation": physical, "message": {"text": place.text}}


def _fix(finding: Finding, edit: Edit, text: str) -> dict[str, Any]:
    deleted = {
        "startLine": edit.region.start.line,
        "startColumn": edit.region.start.column,
        "endLine": edit.region.end.line,
        "endColumn": edit.region.end.column,
    }
    change = {
        "artifactLocation": _artifact(finding.file),
        "replacements": [{"deletedRegion": deleted, "insertedContent": {"text": edit.text}}],
    }
    said = f"“{finding.words[0]}” → “{text}”"
    return {"description": {"text": said}, "artifactChanges": [change]}


def _artifact(file: str) -> dict[str, Any]:
    place = {"uri": _uri(file)}
    return place if place["uri"].startswith("file:") else place | {"uriBaseId": "%SRCROOT%"}


def _uri(file: str) -> str:
    """A path as a URI reference: relative ones stay so, absolute ones get `file:`."""
    path = file.replace("\\", "/")
    if path.startswith("/"):
        return f"file://{quote(path)}"
    quoted = quote(path)
    return f"./{quoted}" if ":" in quoted.split("/")[0] else quoted
