"""`tqa glossary`: its commands."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from tqa.base.errors import UsageError
from tqa.cli import _glossary_extract, _glossary_report
from tqa.cli._group import Command, Options, grouped
from tqa.cli._options import (
    AlsoSelected,
    ConfigFile,
    Display,
    Formats,
    Gate,
    GlossaryNames,
    Ignored,
    OutputFile,
    Selected,
    codes,
)
from tqa.cli._terminal import counted, print_dropped, print_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tqa.glossary.diff import ConceptDifference
    from tqa.glossary.lookup import Hit
    from tqa.glossary.threeway import Conflict
    from tqa.model import Concept
    from tqa.project.config import Config

app = typer.Typer(
    help="Check, extract, report on, convert, merge, compare and search glossaries.",
    epilog="Example: tqa glossary lint terms.tsv",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command(cls=Command, epilog=_glossary_extract.EXAMPLE)(_glossary_extract.extract)
app.command(cls=Command, epilog=_glossary_report.EXAMPLE)(_glossary_report.report)


class Rules(Options):
    """The rules that run."""

    select: Selected = None
    ignore: Ignored = None
    extend_select: AlsoSelected = None

    def over(self, settings: "Config") -> "Config":
        """The settings with these rules only; those of the configuration are for texts."""
        return replace(
            settings,
            select=codes(self.select),
            ignore=codes(self.ignore),
            extend_select=codes(self.extend_select),
        )


class Reports(Options):
    """What is written, and where."""

    format: Formats = None
    output: OutputFile = ""


class Fixes(Options):
    """Whether findings are fixed."""

    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes before the check.")] = False
    diff: Annotated[
        bool, typer.Option("--diff", help="Print the fixes as a patch; write nothing.")
    ] = False


@app.command(cls=Command, epilog="Example: tqa glossary lint terms.tsv --texts article.id.md")
@grouped
def lint(
    paths: Annotated[list[str], typer.Argument(help="Glossary files, checked together.")],
    *,
    texts: Annotated[
        list[str] | None,
        typer.Option(
            "--texts",
            metavar="FILE",
            help="Report terms that do not occur in these texts (GLO007); repeatable.",
        ),
    ] = None,
    date: Annotated[
        str,
        typer.Option(help="Report terms that are expired on YYYY-MM-DD (default: today)."),
    ] = "",
    rules: Rules,
    reports: Reports,
    gate: Gate,
    fixes: Fixes,
    display: Display,
    config: ConfigFile,
) -> None:
    """Check glossaries for duplicates, ambiguity and contradictions.

    It also reports missing languages, inflected terms, terms that are out of date, and with
    --texts terms that are not used.

    Exit codes: 0 no finding at or above --fail-on, 1 findings (with --diff: fixes), 2 invalid
    usage, 3 an input that cannot be read.
    """
    from datetime import date as day

    from tqa.base.writer import outputs_of
    from tqa.checking import glossary_lint
    from tqa.checking.reporter import REPORTERS
    from tqa.cli._reports import exit_code, style_of, write
    from tqa.model import Input
    from tqa.project.glossaries import glossary_path

    settings = config.settings(rules, gate, display)
    outputs = outputs_of(reports.format or ["full"], reports.output, REPORTERS)
    paths = [str(glossary_path(path)) for path in paths]
    today = date or day.today().isoformat()
    fixed = glossary_lint.fix(paths, settings, today) if fixes.fix or fixes.diff else {}
    for path, (before, after) in fixed.items():
        _fix(path, before, after, shown=fixes.diff)
    report = glossary_lint.lint(paths, settings, today, [Input.file(path) for path in texts or ()])
    for failure in report.failures:
        print_message("error", failure.message)
    if fixes.diff:
        raise typer.Exit(3 if report.failures else int(bool(fixed)))
    write(report, outputs, style_of(settings.lang, display.statistics, display.quiet))
    raise typer.Exit(exit_code(report, settings, gate.exit_zero))


def _fix(path: str, before: bytes, after: bytes, *, shown: bool) -> None:
    """Write a fixed file, or show it as a patch that `git apply` takes."""
    from tqa.base.textio import write_atomically
    from tqa.cli._patch import patch

    if shown:
        typer.echo(patch(path, before, after), nl=False)
    else:
        write_atomically(path, after)
        typer.echo(f"{path}: fixed", err=True)


@app.command(cls=Command, epilog="Example: tqa glossary convert terms.xlsx terms.tbx")
def convert(
    source: Annotated[
        str, typer.Argument(help="Glossary file, or the name of a bundled glossary.")
    ],
    target: Annotated[
        str,
        typer.Argument(
            help="File to write; its extension determines the format: {glossary_formats}."
        ),
    ],
) -> None:
    """Convert a glossary into another format.

    A warning names what the format cannot hold. TBX-Basic is written with data categories as
    attributes (.tbx) or as tags (.dct.tbx).
    """
    from tqa.base.textio import write_atomically
    from tqa.glossary.format import glossary_format_of

    writer = glossary_format_of(target)
    concepts = _read(source)
    for name in _unread(source):
        print_message("warning", f"{source}: unknown column {name!r} is not converted")
    written = writer.write(concepts)
    write_atomically(target, written.data)
    number = len(concepts) - written.dropped.get("concept", 0)
    typer.echo(f"{counted(number, 'concept')} written to {target}", err=True)
    print_dropped(target, written.dropped)


@app.command(
    cls=Command,
    epilog="Example: tqa glossary merge ours.tsv theirs.tsv --base old.tsv -o terms.tsv",
)
def merge(
    ours: Annotated[str, typer.Argument(help="Glossary that wins if both changed a field.")],
    theirs: Annotated[str, typer.Argument(help="Glossary to merge into it.")],
    base: Annotated[str, typer.Option(metavar="FILE", help="Common ancestor of both.")] = "",
    output: OutputFile = "",
) -> None:
    """Merge two glossaries, three-way with --base.

    Without --base the result holds everything of both.

    Exit codes: 0 merged, 1 merged with conflicts, in which OURS was kept, 3 an input that
    cannot be read.
    """
    from tqa.glossary.threeway import merge3

    merged = merge3(_read(base) if base else (), _read(ours), _read(theirs))
    _write(merged.concepts, output, ours)
    for conflict in merged.conflicts:
        print_message("conflict", _conflict(conflict))
    raise typer.Exit(int(bool(merged.conflicts)))


@app.command(cls=Command, epilog="Example: tqa glossary diff old.tsv new.tbx")
def diff(
    before: Annotated[str, typer.Argument(help="Earlier version of a glossary.")],
    after: Annotated[str, typer.Argument(help="Later version, in any format.")],
) -> None:
    """Show the differences between two glossaries.

    These are concepts added and removed, and changes of terms, their status, and fields.

    Exit codes: 0 no differences, 1 differences, 3 an input that cannot be read.
    """
    from tqa.glossary.diff import diff as differences

    found = list(differences(_read(before), _read(after)))
    for difference in found:
        typer.echo("\n".join(_difference(difference)))
    counts = {kind: sum(d.kind == kind for d in found) for kind in ("added", "removed", "changed")}
    typer.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()), err=True)
    raise typer.Exit(int(bool(found)))


@app.command(cls=Command, epilog="Example: tqa glossary lookup melokakaryakan")
def lookup(
    word: Annotated[str, typer.Argument(help="Word or phrase in Indonesian or English.")],
    glossary: GlossaryNames = None,
    bundled: Annotated[
        bool, typer.Option("--bundled/--no-bundled", help="Also search the bundled glossaries.")
    ] = True,
    limit: Annotated[int, typer.Option(min=1, help="Maximum number of concepts.")] = 10,
) -> None:
    """Look up a term in either language.

    Inflected forms and similar spellings are found, too.

    Exit codes: 0 found, 1 nothing found.
    """
    from tqa.glossary.lookup import lookup as hits
    from tqa.project.config import Config
    from tqa.project.glossaries import load_termbase

    if not word.strip():
        raise UsageError("empty search", hint="name a word or phrase in either language")
    termbase = load_termbase(
        Config(glossary=tuple(glossary or ()), bundled=bundled), candidates=True
    )
    found = hits(termbase, word, limit)
    for hit in found:
        typer.echo("\n".join(_hit(hit)))
    if not found:
        print_message(
            "note", f"no term matches {word!r} ({len(termbase.concepts)} concepts searched)"
        )
    raise typer.Exit(int(not found))


@app.command(cls=Command, epilog="Example: tqa glossary stats government")
def stats(
    paths: Annotated[
        list[str], typer.Argument(help="Glossary files, or names of bundled glossaries.")
    ],
) -> None:
    """Count concepts, terms and domains of glossaries.

    Terms are counted by language and status, and concepts by the fields that they fill.
    """
    from tqa.glossary.counts import counts

    for path in paths:
        typer.echo(path)
        for name, count in counts(_read(path)):
            typer.echo(f"  {name:32} {count:7,}")


def _read(path: str) -> "tuple[Concept, ...]":
    """A glossary by its path, or a bundled one by its name."""
    from tqa.glossary.format import read_glossary
    from tqa.project.glossaries import glossary_path

    return read_glossary(glossary_path(path))


def _unread(path: str) -> "Sequence[str]":
    """The columns of a glossary file that no field of a concept holds."""
    from tqa.base.textio import read_bytes
    from tqa.glossary.format import glossary_format_of
    from tqa.project.glossaries import glossary_path

    found = glossary_path(path)
    return glossary_format_of(found).unread(read_bytes(found), str(found))


def _write(concepts: "tuple[Concept, ...]", output: str, like: str) -> None:
    """Write to a file in its format, or to standard output in that of the first file."""
    from tqa.base.textio import write_atomically
    from tqa.glossary.format import glossary_format_of

    written = glossary_format_of(output or like).write(concepts)
    if output:
        write_atomically(output, written.data)
    else:
        typer.echo(written.data, nl=False)
    print_dropped(output or like, written.dropped)


def _conflict(conflict: "Conflict") -> str:
    change = conflict.change
    ours, theirs = (value or "(missing)" for value in (change.before, change.after))
    return f"{conflict.concept}: {change.what}: ours {ours}; theirs {theirs}"


def _difference(difference: "ConceptDifference") -> list[str]:
    concept = difference.concept
    sign = {"added": "+", "removed": "-", "changed": "~"}[difference.kind]
    lines = [f"{sign} {concept.id}: {_terms(concept)}"]
    for what, before, after in difference.changes:
        if before and after:
            lines.append(f"    {what}: {before} -> {after}")
        else:
            lines.append(f"    {'+' if after else '-'} {what}: {after or before}")
    return lines


def _terms(concept: "Concept") -> str:
    sides = (
        [term.text for term in concept.terms_in(lang) if term.status.allowed]
        for lang in ("id", "en")
    )
    return " = ".join(" | ".join(side) or "?" for side in sides)


def _hit(hit: "Hit") -> list[str]:
    concept = hit.concept
    lines = [f"{concept.id}  [{hit.term.lang} {hit.term.status.value}, {hit.score}%]"]
    lines.append(f"    {_terms(concept)}")
    bad = [f"{t.lang} {t.text} ({t.status.value})" for t in concept.terms if not t.status.allowed]
    about = (", ".join(bad), concept.definition, concept.note, f"{concept.file}:{concept.line}")
    return lines + [f"    {line}" for line in about if line]
