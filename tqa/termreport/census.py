"""Counts concepts in bitexts as an engine run goes by: where they are named, and how rendered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.glossary.senses import likely
from tqa.glossary.source_concepts import held_concepts, renderings, uncovered
from tqa.glossary.termbase import Termbase
from tqa.model import Bead, Bitext, Concept, Finding, Input, Side, Span, Status
from tqa.termreport.content import Quote

QUOTES = 2  # examples kept of each rendering
MINED = 20_000  # beads, the first ones, in which new terms are looked for

DocumentKey = tuple[str, str, str]  # source file, target file, name of the document in its file


class ConceptPlace(NamedTuple):
    """A bead that names a concept."""

    document: int
    key: int  # of the bead
    concept: str
    said: int  # occurrences in the source, or in a text without a translation
    terms: tuple[tuple[str, Status], ...]  # in the target
    certain: bool  # no other concept may be meant
    opposite: str = ""  # the term of the source, as the glossary has it


class Census:
    """What has been counted so far: an observer of `tqa.checking.run.check`."""

    def __init__(self, *, keep_beads: bool = False) -> None:
        self.beads: list[Bead] = []  # those with a translation, where they are wanted
        self.keep_beads = keep_beads
        self.termbase = Termbase()
        self.documents: dict[DocumentKey, int] = {}
        self.langs: list[tuple[str, str]] = []
        self.places: list[ConceptPlace] = []
        self.alone: Counter[tuple[str, int]] = Counter()  # named by the target only, per document
        self.quotes: dict[tuple[str, str], list[Quote]] = {}

    def __call__(self, item: Input, bitext: Bitext, termbase: Termbase) -> None:
        """Count one bitext."""
        self.termbase = termbase
        document = self._document(bitext)
        if self.keep_beads and bitext.langs[0]:
            self.beads += bitext.beads[: MINED - len(self.beads)]
        for bead in bitext.beads:
            if bead.is_boilerplate or not bead.target:
                continue
            if bead.bilingual:
                self._take_pair(bead, document, bitext.date)
            else:
                self._take_text(bead, document, bitext.date)

    def _document(self, bitext: Bitext) -> int:
        key = (bitext.source_file, bitext.target_file, bitext.document)
        if key not in self.documents:
            self.documents[key] = len(self.documents)
            self.langs.append(bitext.langs)
        return self.documents[key]

    def _take_pair(self, bead: Bead, document: int, date: str) -> None:
        named: set[str] = set()
        for concept, spans, certain in _named(bead, self.termbase, date):
            named.add(concept.id)
            found = renderings(bead, concept, self.termbase, date)
            self._add(bead, document, concept, spans, found, certain)
        self._count_alone(bead, document, named, date)

    def _count_alone(self, bead: Bead, document: int, named: set[str], date: str) -> None:
        """Concepts that only the translation names."""
        for matches in _by_sense(bead, self.termbase, date).values():
            concept = matches[0].concept
            if concept.id not in named and any(m.term.status.allowed for m in matches):
                self.alone[concept.id, document] += len(matches)

    def _take_text(self, bead: Bead, document: int, date: str) -> None:
        for matches in _by_sense(bead, self.termbase, date).values():
            if all(match.derived for match in matches):
                continue
            spans = tuple(match.span for match in matches)
            self._add(bead, document, matches[0].concept, spans, matches, False)

    def _add(
        self,
        bead: Bead,
        document: int,
        concept: Concept,
        spans: tuple[Span, ...],
        found: Sequence[Match],
        certain: bool,
    ) -> None:
        found = [match for match in found if not match.derived] or list(found)
        terms = tuple((match.term.text, match.term.status) for match in found)
        said = _said(bead, concept)
        self.places.append(
            ConceptPlace(document, bead_key(bead), concept.id, len(spans), terms, certain, said)
        )
        for text in dict.fromkeys(text for text, _ in terms):
            quotes = self.quotes.setdefault((concept.id, text), [])
            if len(quotes) < QUOTES:
                here = tuple(match.span for match in found if match.term.text == text)
                quotes.append(_quote(bead, spans if bead.source else (), here))


def _named(
    bead: Bead, termbase: Termbase, date: str
) -> Iterator[tuple[Concept, tuple[Span, ...], bool]]:
    """The concepts that a source names, with those that stay untranslated."""
    for held in held_concepts(bead, termbase, date):
        yield held.concept, held.spans, held.certain and not held.derived
    text, lang = bead.text(Side.SOURCE), bead.lang(Side.SOURCE)
    kept: dict[str, list[Match]] = {}
    for match in termbase.concepts_named(text, lang, date):
        if DO_NOT_TRANSLATE in match.concept.flags:
            kept.setdefault(match.concept.id, []).append(match)
    for matches in kept.values():
        yield matches[0].concept, tuple(match.span for match in matches), True


def _by_sense(bead: Bead, termbase: Termbase, date: str) -> dict[str, tuple[Match, ...]]:
    """The terms of the target by concept, each in the sense that the context speaks for."""
    text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
    places: dict[Span, list[Match]] = {}
    for match in termbase.find(text, lang, date):
        places.setdefault(match.span, []).append(match)
    context = [(bead.text(side), bead.lang(side)) for side in Side if bead.segments(side)]
    found: dict[str, list[Match]] = {}
    for group in places.values():
        chosen = likely(list({m.concept.id: m.concept for m in group}.values()), context)
        if len(chosen) == 1:
            mine = [match for match in group if match.concept.id == chosen[0].id]
            found.setdefault(chosen[0].id, []).extend(mine)
    return {id: uncovered(matches) for id, matches in found.items()}


def _said(bead: Bead, concept: Concept) -> str:
    """The term by which the source names a concept, "" where it is an inflected one."""
    source = bead.text(Side.SOURCE).lower()
    terms = concept.terms_in(bead.langs[0]) if source else ()
    return next((term.text for term in terms if term.text.lower() in source), "")


def _quote(bead: Bead, source: tuple[Span, ...], target: tuple[Span, ...]) -> Quote:
    segment, at = bead.find(Side.TARGET, target[0].start)
    place = segment.locate(at)
    texts = (bead.text(Side.SOURCE), bead.text(Side.TARGET))
    return Quote(segment.file, place.line, place.column, bead.langs, *texts, source, target)


def bead_key(bead: Bead) -> int:
    """What a bead and the findings in it share."""
    file = (bead.target or bead.source)[0].file
    return hash((file, bead.id, bead.text(Side.SOURCE), bead.text(Side.TARGET)))


def finding_key(finding: Finding) -> int:
    """The key of the bead that a finding is in."""
    return hash((finding.file, finding.segment, finding.source_text, finding.target_text))
