"""A table in Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import IO, ClassVar

from tqa.base.textio import visible
from tqa.scoring.scoreboard import Scoreboard
from tqa.scoring.writer import BoardWriter, Style, board_writer
from tqa.scoring.writers._grid import grid, notes, pair_grid
from tqa.scoring.writers._insight import case_lines, grids, heading, title_of

_SIGNS = re.compile(r"[\\\\`*_{}\[\]<>#|~&]")


@board_writer
class Markdown(BoardWriter):
    """Tables for a README or a pull request, and where the scores come from."""

    name: ClassVar[str] = "markdown"

    def write(self, boards: Sequence[Scoreboard], stream: IO[str], style: Style) -> None:
        """Write the tables of all test sets."""
        stream.write("\n".join(_markdown(each, style) for each in boards))


def _markdown(board: Scoreboard, style: Style) -> str:
    lines = [f"## {board.testset.name}", ""] if board.testset.name else []
    for cells in filter(None, (grid(board, style.decimals), pair_grid(board))):
        lines += [*_table(cells, 1), ""]
    first, *signatures = notes(board)
    lines += [first, "", *(f"- `{each}`" for each in signatures)]
    if board.insight.remarks:
        lines += ["", *(f"**{_escaped(each)}**" for each in board.insight.remarks)]
    for each in grids(board, style.decimals):
        rows = [[_escaped(cell) for cell in row] for row in each.rows]
        lines += ["", f"### {_escaped(each.title)}", "", *_table(rows, each.left)]
    lines += _cases(board, style)
    return "\n".join([*lines, ""])


def _table(cells: Sequence[Sequence[str]], left: int) -> list[str]:
    header, *rows = [[re.sub(r"(?<!\\)\|", r"\\|", visible(cell)) for cell in row] for row in cells]
    marks = ["---" if at < left else "---:" for at in range(len(header))]
    return [f"| {' | '.join(row)} |" for row in (header, marks, *rows)]


def _cases(board: Scoreboard, style: Style) -> Iterator[str]:
    """The segments, words that differ in bold."""
    for cases in (*board.insight.worst, *board.insight.contrasts):
        yield from ("", f"### {_escaped(title_of(cases))}")
        for case in cases.cases:
            yield from ("", _escaped(heading(case, style.decimals)), "")
            for name, text in case_lines(case, lambda words: f"**{words}**", _escaped):
                yield f"- {_escaped(name)}: {text}"


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
