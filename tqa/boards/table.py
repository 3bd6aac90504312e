"""A table for terminals."""

from collections.abc import Sequence

from tqa.boards._grid import grid, notes, pair_grid
from tqa.scoreboard import Look, Scoreboard, board
from tqa.textio import visible


@board("table")
def table(boards: Sequence[Scoreboard], look: Look) -> str:
    """For people: aligned columns, then the signatures."""
    return "\n".join(_table(each, look) for each in boards)


def _table(board: Scoreboard, look: Look) -> str:
    lines = [f"{board.testset.name}:", ""] if board.testset.name else []
    for rows in filter(None, (grid(board, look.decimals), pair_grid(board))):
        cells = [[visible(cell) for cell in row] for row in rows]
        sizes = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for number, row in enumerate(cells):
            first, *rest = zip(row, sizes, strict=True)
            line = "  ".join([first[0].ljust(first[1]), *(c.rjust(n) for c, n in rest)]).rstrip()
            lines.append(f"\x1b[1m{line}\x1b[0m" if look.color and not number else line)
        lines.append("")
    return "\n".join([*lines, *notes(board), ""])
