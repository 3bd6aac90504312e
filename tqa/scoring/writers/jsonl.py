"""Segments as JSON lines."""

import json
import sys
from collections.abc import Sequence
from typing import IO, ClassVar

from tqa.scoring.scoreboard import Scoreboard, known
from tqa.scoring.writer import BoardWriter, Style, board_writer


@board_writer
class Jsonl(BoardWriter):
    """A line for each segment of each system: its scores by themselves."""

    name: ClassVar[str] = "jsonl"
    segments: ClassVar[int] = sys.maxsize

    def write(self, boards: Sequence[Scoreboard], stream: IO[str], style: Style) -> None:
        """Write an object a line."""
        stream.writelines(f"{line}\n" for each in boards for line in _segments(each))


def _segments(board: Scoreboard) -> list[str]:
    testset = {"testset": board.testset.name} if board.testset.name else {}
    lines = []
    for name, results in board.results.items():
        columns = {
            key: list(map(known, each.measured.by_segment().tolist()))
            for key, each in results.items()
        }
        for number, row in enumerate(zip(*columns.values(), strict=True)):
            record = {**testset, "segment": number + 1, "system": name}
            if board.testset.documents:
                record["document"] = board.testset.documents[number]
            record.update(zip(columns, row, strict=True))
            if name in board.insight.findings:
                record["findings"] = board.insight.findings[name].by_segment[number]
            lines.append(json.dumps(record, ensure_ascii=False))
    return lines
