"""The work of `tqa score`: options override those of a batch file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tqa.base.errors import UsageError

if TYPE_CHECKING:
    from tqa.base.writer import Output
    from tqa.scoring.batch import Batch
    from tqa.scoring.engine import Wanted
    from tqa.scoring.metric import Metric
    from tqa.scoring.scoreboard import Plan
    from tqa.scoring.testset import Files
    from tqa.scoring.writer import BoardWriter

METRICS = ("bleu", "chrf", "chrf++", "ter")


def job_of(batch: str, files: "Files", options: Mapping[str, Any]) -> "Batch":
    """The batch file, or a batch of the one test set of the options; options take precedence.

    Raises:
        UsageError: neither, or both.
    """
    from tqa.scoring.batch import Batch, load

    if batch:
        if files.by_line() or files.terms or files.glossary or any(files.langs):
            raise UsageError(
                "a batch file cannot be combined with --ref, --hyp or --src", hint="leave them out"
            )
        job = load(batch)
    else:
        for name, given in (("--ref", files.references), ("--hyp", files.systems)):
            if not given:
                raise UsageError(f"{name} is missing", hint="or name a batch file; see --help")
        job = Batch((files,))
    job = replace(job, **{name: value for name, value in options.items() if value})
    for each in job.testsets:
        _check(job, each)
    return job


def _check(job: "Batch", files: "Files") -> None:
    name = f"{files.name}: " if files.name else ""
    if job.baseline and job.baseline not in files.systems:
        raise UsageError(
            f"{name}--baseline-system {job.baseline!r}: unknown system",
            hint=f"known: {', '.join(files.systems)}",
        )
    if job.paired and len(files.systems) < 2:
        message = f"{name}--paired requires two systems"
        raise UsageError(message, hint="add another --hyp")
    for wanted, option in (
        (job.all_pairs, "all-pairs"),
        (job.require_significant, "require-significant"),
    ):
        if wanted and not job.paired:
            raise UsageError(f"--{option} requires --paired bootstrap or --paired approximate")


def metrics_of(job: "Batch", options: Sequence[str]) -> "list[Metric]":
    """The metrics by name, with options written `METRIC.NAME=VALUE` over those of the batch.

    Raises:
        UsageError: an unknown metric or option, or an option of a metric that is not selected.
    """
    from tqa.scoring.metric import METRICS as KNOWN

    keys = list(dict.fromkeys(key.lower() for key in job.metrics)) or list(METRICS)
    chosen: dict[str, dict[str, object]] = {key: {} for key in keys}
    pairs = [(key, name, value) for key, own in job.options.items() for name, value in own.items()]
    for each in options:
        path, sign, text = each.partition("=")
        key, dot, name = path.partition(".")
        if not (sign and dot):
            raise UsageError(f"--option {each!r}: expected METRIC.NAME=VALUE")
        pairs.append((key, name, text))
    for key, name, value in pairs:
        if key not in chosen:
            KNOWN[key]  # an unknown name is reported as such
            option = f"{key}.{name}={value}"
            raise UsageError(f"--option {option!r}: the metric {key} is not computed")
        chosen[key][name] = value
    return [KNOWN[key].with_options(values) for key, values in chosen.items()]


def plan_of(job: "Batch", seed: str | None) -> "Plan":
    """Which intervals and tests to compute.

    Raises:
        UsageError: a seed that is neither a number nor none.
    """
    from tqa.scoring.scoreboard import RESAMPLES, SEED, TRIALS, Plan, Test

    if seed is None:
        number: int | None = SEED if job.seed is None else job.seed
    elif seed.lower() == "none":
        number = None
    elif seed.isdecimal():
        number = int(seed)
    else:
        raise UsageError(f"--seed {seed!r}: expected a number or 'none'")
    tests: dict[str, Test] = {"bootstrap": "bootstrap", "approximate": "approximate"}
    return Plan(
        job.confidence,
        tests[job.paired] if job.paired else None,
        job.all_pairs,
        job.resamples or RESAMPLES,
        job.trials or TRIALS,
        number,
    )


def needs_of(
    job: "Batch",
    metrics: "Sequence[Metric]",
    plan: "Plan",
    outputs: "Sequence[Output[BoardWriter]]",
    folder: str,
    *,
    cache: bool,
    insight: bool,
) -> "Wanted":
    """The request to an engine: scores, and the segments that the writers show."""
    from tqa.scoring.engine import Wanted

    return Wanted(
        metrics,
        plan,
        job.baseline,
        folder,
        cache=cache,
        segments=max(each.writer.segments for each in outputs),
        texts=max(each.writer.texts for each in outputs),
        insight=insight,
    )


def warn_of_tokens(system: str, lines: int) -> None:
    """A warning if many lines of a system look tokenized."""
    from tqa.cli._terminal import print_message

    if lines >= 100:
        message = f"{system} looks tokenized: lines end in ' .'; scores are for plain text"
        print_message("warning", message)
