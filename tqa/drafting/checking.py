"""Findings of `tqa check` in drafts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tqa.checking import run
from tqa.checking.quality import quality, word_count
from tqa.drafting.draftable import Drafted
from tqa.model import Bead, Bitext, DocumentSummary, Finding, Input, Report, Segment, Source
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts, sentences
from tqa.reading.format import DocumentFormat, format_of
from tqa.reading.text_builder import Lines

Langs = tuple[str, str]


@dataclass(frozen=True)
class Draft:
    """A file that was drafted."""

    source: str  # the path of what was translated
    before: bytes  # its content
    path: str  # the path of the file with the drafts
    drafted: Drafted
    langs: Langs
    bilingual: bool


def checked(drafts: Sequence[Draft], config: Config) -> Report:
    """The findings in drafts, not those in the translations that were there before.

    Rules that compare translations with each other see all of them.

    Raises:
        UsageError: the settings are invalid.
        GlossaryError: a glossary cannot be read.
    """
    items = [(draft, *_bitext(draft, config)) for draft in drafts]
    report = run.judge([(item, bitext) for _, item, bitext in items], config)
    places = {draft.path: _Places(draft) for draft in drafts}
    findings = [f for f in report.findings if f.file not in places or places[f.file].hold(f)]
    documents = [
        _summary(draft, bitext, places[draft.path], findings) for draft, _, bitext in items
    ]
    return Report(tuple(findings), report.failures, tuple(documents))


class _Places:
    """Where the drafts of a file are."""

    def __init__(self, draft: Draft) -> None:
        self._all = not draft.bilingual
        self._spans = draft.drafted.places
        self._starts = [span.start for span in self._spans]
        self._lines = Lines(draft.drafted.text)

    def hold(self, finding: Finding) -> bool:
        """Whether a finding is in a draft."""
        return self._has(self._lines.offset(finding.line, finding.column))

    def has(self, bead: Bead) -> bool:
        """Whether a bead's translation is a draft."""
        place = bead.target[0].locate(0) if bead.target else None
        return self._all or (
            place is not None and self._has(self._lines.offset(place.line, place.column))
        )

    def _has(self, at: int) -> bool:
        number = bisect_right(self._starts, at) - 1
        return self._all or (number >= 0 and at <= self._spans[number].end)


def _summary(
    draft: Draft, bitext: Bitext, places: _Places, findings: Iterable[Finding]
) -> DocumentSummary:
    beads = [bead for bead in bitext.beads if places.has(bead)]
    words = sum(map(word_count, beads))
    found = [finding for finding in findings if finding.file == draft.path]
    source = "" if draft.bilingual else draft.source
    return DocumentSummary(source, draft.path, draft.langs, len(beads), quality(found, words))


def _bitext(draft: Draft, config: Config) -> tuple[Input, Bitext]:
    after = (draft.drafted.checked or draft.drafted.text).encode("utf-8", "surrogatepass")
    if draft.bilingual:
        item = Input.file(draft.path, after)
        source, target = draft.langs
        own = replace(config, source_lang=source, target_lang=target)
        bitexts = list(read_bitexts(item, own))
        beads = tuple(bead for bitext in bitexts for bead in bitext.beads)
        return item, replace(bitexts[0], beads=beads) if bitexts else Bitext((), draft.langs)
    pair = Input.pair(draft.source, draft.path, draft.before, after)
    sides = [list(_blocks(t, lang)) for t, lang in zip(pair.sources, draft.langs, strict=True)]
    beads = tuple(_beads(sides[0], sides[1], draft.langs))
    return pair, Bitext(beads, draft.langs, draft.source, draft.path)


def _blocks(text: Source, lang: str) -> Iterator[tuple[Segment, ...]]:
    """The sentences of a document by blocks."""
    reader = format_of(text.path)
    assert isinstance(reader, DocumentFormat)  # only such have a pair
    document = sentences(reader.read(text), lang)
    for _, block in groupby(document.segments, key=lambda segment: segment.block):
        yield tuple(block)


def _beads(
    sources: Sequence[tuple[Segment, ...]], targets: Sequence[tuple[Segment, ...]], langs: Langs
) -> Iterator[Bead]:
    """Block by block, sentence by sentence where a block has as many; a draft keeps its blocks."""
    for number in range(max(len(sources), len(targets))):
        source = sources[number] if number < len(sources) else ()
        target = targets[number] if number < len(targets) else ()
        if len(source) == len(target):
            for one, other in zip(source, target, strict=True):
                yield Bead(other.id, (one,), (other,), langs)
        else:
            yield Bead((target or source)[0].id, source, target, langs)
