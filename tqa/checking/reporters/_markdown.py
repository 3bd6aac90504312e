"""A report as Markdown, with all texts escaped."""

import re
from collections.abc import Sequence

from tqa.base.messages import Message
from tqa.base.textio import visible
from tqa.checking.reporter import Style
from tqa.checking.reporters._text import SEVERITY_NAMES, summary
from tqa.model import Finding, Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$])")
_HEADER = (Message("Severity"), Message("Place"), Message("Rule"), Message("Message"))


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no markup, HTML, mentions or line breaks."""
    plain = visible(" ".join(text.split()))
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", plain).replace("@", "&#64;").replace("://", ":&#47;&#47;")


def document(report: Report, findings: Sequence[Finding], style: Style) -> str:
    """A heading, the summary, and a table of these findings."""
    lines = ["## tqa", "", escaped(summary(report).in_lang(style.lang)), ""]
    for failure in report.failures:
        lines += [f"- {escaped(failure.message)}"]
    if report.failures:
        lines.append("")
    if findings:
        lines += [_row([name.in_lang(style.lang) for name in _HEADER]), _row(["---"] * 4)]
        lines += [_row(_cells(finding, style.lang)) for finding in findings]
    return "\n".join(lines).rstrip() + "\n"


def _cells(finding: Finding, lang: str) -> tuple[str, ...]:
    return (
        SEVERITY_NAMES[finding.severity].in_lang(lang),
        escaped(f"{finding.file}:{finding.line}:{finding.column}"),
        f"{finding.code} {finding.name}",
        escaped(finding.message.in_lang(lang)),
    )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
