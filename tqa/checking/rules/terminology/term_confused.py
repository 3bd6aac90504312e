"""TRM004 term-confused."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, flag, good, good_text, rule
from tqa.checking.rules.terminology._held import allowed, blanked, held_concepts, of_kind
from tqa.glossary.index import Match
from tqa.glossary.inflection_transfer import carried
from tqa.glossary.senses import says, says_any, vocabulary
from tqa.lang.forms.translations import translations
from tqa.lang.words.tokens import words
from tqa.model import Bead, Concept, Finding, Severity, Side, Span, Status

_MAX_PLACES = 8  # maximum number of source spans of one finding
_BESIDE = 24  # maximum distance, in characters, of terms that share a head word
_PAIR = (
    {
        "concept": "disinformation",
        "id": "disinformasi",
        "en": "disinformation",
        "confusable_with": "misinformation",
    },
    {"concept": "misinformation", "id": "misinformasi|informasi keliru", "en": "misinformation"},
)
_FLIGHTS = (
    {
        "concept": "domestic",
        "id": "penerbangan domestik",
        "en": "domestic flight",
        "confusable_with": "foreign",
    },
    {"concept": "foreign", "id": "penerbangan internasional", "en": "international flight"},
)
_DOZEN = (
    {
        "concept": "dozen",
        "id": "lusin",
        "en": "dozen",
        "id_admitted": "belasan",
        "confusable_with": "lecturer",
    },
    {"concept": "lecturer", "id": "dosen", "en": "lecturer", "en_admitted": "teacher"},
)
_SCALE = (
    {
        "concept": "epidemic",
        "id": "epidemi",
        "en": "epidemic",
        "confusable_with": "endemic|pandemic",
    },
    {"concept": "endemic", "id": "endemi", "en": "endemic"},
    {"concept": "pandemic", "id": "pandemi", "en": "pandemic"},
)


@rule
@dataclass(frozen=True)
class TermConfused(BeadRule):
    """The translation names a concept that is easily confused with the one in the source.

    Misinformation is false, disinformation is false on purpose, malinformation is true and used
    to harm: one word for another is fluent, plausible and wrong. The glossary names such concepts
    in `confusable_with`. A term is reported where the translation has it more often than the
    source has its concept, and the concept of the source less often. Where one head word serves
    two terms (`domestic and international flights`) both count as named, and a term whose words
    translate another word of the source is not reported.

    Fix: write the term of the concept that the source names.
    """

    code = "TRM004"
    name = "term-confused"
    mqm = "terminology/wrong-term"
    severity = Severity.CRITICAL
    fix = "unsafe"
    message = Message("“{found}” means “{found_concept}”; the source has “{said}”")
    examples = (
        good(
            "Disinformation spreads fast.",
            "Disinformasi cepat menyebar.",
            pair="en-id",
            terms=_PAIR,
        ),
        good(
            "Misinformation is not disinformation.",
            "Disinformasi bukan misinformasi.",
            pair="en-id",
            terms=_PAIR,
        ),
        good(
            "Hoaks dan disinformasi marak.",
            "Disinformation, and misinformation with it, is rife.",
            terms=_PAIR,
        ),
        bad(
            "The team fights disinformation.",
            "Tim itu memerangi misinformasi.",
            flag("misinformasi", suggestion="disinformasi", fix="unsafe"),
            pair="en-id",
            terms=_PAIR,
        ),
        bad(
            "Disinformation breeds disinformation.",
            "Misinformasinya melahirkan misinformasi.",
            flag("Misinformasinya", suggestion="Disinformasinya", fix="unsafe"),
            flag("misinformasi", suggestion="disinformasi", fix="unsafe"),
            pair="en-id",
            terms=_PAIR,
        ),
        bad(
            "Misinformasi dan disinformasi sama-sama berbahaya.",
            "Misinformation and misinformation are both dangerous.",
            flag("misinformation", suggestion="disinformation", fix="unsafe"),
            terms=_PAIR,
        ),
        bad(
            "Dinas Informatika menyebut misinformasi dan disinformasi berbahaya.",
            "Misinformation and misinformation are dangerous, the Informatics Agency said.",
            flag("misinformation", suggestion="disinformation", fix="unsafe"),
            terms=_PAIR,
        ),
        bad(
            "Informasi keliru beredar di kampung itu.",
            "Disinformation is going round the village.",
            flag("Disinformation", suggestion="Misinformation", fix="unsafe"),
            terms=_PAIR,
        ),
        bad(
            "Pandemi itu berakhir pada 2023.",
            "The epidemic ended in 2023.",
            flag("epidemic", suggestion="pandemic", fix="unsafe"),
            terms=(*_SCALE[:1], {**_SCALE[2], "confusable_with": ""}),
        ),
        good("Malaria itu endemi di sana.", "Malaria is endemic there.", terms=_SCALE),
        good(
            "Penerbangan domestik dan internasional dibatalkan.",
            "Domestic and international flights were cancelled.",
            terms=_FLIGHTS,
        ),
        bad(
            "Penerbangan domestik dibatalkan.",
            "International flights were cancelled.",
            flag("International flights", suggestion="Domestic flights", fix="unsafe"),
            terms=_FLIGHTS,
        ),
        good("Belasan guru datang.", "More than ten teachers came.", terms=_DOZEN),
        bad(
            "Belasan orang datang.",
            "Teachers came.",
            flag("Teachers", suggestion="Dozens", fix="unsafe"),
            terms=_DOZEN,
        ),
        good_text("Misinformasi beredar.", terms=_PAIR),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if not (bead.source and bead.target):
            return
        if not self.may_apply(bead, ctx):
            return
        present = _present(bead, ctx)
        if not self.is_suspect(bead, present, ctx):
            return
        held = {h.concept.id: h.spans for h in held_concepts(bead, ctx) if not h.derived}
        for id, spans in held.items():
            concept = ctx.termbase.concept(id)
            if concept is None or len(spans) <= len(present.get(id, ())):
                continue
            missing = len(spans) - len(present.get(id, ()))
            for other in ctx.termbase.confusables(concept):
                matches = present.get(other.id, [])
                surplus = len(matches) - len(held.get(other.id, ()))
                for match in _surplus(matches, min(missing, surplus), held, concept, other):
                    if _is_named_beside(bead, concept, match.span):
                        continue
                    if _is_explained(bead, match.span, (*spans, *held.get(other.id, ()))):
                        continue
                    yield self.finding(bead, concept, other, match, spans[:_MAX_PLACES])

    def may_apply(self, bead: Bead, ctx: Context) -> bool:
        """Whether the target may name a concept that one of the source's is confused with."""
        termbase = ctx.termbase
        said = of_kind(bead, Side.SOURCE, ctx, termbase.is_confusable)
        others = of_kind(bead, Side.TARGET, ctx, termbase.is_confusable) if said else ()
        if not others:
            return False
        concepts = (concept for id in said if (concept := termbase.concept(id)))
        return any(other.id in others for c in concepts for other in termbase.confusables(c))

    def is_suspect(self, bead: Bead, present: Mapping[str, Sequence[Match]], ctx: Context) -> bool:
        """Whether the source names a concept more often, and the target one confused with it."""
        source, lang = bead.text(Side.SOURCE), bead.lang(Side.SOURCE)
        named = Counter(m.concept.id for m in ctx.termbase.concepts_named(source, lang, ctx.date))
        return any(
            other.id in present
            for id, count in named.items()
            if count > len(present.get(id, ())) and (concept := ctx.termbase.concept(id))
            for other in ctx.termbase.confusables(concept)
        )

    def finding(
        self, bead: Bead, concept: Concept, other: Concept, match: Match, spans: Sequence[Span]
    ) -> Finding:
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        found = match.span.of(text)
        preferred = concept.terms_in(lang, Status.PREFERRED)
        names = other.terms_in(bead.lang(Side.SOURCE), Status.PREFERRED)
        return self.flag(
            bead,
            source=spans,
            target=match.span,
            concept=concept.id,
            suggestions=[carried(found, match.term.text, t.text, lang) for t in preferred],
            found=found,
            found_concept=names[0].text if names else other.id,
            said=spans[0].of(bead.text(Side.SOURCE)),
        )


def _present(bead: Bead, ctx: Context) -> dict[str, list[Match]]:
    """The concepts that the target names, by id, with their terms in order."""
    found: dict[str, list[Match]] = {}
    text = bead.text(Side.TARGET)
    for match in allowed(ctx.termbase.find(text, bead.lang(Side.TARGET), ctx.date)):
        found.setdefault(match.concept.id, []).append(match)
    return found


def _is_named_beside(bead: Bead, concept: Concept, span: Span) -> bool:
    """Whether a term and words near it form a term of `concept`: `micro and medium firms`."""
    text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
    known = vocabulary(text[max(0, span.start - _BESIDE) : span.end + _BESIDE], lang)
    terms = (t for t in concept.terms_in(lang) if t.status.allowed and " " in t.text)
    return any(says(term.text, known) for term in terms)


def _is_explained(bead: Bead, span: Span, spans: Sequence[Span]) -> bool:
    """Whether each word of a term translates one of the source that is outside `spans`.

    English *teachers* may translate *dosen*, but not where the source has *guru* as well.
    """
    lang = bead.lang(Side.TARGET)
    outside = blanked(bead.text(Side.SOURCE), spans)
    known = vocabulary(outside, bead.lang(Side.SOURCE))
    return all(
        says_any(frozenset(translations(token.text, lang)), known)
        for token in words(span.of(bead.text(Side.TARGET)))
    )


def _surplus(
    matches: Sequence[Match],
    count: int,
    held: dict[str, tuple[Span, ...]],
    concept: Concept,
    other: Concept,
) -> Sequence[Match]:
    """The terms of `other` that are used in the place of `concept`, judged by order.

    The positions of `concept` among the mentions of both in the source are compared with the
    order in the target; where that is ambiguous, the last terms are taken.
    """
    if count <= 0:
        return ()
    order = sorted(
        [(span, True) for span in held[concept.id]]
        + [(span, False) for span in held.get(other.id, ())]
    )
    if len(order) == len(matches):
        swapped = [m for m, (_, mine) in zip(matches, order, strict=True) if mine]
        if len(swapped) == count:
            return swapped
    return matches[len(matches) - count :]
