"""TRM001 term-missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tqa.base.messages import counted
from tqa.checking.rule import (
    Context,
    CorpusRule,
    Message,
    bad,
    flag,
    good,
    good_text,
    related,
    rule,
)
from tqa.checking.rules.terminology._held import (
    Held,
    allowed,
    blanked,
    held_concepts,
    of_kind,
    renderings,
)
from tqa.checking.rules.terminology._lexical import explainers
from tqa.checking.rules.terminology._names import stands_apart
from tqa.checking.rules.terminology._opposite import Opposite, opposite
from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.glossary.source_concepts import held_in_compounds
from tqa.model import Bead, Concept, Finding, Severity, Side, Span, Term

_MEDIA = (
    {"id": "literasi media", "en": "media literacy"},
    {"id": "tanggung jawab", "en": "responsibility|accountability", "en_admitted": "liability"},
    {"id": "wali kota", "en": "mayor", "id_admitted": "walkot"},
    {
        "concept": "hoax",
        "id": "hoaks",
        "en": "hoax",
        "id_forbidden": "kabar angin",
        "confusable_with": "satire",
    },
    {"concept": "satire", "id": "satire", "en": "satire"},
)
_GAIN = (
    {"id": "laba", "en": "profit", "en_forbidden": "loss"},
    {"id": "rugi", "en": "loss"},
)
_RATE = (
    {"id": "nilai", "en": "value"},
    {"id": "nilai tukar", "en": "exchange rate"},
)
_FEWER = Message(
    "“{said}” occurs {named} in the source, “{preferred}” {rendered} in the translation"
)
REQUIRED = "required"  # flag of a concept whose term must be used


class ConceptRendering(NamedTuple):
    """A concept in one bead: rendered, or missing with what the target has instead."""

    concept: str
    finding: Finding | None = None
    opposite: Opposite = Opposite.UNCLEAR


@rule
@dataclass(frozen=True)
class TermMissing(CorpusRule):
    """The source has a concept of the glossary, and the translation none of its terms.

    Any inflected form of an allowed term counts. Words of a longer term do not count for a
    shorter one where the source names both concepts: `nilai tukar` does not translate `value`.
    Where the source repeats the concept and the translation has its term less often, a neutral
    finding says how often: good prose merges mentions or uses a pronoun. Where a forbidden or
    confused term is used instead, TRM002 and TRM004 report it.

    The finding is major where the project's glossary flags the concept `required` (or the option
    `require` is set), and where the translation has nothing for a term that is not an everyday
    word. An everyday word (*klub*, *pertandingan*) can be paraphrased: where another, unknown word
    or a dictionary synonym is in its place, the finding is minor if the document otherwise uses
    the glossary's term. Everything else is neutral, a note for the reviewer: a concept that seems
    to be left out, as in good translations too, and a document that never uses the term. Of the
    bundled glossaries only the concepts flagged `required` are checked.

    Fix: use the glossary's term, or admit the synonym in the glossary (`id_admitted`).
    """

    code = "TRM001"
    name = "term-missing"
    mqm = "terminology/inconsistent-with-terminology-resource"
    severity = Severity.MAJOR
    message = Message("“{said}” is not translated by the glossary's term “{preferred}”")
    examples = (
        good("Literasi medianya rendah.", "Their media literacy is low.", terms=_MEDIA),
        good(
            "He is accountable; the responsibility is his.",
            "Ia harus mempertanggungjawabkannya.",
            pair="en-id",
            terms=_MEDIA,
        ),
        good("The mayor's house.", "Rumah walikota.", pair="en-id", terms=_MEDIA),
        bad(
            "Literasi media perlu diajarkan.",
            "Press skills must be taught.",
            flag("Literasi media", suggestion="media literacy"),
            terms=_MEDIA,
        ),
        bad(
            "The mayor left.",
            "Bupati itu pergi.",
            flag("mayor", severity=Severity.NEUTRAL, suggestions=("wali kota", "walkot")),
            pair="en-id",
            terms=_MEDIA,
        ),
        good("A hoax spread.", "Kabar angin beredar.", pair="en-id", terms=_MEDIA),
        good("The hoax spread.", "Satire itu beredar.", pair="en-id", terms=_MEDIA),
        good(
            "A hoax spread and the hoax was read.",
            "Hoaks beredar dan satire itu dibaca.",
            pair="en-id",
            terms=_MEDIA,
        ),
        bad(  # neutral: the mentions are merged
            "Wali kota datang dan wali kota pulang.",
            "The mayor came and left.",
            flag("Wali kota … wali kota", severity=Severity.NEUTRAL, suggestion="mayor"),
            terms=_MEDIA,
        ),
        good(
            "Wali kota datang dan wali kota pulang.",
            "The mayor came and the mayor left.",
            terms=_MEDIA,
        ),
        bad(
            "The value fell with the exchange rate.",
            "Angkanya turun bersama nilai tukar.",
            flag("value", severity=Severity.NEUTRAL, suggestion="nilai"),
            pair="en-id",
            terms=_RATE,
        ),
        good(
            "The value fell with the exchange rate.",
            "Nilainya turun bersama nilai tukar.",
            pair="en-id",
            terms=_RATE,
        ),
        good("The exchange value fell.", "Nilai tukar turun.", pair="en-id", terms=_RATE),
        good(
            "The series is titled “Media Literacy Workshop Week”.",
            "Seri itu bertajuk “Media Literacy Workshop Week”.",
            pair="en-id",
            terms=_MEDIA,
        ),
        bad(
            "Laba atau rugi dicatat.",
            "The earnings or loss was booked.",
            flag("Laba", severity=Severity.NEUTRAL, suggestion="profit"),
            terms=_GAIN,
        ),
        good("Laba atau rugi dicatat.", "The profit or loss was booked.", terms=_GAIN),
        bad(
            "Lokakarya dibuka kemarin.",
            "The gathering opened yesterday.",
            flag("Lokakarya", suggestion="workshop"),
            terms=({"id": "lokakarya", "en": "workshop", "flags": "required"},),
        ),
        good_text("Literasi media perlu diajarkan.", terms=_MEDIA),
    )

    require: bool = False  #: every missing term of the project's own glossaries is major

    def gather(self, bead: Bead, ctx: Context) -> Iterator[ConceptRendering]:
        if not (bead.source and bead.target) or not of_kind(bead, Side.SOURCE, ctx, _is_checked):
            return
        facts = list(self.facts(bead, ctx))
        words = [fact for fact in facts if fact.opposite is Opposite.ANOTHER_WORD]
        for fact in facts:  # of two missing terms, neither can be matched with another word
            both = fact in words and len(words) > 1
            yield fact._replace(opposite=Opposite.UNCLEAR) if both else fact
        yield from self.in_compounds(bead, ctx)

    def facts(self, bead: Bead, ctx: Context) -> Iterator[ConceptRendering]:
        """The concepts that the source names, and what the target has for those without a term."""
        everything = held_concepts(bead, ctx)
        named = {held.concept.id for held in everything}
        for held in everything:
            if held.derived or not held.certain or not _is_checked(held.concept):
                continue
            if not any(t.status.allowed for t in held.concept.terms_in(bead.lang(Side.TARGET))):
                continue
            found = renderings(bead, held.concept, ctx)
            rendered = len(allowed(found)) or len(_unexplained(bead, held, found))
            if rendered or all(_copied(bead, s) for s in held.spans):
                yield ConceptRendering(held.concept.id)
                reported = len(allowed(found)) < len(found)  # by TRM002; below, by TRM004
                if not reported and not self.is_confused(bead, held.concept, named, ctx):
                    yield from self.once_otherwise(bead, held, rendered)
            elif not self.is_confused(bead, held.concept, named, ctx):
                stands = opposite(bead, held.spans, held.concept)
                yield ConceptRendering(held.concept.id, self.finding(bead, held), stands)

    def in_compounds(self, bead: Bead, ctx: Context) -> Iterator[ConceptRendering]:
        """The concepts inside compounds that are rendered as a whole, without their terms."""
        for held in held_in_compounds(bead, ctx.termbase, ctx.date):
            checked = held.certain and not held.derived and _is_checked(held.concept)
            if checked and not renderings(bead, held.concept, ctx):
                yield ConceptRendering(held.concept.id, self.finding(bead, held))

    def once_otherwise(self, bead: Bead, held: Held, rendered: int) -> Iterator[ConceptRendering]:
        """The concept where the target has its term less often: another word, or none, instead."""
        if not 0 < rendered < len(held.spans):
            return
        named = sum(not _copied(bead, span) for span in held.spans)
        if rendered >= named:
            return
        if opposite(bead, held.spans, held.concept, again=True) is Opposite.ANOTHER_WORD:
            yield ConceptRendering(held.concept.id, self.finding(bead, held), Opposite.AGAIN)
        else:
            fewer = self.finding(bead, held, rendered, named)
            yield ConceptRendering(held.concept.id, fewer, Opposite.FEWER)

    def is_confused(self, bead: Bead, concept: Concept, named: set[str], ctx: Context) -> bool:
        """Whether the target, and not the source, names a concept confused with this one."""
        rivals = ctx.termbase.confusables(concept)
        return any(other.id not in named and renderings(bead, other, ctx) for other in rivals)

    def finding(self, bead: Bead, held: Held, rendered: int = 0, named: int = 0) -> Finding:
        terms = held.concept.terms_in(bead.lang(Side.TARGET))
        right = [term.text for term in terms if term.status.allowed] or [held.concept.id]
        return self.flag(
            bead,
            source=held.spans,
            concept=held.concept.id,
            suggestions=right,
            related=[related(bead, Side.SOURCE, held.spans[0])],
            said=held.spans[0].of(bead.text(Side.SOURCE)),
            preferred=right[0],
            message=_FEWER if rendered else self.message,
            named=counted(named, "{n} time", "{n} times"),
            rendered=counted(rendered, "{n} time", "{n} times"),
        )

    def is_demanded(self, id: str, ctx: Context) -> bool:
        """Whether the project requires the terms of a concept."""
        concept = ctx.termbase.concept(id)
        if concept is None or concept.bundled:
            return False
        return self.require or REQUIRED in concept.flags

    def judge(self, facts: list[ConceptRendering], ctx: Context) -> Iterator[Finding]:
        kept = Counter(fact.concept for fact in facts if fact.finding is None)
        missed = Counter(fact.concept for fact in facts if _is_missed(fact))
        for fact in facts:
            if fact.finding is not None:
                yes, no = kept[fact.concept], missed[fact.concept]
                severity = _severity(fact.opposite, strict=yes > 2 * no)
                if _is_missed(fact) and self.is_demanded(fact.concept, ctx):
                    severity = Severity.MAJOR
                yield replace(fact.finding, severity=severity)


def _is_missed(fact: ConceptRendering) -> bool:
    return fact.finding is not None and fact.opposite is not Opposite.FEWER


def _unexplained(bead: Bead, held: Held, found: Sequence[Match]) -> Sequence[Match]:
    """The forbidden terms found that do not translate other words of the source."""
    if not found:
        return found
    explained = explainers(found[0].term, blanked(bead.text(Side.SOURCE), held.spans))
    return found[explained:]


def _copied(bead: Bead, span: Span) -> bool:
    """Whether the term is part of a name or title that the translation keeps unchanged."""
    said = span.of(bead.text(Side.SOURCE))
    return said in bead.text(Side.TARGET) and stands_apart(bead, Side.SOURCE, span)


def _is_checked(concept: Concept, _: Term | None = None) -> bool:
    if DO_NOT_TRANSLATE in concept.flags:
        return False
    return not concept.bundled or REQUIRED in concept.flags


def _severity(stands: Opposite, *, strict: bool) -> Severity:
    """The severity of a missing term, by what replaces it; `strict`: the document uses the term."""
    if stands is Opposite.NO_TERM:
        return Severity.MAJOR
    if strict and stands in (Opposite.ANOTHER_WORD, Opposite.SYNONYM):
        return Severity.MINOR
    return Severity.NEUTRAL
