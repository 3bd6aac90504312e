"""`tqa align`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

if TYPE_CHECKING:
    from tqa.aligner import Aligner
    from tqa.model import Bitext, Document

EXAMPLE = "Example: tqa align article.id.txt article.en.txt --format tmx --output memory.tmx"

AlignFormat = Literal["tsv", "jsonl", "tmx", "xliff", "html", "beads"]


def align(
    source: Annotated[str, typer.Argument(help="The source document.", show_default=False)] = "",
    target: Annotated[str, typer.Argument(help="Its translation.", show_default=False)] = "",
    format: Annotated[AlignFormat, typer.Option("--format", "-f", help="What to write.")] = "tsv",
    output: Annotated[str, typer.Option("--output", "-o", help="Write to a file instead.")] = "",
    presegmented: Annotated[
        bool, typer.Option("--presegmented", help="One segment a line; nothing is split.")
    ] = False,
    pairs: Annotated[
        str,
        typer.Option(help="Many pairs: a table of source path, target path, output file name."),
    ] = "",
    output_dir: Annotated[str, typer.Option(help="Where the files of --pairs go.")] = "",
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out beads of less confidence.")
    ] = 0.0,
    lexicon: Annotated[
        list[str] | None,
        typer.Option(help="A further bilingual dictionary: TSV (word TAB translations), dictd."),
    ] = None,
    aligner: Annotated[str, typer.Option(help="lexical, or length (Gale and Church).")] = "lexical",
    source_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    target_lang: Annotated[str, typer.Option(help="id or en; detected when absent.")] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 3 where the documents seem unrelated.")
    ] = False,
) -> None:
    """Align a document with its translation, sentence by sentence.

    Exit codes: 0 aligned, 2 bad usage, 3 an input that cannot be read (or, under
    --strict, documents that seem to be no translations of each other).
    """
    jobs = _jobs(source, target, output, pairs, output_dir)
    settings = _Settings(
        _aligner(aligner, tuple(lexicon or ())),
        (source_lang, target_lang),
        presegmented,
        min_score,
        format,
    )
    failed = False
    for job in jobs:
        failed |= not _run(job, settings, strict=strict, stop=not pairs)
    raise typer.Exit(3 if failed else 0)


class _Job(NamedTuple):
    source: str
    target: str
    output: str  # "" is standard output


class _Settings(NamedTuple):
    aligner: "Aligner"
    langs: tuple[str, str]
    presegmented: bool
    min_score: float
    format: str


def _jobs(source: str, target: str, output: str, pairs: str, folder: str) -> list[_Job]:
    """The pairs to align.

    Raises:
        UsageError: arguments that do not go together, a malformed list.
    """
    from tqa.errors import UsageError

    if not pairs:
        if not (source and target):
            raise UsageError("two documents are needed", hint="or --pairs LIST.tsv; see --help")
        return [_Job(source, target, output)]
    if source or target or output:
        raise UsageError("--pairs names the documents and the output files")
    if not folder:
        raise UsageError("--pairs needs --output-dir")
    Path(folder).mkdir(parents=True, exist_ok=True)
    return list(_listed(pairs, Path(folder)))


def _listed(path: str, folder: Path) -> Iterator[_Job]:
    """The rows of a list of pairs; its paths are relative to where the command runs."""
    from tqa.errors import UsageError
    from tqa.textio import decode, read_bytes

    for number, line in enumerate(decode(read_bytes(path), path).splitlines(), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != 3:
            raise UsageError(
                f"{len(cells)} columns, not 3",
                where=f"{path}:{number}",
                hint="source path, target path, output file name",
            )
        yield _Job(cells[0], cells[1], str(folder / cells[2].strip()))


def _aligner(name: str, lexicons: tuple[str, ...]) -> "Aligner":
    from tqa.aligner import ALIGNERS
    from tqa.aligners.lexical import Lexical
    from tqa.errors import UsageError

    cls = ALIGNERS[name]
    if not lexicons:
        return cls()
    if not issubclass(cls, Lexical):
        raise UsageError(f"the aligner {name!r} uses no lexicon")
    return cls(lexicons=lexicons)


def _run(job: _Job, settings: _Settings, *, strict: bool, stop: bool) -> bool:
    """Align one pair and write it; whether all went well."""
    from tqa.errors import InputError

    try:
        bitext = _bitext(job, settings)
    except InputError as error:
        if stop:
            raise
        typer.echo(f"tqa: error: {error}", err=True)
        return False
    related = _related(bitext)
    if not related:
        where = f"{job.source}, {job.target}"
        typer.echo(f"tqa: warning: {where}: these seem to be no translations", err=True)
    _write(_confident(bitext, settings), settings.format, job.output)
    return related or not strict


def _bitext(job: _Job, settings: _Settings) -> "Bitext":
    from tqa.model import Bitext

    source = _document(job.source, settings.langs[0], settings.langs[1], settings.presegmented)
    target = _document(job.target, settings.langs[1], source.lang, settings.presegmented)
    langs = (source.lang, target.lang)
    beads = settings.aligner.align(source.segments, target.segments, langs)
    return Bitext(tuple(beads), langs, job.source, job.target, date=target.date or source.date)


def _document(path: str, lang: str, other: str, presegmented: bool) -> "Document":
    from tqa.bitexts import sentences
    from tqa.errors import InputError
    from tqa.format import DocumentFormat, Source, format_of

    if presegmented:
        return _lines(path, lang, other)
    reader = format_of(path)
    if not isinstance(reader, DocumentFormat):
        raise InputError("is aligned already: a bilingual file", where=path)
    return sentences(reader.read(Source(path)), lang, other=other)


def _lines(path: str, lang: str, other: str) -> "Document":
    """One segment a line, as it stands; an empty line is an empty segment."""
    from tqa.format import Source
    from tqa.lang.language import detect
    from tqa.model import Document, Position, Run, Segment

    lines = Source(path).text().split("\n")
    if not lines[-1]:
        lines.pop()
    code = lang or detect("\n".join(lines)[:20_000]).lang
    if not code and other in ("id", "en"):
        code = "en" if other == "id" else "id"
    segments, offset = [], 0
    for number, line in enumerate(lines):
        run = Run(0, Position(number + 1, 1, offset))
        segments.append(Segment(str(number), line.rstrip("\r"), code, path, (run,), number))
        offset += len(line) + 1
    return Document(path, tuple(segments), code)


_UNRELATED = 0.5  # mean confidence; translations have .67 and more, other pairs below .48


def _related(bitext: "Bitext") -> bool:
    """Whether the two documents look like translations: mean confidence, nulls counting 0."""
    total = paired = 0.0
    for bead in bitext.beads:
        size = len(bead.source) + len(bead.target)
        total += size
        if bead.source and bead.target:
            paired += size * bead.score
    return paired >= _UNRELATED * total


def _confident(bitext: "Bitext", settings: _Settings) -> "Bitext":
    """Without the doubtful beads; in bead indexes their segments are left single."""
    from dataclasses import replace

    if not settings.min_score:
        return bitext
    beads = []
    for bead in bitext.beads:
        if bead.score >= settings.min_score:
            beads.append(bead)
        elif settings.format == "beads":
            beads += [replace(bead, source=(segment,), target=()) for segment in bead.source]
            beads += [replace(bead, source=(), target=(segment,)) for segment in bead.target]
    return replace(bitext, beads=tuple(beads))


def _write(bitext: "Bitext", format: str, output: str) -> None:
    import io

    from tqa.format import WRITERS
    from tqa.textio import write_atomically

    writer = WRITERS[format]()
    if not output:
        writer.write([bitext], sys.stdout)
        return
    buffer = io.StringIO()
    writer.write([bitext], buffer)
    write_atomically(output, buffer.getvalue())
