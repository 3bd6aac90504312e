"""Inputs -> bitexts: read, detect the languages, split sentences, mark boilerplate, align."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from tqa.aligning.aligner import ALIGNERS
from tqa.base.errors import FormatError, InputError
from tqa.base.remote import is_remote
from tqa.lang.language import detect
from tqa.model import Bead, Bitext, Document, Input, Source
from tqa.reading import boilerplate, by_key, segment
from tqa.reading.format import BitextFormat, DocumentFormat, Format, format_of

Langs = tuple[str, str]


class ReadingOptions(Protocol):
    """The settings that reading depends on; a Config has them."""

    @property
    def source_lang(self) -> str:
        """The language of the source side; "" to detect it."""

    @property
    def target_lang(self) -> str:
        """The language of the target side; "" to detect it."""

    @property
    def aligner(self) -> str:
        """The name of the aligner for pairs of documents."""


SAMPLE = 20_000  # characters used to detect a language
SAMPLE_BEADS = 200  # beads of a bilingual file used to detect its languages
# set by hand
SURE = 0.9  # confidence from which the detected language overrides the declared one
OTHER = {"id": "en", "en": "id"}


def read_bitexts(item: Input, options: ReadingOptions) -> Iterator[Bitext]:
    """The bitexts of an input, with both languages known.

    Raises:
        InputError: the input cannot be read, or its language cannot be detected.
        UsageError: no format has this extension.
    """
    if item.is_pair:
        yield align(item, options)
        return
    (source,) = item.sources
    reader = reader_of(source)
    if isinstance(reader, BitextFormat):
        yield from _with_languages(reader.read(source), options, source.path)
    elif isinstance(reader, DocumentFormat):
        yield monolingual(sentences(_filled(reader.read(source), source), options.target_lang))


def reader_of(source: Source) -> Format:
    """The format of a file.

    Raises:
        InputError: it is missing or a directory.
        UsageError: no format has this extension.
    """
    local = source.data is None and not is_remote(source.path)
    if local and not Path(source.path).is_file():
        source.bytes()
    return format_of(source.path)


def align(pair: Input, options: ReadingOptions) -> Bitext:
    """The bitext of two documents.

    Raises:
        InputError: one cannot be read, or their languages cannot be distinguished.
    """
    source, target = documents(pair, (options.source_lang, options.target_lang))
    langs = (source.lang, target.lang)
    beads = (
        by_key.beads(source, target, langs)
        if source.kind == target.kind == "messages"
        else ALIGNERS[options.aligner]().align(source.segments, target.segments, langs)
    )
    date = target.date or source.date
    return Bitext(tuple(beads), langs, pair.source, pair.target, date=date, kind=target.kind)


def documents(pair: Input, langs: Langs = ("", "")) -> tuple[Document, Document]:
    """Both documents of a pair as sentences; `langs` are the known languages, "" to detect.

    Raises:
        InputError: one cannot be read, or their languages cannot be distinguished.
    """
    source, target = map(_document, pair.sources)
    found = both_languages(
        langs[0] or language_of(source),
        langs[1] or language_of(target),
        f"{pair.source}, {pair.target}",
    )
    return sentences(source, found[0]), sentences(target, found[1])


def monolingual(document: Document) -> Bitext:
    """A document as a bitext without a source side."""
    langs = ("", document.lang)
    beads = tuple(Bead(s.id, (), (s,), langs) for s in document.segments)
    return Bitext(beads, langs, "", document.path, date=document.date)


def _document(source: Source) -> Document:
    reader = reader_of(source)
    if not isinstance(reader, DocumentFormat):
        raise InputError(
            "is a bilingual file, not one document of a pair",
            where=source.path,
            hint="check it by itself: `tqa check FILE`",
        )
    return _filled(reader.read(source), source)


def _filled(document: Document, source: Source) -> Document:
    """The document; an error if the file is empty, but not if it only has no text (pictures)."""
    if not document.segments and not source.bytes().strip():
        raise FormatError("empty file", where=source.path)
    return document


def language_of(document: Document) -> str:
    """The language of a document; "" if it cannot be detected.

    Pages often declare the language of their template: a clear detection takes precedence.
    """
    found = detect("\n".join(s.text for s in document.segments)[:SAMPLE])
    if found.confidence >= SURE:
        return found.lang
    return document.lang or found.lang


def sentences(document: Document, lang: str = "", *, other: str = "") -> Document:
    """A document of blocks split into sentences, with its language set and boilerplate marked.

    `lang` is the language, "" to detect it; `other` is the language of the other side, which
    decides if the detection is uncertain.

    Raises:
        InputError: the language cannot be detected, or is neither Indonesian nor English.
    """
    code = lang or language_of(document) or OTHER.get(other, "")
    if not code and document.segments:
        raise InputError(
            "the language cannot be detected",
            where=document.path,
            hint="use --source-lang or --target-lang",
        )
    _supported(code, document.path)
    return boilerplate.mark(segment.segment(replace(document, lang=code), code))


def _supported(lang: str, where: str) -> None:
    if lang and lang not in OTHER:
        raise InputError(
            f"unsupported language {lang!r}",
            where=where,
            hint="supported: id (Indonesian), en (English)",
        )


def both_languages(source: str, target: str, where: str) -> Langs:
    """Both languages, one inferred from the other if it is unknown.

    Raises:
        InputError: they cannot be detected, are the same, or are not Indonesian and English.
    """
    langs = (source or OTHER.get(target, ""), target or OTHER.get(source, ""))
    for lang in langs:
        _supported(lang, where)
    hint = "name the languages with --source-lang and --target-lang"
    if not all(langs):
        raise InputError("the languages cannot be detected", where=where, hint=hint)
    if langs[0] == langs[1]:
        raise InputError(f"both sides seem to be in {langs[0]!r}", where=where, hint=hint)
    return langs


def _with_languages(
    bitexts: Iterable[Bitext], options: ReadingOptions, path: str
) -> Iterator[Bitext]:
    """Set the languages that a bilingual file does not name, detected from its first beads."""
    stream = iter(bitexts)
    head: list[Bitext] = []
    error = _take(head, stream)
    guess = (_detect(head, 0), _detect(head, 1))
    for bitext in chain(head, stream):
        if _backwards(bitext.langs, options):
            bitext = _turned(bitext)
        langs = both_languages(
            options.source_lang or bitext.langs[0] or guess[0],
            options.target_lang or bitext.langs[1] or guess[1],
            path,
        )
        yield bitext if bitext.langs == langs else _in_languages(bitext, langs)
    if error:
        raise error


def _backwards(langs: Langs, options: ReadingOptions) -> bool:
    """Whether the file names its languages in the opposite direction of the settings."""
    source, target = langs
    wanted = (options.source_lang or target, options.target_lang or source)
    named = options.source_lang or options.target_lang
    return bool(named and source and target) and source != target and wanted == (target, source)


def _turned(bitext: Bitext) -> Bitext:
    """The bitext with its sides exchanged."""
    langs = (bitext.langs[1], bitext.langs[0])
    beads = (replace(b, source=b.target, target=b.source, langs=langs) for b in bitext.beads)
    return replace(
        bitext,
        beads=tuple(beads),
        langs=langs,
        source_file=bitext.target_file,
        target_file=bitext.source_file,
    )


def _take(head: list[Bitext], stream: Iterator[Bitext]) -> InputError | None:
    """Fill `head` with the bitexts used to detect languages; returns an error if one occurs."""
    beads = 0
    try:
        while beads < SAMPLE_BEADS and (bitext := next(stream, None)):
            head.append(bitext)
            beads += len(bitext.beads)
    except InputError as error:
        return error
    return None


def _detect(head: Iterable[Bitext], side: int) -> str:
    """The language of one side (0 or 1) of beads, detected from their texts."""
    texts = (
        segment.text
        for bitext in head
        if not bitext.langs[side]
        for bead in bitext.beads[:SAMPLE_BEADS]
        for segment in (bead.source, bead.target)[side]
    )
    return detect("\n".join(texts)[:SAMPLE]).lang


def _in_languages(bitext: Bitext, langs: Langs) -> Bitext:
    return replace(bitext, beads=tuple([b.spoken(langs) for b in bitext.beads]), langs=langs)
