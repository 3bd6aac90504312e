"""`tqa score`."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tqa.cli._engine import Engine, OutputDir, score_engine
from tqa.cli._gates import check_systems, failures, gates_of
from tqa.cli._group import Options, grouped
from tqa.cli._history import Keeping, Place, entries_of
from tqa.cli._insights import Insights, checker_of
from tqa.cli._options import GlossaryNames, Languages, OutputFile, codes
from tqa.cli._terminal import print_message, progress

if TYPE_CHECKING:
    from tqa.cli._gates import Gate
    from tqa.scoring.batch import Batch
    from tqa.scoring.engine import Wanted as Needs
    from tqa.scoring.explain import Extras
    from tqa.scoring.metric import Metric
    from tqa.scoring.scoreboard import Scoreboard
    from tqa.scoring.testset import Files

EXAMPLE = "Example: tqa score --ref ref.en --hyp old=a.en --hyp new=b.en --paired bootstrap"


class Texts(Options):
    """The files of a test set."""

    ref: Annotated[
        list[str] | None,
        typer.Option("--ref", "-r", metavar="FILE", help="Reference translation; repeatable."),
    ] = None
    hyp: Annotated[
        list[str] | None,
        typer.Option(
            "--hyp",
            "-s",
            metavar="NAME=FILE",
            help="System output FILE of the system NAME; repeatable.",
        ),
    ] = None
    src: Annotated[
        str, typer.Option(metavar="FILE", help="Source texts, for metrics that need them.")
    ] = ""
    docs: Annotated[
        str, typer.Option(metavar="FILE", help="Document names, one for each segment.")
    ] = ""
    glossary: GlossaryNames = None
    terms: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help='Terms of each segment as a JSON object: {"term": "translation"}.',
        ),
    ] = ""

    def files(self, languages: Languages) -> "Files":
        """The files of the one test set of the options."""
        from tqa.scoring.testset import Files, named

        systems = named(self.hyp or ())
        return Files(
            *(self.ref or (), systems, self.src, self.docs, self.terms, self.glossary or ()),
            languages.pair(),
        )


class Metrics(Options):
    """The metrics, with their options."""

    metric: Annotated[
        list[str] | None,
        typer.Option(
            "--metric",
            "-m",
            help="Metrics to compute (default: bleu, chrf, chrf++, ter): {metrics}; repeatable, "
            "commas allowed.",
        ),
    ] = None
    option: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC.NAME=VALUE",
            help="Set an option of a metric, such as bleu.tokenize=intl; repeatable.",
        ),
    ] = None


class Significance(Options):
    """Intervals and tests of significance."""

    confidence: Annotated[
        bool, typer.Option("--confidence", help="Show 95% confidence intervals (bootstrap).")
    ] = False
    paired: Annotated[
        Literal["bootstrap", "approximate"] | None,
        typer.Option(
            help="Test differences from the baseline system by paired bootstrap resampling or "
            "approximate randomization (default: no test)."
        ),
    ] = None
    baseline_system: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Name of the baseline system (default: the first --hyp)."
        ),
    ] = ""
    all_pairs: Annotated[
        bool, typer.Option("--all-pairs", help="Test the differences of all pairs of systems.")
    ] = False
    resamples: Annotated[
        int | None, typer.Option(min=2, help="Number of bootstrap resamples (default: 1000).")
    ] = None
    trials: Annotated[
        int | None,
        typer.Option(min=1, help="Number of trials of approximate randomization (default: 10000)."),
    ] = None
    seed: Annotated[
        str | None,
        typer.Option(
            envvar="SACREBLEU_SEED",
            help="Random seed: a number, or 'none' for a new one each time (default: 12345).",
        ),
    ] = None

    def settings(self) -> dict[str, Any]:
        """What is set, by the names that a batch has for it."""
        return {
            "baseline": self.baseline_system,
            "paired": self.paired,
            "confidence": self.confidence,
            "all_pairs": self.all_pairs,
            "resamples": self.resamples,
            "trials": self.trials,
        }


class Gates(Options):
    """Bounds on scores that make the exit code 1."""

    min: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=NUMBER",
            help="Exit 1 if METRIC is below NUMBER; repeatable, commas allowed.",
        ),
    ] = None
    max: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=NUMBER",
            help="Exit 1 if METRIC is above NUMBER; repeatable, commas allowed.",
        ),
    ] = None
    max_drop: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=NUMBER",
            help="Exit 1 if METRIC is worse than that of the baseline by more than NUMBER; "
            "repeatable, commas allowed.",
        ),
    ] = None
    require_significant: Annotated[
        bool,
        typer.Option(
            "--require-significant", help="With --max-drop: ignore drops unless p < 0.05."
        ),
    ] = False
    since_accepted: Annotated[
        bool,
        typer.Option(
            "--since-accepted",
            help="With --max-drop: compare with the last accepted run of the history.",
        ),
    ] = False

    def settings(self) -> dict[str, Any]:
        """What is set, by the names that a batch has for it."""
        return {"require_significant": self.require_significant}

    def of(self, metrics: "Sequence[Metric]", job: "Batch") -> "list[Gate]":
        """The gates of these options over those of a batch.

        Raises:
            UsageError: a gate that is malformed, or that has nothing to compare with.
        """

        given = {"min": self.min, "max": self.max, "max-drop": self.max_drop}
        gates = gates_of(metrics, job, given)
        for each in job.testsets:
            check_systems(gates, len(each.systems), self.since_accepted)
        return gates


class Recording(Options):
    """What the history keeps of a run."""

    record: Annotated[
        bool, typer.Option("--record", help="Record the scores in the history (`tqa history`).")
    ] = False
    note: Annotated[str, typer.Option(help="Note to record with the run.")] = ""
    place: Place = ""


class Reports(Options):
    """What is written, and where."""

    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME[:FILE]",
            help="Output format (default: table): {boards}; jsonl has the scores of segments; "
            "NAME:FILE writes to FILE; repeatable.",
        ),
    ] = None
    output: OutputFile = ""
    width: Annotated[int, typer.Option(min=0, max=15, help="Number of decimals in tables.")] = 2


class Work(Options):
    """Where and how scores are computed."""

    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, help="Number of threads; 0: one for each processor."),
    ] = 0
    engine: Engine = "local"
    output_dir: OutputDir = ""
    cache: Annotated[
        bool | None,
        typer.Option(
            "--cache/--no-cache",
            help="Cache statistics of segments (default: yes for a batch, else no).",
        ),
    ] = None


@grouped
def score(
    batch: Annotated[
        str,
        typer.Argument(
            metavar="[BATCH.toml]",
            help="Batch file with test sets, systems, metrics and gates.",
        ),
    ] = "",
    *,
    texts: Texts,
    languages: Languages,
    metric: Metrics,
    significance: Significance,
    gates: Gates,
    insights: Insights,
    recording: Recording,
    reports: Reports,
    work: Work,
) -> None:
    """Score machine translations with sacrebleu and test differences for significance.

    Files hold one segment per line, or are named FILE#COLUMN (TSV, CSV, JSON Lines), or are
    bilingual (PO, TMX, XLIFF); all may be compressed. Exit codes: 0 done, 1 a gate (--min,
    --max, --max-drop) failed, 2 invalid usage, 3 files that cannot be read or that differ in
    their number of segments.
    """
    # Before numpy is imported: matrices here are too narrow to share out among processors.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from tqa.base.writer import outputs_of
    from tqa.cli._batch import job_of, metrics_of, needs_of, plan_of
    from tqa.cli._reports import style_of, write
    from tqa.scoring.writer import BOARDS

    files = texts.files(languages)
    job = job_of(
        batch, files, {"metrics": codes(metric.metric)} | significance.settings() | gates.settings()
    )
    metrics = metrics_of(job, metric.option or [])
    plan = plan_of(job, significance.seed)
    bounds = gates.of(metrics, job)
    wanted = insights.wanted()
    outputs = outputs_of(reports.format or ["table"], reports.output, BOARDS)
    keep = bool(batch) if work.cache is None else work.cache
    deeper = insights.need_texts()
    needs = needs_of(job, metrics, plan, outputs, work.output_dir, cache=keep, insight=deeper)
    boards = _scored(job, needs, work)
    if wanted:
        boards = _explained(boards, job, wanted, insights.findings)
    write(boards, outputs, replace(style_of(), decimals=reports.width))
    raise typer.Exit(_judged(boards, job, bounds, recording, gates.since_accepted))


def _scored(job: "Batch", needs: "Needs", work: Work) -> "list[Scoreboard]":
    """The scoreboards of all test sets."""
    from tqa.cli._batch import warn_of_tokens

    engine = score_engine(work.engine, work.jobs)
    return engine.score(job.testsets, needs, partial(progress, "scoring"), warn_of_tokens)


def _explained(
    boards: "Sequence[Scoreboard]", job: "Batch", wanted: "Extras", findings: bool
) -> "list[Scoreboard]":
    """The scoreboards with the insights that are asked for."""
    from tqa.scoring.explain import look  # takes longer to import than to score

    checkers = (checker_of(findings, own.glossary) for own in job.testsets)
    return [look(each, wanted, own) for each, own in zip(boards, checkers, strict=True)]


def _judged(
    boards: "Sequence[Scoreboard]",
    job: "Batch",
    gates: "Sequence[Gate]",
    recording: Recording,
    since_accepted: bool,
) -> int:
    """Report the gates that fail and record the run; the exit code."""

    keeping = Keeping(recording.place, recording.record, recording.note, since_accepted)
    judged = keeping.between_systems(gates)
    lines = [line for board in boards for line in failures(judged, board)]
    for line in lines:
        print_message("gate", line)
    code = int(bool(lines))
    if recording.record or since_accepted:
        pairs = zip(boards, job.testsets, strict=True)
        return keeping.finish([entries_of(b, f.references) for b, f in pairs], gates) or code
    return code
