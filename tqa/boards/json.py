"""JSON."""

import json
from collections.abc import Mapping, Sequence

from tqa.scoreboard import Look, Result, Scoreboard, board, known


@board("json")
def as_json(boards: Sequence[Scoreboard], look: Look) -> str:
    """Everything, with all digits; a batch is a list of test sets."""
    data = [_board(each) for each in boards]
    single = len(boards) == 1 and not boards[0].testset.name
    whole = data[0] if single else {"testsets": data}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _board(board: Scoreboard) -> Mapping[str, object]:
    return {
        **({"name": board.testset.name} if board.testset.name else {}),
        "segments": board.testset.segments,
        "baseline": board.baseline or None,
        "paired": board.plan.paired,
        "seed": board.plan.seed,
        "signatures": dict(board.signatures),
        "systems": [
            {"name": name, "scores": {key: _record(each) for key, each in results.items()}}
            for name, results in board.results.items()
        ],
        "pairs": [
            {"systems": list(pair), "p_values": {key: known(p) for key, p in values.items()}}
            for pair, values in board.pairs.items()
        ],
    }


def _record(result: Result) -> Mapping[str, object]:
    record: dict[str, object] = {"name": result.metric.name, "score": known(result.score)}
    if result.interval:
        record |= {"mean": known(result.interval.mean), "ci": known(result.interval.half)}
    if result.p_value is not None:
        record["p_value"] = known(result.p_value)
    return {**record, **result.details}
