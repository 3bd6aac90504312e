"""GLO001 duplicate-concept."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.model import Concept, Finding, Severity
from tqa.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule

_WORKSHOP = {"id": "lokakarya", "en": "workshop"}


@rule
@dataclass(frozen=True)
class DuplicateConcept(TermbaseRule):
    """Two entries are the same concept: they share an id, or their preferred terms.

    What one of them says of flags, cues or forbidden terms then holds or not by chance.

    Fix: merge the two entries, `tqa glossary merge` helps; or tell them apart by another term.
    """

    code = "GLO001"
    name = "duplicate-concept"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MAJOR
    message = Message(
        en="the concept “{concept}” is the same as “{other}”",
        id="konsep “{concept}” sama dengan “{other}”",
    )
    examples = (
        good_terms(_WORKSHOP, {"id": "bengkel", "en": "garage"}),
        good_terms({"id": "bunga", "en": "interest"}, {"id": "bunga", "en": "flower"}),
        bad_terms(_WORKSHOP, _WORKSHOP, flags=("lokakarya",)),
        bad_terms(
            {"concept": "a", "id": "surel", "en": "email"},
            {"concept": "a", "id": "pos-el", "en": "e-mail"},
            flags=("pos-el",),
        ),
        bad_terms(
            _WORKSHOP, {"id": "Lokakarya", "en": "workshop", "domain": "x"}, flags=("Lokakarya",)
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        seen: dict[object, Concept] = {}
        for concept in ctx.termbase.concepts:
            keys = [key for key in (concept.id, _main_terms(concept)) if key]
            first = next((seen[key] for key in keys if key in seen), None)
            if first:
                yield self.flag_term(concept, others=[first], other=first.id)
            for key in keys:
                seen.setdefault(key, concept)


def _main_terms(concept: Concept) -> tuple[str, ...]:
    """The first allowed term of each language, in lower case; none where one is missing."""
    found: dict[str, str] = {}
    for term in concept.terms:
        if term.status.allowed:
            found.setdefault(term.lang, term.text.lower())
    return tuple(found[lang] for lang in sorted(found)) if len(found) > 1 else ()
