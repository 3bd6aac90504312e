"""A report against an earlier one of the same project, read from its JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tqa.base.errors import FormatError
from tqa.base.textio import decode, read_bytes
from tqa.termreport.content import (
    ComplianceChange,
    HistoryPoint,
    ReportTrend,
    Tally,
    TermOutcome,
    TermReport,
)

FORMAT = "tqa glossary report"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a comparison needs of an earlier report."""

    point: HistoryPoint
    history: tuple[HistoryPoint, ...]  # before it
    wrong: Mapping[str, int]  # wrong places by concept
    fingerprints: frozenset[str]


def read_earlier(path: str | Path) -> Earlier:
    """The earlier report.

    Raises:
        FormatError: the file is not a report in JSON, or of a later version of tqa.
    """
    name = str(path)
    hint = "give what `tqa glossary report --format json` wrote"
    try:
        data: Any = json.loads(decode(read_bytes(path), name))
    except (json.JSONDecodeError, RecursionError):
        raise FormatError("not JSON", where=name, hint=hint) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FormatError("not a report on a glossary", where=name, hint=hint)
    if data.get("version") != VERSION:
        found = data.get("version")
        raise FormatError(f"a report of version {found!r}, not {VERSION}", where=name, hint=hint)
    try:
        return Earlier(
            _point(data["summary"]),
            tuple(map(_point, data["history"])),
            {c["concept"]: _tally(c["outcomes"]).wrong for c in data["concepts"]},
            frozenset(map(str, data["fingerprints"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FormatError("a report that is damaged", where=name, hint=hint) from None


def compared(report: TermReport, earlier: Earlier) -> TermReport:
    """The report with what changed since the earlier one."""
    now = {use.concept.id: use.tally.wrong for use in report.uses}
    changes = [
        ComplianceChange(id, earlier.wrong.get(id, 0), now.get(id, 0))
        for id in sorted(earlier.wrong.keys() | now.keys())
        if earlier.wrong.get(id, 0) != now.get(id, 0)
    ]
    changes.sort(key=lambda change: (change.before - change.after, change.concept))
    mine = frozenset(report.fingerprints)
    trend = ReportTrend(
        earlier.point,
        tuple(changes),
        new=len(mine - earlier.fingerprints),
        gone=len(earlier.fingerprints - mine),
    )
    return replace(report, trend=trend, history=(*earlier.history, earlier.point))


def _point(data: Mapping[str, Any]) -> HistoryPoint:
    return HistoryPoint(
        str(data["date"]), int(data["documents"]), int(data["seen"]), _tally(data["outcomes"])
    )


def _tally(data: Mapping[str, Any]) -> Tally:
    return Tally({TermOutcome(name): int(count) for name, count in data.items() if int(count)})
