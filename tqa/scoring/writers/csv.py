"""CSV."""

import csv
from collections.abc import Iterator, Sequence
from typing import IO, ClassVar

from tqa.scoring.scoreboard import Scoreboard, known
from tqa.scoring.writer import BoardWriter, Style, board_writer

HEADER = ("testset", "system", "metric", "score", "mean", "ci", "p_value", "signature", "group")


@board_writer
class Csv(BoardWriter):
    """A row for each test set, system and metric, with all digits."""

    name: ClassVar[str] = "csv"

    def write(self, boards: Sequence[Scoreboard], stream: IO[str], style: Style) -> None:
        """Write the table."""
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        for each in boards:
            writer.writerows(_scores(each))
            writer.writerows(_groups(each))


def _scores(board: Scoreboard) -> Iterator[Sequence[object]]:
    for name, results in board.results.items():
        for key, result in results.items():
            span = result.interval
            bounds = (span.mean, span.half) if span else (None, None)
            values = map(known, (result.score, *bounds, result.p_value))  # None is left empty
            yield board.testset.name, name, key, *values, board.signatures[key], ""


def _groups(board: Scoreboard) -> Iterator[Sequence[object]]:
    """Scores of kinds of segments; terms rendered in percent; findings for 1,000 segments."""
    for bucket in board.insight.buckets:
        for name, scores in bucket.scores.items():
            for key, value in scores.items():
                head = (board.testset.name, name, key, known(value), "", "", "")
                yield *head, board.signatures[key], f"{bucket.by}: {bucket.name}"
    for row in board.insight.terms:
        for name, matched in row.matched.items():
            share = 100 * matched / row.mentions
            yield board.testset.name, name, "terms", share, *[""] * 4, f"term: {row.term}"
    for name, found in board.insight.findings.items():
        for prefix in ("", *found.families()):
            label = f"findings {prefix}".rstrip()
            yield board.testset.name, name, label, found.per_thousand(prefix), *[""] * 5
