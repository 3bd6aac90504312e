"""Gates: bounds of scores; a violated one makes the exit code 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tqa.base.errors import UsageError

if TYPE_CHECKING:
    from tqa.scoring.batch import Batch
    from tqa.scoring.metric import Metric
    from tqa.scoring.scoreboard import Result, Scoreboard


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound of one metric: the least or most that systems may score, or lose to the baseline."""

    kind: Literal["min", "max", "max-drop"]
    key: str
    bound: float
    significant: bool = False  # only significant drops count


def gates_of(
    metrics: "Sequence[Metric]", job: "Batch", options: Mapping[str, Sequence[str] | None]
) -> list[Gate]:
    """The gates of the options; for kinds without an option, those of the batch file.

    Raises:
        UsageError: as for `gates`.
    """
    least, most, drops = (
        options[kind] or [f"{key}={bound}" for key, bound in job.gates.get(kind, {}).items()]
        for kind in ("min", "max", "max-drop")
    )
    return gates(metrics, least, most, drops, job.require_significant)


def gates(
    metrics: "Sequence[Metric]",
    least: Sequence[str],
    most: Sequence[str],
    drops: Sequence[str],
    significant: bool,
) -> list[Gate]:
    """The gates that options write as METRIC=NUMBER.

    Raises:
        UsageError: something else, or a metric that is not computed.
    """
    keys = [metric.key for metric in metrics]
    found = []
    kinds: tuple[tuple[Literal["min", "max", "max-drop"], Sequence[str]], ...] = (
        ("min", least),
        ("max", most),
        ("max-drop", drops),
    )
    for kind, values in kinds:
        for item in (part.strip() for value in values for part in value.split(",")):
            key, sign, number = item.partition("=")
            if key not in keys:
                hint = f"computed: {', '.join(keys)}"
                raise UsageError(f"--{kind} {item!r}: unknown metric {key!r}", hint=hint)
            try:
                bound = float(number)
            except ValueError:
                bound = float("nan")
            if not sign or bound != bound:
                raise UsageError(f"--{kind} {item!r}: expected METRIC=NUMBER")
            found.append(Gate(kind, key, bound, significant))
    return found


def check_systems(gates: Sequence[Gate], systems: int, since_accepted: bool = False) -> None:
    """Raises UsageError if a drop is bounded but there is no baseline system."""
    drops = any(gate.kind == "max-drop" for gate in gates)
    if since_accepted and not drops:
        raise UsageError("--since-accepted requires --max-drop", hint="add --max-drop bleu=0.5")
    if since_accepted and any(gate.significant for gate in gates):
        message = "--require-significant cannot be combined with --since-accepted"
        raise UsageError(message, hint="the history holds no scores of segments")
    if systems < 2 and drops and not since_accepted:
        raise UsageError(
            "--max-drop requires a baseline system",
            hint="add another --hyp, or --since-accepted",
        )


def failures(gates: Sequence[Gate], board: "Scoreboard") -> list[str]:
    """One line for each gate that a system does not pass; the baseline itself is not tested."""
    lines = []
    testset = f"{board.testset.name}: " if board.testset.name else ""
    for name, results in board.results.items():
        if name == board.baseline:
            continue
        for gate in gates:
            reason = _reason(gate, board, results[gate.key])
            if reason:
                lines.append(f"{testset}{name}: {reason}")
    return lines


def _reason(gate: Gate, board: "Scoreboard", result: "Result") -> str:
    from tqa.scoring.scoreboard import LEVEL

    name, value = result.metric.name, result.score
    if value != value:
        return f"{name}: there is nothing to score"
    if gate.kind == "min":
        return f"{name} {value:.2f} is below {gate.bound:g}" if value < gate.bound else ""
    if gate.kind == "max":
        return f"{name} {value:.2f} is above {gate.bound:g}" if value > gate.bound else ""
    base = board.results[board.baseline][gate.key].score
    drop = base - value if result.metric.higher_is_better else value - base
    p_value = result.p_value
    if drop <= gate.bound or (gate.significant and (p_value is None or p_value >= LEVEL)):
        return ""
    sure = "" if p_value is None else f", p = {p_value:.4f}"
    return (
        f"{name} {value:.2f} is {drop:.2f} worse than {board.baseline} ({base:.2f}{sure}), "
        f"more than {gate.bound:g}"
    )
