"""What the reporters for people share: colours, the summary line, the place of a finding."""

from collections import Counter

from tqa.checking.reporter import Style
from tqa.model import Finding, Report, Severity, Text

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
    Severity.NEUTRAL: Text("note", "catatan"),
    Severity.MINOR: Text("minor", "ringan"),
    Severity.MAJOR: Text("major", "berat"),
    Severity.CRITICAL: Text("critical", "kritis"),
}


def paint(text: str, style: Style, *colors: str) -> str:
    """The text in ANSI colours, or as it is where the style has none."""
    if not style.color or not text:
        return text
    return f"\x1b[{';'.join(_CODES[color] for color in colors)}m{text}\x1b[0m"


def place(finding: Finding) -> str:
    """`file:line:column`."""
    return f"{finding.file}:{finding.line}:{finding.column}"


def counted(n: int, en: str, id: str) -> Text:
    """A count with its noun; English takes an s, Indonesian no plural."""
    return Text(f"{n:,} {en}{'' if n == 1 else 's'}", f"{n:,} {id}".replace(",", "."))


def summary(report: Report) -> Text:
    """One line: what was found, and in how much text with which MQM score where there is any."""
    counts = Counter(finding.severity for finding in report.findings)
    notes = counts.pop(Severity.NEUTRAL, 0)
    faults = sum(counts.values())
    parts = [
        _plain(counts[s], SEVERITY_NAMES[s]) for s in sorted(counts, reverse=True) if counts[s]
    ]
    if notes:
        parts.append(counted(notes, "note", "catatan"))
    detail_en = f" ({', '.join(part.en for part in parts)})" if parts else ""
    detail_id = f" ({', '.join(part.id for part in parts)})" if parts else ""
    found = counted(faults, "finding", "temuan")
    if not report.documents:  # a glossary: it has no words to be scored by
        return Text(f"{found.en}{detail_en}.", f"{found.id}{detail_id}.")
    size = _size(report)
    quality = report.quality
    penalty = counted(quality.penalty, "penalty point", "poin penalti")
    mqm, rate = _decimal(quality.score), _decimal(quality.per_thousand)
    return Text(
        f"{found.en}{detail_en} in {size.en}. MQM score {mqm.en}"
        f" ({penalty.en}, {rate.en} per 1,000 words).",
        f"{found.id}{detail_id} dalam {size.id}. Skor MQM {mqm.id}"
        f" ({penalty.id}, {rate.id} per 1.000 kata).",
    )


_SEPARATORS = str.maketrans(",.", ".,")


def _decimal(value: float) -> Text:
    """A value with one decimal, in the separators of each language."""
    text = f"{value:,.1f}"
    return Text(text, text.translate(_SEPARATORS))


def _plain(n: int, name: Text) -> Text:
    return Text(f"{n:,} {name.en}", f"{n:,} {name.id}".replace(",", "."))


def _size(report: Report) -> Text:
    parts = (
        counted(len(report.documents), "document", "dokumen"),
        counted(sum(d.segments for d in report.documents), "segment", "segmen"),
        counted(report.quality.words, "word", "kata"),
    )
    return Text(", ".join(p.en for p in parts), ", ".join(p.id for p in parts))


def statistics(report: Report, style: Style) -> list[str]:
    """Findings by rule, most frequent first: `count  code  name`."""
    counts = Counter((f.code, f.name) for f in report.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return [f"{n:6}  {paint(code, style, 'bold')}  {name}" for (code, name), n in rows]
