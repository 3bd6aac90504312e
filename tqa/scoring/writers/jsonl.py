"""Segments as JSON lines."""

import json
from collections.abc import Sequence

from tqa.scoring.scoreboard import Look, Scoreboard, board, known


@board("jsonl")
def jsonl(boards: Sequence[Scoreboard], look: Look) -> str:
    """A line for each segment of each system: its scores by themselves."""
    lines = [line for each in boards for line in _segments(each)]
    return "\n".join([*lines, ""])


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
