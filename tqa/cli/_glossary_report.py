"""`tqa glossary report`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from tqa.project.config import Config

EXAMPLE = "Example: tqa glossary report a.id.md a.en.md --glossary terms.tsv --output report.html"


def report(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            show_default=False,
            help="As of `tqa check`: a source and its translation; or bilingual files and single "
            "documents; nothing: the pairs of the configuration.",
        ),
    ] = None,
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help="A glossary file or bundled name.")
    ] = None,
    bundled: Annotated[
        bool | None,
        typer.Option(
            "--bundled/--no-bundled",
            show_default=False,
            help="Report on the glossaries of tqa, too (default: where no other is named).",
        ),
    ] = None,
    compare: Annotated[
        str, typer.Option(metavar="OLD.json", help="An earlier report, written as JSON.")
    ] = "",
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", help="html, markdown, json; NAME:FILE writes a file; repeatable."
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="A file; its extension is the format.")
    ] = "",
    candidates: Annotated[
        int, typer.Option(min=0, help="How many terms worth adding are proposed; 0: none.")
    ] = 30,
    date: Annotated[
        str, typer.Option(help="The day of the report, YYYY-MM-DD (default today).")
    ] = "",
    source_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    target_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    lang: Annotated[
        Literal["en", "id"] | None, typer.Option(help="Language of the report (default en).")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 is one for each processor.")
    ] = 0,
    stdin_filename: Annotated[
        str, typer.Option(help="The name, and so the format, of standard input.")
    ] = "stdin.txt",
    config: Annotated[Path | None, typer.Option(help="A configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="No configuration file.")] = False,
) -> None:
    """Report how texts keep to a glossary: compliance, coverage, names, trend, new terms.

    Exit codes: 0 reported, 2 bad usage or configuration, 3 an input that cannot be read (the
    report holds the others).
    """
    from tqa.base.writer import outputs_of
    from tqa.cli._inputs import inputs_of
    from tqa.cli._reports import style_of, write
    from tqa.cli._terminal import processors, progress, tell
    from tqa.termreport.build import build
    from tqa.termreport.trend import compared, read_earlier
    from tqa.termreport.writer import REPORT_WRITERS

    settings = _settings(glossary, bundled, source_lang, target_lang, lang, config, isolated)
    outputs = outputs_of(format or [_by_extension(output)], output, REPORT_WRITERS)
    day = _day(date)
    earlier = read_earlier(compare) if compare else None
    inputs = inputs_of(paths or [], settings, stdin_filename)
    with progress("counting terms") as on_progress:
        cores = jobs or processors()
        made = build(inputs, settings, day, on_progress, cores, candidates=candidates)
    if earlier:
        made = compared(made, earlier)
    for failure in made.failures:
        tell("error", failure.message)
    write(made, outputs, style_of(settings.lang))
    raise typer.Exit(3 if made.failures else 0)


def _settings(
    glossary: list[str] | None,
    bundled: bool | None,
    source_lang: str,
    target_lang: str,
    lang: str | None,
    config: Path | None,
    isolated: bool,
) -> "Config":
    """The configuration under the options; the bundled glossaries where there is no other."""
    from dataclasses import replace

    from tqa.cli._options import check_languages, language, settings_of

    settings = settings_of(config, isolated)
    named = (*settings.glossary, *(glossary or ()))
    settings = replace(
        settings,
        source_lang=language(source_lang) or settings.source_lang,
        target_lang=language(target_lang) or settings.target_lang,
        glossary=named,
        bundled=not named if bundled is None else bundled,
        lang=lang or settings.lang,
    )
    check_languages(settings.source_lang, settings.target_lang)
    return settings


def _by_extension(output: str) -> str:
    """The format of a file named by `--output`; Markdown on standard output."""
    from tqa.base.errors import UsageError
    from tqa.termreport.writer import REPORT_WRITERS

    if not output:
        return "markdown"
    extension = Path(output).suffix.lower()
    for writer in REPORT_WRITERS:
        if extension in writer.extensions:
            return writer.name
    known = ", ".join(extension for writer in REPORT_WRITERS for extension in writer.extensions)
    raise UsageError(
        f"--output {output!r}: the extension names no format",
        hint=f"end it with one of {known}, or name the format with --format",
    )


def _day(date: str) -> str:
    from datetime import date as day

    from tqa.base.errors import UsageError

    try:
        return (day.fromisoformat(date) if date else day.today()).isoformat()
    except ValueError:
        raise UsageError(f"--date {date!r}: no such day", hint="write it as 2025-01-31") from None
