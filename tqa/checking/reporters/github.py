"""`github`: workflow commands of GitHub Actions, and its step summary."""

import os
from collections import Counter
from collections.abc import Sequence
from typing import IO, ClassVar

from tqa.base.errors import UsageError
from tqa.base.messages import Message, counted
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._markdown import document
from tqa.model import Finding, Report, Severity

LIMIT = 10  # annotations of one level that GitHub shows per step
SUMMARY_ROWS = 500  # findings in the step summary, which is limited to 1 MiB
_SUMMARY_BYTES = 1_000_000
_LEVELS = {
    Severity.NEUTRAL: "notice",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


@reporter
class Github(Reporter):
    """Annotations, most severe first, up to GitHub's limit per level; one line for the others.

    Where GITHUB_STEP_SUMMARY names a file, the findings are appended to it as Markdown.
    """

    name: ClassVar[str] = "github"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the commands, and append to the step summary."""
        gravest = sorted(report.findings, key=lambda finding: -finding.severity)
        shown = _shown(gravest, len(report.failures))
        for failure in report.failures[:LIMIT]:
            stream.write(f"::error file={_value(failure.file)}::{_message(failure.message)}\n")
        for finding in shown:
            stream.write(_command(finding, style.lang))
        rest = len(gravest) - len(shown)
        if rest:
            stream.write(f"::notice title=tqa::{_more(rest).in_lang(style.lang)}\n")
        _append_summary(report, gravest, style)


def _shown(gravest: Sequence[Finding], failures: int) -> list[Finding]:
    """The findings that become annotations; one notice is reserved for the number of others."""
    for kept_back in (0, 1):
        room = Counter(error=LIMIT - failures, warning=LIMIT, notice=LIMIT - kept_back)
        shown = []
        for finding in gravest:
            level = _LEVELS[finding.severity]
            room[level] -= 1
            if room[level] >= 0:
                shown.append(finding)
        if len(shown) == len(gravest):
            break
    return shown


def _command(finding: Finding, lang: str) -> str:
    start, end, *_ = finding.region
    values = {"file": finding.file, "line": start.line, "col": start.column}
    if start != end and start.line == end.line:  # GitHub does not accept columns for several lines
        values |= {"endLine": end.line, "endColumn": end.column}
    values["title"] = f"{finding.code} {finding.name}"
    named = ",".join(f"{key}={_value(str(value))}" for key, value in values.items())
    return f"::{_LEVELS[finding.severity]} {named}::{_message(finding.message.in_lang(lang))}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _more(rest: int) -> Message:
    return counted(
        rest,
        "{n} more finding is not shown as an annotation: see the job summary",
        "{n} more findings are not shown as annotations: see the job summary",
    )


def _append_summary(report: Report, gravest: Sequence[Finding], style: Style) -> None:
    path = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not path:
        return
    rows = min(len(gravest), SUMMARY_ROWS)
    text = document(report, gravest[:rows], style)
    while len(text.encode()) > _SUMMARY_BYTES and rows:
        rows //= 2
        text = document(report, gravest[:rows], style)
    if rows < len(gravest):
        text += f"\n… {len(gravest) - rows} more.\n"
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"cannot write the step summary: {reason}", where=path, hint="GITHUB_STEP_SUMMARY"
        ) from None
