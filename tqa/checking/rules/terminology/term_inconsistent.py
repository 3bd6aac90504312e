"""TRM003 term-inconsistent."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from tqa.checking.rules.terminology._held import allowed, held_concepts, of_kind, renderings
from tqa.checking.rules.terminology._usage import NamedPlace, Odd, by_concept, odd_ones
from tqa.glossary.index import DO_NOT_TRANSLATE
from tqa.glossary.inflection_transfer import carried
from tqa.model import Bead, Concept, Finding, Severity, Side, Term

_CHECK = (
    {
        "id": "cek fakta",
        "en": "fact check|fact verification",
        "id_admitted": "pemeriksaan fakta",
    },
)
_BODY = (
    {"id": "Badan Pusat Statistik|BPS", "en": "Statistics Indonesia|BPS", "flags": "name"},
    {"id": "tautan", "en": "link", "id_admitted": "pranala"},
)


@rule
@dataclass(frozen=True)
class TermInconsistent(CorpusRule):
    """One concept is translated by two or more different terms in a document.

    Each term may be right by itself, but readers take two terms for two things. The main term of
    the document is the preferred one where it is used, else the most frequent; the others are
    reported. An acronym beside its full name, or two spellings of one term, are not inconsistent,
    nor is a change that follows a change of term in the source.

    Fix: use the main term throughout.
    """

    code = "TRM003"
    name = "term-inconsistent"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MAJOR
    fix = "unsafe"
    message = Message("“{found}” here and “{main}” elsewhere in the document for the same concept")
    examples = (
        bad(
            "A fact check takes time.\nThe fact check was late.",
            "Cek fakta butuh waktu.\nPemeriksaan fakta itu terlambat.",
            flag("Pemeriksaan fakta", suggestion="Cek fakta", fix="unsafe"),
            pair="en-id",
            terms=_CHECK,
        ),
        bad(
            "Cek fakta itu sulit.\nCek faktanya gagal.\nCek fakta diulang.",
            "Fact verification is hard.\nThe fact check failed.\nThe fact check was repeated.",
            flag("Fact verification", suggestion="Fact check", fix="unsafe"),
            terms=_CHECK,
        ),
        good(
            "A fact check takes time.\nThe fact verification was late.",
            "Cek fakta butuh waktu.\nPemeriksaan fakta itu terlambat.",
            pair="en-id",
            terms=_CHECK,
        ),
        good(
            "Badan Pusat Statistik (BPS) melapor.\nBPS mencatat deflasi.",
            "Statistics Indonesia (BPS) reported.\nBPS recorded deflation.",
            terms=_BODY,
        ),
        good(
            "Statistics Indonesia reported.\nStatistics Indonesia recorded it.",
            "Badan Pusat Statistik melapor.\nBPS mencatatnya.",
            pair="en-id",
            terms=_BODY,
        ),
        bad_text(
            "Tautannya mati.\nBuka pranala itu lagi.\nTautan sudah diperbaiki.",
            flag("pranala", severity=Severity.MINOR, suggestion="tautan", fix="unsafe"),
            terms=_BODY,
        ),
        good_text("Tautannya mati.\nBuka tautan itu lagi.", terms=_BODY),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[NamedPlace]:
        if not bead.target:
            return
        if bead.source:
            if of_kind(bead, Side.SOURCE, ctx, _is_own):
                yield from self.in_translation(bead, ctx)
        elif not bead.bilingual and of_kind(bead, Side.TARGET, ctx, _is_own):
            yield from self.in_text(bead, ctx)

    def in_translation(self, bead: Bead, ctx: Context) -> Iterator[NamedPlace]:
        lang, source = bead.lang(Side.TARGET), bead.text(Side.SOURCE).lower()
        for held in held_concepts(bead, ctx):
            concept = held.concept
            if concept.bundled or held.derived or not held.certain:
                continue
            if len(concept.terms_in(lang)) < 2:
                continue
            opposite = next(
                (t.text for t in concept.terms_in(bead.langs[0]) if t.text.lower() in source), ""
            )
            for match in allowed(renderings(bead, concept, ctx)):
                if not match.derived:
                    yield NamedPlace(concept.id, match.term, bead, match.span, opposite)

    def in_text(self, bead: Bead, ctx: Context) -> Iterator[NamedPlace]:
        lang = bead.lang(Side.TARGET)
        matches = ctx.termbase.find(bead.text(Side.TARGET), lang, ctx.date)
        places = Counter(match.span for match in matches)
        for match in allowed(matches):
            concept = match.concept
            if match.derived or places[match.span] > 1 or concept.bundled:
                continue
            if DO_NOT_TRANSLATE not in concept.flags and len(concept.terms_in(lang)) > 1:
                yield NamedPlace(concept.id, match.term, bead, match.span)

    def judge(self, facts: list[NamedPlace], ctx: Context) -> Iterator[Finding]:
        for uses in by_concept(facts):
            if _follows_source(uses):
                continue
            for odd in odd_ones(uses):
                yield self.finding(odd)

    def finding(self, odd: Odd) -> Finding:
        use, main = odd
        bead = use.bead
        found = use.span.of(bead.text(Side.TARGET))
        lang = bead.lang(Side.TARGET)
        return self.flag(
            bead,
            target=use.span,
            severity=None if bead.bilingual else Severity.MINOR,
            concept=use.concept,
            suggestions=[carried(found, use.term.text, main.term.text, lang)],
            related=[related(main.bead, Side.TARGET, main.span)],
            found=found,
            main=main.term.text,
        )


def _is_own(concept: Concept, term: Term) -> bool:
    return not concept.bundled


def _follows_source(uses: Sequence[NamedPlace]) -> bool:
    """Whether each term of the source has one term of the target, so that the source varies."""
    pairs = {(use.opposite, use.term.text) for use in uses}
    return len(pairs) == len({opposite for opposite, _ in pairs}) > 1
