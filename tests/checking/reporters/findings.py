"""Reports made by hand."""

from typing import Any

from tqa.base.messages import Message
from tqa.checking.reporter import REPORTERS, Style
from tqa.model import DocumentSummary, Finding, Position, Quality, Region, Report, Severity, Span


def finding(target: str, *spans: tuple[int, int], source: str = "", **rest: Any) -> Finding:
    """A finding in a pair where there is a source, else in a text.

    Its first words stand on line 3 after two line ends of one character, from column 7 on.
    """
    first = spans[0][0] if spans else 0
    regions = [
        Region(*(Position(3, 7 + at - first, 8 + at - first) for at in span)) for span in spans
    ]
    values: dict[str, Any] = {
        "target_regions": tuple(regions),
        "severity": Severity.MAJOR,
        "message": Message("wrong", indonesian="salah"),
        "source_segments": ("s1",) if source else (),
        **rest,
    }
    return Finding(
        code="XXX001",
        name="made-up",
        mqm="accuracy",
        source_file="a.txt" if source else "",
        target_file="b.txt",
        line=3,
        column=7,
        segment="1",
        target_segments=("t1",),
        target_spans=tuple(Span(*span) for span in spans),
        source_text=source,
        target_text=target,
        **values,
    )


def report(*findings: Finding, words: int = 1000) -> Report:
    """A report of one document."""
    penalty = sum(each.severity.penalty for each in findings)
    summary = DocumentSummary("a.txt", "b.txt", ("id", "en"), 10, Quality(words, penalty))
    return Report(findings, (), (summary,))


def written(name: str, what: Report, **style: Any) -> str:
    """What a reporter writes."""
    return REPORTERS[name]().text(what, Style(**style))


HOSTILE = "a\x00\x1b[2J]]><b>|`%0A,:\r\n::error::@all ﷐\ufffe"


def hostile() -> Report:
    """A report whose every text tries to break out of the format."""
    message = Message(HOSTILE, indonesian=HOSTILE)
    return report(
        finding(HOSTILE, (0, 3), source=HOSTILE, message=message, suggestions=(HOSTILE,)),
        finding(HOSTILE, source=HOSTILE, message=message, severity=Severity.NEUTRAL),
    )
