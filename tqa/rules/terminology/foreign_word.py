"""TRM007 foreign-word."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.glossary.carry import carried
from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.model import Bead, Finding, Severity, Side, Status
from tqa.rule import BeadRule, Context, Message, bad, bad_text, good, good_text, rule
from tqa.rules.terminology._lexical import is_foreign
from tqa.rules.terminology._names import stands_apart

_EVENT = (
    {"id": "lokakarya", "en": "workshop", "id_deprecated": "workshop"},
    {"id": "daring", "en": "online", "id_deprecated": "online"},
    {"id": "gotong royong", "en": "mutual aid", "en_deprecated": "gotong royong"},
)


@rule
@dataclass(frozen=True)
class ForeignWord(BeadRule):
    """An ordinary foreign word is left where the glossary has a native term.

    Loan words that the glossary calls outdated (`workshop` for `lokakarya`) make a text
    read as half translated. Names, titles of events and works, and words that are quoted or
    marked up are left alone.

    Fix: use the native term.
    """

    code = "TRM007"
    name = "foreign-word"
    mqm = "terminology/inconsistent-with-terminology-resource"
    severity = Severity.MINOR
    monolingual = True
    message = Message(
        en="“{found}” is a foreign word: write “{preferred}”",
        id="“{found}” kata asing: tulis “{preferred}”",
    )
    examples = (
        bad(
            "The workshop ran for three days.",
            "Workshop itu berlangsung tiga hari.",
            "Workshop",
            pair="en-id",
            terms=_EVENT,
        ),
        bad(
            "They held two online workshops.",
            "Mereka menggelar dua workshop secara daring.",
            "workshop",
            pair="en-id",
            terms=_EVENT,
        ),
        good(
            "It is called “Coastal Radio Workshop Week”.",
            "Namanya “Coastal Radio Workshop Week”.",
            pair="en-id",
            terms=_EVENT,
        ),
        good(
            "He runs Bandung Workshop Studio.",
            "Ia memimpin Bandung Workshop Studio.",
            pair="en-id",
            terms=_EVENT,
        ),
        bad(
            "Warga bergotong royong.",
            "The villagers did gotong royong.",
            "gotong royong",
            terms=_EVENT,
        ),
        good("Warga bergotong royong.", "The villagers gave mutual aid.", terms=_EVENT),
        bad_text("“Workshop ini gratis,” kata Rini.", "Workshop", terms=_EVENT),
        bad_text("Rapatnya secara online.", "online", terms=_EVENT),
        good_text("Kata “online” berasal dari bahasa Inggris.", terms=_EVENT),
        good_text("The workshop is online.", lang="en", terms=_EVENT),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if not bead.target:
            return
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        for match in ctx.termbase.find(text, lang, ctx.date):
            if _is_left_over(match) and not stands_apart(bead, Side.TARGET, match.span):
                yield from self.findings(bead, match)

    def findings(self, bead: Bead, match: Match) -> Iterator[Finding]:
        lang = bead.lang(Side.TARGET)
        found = match.span.of(bead.text(Side.TARGET))
        preferred = match.concept.terms_in(lang, Status.PREFERRED)
        if preferred:
            suggestions = [carried(found, match.term.text, t.text, lang) for t in preferred]
            yield self.flag(
                bead,
                target=match.span,
                concept=match.concept.id,
                suggestions=suggestions,
                found=found,
                preferred=suggestions[0],
            )


def _is_left_over(match: Match) -> bool:
    term, concept = match.term, match.concept
    return (
        term.status is Status.DEPRECATED
        and DO_NOT_TRANSLATE not in concept.flags
        and is_foreign(term, concept)
    )
