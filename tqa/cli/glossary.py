"""`tqa glossary`: its commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tqa.cli import _glossary_extract, _glossary_report
from tqa.cli._terminal import counted, tell, tell_dropped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tqa.glossary.diff import Difference
    from tqa.glossary.lookup import Hit
    from tqa.glossary.threeway import Conflict
    from tqa.model import Concept

app = typer.Typer(
    help="Glossaries: lint, extract, report, convert, merge, compare, look up, count.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command(epilog=_glossary_extract.EXAMPLE)(_glossary_extract.extract)
app.command(epilog=_glossary_report.EXAMPLE)(_glossary_report.report)

Level = Literal["neutral", "minor", "major", "critical"]
Lang = Literal["en", "id"]
Output = Annotated[str, typer.Option("--output", "-o", help="The file to write; else stdout.")]


@app.command(epilog="Example: tqa glossary lint terms.tsv --texts article.id.md")
def lint(
    paths: Annotated[list[str], typer.Argument(help="Glossary files, taken together.")],
    texts: Annotated[
        list[str] | None, typer.Option("--texts", help="Texts to hold it against: GLO007.")
    ] = None,
    date: Annotated[
        str, typer.Option(help="What is out of date on this day, YYYY-MM-DD (default today).")
    ] = "",
    select: Annotated[list[str] | None, typer.Option(help="Codes, prefixes or names.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Codes, prefixes or names.")] = None,
    extend_select: Annotated[list[str] | None, typer.Option(help="Codes also wanted.")] = None,
    format: Annotated[
        list[str] | None, typer.Option("--format", "-f", help="As of `tqa check`.")
    ] = None,
    output: Output = "",
    fail_on: Annotated[
        Level | None, typer.Option(help="Exit 1 from this severity on (default major).")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Findings do not fail.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Correct what is certain first.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show the corrections as a patch; write nothing.")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count by rule.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="Language of the messages.")] = None,
    config: Annotated[Path | None, typer.Option(help="A configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="No configuration file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Check glossaries themselves: duplicates, ambiguity, contradictions, missing languages.

    Exit codes: 0 nothing at or above --fail-on, 1 findings (with --diff: corrections), 2 bad
    usage, 3 unreadable input.
    """
    from dataclasses import replace
    from datetime import date as day

    from tqa.base.writer import outputs_of
    from tqa.checking import glossary_lint
    from tqa.checking.reporter import REPORTERS
    from tqa.cli._options import codes, settings_of
    from tqa.cli._reports import exit_code, style_of, write
    from tqa.model import Input
    from tqa.project.glossaries import glossary_path
    from tqa.project.settings import parse_severity

    settings = settings_of(config, isolated)
    level = parse_severity(fail_on or "")
    settings = replace(
        settings,
        select=codes(select),
        ignore=codes(ignore),
        extend_select=codes(extend_select),
        fail_on=settings.fail_on if level is None else level,
        lang=lang or settings.lang,
    )
    outputs = outputs_of(format or ["full"], output, REPORTERS)
    paths = [str(glossary_path(path)) for path in paths]
    today = date or day.today().isoformat()
    fixed = glossary_lint.fix(paths, settings, today) if fix or diff else {}
    for path, (before, after) in fixed.items():
        _correct(path, before, after, shown=diff)
    report = glossary_lint.lint(paths, settings, today, [Input.file(path) for path in texts or ()])
    for failure in report.failures:
        tell("error", failure.message)
    if diff:
        raise typer.Exit(3 if report.failures else int(bool(fixed)))
    write(report, outputs, style_of(settings.lang, statistics, quiet))
    raise typer.Exit(exit_code(report, settings, exit_zero))


def _correct(path: str, before: bytes, after: bytes, *, shown: bool) -> None:
    """Write a corrected file, or show it as a patch that `git apply` takes."""
    from tqa.base.textio import write_atomically
    from tqa.cli._patch import patch

    if shown:
        typer.echo(patch(path, before, after), nl=False)
    else:
        write_atomically(path, after)
        typer.echo(f"{path}: corrected", err=True)


@app.command(epilog="Example: tqa glossary convert terms.xlsx terms.tbx")
def convert(
    source: Annotated[str, typer.Argument(help="A glossary, or the name of a bundled one.")],
    target: Annotated[str, typer.Argument(help="The file to write; its extension is the format.")],
) -> None:
    """Write a glossary in another format; what that cannot hold is said.

    Formats: .tsv .csv .json .xlsx .po .xlf .tbx (TBX-Basic, data categories as attributes) and
    .dct.tbx (as tags).
    """
    from tqa.base.textio import write_atomically
    from tqa.glossary.format import glossary_format_of

    writer = glossary_format_of(target)
    concepts = _read(source)
    for name in _unread(source):
        tell("warning", f"{source}: no glossary holds the column {name!r}; it is not taken along")
    written = writer.write(concepts)
    write_atomically(target, written.data)
    number = len(concepts) - written.dropped.get("concept", 0)
    typer.echo(f"{counted(number, 'concept')} written to {target}", err=True)
    tell_dropped(target, written.dropped)


@app.command(epilog="Example: tqa glossary merge ours.tsv theirs.tsv --base old.tsv -o terms.tsv")
def merge(
    ours: Annotated[str, typer.Argument(help="The glossary that wins where both changed.")],
    theirs: Annotated[str, typer.Argument(help="The other one.")],
    base: Annotated[str, typer.Option(help="What both began from.")] = "",
    output: Output = "",
) -> None:
    """Make two glossaries one: three ways with --base, else everything of both.

    Exit codes: 0 merged, 1 merged and conflicts are named (ours was kept), 3 unreadable input.
    """
    from tqa.glossary.threeway import merge3

    merged = merge3(_read(base) if base else (), _read(ours), _read(theirs))
    _write(merged.concepts, output, ours)
    for conflict in merged.conflicts:
        tell("conflict", _conflict(conflict))
    raise typer.Exit(int(bool(merged.conflicts)))


@app.command(epilog="Example: tqa glossary diff old.tsv new.tbx")
def diff(
    before: Annotated[str, typer.Argument(help="A glossary.")],
    after: Annotated[str, typer.Argument(help="Its later version; the formats may differ.")],
) -> None:
    """Show what changed: concepts added and removed, terms and their status, fields.

    Exit codes: 0 the same, 1 differences, 3 unreadable input.
    """
    from tqa.glossary.diff import diff as differences

    found = list(differences(_read(before), _read(after)))
    for difference in found:
        typer.echo("\n".join(_difference(difference)))
    counts = {kind: sum(d.kind == kind for d in found) for kind in ("added", "removed", "changed")}
    typer.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()), err=True)
    raise typer.Exit(int(bool(found)))


@app.command(epilog="Example: tqa glossary lookup melokakaryakan")
def lookup(
    word: Annotated[str, typer.Argument(help="A word or phrase in either language.")],
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", "-g", help="A glossary file or bundled name.")
    ] = None,
    bundled: Annotated[
        bool, typer.Option("--bundled/--no-bundled", help="Use the glossaries of tqa.")
    ] = True,
    limit: Annotated[int, typer.Option(min=1, help="How many concepts at most.")] = 10,
) -> None:
    """Find a term by either language, in any inflected form, or spelt nearly so.

    Exit codes: 0 found, 1 nothing found.
    """
    from tqa.base.errors import UsageError
    from tqa.glossary.lookup import lookup as hits
    from tqa.project.config import Config
    from tqa.project.glossaries import load_termbase

    if not word.strip():
        raise UsageError("nothing to look up", hint="name a word or phrase of either language")
    termbase = load_termbase(
        Config(glossary=tuple(glossary or ()), bundled=bundled), candidates=True
    )
    found = hits(termbase, word, limit)
    for hit in found:
        typer.echo("\n".join(_hit(hit)))
    if not found:
        tell(
            "note", f"no term is or resembles {word!r}; {len(termbase.concepts)} concepts searched"
        )
    raise typer.Exit(int(not found))


@app.command(epilog="Example: tqa glossary stats government")
def stats(
    paths: Annotated[list[str], typer.Argument(help="Glossaries, or names of bundled ones.")],
) -> None:
    """Count concepts, terms by language and status, domains, and what entries say."""
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
    """The columns of a glossary file that have no place in a concept."""
    from tqa.base.textio import read_bytes
    from tqa.glossary.format import glossary_format_of
    from tqa.project.glossaries import glossary_path

    found = glossary_path(path)
    return glossary_format_of(found).unread(read_bytes(found), str(found))


def _write(concepts: "tuple[Concept, ...]", output: str, like: str) -> None:
    """To a file in its format; to standard output in that of the file named first."""
    from tqa.base.textio import write_atomically
    from tqa.glossary.format import glossary_format_of

    written = glossary_format_of(output or like).write(concepts)
    if output:
        write_atomically(output, written.data)
    else:
        typer.echo(written.data, nl=False)
    tell_dropped(output or like, written.dropped)


def _conflict(conflict: "Conflict") -> str:
    change = conflict.change
    ours, theirs = (value or "(not there)" for value in (change.before, change.after))
    return f"{conflict.concept}: {change.what}: ours {ours}; theirs {theirs}"


def _difference(difference: "Difference") -> list[str]:
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
