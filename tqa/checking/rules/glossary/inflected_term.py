"""GLO006 inflected-term."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, flag, good_terms, rule
from tqa.glossary.compatibility import Correction, EntryChange
from tqa.lang.forms.citation import citation
from tqa.model import Concept, Finding, Matching, Severity, Term


@rule
@dataclass(frozen=True)
class InflectedTerm(TermbaseRule):
    """A term is given in an inflected form: a plural, or with an Indonesian clitic.

    Terms are found in all their inflected forms if the glossary has the base form: *lokakarya*
    finds *lokakaryanya*, but not the other way round.

    Fix: write the base form (`--fix` drops a form given beside it); or give the entry the
    flag `exact` if only this form is the term.
    """

    code = "GLO006"
    name = "inflected-term"
    mqm = "terminology"
    severity = Severity.MINOR
    message = Message("“{term}” is an inflected form; the glossary should have “{base}”")
    examples = (
        good_terms({"id": "lokakarya", "en": "workshop"}),
        good_terms({"id": "berita", "en": "news"}),
        good_terms({"id": "laba-laba", "en": "spider"}),
        good_terms({"id": "ekonomi", "en": "economics"}),
        good_terms({"id": "syarat", "en": "terms", "flags": "exact"}),
        bad_terms(
            {"id": "lokakarya", "en": "workshops"},
            flags=(flag("workshops", suggestion="workshop"),),
        ),
        bad_terms(
            {"id": "lokakaryanya", "en": "workshop"},
            flags=(flag("lokakaryanya", suggestion="lokakarya"),),
        ),
        bad_terms(
            {"id": "kebijakan-kebijakan", "en": "policy"},
            flags=(flag("kebijakan-kebijakan", suggestion="kebijakan"),),
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for concept in ctx.termbase.concepts:
            for term, base in _inflected(concept):
                yield self.flag_term(concept, term, suggestions=[base], base=base)

    def corrections(self, ctx: Context) -> Iterator[Correction]:
        """Removals of forms whose base form is in the entry already, with the same status."""
        for concept in ctx.termbase.concepts:
            there = {(term.lang, term.status, term.text) for term in concept.terms}
            idle = [t for t, base in _inflected(concept) if (t.lang, t.status, base) in there]
            if idle:
                terms = tuple(term for term in concept.terms if term not in idle)
                yield (EntryChange(concept, replace(concept, terms=terms)),)


def _inflected(concept: Concept) -> Iterator[tuple[Term, str]]:
    """The terms of a concept that are inflected forms, each with its base form."""
    if "name" in concept.flags:
        return
    for term in concept.terms:
        if term.matching is Matching.INFLECTED and term.status.allowed:
            base = citation(term.text, term.lang)
            if base != term.text:
                yield term, base
