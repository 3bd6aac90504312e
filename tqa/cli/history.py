"""`tqa history`: the runs that `tqa score --record` recorded."""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tqa.base.errors import UsageError
from tqa.cli._group import Command
from tqa.cli._history import Place, place_of
from tqa.cli._options import OutputFile

if TYPE_CHECKING:
    from tqa.scoring.history import History, RecordedRun

app = typer.Typer(
    help="List, show, plot and accept the runs that `tqa score --record` recorded.",
    rich_markup_mode=None,
)
EXAMPLE = "Example: tqa history accept 12"
Last = Annotated[int, typer.Option(min=1, help="Number of runs, counted from the latest.")]
RunFormat = Annotated[
    Literal["table", "json"], typer.Option("--format", "-f", help="Format of the output.")
]
Number = Annotated[int, typer.Argument(help="Number of a run.")]


@app.callback(invoke_without_command=True, epilog=EXAMPLE)
def history(
    context: typer.Context,
    place: Place = "",
    last: Last = 20,
    format: RunFormat = "table",
) -> None:
    """List the runs that `tqa score --record` recorded, the oldest first.

    The commands below show one run, plot scores, or accept a run as the one to compare with.
    """
    if context.invoked_subcommand:
        context.obj = place
        return
    runs = _history(place).runs(last)
    _print(runs, format)


@app.command(cls=Command, epilog="Example: tqa history show 12 -f json")
def show(
    context: typer.Context,
    id: Number,
    place: Place = "",
    format: RunFormat = "table",
) -> None:
    """Show the scores of one run with their intervals and signatures."""
    run = _history(place or context.obj).run(id)
    if format == "json":
        _print([run], format)
        return
    state = f", accepted {run.accepted[:16]}" if run.accepted else ""
    note = f": {run.note}" if run.note else ""
    sys.stdout.write(f"Run {run.id}, {run.at[:16]}{state}{note}\n\n")
    rows = [["Test set", "System", "Metric", "Score", "±", "Segments", "Signature"]]
    for each in run.entries:
        half = "" if each.half is None else f"{each.half:.2f}"
        score = "–" if each.score is None else f"{each.score:.2f}"
        row = [each.testset, each.system, each.name, score, half, f"{each.segments:,}"]
        rows.append([*row, each.signature])
    sys.stdout.write(_columns(rows, right=(3, 4, 5)))


@app.command(
    cls=Command, epilog="Example: tqa history plot --metric bleu --format html --output trend.html"
)
def plot(
    context: typer.Context,
    place: Place = "",
    metric: Annotated[
        list[str] | None, typer.Option(help="Plot only this metric; repeatable (default: all).")
    ] = None,
    system: Annotated[
        list[str] | None, typer.Option(help="Plot only this system; repeatable (default: all).")
    ] = None,
    testset: Annotated[
        list[str] | None, typer.Option(help="Plot only this test set; repeatable (default: all).")
    ] = None,
    last: Last = 50,
    format: Annotated[
        Literal["text", "svg", "html"], typer.Option("--format", "-f", help="Format of the output.")
    ] = "text",
    output: OutputFile = "",
) -> None:
    """Plot the scores of runs, a line for each system, metric and test set."""
    from tqa.base.textio import check_folder, write_atomically
    from tqa.scoring.trends import lines, page, picture, trends

    if output:
        check_folder(output)
    runs = _history(place or context.obj).runs(last)
    found = trends(runs, metric or (), system or (), testset or ())
    if not found:
        raise UsageError("no matching score in the history", hint="`tqa history` lists the runs")
    writer = {"text": lines, "svg": picture, "html": page}[format]
    text = writer(found)
    if output:
        write_atomically(output, text)
    else:
        sys.stdout.write(text)


@app.command(cls=Command, epilog=EXAMPLE)
def accept(
    context: typer.Context,
    id: Number,
    place: Place = "",
) -> None:
    """Accept a run as the one that later runs are compared with.

    `tqa score --since-accepted --max-drop ...` compares with the last accepted run.
    """
    _history(place or context.obj).accept(id)


def _history(place: str) -> "History":
    from tqa.scoring.history import History

    return History(place_of(place))


def _print(runs: "list[RecordedRun]", format: str) -> None:
    if format == "json":
        sys.stdout.write(json.dumps([asdict(run) for run in runs], indent=1, ensure_ascii=False))
        sys.stdout.write("\n")
        return
    names = list(dict.fromkeys(each.name for run in runs for each in run.entries))
    rows = [["Run", "When (UTC)", "Test set", "System", *names, "Accepted", "Note"]]
    for run in runs:
        grouped: dict[tuple[str, str], dict[str, str]] = {}
        for each in run.entries:
            score = "–" if each.score is None else f"{each.score:.2f}"
            grouped.setdefault((each.testset, each.system), {})[each.name] = score
        for number, ((testset, system), scores) in enumerate(grouped.items()):
            head = [str(run.id), run.at[:16].replace("T", " ")] if not number else ["", ""]
            tail = ["yes" if run.accepted else "", run.note] if not number else ["", ""]
            rows.append([*head, testset, system, *(scores.get(n, "") for n in names), *tail])
    sys.stdout.write(_columns(rows, right=(0, *range(4, 4 + len(names)))))


def _columns(rows: list[list[str]], right: tuple[int, ...]) -> str:
    """Rows with aligned columns, those of numbers to the right."""
    from tqa.base.textio import visible

    cells = [[visible(cell) for cell in row] for row in rows]
    sizes = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(size) if at in right else cell.ljust(size)
            for at, (cell, size) in enumerate(zip(row, sizes, strict=True))
        ).rstrip()
        for row in cells
    )
    return "".join(f"{line}\n" for line in lines)
