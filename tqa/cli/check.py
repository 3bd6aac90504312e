"""`tqa check`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from tqa.bitexts import Input
    from tqa.config import Config
    from tqa.model import Report
    from tqa.reporter import Style

EXAMPLE = "Example: tqa check article.id.txt article.en.txt --glossary terms.tsv"

Level = Literal["neutral", "minor", "major", "critical"]
Codes = Annotated[list[str] | None, typer.Option(help="Codes, prefixes or names; commas allowed.")]


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            show_default=False,
            help="A source and its translation; or bilingual files and single documents; "
            "'-' is standard input; nothing: the pairs of the configuration.",
        ),
    ] = None,
    source_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    target_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help="A glossary file or bundled name.")
    ] = None,
    bundled: Annotated[
        bool, typer.Option("--bundled/--no-bundled", help="Use the glossaries of tqa.")
    ] = True,
    select: Codes = None,
    ignore: Codes = None,
    extend_select: Codes = None,
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="full, concise, jsonl, json; NAME:FILE writes a file."),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="Write to a file instead.")] = "",
    fail_on: Annotated[
        Level | None, typer.Option(help="Exit 1 from this severity on (default major).")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Findings do not fail.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count by rule.")] = False,
    lang: Annotated[
        Literal["en", "id"] | None, typer.Option(help="Language of the messages (default en).")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 is one for each processor.")
    ] = 0,
    stdin_filename: Annotated[
        str, typer.Option(help="The name, and so the format, of standard input.")
    ] = "stdin.txt",
    config: Annotated[Path | None, typer.Option(help="A configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="No configuration file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Check a translation against its source, or a text against itself.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or
    configuration, 3 an input that cannot be read, 130 interrupted.
    """
    from dataclasses import replace

    from tqa import engine
    from tqa.cli._terminal import progress
    from tqa.config import parse_severity

    settings = _settings(config, isolated)
    level = parse_severity(fail_on or "")
    settings = replace(
        settings,
        source_lang=_language(source_lang) or settings.source_lang,
        target_lang=_language(target_lang) or settings.target_lang,
        glossary=(*settings.glossary, *(glossary or ())),
        bundled=bundled and settings.bundled,
        select=_codes(select) or settings.select,
        ignore=(*settings.ignore, *_codes(ignore)),
        extend_select=(*settings.extend_select, *_codes(extend_select)),
        fail_on=settings.fail_on if level is None else level,
        lang=lang or settings.lang,
    )
    writers = _writers(format or ["full"], output)
    inputs = _inputs(paths or [], settings, stdin_filename)
    with progress("checking") as advance:
        report = engine.check(inputs, settings, advance, jobs or os.cpu_count() or 1)
    for failure in report.failures:
        typer.echo(f"tqa: error: {failure.message}", err=True)
    _write(report, writers, _style(settings.lang, statistics, quiet))
    raise typer.Exit(_exit_code(report, settings, exit_zero))


def _settings(path: Path | None, isolated: bool) -> "Config":
    from tqa.config import Config, find, load

    if isolated:
        return Config()
    found = path or find(Path.cwd())
    return load(found) if found else Config()


def _language(code: str) -> str:
    from tqa.errors import UsageError

    if code not in ("", "id", "en"):
        raise UsageError(f"unknown language {code!r}", hint="known: id (Indonesian), en (English)")
    return code


def _codes(values: list[str] | None) -> tuple[str, ...]:
    return tuple(
        code.strip() for value in values or () for code in value.split(",") if code.strip()
    )


def _inputs(paths: list[str], settings: "Config", stdin_name: str) -> "list[Input]":
    """Two documents are a pair; everything else is checked by itself."""
    from tqa.config import Pair
    from tqa.errors import UsageError
    from tqa.format import DocumentFormat, Source, format_of

    if not paths:
        if not settings.pairs:
            raise UsageError(
                "nothing to check", hint="name files, or set `pairs` in tqa.toml; see --help"
            )
        return list(settings.pairs)
    sources = [
        Source(stdin_name, sys.stdin.buffer.read()) if path == "-" else Source(path)
        for path in paths
    ]
    pair = len(paths) == 2 and "-" not in paths
    if pair and all(isinstance(format_of(path), DocumentFormat) for path in paths):
        return [Pair(*paths)]
    return list(sources)


def _writers(names: list[str], output: str) -> list[tuple[str, str]]:
    """(format, file or "") for each output; only one may go to stdout."""
    from tqa.errors import UsageError
    from tqa.reporter import REPORTERS

    writers = []
    for item in names:
        name, _, file = item.partition(":")
        REPORTERS[name]  # an unknown name is told before anything is read
        writers.append((name, file))
    if output:
        at = next((n for n, (_, file) in enumerate(writers) if not file), 0)
        writers[at] = (writers[at][0], output)
    if sum(not file for _, file in writers) > 1:
        raise UsageError("two formats on standard output", hint="write one as --format NAME:FILE")
    return writers


def _style(lang: str, statistics: bool, quiet: bool) -> "Style":
    from tqa.cli._terminal import wants_color, width
    from tqa.reporter import Style

    return Style(lang, wants_color(sys.stdout), width(), statistics, quiet)


def _write(report: "Report", writers: list[tuple[str, str]], style: "Style") -> None:
    import io
    from dataclasses import replace

    from tqa.reporter import REPORTERS
    from tqa.textio import write_atomically

    for name, file in writers:
        if not file:
            REPORTERS[name]().write(report, sys.stdout, style)
            continue
        buffer = io.StringIO()
        REPORTERS[name]().write(report, buffer, replace(style, color=False))
        write_atomically(file, buffer.getvalue())


def _exit_code(report: "Report", settings: "Config", exit_zero: bool) -> int:
    if report.failures:
        return 3
    failing = any(finding.severity >= settings.fail_on for finding in report.findings)
    return int(failing and not exit_zero)
