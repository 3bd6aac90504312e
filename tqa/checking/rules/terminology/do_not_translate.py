"""TRM005 do-not-translate."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, flag, good, good_text, rule
from tqa.checking.rules.terminology._held import of_kind
from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.model import Bead, Concept, Finding, Severity, Side, Span, Term

_NAMES = (
    {"id": "WhatsApp", "en": "WhatsApp", "flags": "do-not-translate"},
    {"id": "", "en": "GitHub Actions", "flags": "do-not-translate"},
    {"id": "Bhinneka Tunggal Ika", "en": "", "flags": "do-not-translate"},
)


@rule
@dataclass(frozen=True)
class DoNotTranslate(BeadRule):
    """A term that must not be changed was translated, respelled or left out.

    Product names, mottos and identifiers with the flag `do-not-translate` are written in the
    translation exactly as in the source, capitals included. Clitics and plurals may follow.

    Fix: copy the term from the source.
    """

    code = "TRM005"
    name = "do-not-translate"
    mqm = "accuracy/overtranslation"
    severity = Severity.MAJOR
    fix = "unsafe"
    message = Message("“{term}” must not be translated or changed")
    examples = (
        good("Kirim lewat WhatsApp.", "Send it by WhatsApp.", terms=_NAMES),
        good("Open WhatsApp.", "Buka WhatsApp-nya.", pair="en-id", terms=_NAMES),
        good("Ia menulis surat.", "He wrote on WhatsApp.", terms=_NAMES),
        bad(
            "Kirim lewat WhatsApp.",
            "Send it by Whatsapp.",
            flag("Whatsapp", suggestion="WhatsApp", fix="unsafe"),
            terms=_NAMES,
        ),
        bad(
            "Send it by WhatsApp.",
            "Kirim lewat Whats App.",
            flag("Whats App", suggestion="WhatsApp", fix="unsafe"),
            pair="en-id",
            terms=_NAMES,
        ),
        bad(
            "GitHub Actions runs the tests.",
            "Tindakan GitHub menjalankan pengujian.",
            "GitHub Actions",
            pair="en-id",
            terms=_NAMES,
        ),
        bad(
            "Semboyannya Bhinneka Tunggal Ika.",
            "Its motto is unity in diversity.",
            "Bhinneka Tunggal Ika",
            terms=_NAMES,
        ),
        good_text("Kirim lewat Whatsapp.", terms=_NAMES),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if not (bead.source and bead.target):
            return
        if not of_kind(bead, Side.SOURCE, ctx, _is_kept):
            return
        source = bead.text(Side.SOURCE)
        wanted: dict[str, list[Match]] = {}
        for match in ctx.termbase.find(source, bead.lang(Side.SOURCE), ctx.date):
            if DO_NOT_TRANSLATE in match.concept.flags and match.term.status.allowed:
                wanted.setdefault(match.concept.id, []).append(match)
        for matches in wanted.values():
            yield from self.unlike(bead, matches, ctx)

    def unlike(self, bead: Bead, matches: list[Match], ctx: Context) -> Iterator[Finding]:
        """The finding for a term that the target does not have exactly as in the source."""
        source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
        concept = matches[0].concept
        as_written = [m.span for m in matches if m.term.text in m.span.of(source)]
        texts = {term.text for term in concept.terms if term.status.allowed}
        if not as_written or any(text in target for text in texts):
            return
        found = [
            m.span
            for m in ctx.termbase.occurrences(target, bead.lang(Side.TARGET), ctx.date)
            if m.concept.id == concept.id
        ]
        respelt: list[Span] = found[:1]
        term = matches[0].term.text
        yield self.flag(
            bead,
            source=as_written,
            target=respelt,
            concept=concept.id,
            suggestions=[term] if respelt else [],
            term=term,
        )


def _is_kept(concept: Concept, term: Term) -> bool:
    return DO_NOT_TRANSLATE in concept.flags
