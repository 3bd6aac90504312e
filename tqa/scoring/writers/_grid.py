"""Scores as rows of cells, for all formats that are tables to be read by people."""

import math

from tqa.scoring.scoreboard import LEVEL, Result, Scoreboard


def grid(board: Scoreboard, decimals: int) -> list[list[str]]:
    """A row for each system after the header; cells are scores with what is known about them."""
    arrows = ("↓", "↑")
    header = ["System", *(f"{m.name} {arrows[m.higher_is_better]}" for m in board.metrics)]
    rows = [header]
    for name, results in board.results.items():
        label = f"{name} (baseline)" if name == board.baseline else name
        rows.append([label, *(_cell(result, decimals) for result in results.values())])
    return rows


def _cell(result: Result, decimals: int) -> str:
    if math.isnan(result.score):
        return "–"  # nothing to score
    cell = f"{result.score:.{decimals}f}"
    if result.interval:
        cell += f" ({result.interval.mean:.{decimals}f} ± {result.interval.half:.{decimals}f})"
    if result.p_value is not None:
        cell += f" p={result.p_value:.4f}{'*' if result.p_value < LEVEL else ''}"
    return cell


def notes(board: Scoreboard) -> list[str]:
    """What the cells mean, and the signatures."""
    lines = [f"{board.testset.segments:,} segments."]
    if board.plan.paired:
        test = {"bootstrap": "paired bootstrap", "approximate": "approximate randomisation"}
        lines[0] += f" p: difference from the baseline, {test[board.plan.paired]}; * p < {LEVEL}."
    return [*lines, *board.signatures_by_name()]


def pair_grid(board: Scoreboard) -> list[list[str]]:
    """A row for each pair of systems that do not involve the baseline; none without --all-pairs."""
    rows = [["Pair", *(metric.name for metric in board.metrics)]]
    for (one, two), values in board.pairs.items():
        cells = [f"p={p:.4f}{'*' if p < LEVEL else ''}" for p in values.values()]
        rows.append([f"{one} - {two}", *cells])
    return rows if board.plan.all_pairs else []
