"""`checkstyle`: the XML report of Checkstyle, which many CI systems read."""

from itertools import groupby
from typing import IO, ClassVar

from tqa.base.xmlio import clean, serialised
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.model import Report, Severity

_SEVERITIES = {
    Severity.NEUTRAL: "info",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


@reporter
class Checkstyle(Reporter):
    """One `file` element per file, one `error` element per finding or unreadable input."""

    name: ClassVar[str] = "checkstyle"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the document."""
        from lxml import etree

        root = etree.Element("checkstyle", version="4.3")
        for failure in report.failures:
            file = etree.SubElement(root, "file", name=clean(failure.file))
            message = clean(failure.message)
            etree.SubElement(file, "error", line="1", severity="error", message=message)
        for name, findings in groupby(report.findings, key=lambda finding: finding.file):
            file = etree.SubElement(root, "file", name=clean(name))
            for finding in findings:
                etree.SubElement(
                    file,
                    "error",
                    line=str(max(finding.line, 1)),
                    column=str(max(finding.column, 1)),
                    severity=_SEVERITIES[finding.severity],
                    message=clean(finding.message.in_lang(style.lang)),
                    source=f"tqa.{finding.code}",
                )
        stream.write(serialised(root).decode())
