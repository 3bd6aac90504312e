"""TRM002 term-forbidden."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tqa.checking.rule import (
    Context,
    CorpusRule,
    Message,
    bad,
    bad_text,
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
    contexts,
    covers,
    held_concepts,
    of_kind,
    renderings,
)
from tqa.checking.rules.terminology._lexical import (
    explainers,
    has_other_sense,
    is_foreign,
    is_spelling,
)
from tqa.checking.rules.terminology._names import stands_apart
from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.glossary.inflection_transfer import carried, carries, keeps_article
from tqa.glossary.senses import cue_count
from tqa.model import Bead, Concept, Finding, Severity, Side, Span, Status, Term

_WORKSHOP = (
    {
        "concept": "workshop",
        "id": "lokakarya",
        "en": "workshop",
        "id_forbidden": "bengkel",
        "id_cues": "peserta|narasumber|pelatihan",
        "en_cues": "participants|training|held",
    },
    {
        "concept": "garage",
        "id": "bengkel",
        "en": "garage|workshop",
        "id_cues": "mobil|motor|montir",
        "en_cues": "car|motorcycle|mechanic",
    },
)
_FINAL = ({"id": "final", "en": "final", "id_forbidden": "semifinal"},)
_RISK = ({"id": "risiko", "en": "risk", "id_deprecated": "resiko", "en_forbidden": "danger"},)


# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_REACH = 0.35  # share of a text's length by which word order may displace a term
_MAX_PLACES = 8  # maximum number of source spans of one finding


@dataclass(frozen=True)
class ForbiddenUse:
    """The facts of one bead: the concepts that it is about, and a use that may be wrong."""

    about: frozenset[str]  # ids of concepts that it names by other terms
    cues: frozenset[str]  # ids of concepts whose context words it has
    finding: Finding | None = None
    rivals: tuple[str, ...] = ()  # ids of the concepts for which the term would be right
    decided: bool = True  # whether the rest of the document is not needed


@rule
@dataclass(frozen=True)
class TermForbidden(CorpusRule):
    """A term is used that the glossary forbids or calls outdated.

    A forbidden word is often a good word for something else: `bengkel` is right for a garage and
    wrong for a workshop that people attend. So in a translation it is reported only where the
    source has the concept and no other word of the source explains it. In a text without a source
    the context words of the glossary decide, then the topic of the document. Inside a name or a
    title (`Premier League`), far from the expected place, or where the right term occurs as often
    as the concept anyway, the finding is neutral, a note for the reviewer; an outdated spelling
    (`resiko`) is minor.

    Fix: use the preferred term.
    """

    code = "TRM002"
    name = "term-forbidden"
    mqm = "terminology/inconsistent-with-terminology-resource"
    severity = Severity.MAJOR
    fix = "safe"
    message = Message("do not use “{found}” for “{concept_name}”; use “{preferred}”")
    examples = (
        bad(
            "The workshop drew 20 participants.",
            "Bengkel itu diikuti 20 peserta.",
            flag("Bengkel", suggestion="Lokakarya", fix="safe"),
            pair="en-id",
            terms=_WORKSHOP,
        ),
        good(
            "He took his car to the garage.",
            "Ia membawa mobilnya ke bengkel.",
            pair="en-id",
            terms=_WORKSHOP,
        ),
        good(
            "The workshop repairs every car in town.",
            "Bengkel itu memperbaiki semua mobil di kota.",
            pair="en-id",
            terms=_WORKSHOP,
        ),
        good("Risikonya kecil.", "The risk is small.", terms=_RISK),
        bad(
            "Risiko itu kecil.",
            "The dangers are small.",
            flag("dangers", suggestion="risks", fix="safe"),
            terms=_RISK,
        ),
        bad(
            "The risks grow.",
            "Resikonya bertambah.",
            flag("Resikonya", severity=Severity.MINOR, suggestion="Risikonya", fix="safe"),
            pair="en-id",
            terms=_RISK,
        ),
        bad_text(
            "Lokakarya berlangsung tiga hari.\nPeserta bengkelnya 20 orang.",
            flag("bengkelnya", suggestion="lokakaryanya", fix="safe"),
            terms=_WORKSHOP,
        ),
        good_text("Peserta membawa motornya ke bengkel di tepi jalan.", terms=_WORKSHOP),
        good_text("Bengkel itu tutup pada hari libur.", terms=_WORKSHOP),
        good("The semi-final was long.", "Semifinal itu lama.", pair="en-id", terms=_FINAL),
        bad(
            "The final was long.",
            "Semifinal itu lama.",
            flag("Semifinal", suggestion="Final", fix="safe"),
            pair="en-id",
            terms=_FINAL,
        ),
        bad_text(
            "Kami menghitung resiko usaha.",
            flag("resiko", severity=Severity.MINOR, suggestion="risiko", fix="safe"),
            terms=_RISK,
        ),
        good_text("The danger lights were on.", lang="en", terms=_RISK),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[ForbiddenUse]:
        if not bead.target:
            return
        if bead.source:
            banned = of_kind(bead, Side.TARGET, ctx, _is_banned)
            if not banned or banned.isdisjoint(of_kind(bead, Side.SOURCE, ctx, _has_banned)):
                return
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        matches = ctx.termbase.find(text, lang, ctx.date)
        if bead.source:
            uses: dict[tuple[str, str], list[Match]] = {}
            for match in matches:
                if self.applies(match, ctx, bilingual=True):
                    uses.setdefault((match.concept.id, match.term.text), []).append(match)
            for same in uses.values():
                yield from self.in_translation(bead, same, ctx)
        else:
            yield from self.in_text(bead, matches, ctx)

    def applies(self, match: Match, ctx: Context, *, bilingual: bool) -> bool:
        """Whether this rule, and no other of the family, handles a term that was found."""
        term, concept = match.term, match.concept
        if term.status.allowed or DO_NOT_TRANSLATE in concept.flags:
            return False
        if term.status is Status.DEPRECATED and is_foreign(term, concept):
            return False
        rivals = ctx.termbase.confusables(concept) if bilingual else ()
        # TRM004 does not see bundled terms that a term of the project hides
        return not any(_names(r, match) for r in rivals if concept.bundled or not r.bundled)

    def in_translation(
        self, bead: Bead, matches: Sequence[Match], ctx: Context
    ) -> Iterator[ForbiddenUse]:
        """The uses of one term in a translation whose source holds the concept."""
        held = {h.concept.id: h for h in held_concepts(bead, ctx)}
        mine = held.get(matches[0].concept.id)
        if mine is None:
            return
        outdated = matches[0].term.status is Status.DEPRECATED
        names = _name_spans(bead, held, ctx)
        uses = [m for m in matches if not any(covers(name, m.span) for name in names)]
        if not uses or not (outdated or self.displaces(bead, uses, mine, held, ctx)):
            return
        places = set(mine.spans)
        rivals = tuple(id for id, h in held.items() if not places.isdisjoint(h.spans))
        beside = len(allowed(renderings(bead, mine.concept, ctx))) >= len(mine.spans)
        for match in uses:
            finding = self.finding(bead, match, mine.spans[:_MAX_PLACES])
            if beside and not outdated:
                finding = replace(finding, severity=Severity.NEUTRAL)
            yield ForbiddenUse(frozenset(), frozenset(), finding, rivals, mine.certain or outdated)

    def displaces(
        self,
        bead: Bead,
        uses: Sequence[Match],
        mine: Held,
        held: dict[str, Held],
        ctx: Context,
    ) -> bool:
        """Whether a forbidden term is used where an allowed one is missing."""
        lang = bead.lang(Side.TARGET)
        explained = explainers(uses[0].term, blanked(bead.text(Side.SOURCE), mine.spans))
        places = set(mine.spans)
        for other in held.values():
            apart = set(other.spans) - places
            if apart and any(_same(t.text, uses[0]) for t in other.concept.terms_in(lang)):
                explained = max(explained, len(apart))
        return len(uses) > explained

    def in_text(
        self, bead: Bead, matches: tuple[Match, ...], ctx: Context
    ) -> Iterator[ForbiddenUse]:
        """The uses in a text without a source, judged later with the rest of its document."""
        words = contexts(bead)
        about = frozenset(m.concept.id for m in matches if m.term.status is not Status.FORBIDDEN)
        contested = ctx.termbase.contested()
        cues = frozenset(rival.id for rival in contested if cue_count(rival, words))
        if about or cues:
            yield ForbiddenUse(about, cues)
        uses = [m for m in matches if self.applies(m, ctx, bilingual=False)]
        for match in uses:
            rivals = [m.concept for m in matches if m.span == match.span and m.term.status.allowed]
            mine = cue_count(match.concept, words)
            others = max((cue_count(rival, words) for rival in rivals), default=0)
            sure = mine > others or not (rivals or _is_ordinary(match))
            if sure or (rivals and mine == others):
                ids = tuple(rival.id for rival in rivals)
                yield ForbiddenUse(
                    frozenset(), frozenset(), self.finding(bead, match, ()), ids, sure
                )

    def finding(self, bead: Bead, match: Match, spans: tuple[Span, ...]) -> Finding:
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        found = match.span.of(text)
        concept = match.concept
        preferred = concept.terms_in(lang, Status.PREFERRED)
        suggestions = [carried(found, match.term.text, term.text, lang) for term in preferred]
        severity = Severity.MINOR if _is_old_spelling(match) else None
        in_name = found != match.term.text and stands_apart(bead, Side.TARGET, match.span)
        if in_name or _is_far(bead, match.span, spans):
            severity = Severity.NEUTRAL
        name = spans[0].of(bead.text(Side.SOURCE)) if spans else _name(concept, lang)
        return self.flag(
            bead,
            source=spans,
            target=match.span,
            severity=severity,
            concept=concept.id,
            suggestions=suggestions,
            fix=_fix(text, match, suggestions),
            related=[related(bead, Side.SOURCE, span) for span in spans],
            found=found,
            concept_name=name,
            preferred=suggestions[0] if suggestions else concept.id,
        )

    def judge(self, facts: list[ForbiddenUse], ctx: Context) -> Iterator[Finding]:
        about = frozenset().union(*(fact.about for fact in facts))
        cues = frozenset().union(*(fact.cues for fact in facts))
        for fact in facts:
            if fact.finding is None:
                continue
            mine = {fact.finding.concept}
            meant = bool(about & mine) and not (set(fact.rivals) - mine) & cues
            if fact.decided or meant:
                yield fact.finding


def _fix(text: str, match: Match, suggestions: list[str]) -> str:
    """Whether it is "safe" or "unsafe" to replace the term found by the preferred one."""
    span, lang = match.span, match.term.lang
    if not suggestions or not carries(span.of(text), match.term.text, lang):
        return "unsafe"
    fits = lang != "en" or keeps_article(text[: span.start], span.of(text), suggestions[0])
    return "safe" if fits else "unsafe"


def _is_banned(concept: Concept, term: Term) -> bool:
    return not term.status.allowed


def _has_banned(concept: Concept, _: Term) -> bool:
    return bool([term for term in concept.terms if not term.status.allowed])


def _name_spans(bead: Bead, held: dict[str, Held], ctx: Context) -> list[Span]:
    """The spans of multi-word bundled terms in the target whose concepts the source names too."""
    found = ctx.termbase.find(bead.text(Side.TARGET), bead.lang(Side.TARGET), ctx.date)
    return [
        match.span
        for match in found
        if match.concept.bundled
        and match.term.status.allowed
        and match.concept.id in held
        and " " in match.term.text
    ]


def _names(concept: Concept, match: Match) -> bool:
    """Whether a concept allows the term that was found."""
    return any(_same(t.text, match) for t in concept.terms_in(match.term.lang) if t.status.allowed)


def _same(text: str, match: Match) -> bool:
    return text.lower() == match.term.text.lower()


def _is_ordinary(match: Match) -> bool:
    """Whether a term is an ordinary word that is wrong only for this concept."""
    outdated = match.term.status is Status.DEPRECATED
    return not outdated and has_other_sense(match.term, match.concept)


def _is_far(bead: Bead, here: Span, there: Sequence[Span]) -> bool:
    """Whether a term is far from the expected place of everything that it could translate."""
    sizes = len(bead.text(Side.SOURCE)), len(bead.text(Side.TARGET))
    place = (here.start + here.end) / 2 / sizes[1]
    apart = [abs((span.start + span.end) / 2 / sizes[0] - place) for span in there]
    return bool(apart) and min(apart) > _REACH


def _is_old_spelling(match: Match) -> bool:
    return match.term.status is Status.DEPRECATED and is_spelling(match.term, match.concept)


def _name(concept: Concept, lang: str) -> str:
    """A concept's first allowed term in another language than `lang`; its id if it has none."""
    other = [t for t in concept.terms if t.lang != lang and t.status.allowed]
    return other[0].text if other else concept.id
