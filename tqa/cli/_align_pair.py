"""One pair of documents: reading, aligning, warnings, writing."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from tqa.aligning.aligner import ALIGNERS, Aligner, relatedness
from tqa.aligning.writer import WRITERS
from tqa.base.errors import InputError, TqaError, UsageError
from tqa.base.remote import is_remote
from tqa.base.writer import PLAIN, Output
from tqa.lang.language import is_word
from tqa.lang.words.tokens import words
from tqa.model import Bitext, Document, Input
from tqa.reading import presegmented
from tqa.reading.bitexts import OTHER, documents


class AlignJob(NamedTuple):
    """Two documents and where their alignment goes."""

    source: str
    target: str
    output: str = ""  # "" is standard output
    where: str = ""  # the line of the list that names it
    fault: str = ""  # why it cannot be done, if the list itself shows it


class Settings(NamedTuple):
    """How every pair of a run is aligned and written."""

    format: str = "tsv"
    langs: tuple[str, str] = ("", "")  # "" is detected
    presegmented: bool = False
    min_score: float = 0.0
    scorer: str = "lexical"
    lexicons: tuple[str, ...] = ()
    model: str = ""


class AlignOutcome(NamedTuple):
    """The warnings and the error of one pair."""

    warnings: tuple[str, ...] = ()
    error: str = ""


def run(job: AlignJob, settings: Settings) -> AlignOutcome:
    """Align one pair and write it.

    Raises:
        InputError: a document that cannot be read or whose language cannot be detected.
        UsageError: an output that cannot be written, an aligner that cannot work.
    """
    if job.fault:
        raise InputError(job.fault)
    bitext, warnings = align(job, settings)
    _write(_confident(bitext, settings), settings.format, job.output)
    return AlignOutcome(tuple(warnings))


def run_listed(job: AlignJob, settings: Settings) -> AlignOutcome:
    """Align one pair of a list; an error is returned with its line, not raised."""
    try:
        outcome = run(job, settings)
    except TqaError as error:
        return AlignOutcome(error=f"{job.where}: {error}")
    return AlignOutcome(tuple(f"{job.where}: {warning}" for warning in outcome.warnings))


@lru_cache(maxsize=1)
def aligner_of(settings: Settings) -> Aligner:
    """The aligner of a run, made once in each process.

    Raises:
        UsageError: options that this aligner does not have.
        MissingExtra: a library or a model that is not there.
        InputError: a dictionary or a model that cannot be read.
    """
    from tqa.aligning.aligners.embeddings import Embeddings
    from tqa.aligning.aligners.lexical import Lexical

    cls = ALIGNERS[settings.scorer]
    if settings.lexicons and not issubclass(cls, Lexical):
        raise UsageError(f"--lexicon has no effect with --scorer {settings.scorer}")
    if settings.model and not issubclass(cls, Embeddings):
        raise UsageError(f"--model has no effect with --scorer {settings.scorer}")
    if issubclass(cls, Lexical):
        return cls(lexicons=settings.lexicons)
    if issubclass(cls, Embeddings):
        aligner = cls(settings.model)
        aligner.load()
        return aligner
    return cls()


def align(job: AlignJob, settings: Settings) -> tuple[Bitext, list[str]]:
    """The bitext of a pair, and warnings about it."""
    aligner = aligner_of(settings)
    pair = Input.pair(job.source, job.target)
    source, target = (_lines if settings.presegmented else documents)(pair, settings.langs)
    for document in (source, target):
        if not any(segment.text.strip() for segment in document.segments):
            raise InputError("contains no text", where=document.path)
    langs = (source.lang, target.lang)
    beads = aligner.align(source.segments, target.segments, langs)
    bitext = Bitext(tuple(beads), langs, job.source, job.target, date=target.date or source.date)
    warnings = [*_foreign(source), *_foreign(target), *_unrelated(bitext, settings.scorer)]
    return bitext, warnings


def _lines(pair: Input, langs: tuple[str, str]) -> tuple[Document, Document]:
    """Documents with one segment per line; an empty line is an empty segment."""
    source, target = (source.text().split("\n") for source in pair.sources)
    for lines in (source, target):
        if not lines[-1]:
            lines.pop()
    return presegmented.documents((source, target), langs, (pair.source, pair.target))


_NAMES = {"id": "Indonesian", "en": "English"}
_KNOWN = 0.5  # of the words; texts in their own language have .7 and more, in another .3 and less
_FEW, _ENOUGH = 8, 400  # minimum number of words for a warning, and number of words examined


def _foreign(document: Document) -> Iterator[str]:
    """A warning if most words are not of the expected language of the document."""
    text = "\n".join(segment.text for segment in document.segments)[:20_000]
    plain = [token.text for token in words(text) if token.text.islower() and len(token.text) > 1]
    if len(plain) < _FEW or _share(plain, document.lang) >= _KNOWN:
        return
    name, other = (_NAMES[lang] for lang in (document.lang, OTHER[document.lang]))
    if _share(plain, OTHER[document.lang]) >= _KNOWN:
        yield f"{document.path}: this seems to be {other}, not {name}"
    else:
        yield f"{document.path}: this seems not to be {name}"


def _share(plain: list[str], lang: str) -> float:
    """How many of the first words are of a language."""
    return fmean(is_word(word, lang) for word in plain[:_ENOUGH])


def _unrelated(bitext: Bitext, scorer: str) -> Iterator[str]:
    """A warning if the documents do not look like translations of each other."""
    figure = relatedness(bitext.beads)
    if figure < ALIGNERS[scorer].unrelated:
        files = f"{bitext.source_file}, {bitext.target_file}"
        yield f"{files}: these seem to be no translations of each other (relatedness {figure:.2f})"


def _confident(bitext: Bitext, settings: Settings) -> Bitext:
    """The bitext without low-scoring beads; in bead indexes their segments are unaligned."""
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


def _write(bitext: Bitext, format: str, output: str) -> None:
    if output and not is_remote(output):
        Path(output).parent.mkdir(parents=True, exist_ok=True)
    Output(WRITERS[format](), output).write([bitext], PLAIN, sys.stdout)
