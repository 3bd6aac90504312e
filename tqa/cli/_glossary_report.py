"""`tqa glossary report`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tqa.base.errors import UsageError
from tqa.cli._group import Options, grouped
from tqa.cli._options import (
    ConfigFile,
    GlossaryNames,
    Jobs,
    Language,
    Languages,
    StdinFilename,
    check_languages,
)

if TYPE_CHECKING:
    from tqa.project.config import Config

EXAMPLE = "Example: tqa glossary report a.id.md a.en.md --glossary terms.tsv --output report.html"


class Glossaries(Options):
    """The glossaries to report on."""

    glossary: GlossaryNames = None
    bundled: Annotated[
        bool | None,
        typer.Option(
            "--bundled/--no-bundled",
            show_default=False,
            help="Also report on the bundled glossaries (default: if no other is named).",
        ),
    ] = None

    def over(self, settings: "Config") -> "Config":
        """The settings with these glossaries; the bundled ones if there is no other."""
        named = (*settings.glossary, *(self.glossary or ()))
        bundled = not named if self.bundled is None else self.bundled
        return replace(settings, glossary=named, bundled=bundled)


class Content(Options):
    """What the report holds."""

    compare: Annotated[
        str,
        typer.Option(metavar="OLD.json", help="Compare with an earlier report in the format json."),
    ] = ""
    candidates: Annotated[
        int, typer.Option(min=0, help="Number of new terms to propose; 0: none.")
    ] = 30
    date: Annotated[str, typer.Option(help="Date of the report, YYYY-MM-DD (default: today).")] = ""
    lang: Annotated[Language | None, typer.Option(help="Language of the report (default: en).")] = (
        None
    )

    def over(self, settings: "Config") -> "Config":
        """The settings with the language of the report."""
        return replace(settings, lang=self.lang or settings.lang)


class Target(Options):
    """Where the report is written."""

    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME[:FILE]",
            help="Output format: {reports} (default: that of --output, else markdown); NAME:FILE "
            "writes to FILE; repeatable.",
        ),
    ] = None
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE; its extension determines the format.",
        ),
    ] = ""


@grouped
def report(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            show_default=False,
            help="A source and its translation, or bilingual files and single documents, as in "
            "`tqa check` (default: the pairs and files of the configuration).",
        ),
    ] = None,
    *,
    glossaries: Glossaries,
    content: Content,
    target: Target,
    languages: Languages,
    jobs: Jobs = 0,
    stdin_filename: StdinFilename = "stdin.txt",
    config: ConfigFile,
) -> None:
    """Report how texts use a glossary.

    The report shows compliance, coverage, names, the trend since an earlier report, and
    proposals for new terms.

    Exit codes: 0 reported, 2 invalid usage or configuration, 3 an input that cannot be read
    (the report holds the others).
    """
    from tqa.base.writer import outputs_of
    from tqa.cli._inputs import inputs_of
    from tqa.cli._reports import style_of, write
    from tqa.cli._terminal import print_message, processors, progress
    from tqa.termreport.build import build
    from tqa.termreport.trend import compared, read_earlier
    from tqa.termreport.writer import REPORT_WRITERS

    settings = config.settings(languages, glossaries, content)
    check_languages(settings.source_lang, settings.target_lang)
    formats = target.format or [_by_extension(target.output)]
    outputs = outputs_of(formats, target.output, REPORT_WRITERS)
    day = _day(content.date)
    earlier = read_earlier(content.compare) if content.compare else None
    inputs = inputs_of(paths or [], settings, stdin_filename)
    with progress("counting terms") as on_progress:
        cores = jobs or processors()
        made = build(inputs, settings, day, on_progress, cores, candidates=content.candidates)
    if earlier:
        made = compared(made, earlier)
    for failure in made.failures:
        print_message("error", failure.message)
    write(made, outputs, style_of(settings.lang))
    raise typer.Exit(3 if made.failures else 0)


def _by_extension(output: str) -> str:
    """The format of a file named by `--output`; Markdown on standard output."""
    from tqa.termreport.writer import REPORT_WRITERS

    if not output:
        return "markdown"
    extension = Path(output).suffix.lower()
    for writer in REPORT_WRITERS:
        if extension in writer.extensions:
            return writer.name
    known = ", ".join(extension for writer in REPORT_WRITERS for extension in writer.extensions)
    raise UsageError(
        f"--output {output!r}: no format has this extension",
        hint=f"use one of {known}, or --format",
    )


def _day(date: str) -> str:
    from datetime import date as day

    try:
        return (day.fromisoformat(date) if date else day.today()).isoformat()
    except ValueError:
        raise UsageError(f"--date {date!r}: invalid date", hint="expected YYYY-MM-DD") from None
