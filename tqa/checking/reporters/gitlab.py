"""`gitlab`: a GitLab code quality report."""

import json
import posixpath
from collections import Counter
from typing import IO, Any, ClassVar

from tqa.checking.reporter import Reporter, Style, reporter
from tqa.model import Finding, Report, Severity

_SEVERITIES = {
    Severity.NEUTRAL: "info",
    Severity.MINOR: "minor",
    Severity.MAJOR: "major",
    Severity.CRITICAL: "critical",
}


@reporter
class Gitlab(Reporter):
    """A list of issues; GitLab uses lines only, and requires unique fingerprints."""

    name: ClassVar[str] = "gitlab"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the list."""
        seen: Counter[str] = Counter()
        issues = [_issue(finding, style.lang, seen) for finding in report.findings]
        json.dump(issues, stream, ensure_ascii=False, indent=2)
        stream.write("\n")


def _issue(finding: Finding, lang: str, seen: Counter[str]) -> dict[str, Any]:
    fingerprint = f"{finding.file}:{finding.fingerprint}"
    seen[fingerprint] += 1
    number = seen[fingerprint]
    return {
        "description": f"{finding.code}: {finding.message.in_lang(lang)}",
        "check_name": finding.name,
        "fingerprint": f"{fingerprint}:{number}" if number > 1 else fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": posixpath.normpath(finding.file.replace("\\", "/")),
            "lines": {"begin": max(finding.line, 1)},
        },
    }
