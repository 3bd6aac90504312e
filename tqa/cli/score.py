"""`tqa score`."""

import os
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal

import typer

from tqa.cli import _gates
from tqa.cli._engine import Engine, OutputDir, score_engine
from tqa.cli._history import Keeping, Place, entries_of
from tqa.cli._insights import Buckets, By, ByTerm, Contrast, Findings, Worst, checker_of, wanted
from tqa.cli._terminal import progress, tell

EXAMPLE = "Example: tqa score --ref ref.en --hyp old=a.en --hyp new=b.en --paired bootstrap"

Numbers = Annotated[
    list[str] | None,
    typer.Option(metavar="METRIC=NUMBER", help="Exit 1 otherwise; repeatable, commas allowed."),
]


def score(
    batch: Annotated[
        str, typer.Argument(metavar="[BATCH.toml]", help="Test sets, systems, metrics and gates.")
    ] = "",
    ref: Annotated[
        list[str] | None, typer.Option("--ref", "-r", help="References; repeatable.")
    ] = None,
    hyp: Annotated[
        list[str] | None,
        typer.Option("--hyp", "-s", metavar="NAME=FILE", help="Output of a system; repeatable."),
    ] = None,
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
        typer.Option(
            "--metric",
            "-m",
            help="bleu, chrf, chrf++, ter (default: these); of terms: term-exact, term-window2, "
            "term-window3, 1-term, term-success, term-success-doc, term-consistency-first, "
            "term-consistency-frequent, term-consistency-predefined; by models: forced, embedding, "
            "embedding-src, bertscore, metricx, metricx-qe, comet, cometkiwi.",
        ),
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
    resamples: Annotated[
        int | None, typer.Option(min=2, help="Of the bootstrap; default 1000.")
    ] = None,
    trials: Annotated[
        int | None, typer.Option(min=1, help="Of the approximate test; default 10000.")
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(
            envvar="SACREBLEU_SEED", help="A number (default 12345), or none for another each time."
        ),
    ] = None,
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
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Threads; 0 for one a processor.")
    ] = 0,
    engine: Engine = "local",
    output_dir: OutputDir = "",
    cache: Annotated[
        bool | None,
        typer.Option("--cache/--no-cache", help="Keep statistics; default: those of a batch."),
    ] = None,
) -> None:
    """Score machine translations: the numbers of sacrebleu, and whether differences are real.

    Files hold one segment a line, or are named FILE#COLUMN (TSV, CSV, JSON Lines), or are
    bilingual (PO, TMX, XLIFF); all may be compressed. Exit codes: 0 done, 1 a gate (--min,
    --max, --max-drop) is not met, 2 bad usage, 3 files that cannot be read or differ in
    their numbers of segments.
    """
    # Before numpy is imported: matrices here are too narrow to share out among processors.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from tqa.base.writer import outputs_of
    from tqa.cli._batch import job_of, metrics_of, needs_of, plan_of, warn_of_tokens
    from tqa.cli._options import check_languages, codes, language
    from tqa.cli._reports import style_of, write
    from tqa.scoring.testset import Files, named
    from tqa.scoring.writer import BOARDS

    check_languages(*(langs := (language(source_lang), language(target_lang))))
    files = Files(ref or (), named(hyp or ()), src, docs, terms, glossary or (), langs)
    given = {
        "metrics": codes(metric),
        "baseline": baseline_system,
        "paired": paired,
        "confidence": confidence,
        "all_pairs": all_pairs,
        "require_significant": require_significant,
        "resamples": resamples,
        "trials": trials,
    }
    job = job_of(batch, files, given)
    metrics = metrics_of(job, option or [])
    plan = plan_of(job, seed)
    gates = _gates.gates_of(metrics, job, {"min": min, "max": max, "max-drop": max_drop})
    for each in job.testsets:
        _gates.check_systems(gates, len(each.systems), since_accepted)
    deeper = any((worst, contrast, by, bucket, findings))
    asked = wanted(worst, contrast, by, bucket, by_term) if deeper or by_term else None
    keeping = Keeping(place, record, note, since_accepted)
    outputs = outputs_of(format or ["table"], output, BOARDS)
    keep = bool(batch) if cache is None else cache
    everything = needs_of(job, metrics, plan, outputs, output_dir, cache=keep, insight=deeper)
    worker = score_engine(engine, jobs)
    boards = worker.score(job.testsets, everything, partial(progress, "scoring"), warn_of_tokens)
    if asked:
        from tqa.scoring.explain import (
            look,  # what it looks with takes longer to import than to score
        )

        checkers = (checker_of(findings, own.glossary) for own in job.testsets)
        boards = [look(each, asked, own) for each, own in zip(boards, checkers, strict=True)]
    write(boards, outputs, replace(style_of(), decimals=width))
    judged = keeping.between_systems(gates)
    failures = [line for board in boards for line in _gates.failures(judged, board)]
    for line in failures:
        tell("gate", line)
    if record or since_accepted:
        pairs = zip(boards, job.testsets, strict=True)
        kept = keeping.finish([entries_of(b, f.references) for b, f in pairs], gates)
        raise typer.Exit(kept or int(bool(failures)))
    raise typer.Exit(int(bool(failures)))
