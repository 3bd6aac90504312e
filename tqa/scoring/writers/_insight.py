"""Where scores come from, as grids and as texts, for all formats that people read."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tqa.base.textio import visible
from tqa.scoring.insight import Case, Cases, TextPiece
from tqa.scoring.scoreboard import Scoreboard

TERMS = 20  # of the table of terms, in formats that people read
Mark = Callable[[str], str]  # how words that differ are set off


class Grid(NamedTuple):
    """A titled table: the header is the first row; `left` columns hold words."""

    title: str
    rows: list[list[str]]
    left: int = 1


def grids(board: Scoreboard, decimals: int) -> Iterator[Grid]:
    """The tables of findings, buckets and terms that there are."""
    insight = board.insight
    if insight.findings:
        yield Grid("Findings of tqa check for 1,000 segments", _findings(board))
    for by in dict.fromkeys(bucket.by for bucket in insight.buckets):
        yield Grid(f"By {by}", _buckets(board, by, decimals), left=2)
    if insight.terms:
        shown = insight.terms[:TERMS]
        rest = len(insight.terms) - len(shown)
        title = "Terms rendered" + (f" ({rest:,} more in json)" if rest else "")
        systems = list(board.results)
        rows = [
            [row.term, ", ".join(row.targets), f"{row.mentions:,}"]
            + [f"{row.matched[system]:g}/{row.mentions}" for system in systems]
            for row in shown
        ]
        yield Grid(title, [["Term", "Targets", "Mentions", *systems], *rows], left=2)


def _findings(board: Scoreboard) -> list[list[str]]:
    found = board.insight.findings
    families = sorted({family for each in found.values() for family in each.families()})
    rows = [
        [name, *(f"{each.per_thousand(prefix):.1f}" for prefix in ("", *families))]
        for name, each in found.items()
    ]
    return [["System", "All", *families], *rows]


def _buckets(board: Scoreboard, by: str, decimals: int) -> list[list[str]]:
    keys = [metric.key for metric in board.metrics]
    header = [by.capitalize(), "System", "Segments", *(metric.name for metric in board.metrics)]
    rows = [
        [bucket.name, system, f"{bucket.segments:,}"]
        + [figure(scores[key], decimals) for key in keys]
        for bucket in board.insight.buckets
        if bucket.by == by
        for system, scores in bucket.scores.items()
    ]
    return [header, *rows]


def figure(value: float, decimals: int) -> str:
    """A score, a dash where there was nothing to score."""
    return "–" if math.isnan(value) else f"{value:.{decimals}f}"


def title_of(cases: Cases) -> str:
    """What a list of segments is."""
    if len(cases.systems) == 1:
        return f"Worst segments of {cases.systems[0]} by {cases.metric}"
    ahead, behind = cases.systems
    return f"Segments where {ahead} is most ahead of {behind} by {cases.metric}"


def case_lines(case: Case, mark: Mark, write: Mark = visible) -> list[tuple[str, str]]:
    """The texts of a segment, each with what it is; `write` makes a text fit for the format."""
    known = [("source", case.source)] if case.source else []
    return [
        *((name, write(visible(text))) for name, text in (*known, ("reference", case.reference))),
        *((name, marked(pieces, mark, write)) for name, pieces in case.hypotheses.items()),
    ]


def marked(pieces: Sequence[TextPiece], mark: Mark, write: Mark) -> str:
    """A hypothesis with the words that differ set off."""
    texts = ((write(visible(piece.text)), piece.differs) for piece in pieces)
    return "".join(mark(text) if differs else text for text, differs in texts)


def heading(case: Case, decimals: int) -> str:
    """Which segment it is, and its scores."""
    scores = ", ".join(f"{name} {figure(value, decimals)}" for name, value in case.scores.items())
    document = f" of {case.document}" if case.document else ""
    return f"Segment {case.segment}{document}: {scores}"
