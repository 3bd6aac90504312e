"""Files to drafts: read, translate what needs a translation, put the drafts in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tqa.base.errors import UsageError
from tqa.base.textio import decode, encoding_of
from tqa.drafting.checking import Draft
from tqa.drafting.draftable import DraftFile, Langs, kind_of
from tqa.drafting.drafter import Drafter
from tqa.drafting.marked import Node, plain
from tqa.drafting.mentions import mentions
from tqa.drafting.strategy import STRATEGIES, Model
from tqa.lang.language import detect
from tqa.model import Input, Source
from tqa.project.config import Config
from tqa.project.glossaries import load_termbase
from tqa.reading.bitexts import OTHER, SAMPLE, both_languages, language_of, read_bitexts
from tqa.reading.format import BitextFormat, DocumentFormat, format_of


@dataclass(frozen=True)
class Job:
    """A file to draft."""

    source: str
    data: bytes
    target: str  # where the drafts go
    langs: Langs


@dataclass(frozen=True)
class Done:
    """A file with its drafts."""

    draft: Draft
    data: bytes  # what is to be written
    texts: int  # that were drafted
    total: int  # that the file has
    by_pieces: int  # sentences that were translated piece by piece to keep their markup


def job_of(path: str, target: str, config: Config) -> Job:
    """A file to draft, its languages named by the settings, by itself, or by its words.

    Raises:
        InputError: the file cannot be read, or its languages cannot be detected.
        UsageError: such files cannot be drafted, or it goes in another direction.
    """
    kind_of(path)
    source = Source(path, Source(path).bytes())
    return Job(path, source.bytes(), target, _languages(source, config))


def _languages(source: Source, config: Config) -> Langs:
    reader = format_of(source.path)
    if isinstance(reader, DocumentFormat):
        lang = config.source_lang or language_of(reader.read(source))
        lang = lang or OTHER.get(config.target_lang, "")
        return both_languages(lang, config.target_lang, source.path)
    assert isinstance(reader, BitextFormat)  # there are no others
    named = next((bitext.langs for bitext in reader.read(source)), ("", ""))
    asked = (config.source_lang, config.target_lang)
    # en-en: a PO file that names its target, and its source only by gettext's custom
    for own, wanted in zip(named, asked, strict=True) if named[0] != named[1] else ():
        if own and wanted and own != wanted:
            direction = "-".join(lang or "?" for lang in named)
            raise UsageError(f"the file goes {direction}", where=source.path)
    found = next((bitext.langs for bitext in read_bitexts(Input((source,)), config)), None)
    return found or _of_sources(source, config)


def _of_sources(source: Source, config: Config) -> Langs:
    """The languages of a bilingual file without any translation."""
    kind, text = kind_of(source.path), source.text()
    named = kind.named(text)
    file = kind(text, source.path, ("", ""), overwrite=False)
    words = "\n".join(plain(nodes) for nodes in file.work().texts)
    lang = config.source_lang or named[0] or detect(words[:SAMPLE]).lang
    return both_languages(lang, config.target_lang or named[1], source.path)


@dataclass(frozen=True)
class Way:
    """How files are drafted."""

    strategy: str
    overwrite: bool = False
    bundled_terms: bool = False  # whether the glossaries of tqa are put in too


def draft(job: Job, model: Model, config: Config, way: Way) -> Done:
    """Draft a file; nothing is written.

    Raises:
        InputError: the file cannot be read, or the model does not know a language.
        UsageError: the strategy is not known.
        GlossaryError: a glossary cannot be read.
    """
    kind = kind_of(job.source)
    file = kind(decode(job.data, job.source), job.source, job.langs, overwrite=way.overwrite)
    work = file.work()
    drafter = Drafter(_draw(model, job.langs, config, way), job.langs[0])
    drafts = drafter.drafts(work.texts, lines=kind.lines)
    return _done(job, file, drafts, work.total, drafter.by_pieces)


def _done(
    job: Job, file: DraftFile, drafts: Sequence[Sequence[Node]], total: int, by_pieces: int
) -> Done:
    drafted = file.drafted(drafts)
    mark, encoding = encoding_of(job.data)
    made = Draft(job.source, job.data, job.target, drafted, job.langs, file.bilingual)
    return Done(made, mark + drafted.text.encode(encoding), len(drafts), total, by_pieces)


def _draw(
    model: Model, langs: Langs, config: Config, way: Way
) -> Callable[[Sequence[str]], list[str]]:
    strategy = STRATEGIES[way.strategy]
    termbase = load_termbase(config)
    return strategy(
        model, langs, lambda text: mentions(text, termbase, langs, bundled=way.bundled_terms)
    ).translations
