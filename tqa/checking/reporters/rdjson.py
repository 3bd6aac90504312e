"""`rdjson`: reviewdog's diagnostic format; columns count bytes of UTF-8."""

import json
from typing import IO, Any, ClassVar

from tqa.checking.fixes import content_of, edits
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.model import Finding, Region, Report, Severity

_SEVERITIES = {
    Severity.NEUTRAL: "INFO",
    Severity.MINOR: "WARNING",
    Severity.MAJOR: "ERROR",
    Severity.CRITICAL: "ERROR",
}


@reporter
class Rdjson(Reporter):
    """One DiagnosticResult with a diagnostic a finding."""

    name: ClassVar[str] = "rdjson"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the result."""
        result = {
            "source": {"name": "tqa"},
            "diagnostics": [_diagnostic(finding, style.lang) for finding in report.findings],
        }
        json.dump(result, stream, ensure_ascii=False, indent=2)
        stream.write("\n")


def _diagnostic(finding: Finding, lang: str) -> dict[str, Any]:
    place = _range(finding.file, finding.region)
    diagnostic: dict[str, Any] = {
        "message": finding.message.in_lang(lang),
        "location": {"path": finding.file, "range": place},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    changes = edits(finding, content_of(finding.file))
    if changes:
        diagnostic["suggestions"] = [
            {"range": _range(finding.file, each.region), "text": each.text} for each in changes
        ]
    if finding.related:
        diagnostic["relatedLocations"] = [
            {
                "message": other.text,
                "location": {
                    "path": other.file,
                    "range": {"start": _position(other.file, other.line, other.column)},
                },
            }
            for other in finding.related
        ]
    return diagnostic


def _range(file: str, region: Region) -> dict[str, Any]:
    start = _position(file, region.start.line, region.start.column)
    if region.start == region.end:
        return {"start": start}
    return {"start": start, "end": _position(file, region.end.line, region.end.column)}


def _position(file: str, line: int, column: int) -> dict[str, int]:
    line, column = max(line, 1), max(column, 1)
    return {"line": line, "column": _utf8_column(file, line, column)}


def _utf8_column(file: str, line: int, column: int) -> int:
    """The 1-based column in bytes of UTF-8; unchanged where the file's line is not known."""
    content = content_of(file)
    if content is None or not 0 < line <= content.lines.count:
        return column
    start = content.lines.offset(line, 1)
    return len(content.text[start : start + column - 1].encode("utf-8", "replace")) + 1
