"""`markdown`: a table of the findings, for pull requests and wikis."""

from typing import IO, ClassVar

from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._markdown import document
from tqa.checking.reporters._text import statistics
from tqa.model import Report


@reporter
class Markdown(Reporter):
    """The summary and a table, a row a finding."""

    name: ClassVar[str] = "markdown"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the document."""
        stream.write(document(report, report.findings, style))
        if style.statistics and report.findings:
            stream.write("\n```\n")
            stream.writelines(f"{row}\n" for row in statistics(report, Style()))
            stream.write("```\n")
