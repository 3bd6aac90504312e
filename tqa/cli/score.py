"""`tqa score`."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tqa.cli._history import Place
from tqa.cli._insights import Buckets, By, ByTerm, Contrast, Findings, Worst

if TYPE_CHECKING:
    from tqa.metric import Metric
    from tqa.scoreboard import Plan

EXAMPLE = "Example: tqa score --ref ref.en --hyp old=a.en --hyp new=b.en --paired bootstrap"

Numbers = Annotated[
    list[str] | None,
    typer.Option(metavar="METRIC=NUMBER", help="Exit 1 otherwise; repeatable, commas allowed."),
]


def score(
    ref: Annotated[list[str], typer.Option("--ref", "-r", help="References; repeatable.")],
    hyp: Annotated[
        list[str],
        typer.Option("--hyp", "-s", metavar="NAME=FILE", help="Output of a system; repeatable."),
    ],
    src: Annotated[str, typer.Option(help="The source texts.")] = "",
    docs: Annotated[str, typer.Option(help="The document that each segment belongs to.")] = "",
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help="A glossary file or bundled name.")
    ] = None,
    terms: Annotated[
        str, typer.Option(help='Terms of each segment as JSON: {"term": "translation"}.')
    ] = "",
    source_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    target_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    metric: Annotated[
        list[str] | None,
        typer.Option("--metric", "-m", help="bleu, chrf, chrf++, ter; default: all of these."),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC.NAME=VALUE", help="Such as bleu.tokenize=intl; repeatable."),
    ] = None,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="95% intervals by bootstrap.")
    ] = False,
    paired: Annotated[
        Literal["bootstrap", "approximate"] | None,
        typer.Option(help="Test the differences from the baseline system."),
    ] = None,
    baseline_system: Annotated[str, typer.Option(help="Its name; else the first system.")] = "",
    all_pairs: Annotated[
        bool, typer.Option("--all-pairs", help="Test all pairs of systems.")
    ] = False,
    resamples: Annotated[int, typer.Option(min=2, help="Of the bootstrap.")] = 1000,
    trials: Annotated[int, typer.Option(min=1, help="Of the approximate test.")] = 10000,
    seed: Annotated[
        str, typer.Option(envvar="SACREBLEU_SEED", help="A number, or none for another each time.")
    ] = "12345",
    min: Numbers = None,
    max: Numbers = None,
    max_drop: Numbers = None,
    require_significant: Annotated[
        bool, typer.Option("--require-significant", help="A drop counts only if p < 0.05.")
    ] = False,
    worst: Worst = 0,
    contrast: Contrast = 0,
    by: By = "",
    bucket: Buckets = None,
    findings: Findings = False,
    by_term: ByTerm = False,
    since_accepted: Annotated[
        bool,
        typer.Option("--since-accepted", help="--max-drop: from the last run that was accepted."),
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Keep the scores: see `tqa history`.")
    ] = False,
    note: Annotated[str, typer.Option(help="To be kept with the run.")] = "",
    place: Place = "",
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME[:FILE]",
            help="table, json, csv, markdown, latex, html, jsonl (segments); repeatable.",
        ),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="Write to a file instead.")] = "",
    width: Annotated[int, typer.Option(min=0, max=15, help="Decimals of tables.")] = 2,
) -> None:
    """Score machine translations: the numbers of sacrebleu, and whether differences are real.

    Files hold one segment a line and may be compressed. Exit codes: 0 done, 1 a
    gate (--min, --max, --max-drop) is not met, 2 bad usage, 3 files that cannot
    be read or differ in their numbers of lines.
    """
    # Before numpy is imported: matrices here are too narrow to share out among processors.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from tqa.cli import _gates
    from tqa.cli._history import Keeping, entries_of
    from tqa.cli._insights import checker_of, wanted
    from tqa.cli._options import check_languages, language
    from tqa.cli._reports import write_boards, writers_of
    from tqa.cli._terminal import progress, tell
    from tqa.errors import UsageError
    from tqa.insights import look
    from tqa.scoreboard import BOARDS, Plan
    from tqa.scoring import score
    from tqa.testset import Files, named, read

    metrics = metrics_of(metric or [], option or [])
    langs = (language(source_lang), language(target_lang))
    check_languages(*langs)
    files = Files(ref, named(hyp), src, docs, terms, glossary or (), langs)
    if baseline_system and baseline_system not in files.systems:
        raise UsageError(
            f"--baseline-system {baseline_system!r}: no such system",
            hint=f"known: {', '.join(files.systems)}",
        )
    plan = Plan(confidence, paired, all_pairs, resamples, trials, _seed(seed))
    _check(plan, len(files.systems), require_significant)
    gates = _gates.gates(metrics, min or [], max or [], max_drop or [], require_significant)
    _gates.check_systems(gates, len(files.systems), since_accepted)
    asked = wanted(worst, contrast, by, bucket, by_term)
    keeping = Keeping(place, record, note, since_accepted)
    writers = writers_of(format or ["table"], output, BOARDS)
    testset = read(files)
    for name, lines in testset.systems.items():
        if sum(line.endswith(" .") for line in lines) >= 100:
            tell("warning", f"{name} looks tokenized: lines end in ' .'; scores are for plain text")
    with progress("scoring", len(testset.systems)) as advance:
        board = score(testset, metrics, plan, baseline_system, advance)
    board = look(board, asked, checker_of(findings, glossary or ()))
    write_boards([board], writers, width)
    failures = _gates.failures(keeping.between_systems(gates), board)
    for line in failures:
        tell("gate", line)
    raise typer.Exit(keeping.finish([entries_of(board, ref)], gates) or (1 if failures else 0))


def metrics_of(names: Sequence[str], options: Sequence[str]) -> "list[Metric]":
    """The metrics by name, with options written `METRIC.NAME=VALUE`.

    Raises:
        UsageError: an unknown metric or option, or an option of a metric that is not wanted.
    """
    from tqa.cli._options import codes
    from tqa.errors import UsageError
    from tqa.metric import METRICS

    keys = list(dict.fromkeys(key.lower() for key in codes(list(names)))) or [
        "bleu",
        "chrf",
        "chrf++",
        "ter",
    ]
    chosen: dict[str, dict[str, object]] = {key: {} for key in keys}
    for each in options:
        path, sign, value = each.partition("=")
        key, dot, name = path.partition(".")
        if not (sign and dot):
            raise UsageError(f"--option {each!r}: not METRIC.NAME=VALUE")
        if key not in chosen:
            METRICS[key]  # an unknown name is told as such
            raise UsageError(f"--option {each!r}: {key} is not among the metrics")
        chosen[key][name] = value
    return [METRICS[key].with_options(values) for key, values in chosen.items()]


def _seed(text: str) -> int | None:
    from tqa.errors import UsageError

    if text.lower() == "none":
        return None
    if not text.isdecimal():
        raise UsageError(f"--seed {text!r}: neither a number nor none")
    return int(text)


def _check(plan: "Plan", systems: int, require_significant: bool) -> None:
    from tqa.errors import UsageError

    if plan.paired and systems < 2:
        raise UsageError("--paired compares systems, and there is one", hint="add another --hyp")
    for wanted, name in (
        (plan.all_pairs, "all-pairs"),
        (require_significant, "require-significant"),
    ):
        if wanted and not plan.paired:
            raise UsageError(f"--{name} needs --paired bootstrap or --paired approximate")
