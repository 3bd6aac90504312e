"""A table in LaTeX."""

from collections.abc import Sequence
from typing import IO, ClassVar

from tqa.base.textio import visible
from tqa.scoring.scoreboard import Scoreboard
from tqa.scoring.writer import BoardWriter, Style, board_writer
from tqa.scoring.writers._grid import grid, notes
from tqa.scoring.writers._insight import grids

_ESCAPES = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "±": "$\\pm$",
    "↑": "$\\uparrow$",
    "↓": "$\\downarrow$",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


@board_writer
class Latex(BoardWriter):
    """Tabulars for a paper (package booktabs), the signatures as comments."""

    name: ClassVar[str] = "latex"

    def write(self, boards: Sequence[Scoreboard], stream: IO[str], style: Style) -> None:
        """Write the tables of all test sets."""
        stream.write("\n".join(_latex(each, style) for each in boards))


def _latex(board: Scoreboard, style: Style) -> str:
    title = [board.testset.name] if board.testset.name else []
    comments = [f"% {visible(note)}" for note in (*title, *notes(board), *board.insight.remarks)]
    lines = [*comments, *_tabular(grid(board, style.decimals), 1)]
    for each in grids(board, style.decimals):
        lines += ["", f"% {visible(each.title)}", *_tabular(each.rows, each.left)]
    return "\n".join([*lines, ""])


def _tabular(cells: Sequence[Sequence[str]], left: int) -> list[str]:
    header, *rows = [" & ".join(map(_escaped, row)) + r" \\" for row in cells]
    columns = "l" * left + "r" * (len(cells[0]) - left)
    top = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", header, r"\midrule"]
    return [*top, *rows, r"\bottomrule", r"\end{tabular}"]


def _escaped(cell: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in visible(cell))
