"""CSV."""

import csv
import io
from collections.abc import Sequence

from tqa.scoreboard import Look, Scoreboard, board, known


@board("csv")
def as_csv(boards: Sequence[Scoreboard], look: Look) -> str:
    """A row for each test set, system and metric, with all digits."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["testset", "system", "metric", "score", "mean", "ci", "p_value", "signature"])
    for each in boards:
        for name, results in each.results.items():
            for key, result in results.items():
                span = result.interval
                bounds = (span.mean, span.half) if span else (None, None)
                values = map(known, (result.score, *bounds, result.p_value))  # None is left empty
                writer.writerow([each.testset.name, name, key, *values, each.signatures[key]])
    return stream.getvalue()
