"""A table in LaTeX."""

from collections.abc import Sequence

from tqa.boards._grid import grid, notes
from tqa.scoreboard import Look, Scoreboard, board

_ESCAPES = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "±": "$\\pm$",
    "↑": "$\\uparrow$",
    "↓": "$\\downarrow$",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


@board("latex")
def latex(boards: Sequence[Scoreboard], look: Look) -> str:
    """A tabular for a paper (package booktabs), the signatures as comments."""
    return "\n".join(_latex(each, look) for each in boards)


def _latex(board: Scoreboard, look: Look) -> str:
    header, *rows = [
        " & ".join("".join(_ESCAPES.get(sign, sign) for sign in cell) for cell in row) + r" \\"
        for row in grid(board, look.decimals)
    ]
    columns = "l" + "r" * len(board.signatures)
    title = [f"% {board.testset.name}"] if board.testset.name else []
    comments = [*title, *(f"% {note}" for note in notes(board))]
    top = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", header, r"\midrule"]
    return "\n".join([*comments, *top, *rows, r"\bottomrule", r"\end{tabular}", ""])
