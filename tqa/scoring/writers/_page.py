"""What the page of a leaderboard shows of one test set."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tqa.pages.intervals import Bar, IntervalPlot
from tqa.scoring.insight import Case, compared, spans
from tqa.scoring.scoreboard import LEVEL, PAGE, Result, Scoreboard
from tqa.scoring.writers._insight import figure, grids, title_of

if TYPE_CHECKING:
    from tqa.scoring.metric import Metric

_TESTS = {"bootstrap": "Paired bootstrap", "approximate": "Approximate randomisation"}


def values(board: Scoreboard, decimals: int) -> dict[str, Any]:
    """The values that the template names."""
    name = board.testset.name
    shown = min(board.testset.segments, PAGE)
    rest = board.testset.segments - shown
    return {
        "name": name,
        "title": f"Scores: {name}" if name else "Scores",
        "caption": "Scores; the best of each metric is underlined",
        "segments": board.testset.segments,
        "baseline": board.baseline,
        "metrics": [
            {"name": m.name, "higher": m.higher_is_better, "signature": board.signatures[m.key]}
            for m in board.metrics
        ],
        "rows": [_row(board, system, decimals) for system in board.results],
        "plots": [plot for m in board.metrics if (plot := _plot(board, m, decimals))],
        "matrices": [_matrix(board, m, decimals) for m in board.metrics] if board.pairs else [],
        "test": _TESTS.get(board.plan.paired or "", ""),
        "grids": list(grids(board, decimals)),
        "cases": [
            {
                "title": title_of(cases),
                "segments": [_case(case, decimals) for case in cases.cases],
            }
            for cases in (*board.insight.worst, *board.insight.contrasts)
        ],
        "remarks": board.insight.remarks,
        "orders": list(_orders(board)),
        "has_findings": bool(board.insight.findings),
        "browser": _segments(board, shown, decimals),
        "browser_note": f"The first {shown:,} of them; --format jsonl has all." if rest else "",
    }


def _row(board: Scoreboard, system: str, decimals: int) -> dict[str, Any]:
    cells = []
    for key, result in board.results[system].items():
        others = [own[key].score for own in board.results.values()]
        best = max(others) if result.metric.higher_is_better else min(others)
        cells.append(
            {
                "value": "" if math.isnan(result.score) else repr(result.score),
                "score": figure(result.score, decimals),
                "best": result.score == best and len(others) > 1,
                **_uncertain(result, decimals),
            }
        )
    return {"name": system, "baseline": system == board.baseline, "cells": cells}


def _uncertain(result: Result, decimals: int) -> dict[str, Any]:
    span, p = result.interval, result.p_value
    known = p is not None and not math.isnan(p)
    return {
        "interval": f"± {span.half:.{decimals}f}" if span and not math.isnan(span.half) else "",
        "p": f"{p:.4f}" if known else "",
        "sure": known and p is not None and p < LEVEL,
    }


def _plot(board: Scoreboard, metric: "Metric", decimals: int) -> IntervalPlot | None:
    bars = []
    for system, results in board.results.items():
        result = results[metric.key]
        if not math.isnan(result.score):
            span = result.interval
            low, high = (
                (span.mean - span.half, span.mean + span.half)
                if span and not math.isnan(span.half)
                else (result.score, result.score)
            )
            bars.append(Bar(system, result.score, min(low, result.score), max(high, result.score)))
    arrow = "higher is better" if metric.higher_is_better else "lower is better"
    return IntervalPlot(f"{metric.name}, {arrow}", bars, decimals) if bars else None


def _matrix(board: Scoreboard, metric: "Metric", decimals: int) -> dict[str, Any]:
    names = list(board.results)
    return {
        "name": metric.name,
        "names": names,
        "rows": [
            (one, [_pair(board, metric, one, two, decimals) for two in names]) for one in names
        ],
    }


def _pair(board: Scoreboard, metric: "Metric", one: str, two: str, decimals: int) -> dict[str, Any]:
    values = board.pairs.get((one, two)) or board.pairs.get((two, one)) or {}
    p = values.get(metric.key, math.nan)
    if one == two or math.isnan(p):
        return {"p": "", "kind": ""}
    scores = [board.results[name][metric.key].score for name in (one, two)]
    gain = scores[0] - scores[1] if metric.higher_is_better else scores[1] - scores[0]
    sure = p < LEVEL
    kind = ("better" if gain > 0 else "worse") if sure else ""
    return {"p": f"{p:.4f}", "sure": sure, "kind": kind, "gain": f"{gain:+.{decimals}f}"}


def _case(case: Case, decimals: int) -> dict[str, Any]:
    return {
        "number": case.segment,
        "document": case.document,
        "source": case.source,
        "reference": case.reference,
        "hypotheses": [
            {
                "name": name,
                "text": "".join(piece.text for piece in pieces),
                "spans": spans(pieces),
                "scores": [figure(case.scores[name], decimals)],
                "findings": "",
            }
            for name, pieces in case.hypotheses.items()
        ],
    }


def _orders(board: Scoreboard) -> Iterator[tuple[str, int, int]]:
    """The orders of the browser: label, which of a segment's values, its sign."""
    at = 0
    for system in board.results:
        for metric in board.metrics:
            yield f"worst {metric.name} of {system}", at, 1 if metric.higher_is_better else -1
            at += 1
    if len(board.results) == 2:
        for metric in board.metrics:
            yield f"largest difference of {metric.name}", at, -1
            at += 1


def _segments(board: Scoreboard, count: int, decimals: int) -> Iterator[dict[str, Any]]:
    """The segments of the browser, with the values that its orders name."""
    testset = board.testset
    scores = [
        [result.measured.by_segment().tolist() for result in results.values()]
        for results in board.results.values()
    ]
    found = [board.insight.findings.get(system) for system in board.results]
    for at in range(count):
        own = [[values[at] for values in each] for each in scores]
        codes = [" ".join(each.by_segment[at]) if each else "" for each in found]
        yield {
            "number": at + 1,
            "document": testset.documents[at] if testset.documents else "",
            "source": testset.sources[at] if testset.sources else "",
            "reference": testset.references[0][at],
            "flagged": any(codes),
            "sort_keys": " ".join(f"{value:.4f}" for value in _keys(own)),
            "hypotheses": [
                _hypothesis(system, lines[at], testset.references[0][at])
                | {"scores": [figure(v, decimals) for v in values], "findings": code}
                for (system, lines), values, code in zip(
                    testset.systems.items(), own, codes, strict=True
                )
            ],
        }


def _keys(scores: Sequence[Sequence[float]]) -> list[float]:
    flat = [value for own in scores for value in own]
    if len(scores) == 2:
        flat += [abs(one - two) for one, two in zip(*scores, strict=True)]
    return flat


def _hypothesis(system: str, text: str, reference: str) -> dict[str, Any]:
    return {"name": system, "text": text, "spans": spans(compared(text, reference))}
