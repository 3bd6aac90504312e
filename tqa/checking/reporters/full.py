"""The pair of texts with the spans underlined, like a compiler's message."""

from collections.abc import Sequence
from typing import IO, ClassVar

from tqa.base.messages import Message
from tqa.base.textio import visible
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._text import (
    REMOVE,
    SEVERITY_COLORS,
    SEVERITY_NAMES,
    paint,
    place,
    statistics,
    summary,
)
from tqa.model import Finding, Report, Severity, Span

GUTTER = 11  # width of `  source | ` in columns
SOURCE, TARGET, TEXT = Message("source"), Message("target"), Message("text")
SUGGEST = Message("suggestion")
SEE = Message("see also")


@reporter
class Full(Reporter):
    """For people: message, place, both texts with the words underlined, and suggestion."""

    name: ClassVar[str] = "full"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write each finding with its texts, neutral findings on one line, then the summary."""
        for finding in report.findings:
            lines = _note(finding, style) if _quiet(finding) else _finding(finding, style)
            stream.write("\n".join(lines) + "\n")
            if not _quiet(finding):
                stream.write("\n")
        if style.statistics:
            stream.writelines(f"{row}\n" for row in statistics(report, style))
        if not style.quiet and (report.documents or not report.failures):
            line = summary(report).in_lang(style.lang)
            faulty = any(f.severity > Severity.NEUTRAL for f in report.findings)
            stream.write(paint(line, style, "bold", "red" if faulty else "green") + "\n")


def _quiet(finding: Finding) -> bool:
    return finding.severity is Severity.NEUTRAL


def _head(finding: Finding, style: Style) -> str:
    severity = SEVERITY_NAMES[finding.severity].in_lang(style.lang)
    colors = SEVERITY_COLORS[finding.severity]
    rule = paint(f"{finding.code} {finding.name}", style, *colors)
    return f"{paint(visible(place(finding)), style, 'bold')} {rule} [{severity}]"


def _note(finding: Finding, style: Style) -> list[str]:
    message = visible(finding.message.in_lang(style.lang))
    return [paint(f"{visible(place(finding))} {finding.code} {message}", style, "dim")]


def _finding(finding: Finding, style: Style) -> list[str]:
    lang = style.lang
    lines = [_head(finding, style), f"  {visible(finding.message.in_lang(lang))}"]
    mono = not finding.source_segments
    if not mono:
        lines += _excerpt(
            SOURCE.in_lang(lang), finding.source_text, finding.source_spans, style, "cyan"
        )
    if finding.target_segments:
        name = (TEXT if mono else TARGET).in_lang(lang)
        lines += _excerpt(name, finding.target_text, finding.target_spans, style, "red")
    if finding.suggestions:
        words = ", ".join(
            paint(visible(s) or REMOVE.in_lang(lang), style, "green") for s in finding.suggestions
        )
        lines.append(f"  = {SUGGEST.in_lang(lang)}: {words}")
    for other in finding.related[:3]:
        where = f"{other.file}:{other.line}:{other.column}"
        lines.append(f"  = {SEE.in_lang(lang)}: {visible(f'{where} {other.text}')}")
    return lines


def _excerpt(name: str, text: str, spans: Sequence[Span], style: Style, color: str) -> list[str]:
    """One side, cut to the width around its spans, with the spans underlined."""
    room = max(style.width - GUTTER - 2, 20)
    if _cells(text) > len(text):
        room //= 2  # wide characters take two columns
    lines = []
    for start, end in _windows(text, spans, room):
        part = visible(text[start:end])
        before, after = "…" if start else "", "…" if end < len(text) else ""
        lines.append(f"{name:>8} | {before}{part}{after}")
        marks = _marks(part, [Span(s - start, e - start) for s, e in spans])
        if marks:
            pad = " " * _cells(before)
            lines.append(f"{'':8} | {pad}{paint(marks, style, color)}")
        name = ""
    return lines


def _windows(text: str, spans: Sequence[Span], room: int) -> list[tuple[int, int]]:
    """Ranges of the text that show every span; without spans, the start of the text."""
    windows: list[tuple[int, int]] = []
    for start, end in sorted(spans) or [Span(0, 0)]:
        if windows and end <= windows[-1][1]:
            continue
        left = max(0, min(start - room // 3, len(text) - room)) if len(text) > room else 0
        left = max(left, windows[-1][1] if windows else 0)
        while 0 < left < start and text[left - 1] != " ":
            left += 1
        windows.append((left, min(len(text), left + room)))
        if len(windows) == 3:
            break
    return windows


def _marks(part: str, spans: Sequence[Span]) -> str:
    """Carets below the spans; an empty span (something missing) gets one caret."""
    row = [" "] * (len(part) + 1)
    for start, end in spans:
        for at in range(max(start, 0), min(max(end, start + 1), len(part) + 1)):
            row[at] = "^"
    if part.isascii():
        return "".join(row).rstrip()
    cells = [mark * _cells(char) for mark, char in zip(row, part + " ", strict=True)]
    return "".join(cells).rstrip()


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
