"""GLO003 conflicting-status."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule
from tqa.checking.rules.glossary._terms import TermUse, by_text, distinguished
from tqa.model import Finding, Severity, Status

_GARAGE = {"id": "bengkel", "en": "garage", "concept": "garage"}
_WORKSHOP = {"id": "lokakarya", "en": "workshop", "id_forbidden": "bengkel"}
_STATUSES = {
    Status.DEPRECATED: Message("deprecated"),
    Status.FORBIDDEN: Message("forbidden"),
}


@rule
@dataclass(frozen=True)
class ConflictingStatus(TermbaseRule):
    """A term is allowed in one place and forbidden in another, and nothing says when.

    *Bengkel* is right for a garage and wrong for a workshop: that is valid if one concept names
    the other as its confusable, or if context words distinguish them.

    Fix: name the other concept in `confusable_with`, or remove the term from one of them.
    """

    code = "GLO003"
    name = "conflicting-status"
    mqm = "terminology/inconsistent-use-of-terminology"
    severity = Severity.MAJOR
    message = Message("“{term}” is {bad} for “{concept}” and allowed for “{other}”")
    examples = (
        good_terms(_WORKSHOP),
        good_terms(_GARAGE, {**_WORKSHOP, "confusable_with": "garage"}),
        good_terms({**_GARAGE, "id_cues": "mobil|montir"}, _WORKSHOP),
        bad_terms(_GARAGE, _WORKSHOP, flags=("bengkel",)),
        bad_terms(
            {"id": "peladen", "en": "server", "en_forbidden": "waiter"},
            {"id": "pramusaji", "en": "waiter"},
            flags=("waiter",),
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for (lang, _), uses in by_text(ctx.termbase.concepts).items():
            allowed = [use for use in uses if use.term.status.allowed]
            for use in uses:
                if use.term.status.allowed:
                    continue
                rival = next((other for other in allowed if _conflict(use, other, lang)), None)
                if rival:
                    yield self.flag_term(
                        use.concept,
                        use.term,
                        others=[rival.concept],
                        other=rival.concept.id,
                        bad=_STATUSES[use.term.status],
                    )


def _conflict(use: TermUse, other: TermUse, lang: str) -> bool:
    same = use.concept is other.concept  # written in other capitals
    return not same and not distinguished(use.concept, other.concept, lang)
