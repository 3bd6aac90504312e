"""What writes scores, and the registry."""

from collections.abc import Sequence
from typing import ClassVar

from tqa.base.writer import Style, Writer, Writers
from tqa.scoring.scoreboard import Scoreboard

__all__ = ["BOARDS", "BoardWriter", "Style", "board_writer"]


class BoardWriter(Writer[Sequence[Scoreboard]]):
    """Writes scoreboards, one for each test set, in one format."""

    segments: ClassVar[int] = 0  # how many segments, from the first on, it needs the scores of
    texts: ClassVar[int] = 0  # and the texts of


BOARDS: Writers[BoardWriter] = Writers("tqa.scoring.writers", "format", group="tqa.boards")
board_writer = BOARDS.register
