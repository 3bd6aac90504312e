"""A report as a message for a chat."""

from typing import IO

from tqa.checking.reporter import Reporter, Style, reporter
from tqa.model import Report


@reporter
class Chat(Reporter):
    """One short line a finding."""

    name = "chat"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        for finding in report.findings:
            stream.write(f":warning: {finding.code} {finding.message.in_lang(style.lang)}\n")
