"""Inputs -> bitexts: read, detect the languages, split sentences, mark furniture, align."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from tqa import boilerplate, segment
from tqa.aligner import ALIGNERS
from tqa.config import Config, Pair
from tqa.errors import InputError
from tqa.format import BitextFormat, DocumentFormat, Source, format_of
from tqa.lang.language import detect
from tqa.model import Bead, Bitext, Document

Input = Pair | Source

SAMPLE = 20_000  # characters from which a language is detected


def read_bitexts(item: Input, config: Config) -> Iterator[Bitext]:
    """What is to be checked, as bitexts with both languages known.

    Raises:
        InputError: the input cannot be read, or its language cannot be told.
    """
    if isinstance(item, Pair):
        yield align(item, config)
        return
    reader = format_of(item.path)
    if isinstance(reader, BitextFormat):
        yield from _with_languages(reader.read(item), config, item.path)
    elif isinstance(reader, DocumentFormat):
        yield monolingual(sentences(reader.read(item), config.target_lang))


def align(pair: Pair, config: Config) -> Bitext:
    """The bitext of two documents."""
    source = sentences(_document(pair.source), config.source_lang, other=config.target_lang)
    target = sentences(_document(pair.target), config.target_lang, other=source.lang)
    if source.lang == target.lang:
        raise InputError(
            f"both documents seem to be in {source.lang!r}",
            where=f"{pair.source}, {pair.target}",
            hint="name the languages with --source-lang and --target-lang",
        )
    langs = (source.lang, target.lang)
    beads = ALIGNERS[config.aligner]().align(source.segments, target.segments, langs)
    date = target.date or source.date
    return Bitext(tuple(beads), langs, pair.source, pair.target, date=date)


def monolingual(document: Document) -> Bitext:
    """A document as a bitext without a source side."""
    langs = ("", document.lang)
    beads = tuple(Bead(s.id, (), (s,), langs) for s in document.segments)
    return Bitext(beads, langs, "", document.path, date=document.date)


def _document(path: str) -> Document:
    reader = format_of(path)
    if not isinstance(reader, DocumentFormat):
        raise InputError(
            "is a bilingual file, not one document of a pair",
            where=path,
            hint="check it alone: `tqa check FILE`",
        )
    return reader.read(Source(path))


def sentences(document: Document, lang: str = "", *, other: str = "") -> Document:
    """A document of blocks as sentences, its language known and its furniture marked.

    `lang` is the language when it is given; `other` is the language it is not, which
    decides where the text alone does not.
    """
    sample = "\n".join(s.text for s in document.segments)[:SAMPLE]
    code = lang or document.lang or detect(sample).lang
    if not code and other in ("id", "en"):
        code = "en" if other == "id" else "id"
    if not code and sample.strip():
        raise InputError(
            "the language cannot be told",
            where=document.path,
            hint="name it with --source-lang or --target-lang",
        )
    return boilerplate.mark(segment.segment(replace(document, lang=code), code))


def _with_languages(bitexts: Iterable[Bitext], config: Config, path: str) -> Iterator[Bitext]:
    """Fill in the languages that a bilingual file does not name, detected on its first bitext."""
    stream = iter(bitexts)
    first = next(stream, None)
    if first is None:
        return
    source = config.source_lang or first.langs[0] or _detect(first, 0)
    target = config.target_lang or first.langs[1] or _detect(first, 1)
    swap = {"id": "en", "en": "id", "": ""}
    langs = (source or swap[target], target or swap.get(source, ""))
    if not all(langs):
        raise InputError(
            "the languages cannot be told",
            where=path,
            hint="name them with --source-lang and --target-lang",
        )
    for bitext in chain((first,), stream):
        yield bitext if bitext.langs == langs else _in_languages(bitext, langs)


def _detect(bitext: Bitext, side: int) -> str:
    texts = (s.text for bead in bitext.beads[:200] for s in (bead.source, bead.target)[side])
    return detect("\n".join(texts)[:SAMPLE]).lang


def _in_languages(bitext: Bitext, langs: tuple[str, str]) -> Bitext:
    def spoken(bead: Bead) -> Bead:
        source = tuple(replace(s, lang=langs[0]) for s in bead.source)
        target = tuple(replace(s, lang=langs[1]) for s in bead.target)
        return replace(bead, source=source, target=target, langs=langs)

    return replace(bitext, beads=tuple(map(spoken, bitext.beads)), langs=langs)
