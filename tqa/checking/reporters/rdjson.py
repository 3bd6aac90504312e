"""`rdjson`: reviewdog's diagnostic format; columns count bytes of UTF-8."""

import json
from typing import IO, Any, ClassVar

from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._places import Region, region, replaceable, utf8_column
from tqa.model import Finding, Report, Severity

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
    where = region(finding)
    place = _range(finding.file, where)
    diagnostic: dict[str, Any] = {
        "message": finding.message.in_lang(lang),
        "location": {"path": finding.file, "range": place},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if replaceable(finding, where):
        diagnostic["suggestions"] = [{"range": place, "text": text} for text in finding.suggestions]
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


def _range(file: str, where: Region) -> dict[str, Any]:
    start = _position(file, where.line, where.column)
    if not where.words:
        return {"start": start}
    return {"start": start, "end": _position(file, where.end_line, where.end_column)}


def _position(file: str, line: int, column: int) -> dict[str, int]:
    line, column = max(line, 1), max(column, 1)
    return {"line": line, "column": utf8_column(file, line, column)}
