"""`tqa translate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from tqa.project.config import Config

EXAMPLE = (
    "Examples: tqa translate messages.po --model opus-mt-en-id --glossary terms.tsv; "
    "tqa translate article.id.md --output article.en.md --model opus-mt-id-en"
)

Level = Literal["neutral", "minor", "major", "critical"]
Terms = Literal["none", "constrain", "placeholder", "replace", "both"]


def translate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            show_default=False,
            help="PO or XLIFF files, whose empty translations are filled in; Markdown or plain "
            "text, with --output, --output-dir or a pair of the configuration; nothing: the "
            "sources of the configuration that have no translation.",
        ),
    ] = None,
    model: Annotated[
        str, typer.Option(metavar="FOLDER", help="The translation model: Marian, M2M or NLLB.")
    ] = "",
    output: Annotated[str, typer.Option("--output", "-o", help="The file with the drafts.")] = "",
    output_dir: Annotated[
        str, typer.Option(metavar="DIR", help="The folder of the files with the drafts.")
    ] = "",
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", "--all", help="Draft what has a translation anew, too."),
    ] = False,
    source_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    target_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help="A glossary file or bundled name.")
    ] = None,
    bundled: Annotated[
        bool | None,
        typer.Option("--bundled/--no-bundled", help="Check with the glossaries of tqa too."),
    ] = None,
    terms: Annotated[
        Terms, typer.Option(help="How the terms of your glossaries come into the drafts.")
    ] = "both",
    bundled_terms: Annotated[
        bool, typer.Option("--bundled-terms", help="Put in terms of tqa's glossaries too.")
    ] = False,
    num_beams: Annotated[int, typer.Option(min=1, max=64, help="Width of the beam search.")] = 4,
    batch: Annotated[int, typer.Option(min=1, help="Sentences at once.")] = 16,
    precision: Annotated[
        str, typer.Option(help="float32, bfloat16, or auto: bfloat16 on a GPU.")
    ] = "auto",
    check: Annotated[
        bool, typer.Option("--check/--no-check", help="Check the drafts, and show the findings.")
    ] = True,
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="How findings are shown, as of `tqa check`."),
    ] = None,
    fail_on: Annotated[
        Level | None, typer.Option(help="Exit 1 from this severity on (default major).")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Findings do not fail.")] = False,
    lang: Annotated[
        Literal["en", "id"] | None, typer.Option(help="Language of the messages (default en).")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="A configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="No configuration file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, no summary.")] = False,
) -> None:
    """Draft translations by a local model; drafts are marked, and checked.

    Only what has no translation is drafted. Drafts are fuzzy in PO, `needs-review-translation`
    from `mt-suggestion` in XLIFF 1.2, `initial` with the sub-state `tqa:mt-draft` in XLIFF 2.

    Exit codes: 0 drafted, and nothing found at or above --fail-on, 1 findings in drafts,
    2 bad usage or configuration, 3 an input that cannot be read (the others are still
    drafted), 4 a model or library that is not there, 130 interrupted.
    """
    from tqa.cli._drafts import Options, run
    from tqa.drafting.pipeline import Way
    from tqa.neural.decoding import Search

    settings = _settings(config, isolated, source_lang, target_lang, glossary)
    options = Options(
        model,
        Search(num_beams, batch),
        precision,
        Way(terms, overwrite, bundled_terms),
        output,
        output_dir,
        check,
        format or ["full"],
        exit_zero,
        quiet,
    )
    settings = _with(settings, bundled, fail_on, lang)
    raise typer.Exit(run(paths or [], settings, options))


def _settings(
    path: Path | None,
    isolated: bool,
    source_lang: str,
    target_lang: str,
    glossary: list[str] | None,
) -> "Config":
    from dataclasses import replace

    from tqa.cli._options import check_settings, language, settings_of

    settings = settings_of(path, isolated)
    settings = replace(
        settings,
        source_lang=language(source_lang) or settings.source_lang,
        target_lang=language(target_lang) or settings.target_lang,
        glossary=(*settings.glossary, *(glossary or ())),
    )
    check_settings(settings)
    return settings


def _with(
    settings: "Config", bundled: bool | None, fail_on: Level | None, lang: str | None
) -> "Config":
    from dataclasses import replace

    from tqa.project.settings import parse_severity

    level = parse_severity(fail_on or "")
    return replace(
        settings,
        bundled=settings.bundled if bundled is None else bundled,
        fail_on=settings.fail_on if level is None else level,
        lang=lang or settings.lang,
    )
