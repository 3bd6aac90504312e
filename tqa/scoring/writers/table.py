"""A table for terminals."""

from collections.abc import Iterator, Sequence
from typing import IO, ClassVar

from tqa.base.textio import visible
from tqa.scoring.scoreboard import Scoreboard
from tqa.scoring.writer import BoardWriter, Style, board_writer
from tqa.scoring.writers._grid import grid, notes, pair_grid
from tqa.scoring.writers._insight import case_lines, grids, heading, title_of


@board_writer
class Table(BoardWriter):
    """For people: aligned columns, then the signatures, then where the scores come from."""

    name: ClassVar[str] = "table"

    def write(self, boards: Sequence[Scoreboard], stream: IO[str], style: Style) -> None:
        """Write the tables of all test sets."""
        stream.write("\n".join(_table(each, style) for each in boards))


def _table(board: Scoreboard, style: Style) -> str:
    lines = [f"{board.testset.name}:", ""] if board.testset.name else []
    for rows in filter(None, (grid(board, style.decimals), pair_grid(board))):
        lines += [*_aligned(rows, 1, style), ""]
    lines += notes(board)
    for each in grids(board, style.decimals):
        lines += ["", visible(each.title) + ":", *_aligned(each.rows, each.left, style)]
    lines += _cases(board, style)
    if board.insight.remarks:
        lines += ["", *map(visible, board.insight.remarks)]
    return "\n".join([*lines, ""])


def _aligned(rows: Sequence[Sequence[str]], left: int, style: Style) -> Iterator[str]:
    """Columns of words to the left, those of figures to the right, the header bold."""
    cells = [[visible(cell) for cell in row] for row in rows]
    sizes = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for number, row in enumerate(cells):
        padded = [
            cell.ljust(size) if at < left else cell.rjust(size)
            for at, (cell, size) in enumerate(zip(row, sizes, strict=True))
        ]
        line = "  ".join(padded).rstrip()
        yield f"\x1b[1m{line}\x1b[0m" if style.color and not number else line


def _cases(board: Scoreboard, style: Style) -> Iterator[str]:
    """The segments, with words that differ in colour or in brackets."""
    for cases in (*board.insight.worst, *board.insight.contrasts):
        yield from ("", visible(title_of(cases)) + ":")
        for case in cases.cases:
            yield from ("", visible(heading(case, style.decimals)))
            size = max(len(name) for name, _ in case_lines(case, str))
            for name, text in case_lines(case, _colored if style.color else _bracketed):
                yield f"  {visible(name).ljust(size)}  {text}"


def _bracketed(text: str) -> str:
    return f"[{text}]"


def _colored(text: str) -> str:
    return f"\x1b[33;4m{text}\x1b[0m"
