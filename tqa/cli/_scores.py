"""Scores as commands write them: table, JSON, CSV, Markdown, LaTeX, segments as JSON lines."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tqa.cli._gates import LEVEL

if TYPE_CHECKING:
    from tqa.scoring import Result, Scoreboard

Writer = Callable[["Scoreboard", int, bool], str]


def _grid(board: "Scoreboard", width: int) -> list[list[str]]:
    """A row for each system after the header; cells are scores with what is known about them."""
    metrics = [each.metric for each in next(iter(board.results.values())).values()]
    arrows = ("↓", "↑")
    header = ["System", *(f"{m.name} {arrows[m.higher_is_better]}" for m in metrics)]
    rows = [header]
    for name, results in board.results.items():
        label = f"{name} (baseline)" if name == board.baseline else name
        rows.append([label, *(_cell(result, width) for result in results.values())])
    return rows


def _cell(result: "Result", width: int) -> str:
    cell = f"{result.score:.{width}f}"
    if result.interval:
        cell += f" ({result.interval.mean:.{width}f} ± {result.interval.half:.{width}f})"
    if result.p_value is not None:
        cell += f" p={result.p_value:.4f}{'*' if result.p_value < LEVEL else ''}"
    return cell


def _notes(board: "Scoreboard") -> list[str]:
    """What the cells mean, and the signatures."""
    notes = [f"{board.size:,} segments."]
    if board.plan.paired:
        test = {"bootstrap": "paired bootstrap", "approximate": "approximate randomisation"}
        notes[0] += f" p: difference from the baseline, {test[board.plan.paired]}; * p < {LEVEL}."
    return [*notes, *board.signatures_by_name()]


def _pair_grid(board: "Scoreboard") -> list[list[str]]:
    """A row for each pair of systems that do not involve the baseline; none without --all-pairs."""
    rows = [["Pair", *board.names()]]
    for (one, two), values in board.pairs.items():
        cells = [f"p={p:.4f}{'*' if p < LEVEL else ''}" for p in values.values()]
        rows.append([f"{one} - {two}", *cells])
    return rows if board.plan.all_pairs else []


def table(board: "Scoreboard", width: int, color: bool) -> str:
    """For people: aligned columns, then the signatures."""
    from tqa.reporters._text import visible

    lines = []
    for grid in filter(None, (_grid(board, width), _pair_grid(board))):
        cells = [[visible(cell) for cell in row] for row in grid]
        sizes = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for number, row in enumerate(cells):
            first, *rest = zip(row, sizes, strict=True)
            line = "  ".join([first[0].ljust(first[1]), *(c.rjust(n) for c, n in rest)]).rstrip()
            lines.append(f"\x1b[1m{line}\x1b[0m" if color and not number else line)
        lines.append("")
    return "\n".join([*lines, *_notes(board), ""])


def markdown(board: "Scoreboard", width: int, color: bool) -> str:
    """A table for a README or a pull request."""
    lines = []
    for grid in filter(None, (_grid(board, width), _pair_grid(board))):
        header, *rows = [[cell.replace("|", "\\|") for cell in row] for row in grid]
        marks = ["---", *("---:" for _ in header[1:])]
        lines += [f"| {' | '.join(row)} |" for row in (header, marks, *rows)]
        lines.append("")
    first, *signatures = _notes(board)
    return "\n".join([*lines, first, "", *(f"- `{each}`" for each in signatures), ""])


_ESCAPES = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "±": "$\\pm$",
    "↑": "$\\uparrow$",
    "↓": "$\\downarrow$",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def latex(board: "Scoreboard", width: int, color: bool) -> str:
    """A tabular for a paper (package booktabs), the signatures as comments."""
    header, *rows = [
        " & ".join("".join(_ESCAPES.get(sign, sign) for sign in cell) for cell in row) + r" \\"
        for row in _grid(board, width)
    ]
    columns = "l" + "r" * len(board.signatures)
    notes = [f"% {note}" for note in _notes(board)]
    top = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", header, r"\midrule"]
    return "\n".join([*notes, *top, *rows, r"\bottomrule", r"\end{tabular}", ""])


def as_json(board: "Scoreboard", width: int, color: bool) -> str:
    """Everything, with all digits."""
    data = {
        "segments": board.size,
        "baseline": board.baseline or None,
        "paired": board.plan.paired,
        "seed": board.plan.seed,
        "signatures": dict(board.signatures),
        "systems": [
            {"name": name, "scores": {key: _record(each) for key, each in results.items()}}
            for name, results in board.results.items()
        ],
        "pairs": [
            {"systems": list(pair), "p_values": dict(values)}
            for pair, values in board.pairs.items()
        ],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _record(result: "Result") -> Mapping[str, object]:
    record: dict[str, object] = {"name": result.metric.name, "score": result.score}
    if result.interval:
        record |= {"mean": result.interval.mean, "ci": result.interval.half}
    if result.p_value is not None:
        record["p_value"] = result.p_value
    return {**record, **result.details}


def as_csv(board: "Scoreboard", width: int, color: bool) -> str:
    """A row for each system and metric, with all digits."""
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["system", "metric", "score", "mean", "ci", "p_value", "signature"])
    for name, results in board.results.items():
        for key, result in results.items():
            span = result.interval
            known = (span.mean, span.half) if span else ("", "")
            p_value = "" if result.p_value is None else result.p_value
            writer.writerow([name, key, result.score, *known, p_value, board.signatures[key]])
    return stream.getvalue()


def jsonl(board: "Scoreboard", width: int, color: bool) -> str:
    """A line for each segment of each system: its scores by themselves."""
    lines = []
    for name, results in board.results.items():
        columns = {
            key: [] if each.segments is None else each.segments.tolist()
            for key, each in results.items()
        }
        for number, row in enumerate(zip(*columns.values(), strict=True), 1):
            record = {"segment": number, "system": name, **dict(zip(columns, row, strict=True))}
            lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join([*lines, ""])


WRITERS: Mapping[str, Writer] = {
    "table": table,
    "json": as_json,
    "csv": as_csv,
    "markdown": markdown,
    "latex": latex,
    "jsonl": jsonl,
}
