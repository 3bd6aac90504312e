"""`tqa check`."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tqa.base.errors import UsageError
from tqa.cli._group import Options, grouped
from tqa.cli._options import (
    AlsoSelected,
    ConfigFile,
    Display,
    Formats,
    Gate,
    Glossaries,
    Ignored,
    Jobs,
    Languages,
    OutputFile,
    Selected,
    StdinFilename,
    check_settings,
    codes,
)

if TYPE_CHECKING:
    from tqa.model import Report
    from tqa.project.config import Config

EXAMPLE = "Example: tqa check article.id.txt article.en.txt --glossary terms.tsv"

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        show_default=False,
        help="A source and its translation, bilingual files, single documents, or folders; '-' is "
        "standard input (default: the pairs and files of the configuration).",
    ),
]


class Rules(Options):
    """The rules that run, and rules that are ignored in some files."""

    select: Selected = None
    ignore: Ignored = None
    extend_select: AlsoSelected = None
    per_file_ignores: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB:CODES",
            help="Do not report the rules CODES in files that match GLOB; repeatable.",
        ),
    ] = None

    def over(self, settings: "Config") -> "Config":
        """The settings with these rules."""
        return replace(
            settings,
            select=codes(self.select) or settings.select,
            ignore=(*settings.ignore, *codes(self.ignore)),
            extend_select=(*settings.extend_select, *codes(self.extend_select)),
            per_file_ignores=_by_file(settings.per_file_ignores, self.per_file_ignores or ()),
        )


class QualityGate(Gate):
    """Which findings, and which quality score, make the exit code 1."""

    min_quality: Annotated[
        float | None,
        typer.Option(
            min=0, max=100, help="Exit 1 if the MQM score is below this number (default: 0)."
        ),
    ] = None

    def over(self, settings: "Config") -> "Config":
        """The settings with the limits that are given."""
        settings = super().over(settings)
        if self.min_quality is None:
            return settings
        return replace(settings, min_quality=self.min_quality)


class Reports(Options):
    """What is written, and where."""

    format: Formats = None
    output: OutputFile = ""


class Scope(Options):
    """Which findings are skipped because they are old."""

    changed_since: Annotated[
        str,
        typer.Option(
            metavar="REV", help="Report only segments that changed since the git revision REV."
        ),
    ] = ""
    baseline: Annotated[
        str, typer.Option(metavar="FILE", help="Baseline file; its findings are not reported.")
    ] = ""
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help="Write all current findings to the baseline (default: tqa-baseline.json).",
        ),
    ] = False
    prune_baseline: Annotated[
        bool,
        typer.Option(
            "--prune-baseline", help="Remove findings that no longer occur from the baseline."
        ),
    ] = False

    def over(self, settings: "Config") -> "Config":
        """The settings with the revision and the baseline."""
        return replace(
            settings,
            baseline=self.baseline or settings.baseline,
            changed_since=self.changed_since or settings.changed_since,
        )


class Fixes(Options):
    """Whether findings are fixed."""

    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes to the files.")] = False
    unsafe_fixes: Annotated[
        bool,
        typer.Option("--unsafe-fixes", help="With --fix or --diff: also apply unsafe fixes."),
    ] = False
    diff: Annotated[
        bool, typer.Option("--diff", help="Print the fixes as a patch; write nothing.")
    ] = False


class Work(Options):
    """Where and how the work is done."""

    jobs: Jobs = 0
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option(help="Run in local processes or on a Ray cluster."),
    ] = "local"
    output_dir: Annotated[
        str,
        typer.Option(
            metavar="DIR", help="With --engine ray: write the findings to DIR as Parquet."
        ),
    ] = ""
    cache: Annotated[
        bool | None,
        typer.Option(
            "--cache/--no-cache",
            help="Cache results and glossaries in the user's cache directory (default: yes).",
        ),
    ] = None

    def over(self, settings: "Config") -> "Config":
        """The settings with or without the cache."""
        return settings if self.cache is None else replace(settings, cache=self.cache)


class Reading(Options):
    """How paths are read."""

    stdin_filename: StdinFilename = "stdin.txt"
    configured: Annotated[
        bool,
        typer.Option("--configured", help="Skip files that the configuration does not name."),
    ] = False


class Mode(Options):
    """What to do instead of a single check."""

    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes.")] = (
        False
    )
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the effective settings and exit.")
    ] = False
    show_files: Annotated[
        bool, typer.Option("--show-files", help="Print the files that would be checked and exit.")
    ] = False


@grouped
def check(
    paths: Paths = None,
    *,
    languages: Languages,
    glossaries: Glossaries,
    rules: Rules,
    reports: Reports,
    gate: QualityGate,
    display: Display,
    scope: Scope,
    fixes: Fixes,
    work: Work,
    reading: Reading,
    config: ConfigFile,
    mode: Mode,
) -> None:
    """Check a translation against its source, or a text by itself.

    Exit codes: 0 no finding at or above --fail-on, 1 findings, 2 invalid usage or
    configuration, 3 an input that cannot be read, 130 interrupted.
    """
    from tqa.base.writer import outputs_of
    from tqa.checking.reporter import REPORTERS
    from tqa.cli import _baseline, _engine, _fixes, _inputs, _watch
    from tqa.cli._reports import exit_code, style_of, write
    from tqa.cli._terminal import print_message, processors

    settings = config.settings(languages, glossaries, rules, gate, display, scope, work)
    if mode.show_settings:
        raise typer.Exit(_show(settings))
    check_settings(settings)
    formats = _engine.formats(reports.format, work.output_dir)
    outputs = outputs_of(formats, reports.output, REPORTERS)
    wanted = _baseline.BaselineAction(scope.write_baseline, scope.prune_baseline, whole=not paths)
    known = _baseline.read(settings, wanted)
    _engine.check_baseline(work.output_dir, bool(known or wanted.write))
    engine = _engine.check_engine(work.engine, work.jobs)
    inputs = engine.inputs(paths or []) or _inputs.inputs_of(
        paths or [], settings, reading.stdin_filename, reading.configured
    )
    if mode.show_files:
        raise typer.Exit(_inputs.shown(inputs, settings))
    if fixes.fix or fixes.diff or fixes.unsafe_fixes:
        _fixes.run(inputs, settings, fixes.unsafe_fixes, fixes.fix, work.jobs or processors())

    def once() -> "Report":
        keep = any(each.writer.wants_bitexts for each in outputs)
        report = _engine.checked(engine, inputs, settings, work.output_dir, keep)
        for failure in report.failures:
            print_message("error", failure.message)
        report = _baseline.applied(report, settings, known, wanted)
        write(report, outputs, style_of(settings.lang, display.statistics, display.quiet))
        return report

    if mode.watch:
        _watch.watch(once, _inputs.files_of(inputs, settings))
    raise typer.Exit(exit_code(once(), settings, gate.exit_zero))


def _show(settings: "Config") -> int:
    """Print the settings as TOML; the exit code."""
    from tqa.checking.settings_shown import as_toml

    sys.stdout.write(as_toml(settings))
    return 0


def _by_file(
    settings: Mapping[str, tuple[str, ...]], values: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """The rules to ignore by file pattern, of the configuration and of `GLOB:CODES` options."""

    ignores = dict(settings)
    for value in values:
        glob, _, named = value.rpartition(":")
        if not (glob and codes([named])):
            raise UsageError(
                f"--per-file-ignores {value!r}: expected GLOB:CODES",
                hint="such as 'old/*:TYP,NUM001'",
            )
        ignores[glob] = (*ignores.get(glob, ()), *codes([named]))
    return ignores
