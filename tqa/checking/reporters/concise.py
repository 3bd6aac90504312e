"""One finding a line: `file:line:column: CODE message`."""

from typing import IO, ClassVar

from tqa.base.textio import visible
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._text import (
    SEVERITY_COLORS,
    SEVERITY_NAMES,
    paint,
    place,
    statistics,
    summary,
)
from tqa.model import Finding, Report


@reporter
class Concise(Reporter):
    """For terminals with little room, grep, and editors that parse compiler messages."""

    name: ClassVar[str] = "concise"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write a line a finding and the summary."""
        for finding in report.findings:
            stream.write(f"{self.line(finding, style)}\n")
        if style.statistics:
            stream.writelines(f"{row}\n" for row in statistics(report, style))
        if not style.quiet and (report.documents or not report.failures):
            stream.write(f"{summary(report).in_lang(style.lang)}\n")

    def line(self, finding: Finding, style: Style) -> str:
        """The finding on one line."""
        severity = SEVERITY_NAMES[finding.severity].in_lang(style.lang)
        code = paint(finding.code, style, *SEVERITY_COLORS[finding.severity])
        message = visible(finding.message.in_lang(style.lang))
        return f"{visible(place(finding))}: {code} [{severity}] {message}"
