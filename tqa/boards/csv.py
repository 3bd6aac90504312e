"""CSV."""

import csv
import io
from collections.abc import Sequence

from tqa.scoreboard import Look, Scoreboard, board


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
                known = (span.mean, span.half) if span else ("", "")
                p_value = "" if result.p_value is None else result.p_value
                row = [name, key, result.score, *known, p_value, each.signatures[key]]
                writer.writerow([each.testset.name, *row])
    return stream.getvalue()
