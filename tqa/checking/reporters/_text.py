"""Shared by the text reporters: colours, the summary line, the place of a finding."""

from collections import Counter

from tqa.base.messages import Message, counted, joined
from tqa.checking.reporter import Style
from tqa.model import Finding, Report, Severity

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
SEVERITY_COLORS = {
    Severity.NEUTRAL: ("dim",),
    Severity.MINOR: ("yellow",),
    Severity.MAJOR: ("red",),
    Severity.CRITICAL: ("bold", "magenta"),
}
SEVERITY_NAMES = {
    Severity.NEUTRAL: Message("note", "severity"),
    Severity.MINOR: Message("minor", "severity"),
    Severity.MAJOR: Message("major", "severity"),
    Severity.CRITICAL: Message("critical", "severity"),
}

REMOVE = Message("(remove)")  # shown for an empty suggestion


def paint(text: str, style: Style, *colors: str) -> str:
    """The text in ANSI colours; unchanged if the style has no colours."""
    if not style.color or not text:
        return text
    return f"\x1b[{';'.join(_CODES[color] for color in colors)}m{text}\x1b[0m"


def place(finding: Finding) -> str:
    """The place of a finding as `file:line:column`."""
    return f"{finding.file}:{finding.line}:{finding.column}"


def summary(report: Report) -> Message:
    """The summary line: findings by severity, number of words, and MQM score if there are words."""
    found = _found(report)
    if not report.documents:  # a glossary, which has no word count
        return Message("{found}.").fill(found=found)
    quality = report.quality
    return Message(
        "{found} in {documents}, {segments}, {words}."
        " MQM score {score:,.1f} ({penalty}, {rate:,.1f} per 1,000 words)."
    ).fill(
        found=found,
        documents=counted(len(report.documents), "{n} document", "{n} documents"),
        segments=counted(sum(d.segments for d in report.documents), "{n} segment", "{n} segments"),
        words=counted(quality.words, "{n} word", "{n} words"),
        score=quality.score,
        penalty=counted(quality.penalty, "{n} penalty point", "{n} penalty points"),
        rate=quality.per_thousand,
    )


def _found(report: Report) -> Message:
    """How many findings there are, and of which severities."""
    counts = Counter(finding.severity for finding in report.findings)
    notes = counts.pop(Severity.NEUTRAL, 0)
    found = counted(sum(counts.values()), "{n} finding", "{n} findings")
    parts = [
        Message("{n} {severity}").fill(n=counts[s], severity=SEVERITY_NAMES[s])
        for s in sorted(counts, reverse=True)
        if counts[s]
    ]
    if notes:
        parts.append(counted(notes, "{n} note", "{n} notes"))
    return Message("{found} ({parts})").fill(found=found, parts=joined(parts)) if parts else found


def statistics(report: Report, style: Style) -> list[str]:
    """Findings by rule, most frequent first: `count  code  name`."""
    counts = Counter((f.code, f.name) for f in report.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [f"{n:6}  {paint(code, style, 'bold')}  {name}" for (code, name), n in rows]
