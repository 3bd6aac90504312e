"""`tqa check`."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

if TYPE_CHECKING:
    from tqa.model import Report
    from tqa.project.config import Config

EXAMPLE = "Example: tqa check article.id.txt article.en.txt --glossary terms.tsv"

Level = Literal["neutral", "minor", "major", "critical"]
Engine = Literal["local", "ray"]
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
        bool | None, typer.Option("--bundled/--no-bundled", help="Use the glossaries of tqa.")
    ] = None,
    select: Codes = None,
    ignore: Codes = None,
    extend_select: Codes = None,
    per_file_ignores: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB:CODES", help="Codes not reported in some files; repeatable."),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="full, concise, jsonl, json, sarif, github, gitlab, junit, checkstyle, rdjson, "
            "markdown, html, xliff; NAME:FILE writes a file; repeatable.",
        ),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="Write to a file instead.")] = "",
    fail_on: Annotated[
        Level | None, typer.Option(help="Exit 1 from this severity on (default major).")
    ] = None,
    min_quality: Annotated[
        float | None, typer.Option(min=0, max=100, help="Exit 1 below this MQM score.")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Findings do not fail.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count by rule.")] = False,
    changed_since: Annotated[
        str, typer.Option(metavar="REV", help="Only segments changed since a git revision.")
    ] = "",
    baseline: Annotated[
        str, typer.Option(metavar="FILE", help="Known findings, which are not told again.")
    ] = "",
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Make all findings of today known.")
    ] = False,
    prune_baseline: Annotated[
        bool, typer.Option("--prune-baseline", help="Forget known findings that are gone.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Correct what is certain.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: what is likely too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show the corrections as a patch; write nothing.")
    ] = False,
    lang: Annotated[
        Literal["en", "id"] | None, typer.Option(help="Language of the messages (default en).")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 is one for each processor.")
    ] = 0,
    engine: Annotated[
        Engine, typer.Option(help="Where the work is done: processes here, or a Ray cluster.")
    ] = "local",
    output_dir: Annotated[
        str, typer.Option(metavar="DIR", help="With --engine ray: findings as Parquet, into a DIR.")
    ] = "",
    cache: Annotated[
        bool | None,
        typer.Option(
            "--cache/--no-cache", help="Keep results and glossaries in the user's cache folder."
        ),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option(help="The name, and so the format, of standard input.")
    ] = "stdin.txt",
    config: Annotated[Path | None, typer.Option(help="A configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="No configuration file.")] = False,
    configured: Annotated[
        bool, typer.Option("--configured", help="Skip paths that the configuration does not name.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file changes.")
    ] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the settings in force, and stop.")
    ] = False,
    show_files: Annotated[
        bool, typer.Option("--show-files", help="Print what would be checked, and stop.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Check a translation against its source, or a text against itself.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or
    configuration, 3 an input that cannot be read, 130 interrupted.
    """
    from dataclasses import replace

    from tqa.base.writer import outputs_of
    from tqa.checking.reporter import REPORTERS
    from tqa.cli import _baseline, _engine, _fixes, _watch
    from tqa.cli._inputs import files_of, inputs_of, shown
    from tqa.cli._options import check_settings, codes, language, settings_of
    from tqa.cli._reports import exit_code, style_of, write
    from tqa.cli._terminal import processors, tell
    from tqa.project.settings import parse_severity

    settings = settings_of(config, isolated)
    level = parse_severity(fail_on or "")
    settings = replace(
        settings,
        source_lang=language(source_lang) or settings.source_lang,
        target_lang=language(target_lang) or settings.target_lang,
        glossary=(*settings.glossary, *(glossary or ())),
        bundled=settings.bundled if bundled is None else bundled,
        cache=settings.cache if cache is None else cache,
        select=codes(select) or settings.select,
        ignore=(*settings.ignore, *codes(ignore)),
        extend_select=(*settings.extend_select, *codes(extend_select)),
        per_file_ignores=_by_file(settings.per_file_ignores, per_file_ignores or ()),
        fail_on=settings.fail_on if level is None else level,
        min_quality=settings.min_quality if min_quality is None else min_quality,
        lang=lang or settings.lang,
        baseline=baseline or settings.baseline,
        changed_since=changed_since or settings.changed_since,
    )
    if show_settings:
        _show_settings(settings)
    check_settings(settings)
    outputs = outputs_of(_engine.formats(format, output_dir), output, REPORTERS)
    keep = any(each.writer.wants_bitexts for each in outputs)
    wanted = _baseline.Wanted(write_baseline, prune_baseline, whole=not paths)
    known = _baseline.read(settings, wanted)
    _engine.check_baseline(output_dir, bool(known or write_baseline))
    worker = _engine.check_engine(engine, jobs)
    named = worker.inputs(paths or [])
    inputs = named or inputs_of(paths or [], settings, stdin_filename, configured)
    if show_files:
        raise typer.Exit(shown(inputs, settings))
    if fix or diff or unsafe_fixes:
        _fixes.run(inputs, settings, unsafe_fixes, fix, jobs or processors())

    def once() -> "Report":
        report = _engine.checked(worker, inputs, settings, output_dir, keep)
        for failure in report.failures:
            tell("error", failure.message)
        report = _baseline.applied(report, settings, known, wanted)
        write(report, outputs, style_of(settings.lang, statistics, quiet))
        return report

    if watch:
        _watch.watch(once, files_of(inputs, settings))
    raise typer.Exit(exit_code(once(), settings, exit_zero))


def _show_settings(settings: "Config") -> NoReturn:
    from tqa.checking.settings_shown import as_toml

    sys.stdout.write(as_toml(settings))
    raise typer.Exit


def _by_file(
    settings: Mapping[str, tuple[str, ...]], values: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """What is ignored in which files, by the configuration and by `GLOB:CODES` options."""
    from tqa.base.errors import UsageError
    from tqa.cli._options import codes

    ignores = dict(settings)
    for value in values:
        glob, _, named = value.rpartition(":")
        if not (glob and codes([named])):
            raise UsageError(
                f"--per-file-ignores {value!r}: not GLOB:CODES", hint="such as 'old/*:TYP,NUM001'"
            )
        ignores[glob] = (*ignores.get(glob, ()), *codes([named]))
    return ignores
