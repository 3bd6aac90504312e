"""GLO001 duplicate-concept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule
from tqa.glossary.compatibility import Correction, EntryChange
from tqa.glossary.threeway import merge3
from tqa.model import Concept, Finding, Severity

_WORKSHOP = {"id": "lokakarya", "en": "workshop"}


@rule
@dataclass(frozen=True)
class DuplicateConcept(TermbaseRule):
    """Two entries are the same concept: they share an id, or their preferred terms.

    Whether the flags, cues or forbidden terms of one of them apply is then left to chance.

    Fix: merge the two entries (`--fix` does where they do not contradict each other), or
    distinguish them by another term.
    """

    code = "GLO001"
    name = "duplicate-concept"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MAJOR
    message = Message("the concept “{concept}” is the same as “{other}”")
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
        for first, concept in _pairs(ctx.termbase.concepts):
            yield self.flag_term(concept, others=[first], other=first.id)

    def corrections(self, ctx: Context) -> Iterator[Correction]:
        """Merges of compatible entries of one file, under the id of the first."""
        named = {id for concept in ctx.termbase.concepts for id in concept.confusable_with}
        for first, concept in _pairs(ctx.termbase.concepts):
            renamed = first.id != concept.id and concept.id in named
            if first.file != concept.file or renamed or not _main_terms(concept):
                continue
            merged = merge3((), [first], [replace(concept, id=first.id)])
            if _main_terms(first) == _main_terms(concept) and not merged.conflicts:
                yield EntryChange(first, merged.concepts[0]), EntryChange(concept, None)


def _pairs(concepts: Iterable[Concept]) -> Iterator[tuple[Concept, Concept]]:
    """Each entry that repeats an earlier one, after that one."""
    seen: dict[object, Concept] = {}
    for concept in concepts:
        keys = [key for key in (concept.id, _main_terms(concept)) if key]
        first = next((seen[key] for key in keys if key in seen), None)
        if first:
            yield first, concept
        for key in keys:
            seen.setdefault(key, concept)


def _main_terms(concept: Concept) -> tuple[str, ...]:
    """The first allowed term of each language, in lower case; none where one is missing."""
    found: dict[str, str] = {}
    for term in concept.terms:
        if term.status.allowed:
            found.setdefault(term.lang, term.text.lower())
    return tuple(found[lang] for lang in sorted(found)) if len(found) > 1 else ()
