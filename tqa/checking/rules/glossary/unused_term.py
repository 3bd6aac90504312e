"""GLO007 unused-term."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule
from tqa.model import Finding, Severity


@rule
@dataclass(frozen=True)
class UnusedTerm(TermbaseRule):
    """A concept occurs in none of the texts that the glossary was compared with.

    A glossary that has grown for years has entries that nobody needs; they cost reviewers'
    attention. Runs only where texts are named: `tqa glossary lint TERMS --texts FILE...`.

    Fix: nothing, or remove the concept.
    """

    code = "GLO007"
    name = "unused-term"
    mqm = "terminology"
    severity = Severity.NEUTRAL
    message = Message("the concept “{concept}” occurs in none of the texts")
    examples = (
        good_terms({"id": "lokakarya", "en": "workshop"}),
        good_terms(
            {"id": "lokakarya", "en": "workshop"}, held_against=(("Lokakaryanya ramai.", "id"),)
        ),
        good_terms({"id": "lokakarya", "en": "workshop"}, held_against=(("Two workshops.", "en"),)),
        bad_terms(
            {"id": "lokakarya", "en": "workshop"},
            flags=("lokakarya",),
            held_against=(("Bengkelnya ramai.", "id"),),
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        if not ctx.texts:
            return
        used = {
            match.concept.id
            for text, lang in ctx.texts
            for match in ctx.termbase.occurrences(text, lang)
        }
        for concept in ctx.termbase.concepts:
            if concept.id not in used:
                yield self.flag_term(concept)
