"""A table in Markdown."""

from collections.abc import Sequence

from tqa.boards._grid import grid, notes, pair_grid
from tqa.scoreboard import Look, Scoreboard, board


@board("markdown")
def markdown(boards: Sequence[Scoreboard], look: Look) -> str:
    """A table for a README or a pull request."""
    return "\n".join(_markdown(each, look) for each in boards)


def _markdown(board: Scoreboard, look: Look) -> str:
    lines = [f"## {board.testset.name}", ""] if board.testset.name else []
    for cells in filter(None, (grid(board, look.decimals), pair_grid(board))):
        header, *rows = [[cell.replace("|", "\\|") for cell in row] for row in cells]
        marks = ["---", *("---:" for _ in header[1:])]
        lines += [f"| {' | '.join(row)} |" for row in (header, marks, *rows)]
        lines.append("")
    first, *signatures = notes(board)
    return "\n".join([*lines, first, "", *(f"- `{each}`" for each in signatures), ""])
