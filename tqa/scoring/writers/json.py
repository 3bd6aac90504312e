"""JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import IO, ClassVar

from tqa.scoring.insight import Cases, Insight, spans
from tqa.scoring.scoreboard import Result, Scoreboard, known
from tqa.scoring.writer import BoardWriter, Style, board_writer


@board_writer
class Json(BoardWriter):
    """Everything, with all digits; a batch is a list of test sets."""

    name: ClassVar[str] = "json"

    def write(self, boards: Sequence[Scoreboard], stream: IO[str], style: Style) -> None:
        """Write one object, indented."""
        data = [_board(each) for each in boards]
        single = len(boards) == 1 and not boards[0].testset.name
        whole = data[0] if single else {"testsets": data}
        stream.write(json.dumps(whole, indent=1, ensure_ascii=False) + "\n")


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
        **_insight(board.insight),
    }


def _insight(insight: Insight) -> Mapping[str, object]:
    """What was asked for beside the scores; nothing where nothing was."""
    return {
        key: value
        for key, value in {
            "worst": [_cases(each) for each in insight.worst],
            "contrasts": [_cases(each) for each in insight.contrasts],
            "buckets": [
                {**asdict(each), "scores": _known(each.scores)} for each in insight.buckets
            ],
            "findings": {
                name: {"per_1000_segments": each.per_thousand(), "counts": dict(each.counts)}
                for name, each in insight.findings.items()
            },
            "terms": [asdict(each) for each in insight.terms],
            "remarks": list(insight.remarks),
        }.items()
        if value
    }


def _known(scores: Mapping[str, Mapping[str, float]]) -> Mapping[str, object]:
    return {name: {key: known(value) for key, value in own.items()} for name, own in scores.items()}


def _cases(cases: Cases) -> Mapping[str, object]:
    """Segments with their hypotheses whole, and the words that differ as offsets."""
    return {
        "systems": list(cases.systems),
        "metric": cases.metric,
        "segments": [
            {
                "segment": case.segment,
                **({"document": case.document} if case.document else {}),
                **({"source": case.source} if case.source else {}),
                "reference": case.reference,
                "hypotheses": {
                    name: {
                        "text": "".join(piece.text for piece in pieces),
                        "differs": spans(pieces),
                        "score": case.scores[name],
                    }
                    for name, pieces in case.hypotheses.items()
                },
            }
            for case in cases.cases
        ],
    }


def _record(result: Result) -> Mapping[str, object]:
    record: dict[str, object] = {"name": result.metric.name, "score": known(result.score)}
    if result.interval:
        record |= {"mean": known(result.interval.mean), "ci": known(result.interval.half)}
    if result.p_value is not None:
        record["p_value"] = known(result.p_value)
    return {**record, **result.details}
