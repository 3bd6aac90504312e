"""GLO002 ambiguous-term."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule
from tqa.checking.rules.glossary._terms import by_text, distinguished
from tqa.model import Finding, Severity

_INTEREST = {"id": "bunga", "en": "interest"}
_FLOWER = {"id": "bunga", "en": "flower"}


@rule
@dataclass(frozen=True)
class AmbiguousTerm(TermbaseRule):
    """One term belongs to two concepts, and nothing distinguishes them in a text.

    A check of a text that holds the term can only accept the translations of both. Context words
    (`id_cues`, `en_cues`), a confusable named or dates of validity select the sense.

    Fix: give at least one of the concepts cues, or name the other in `confusable_with`.
    """

    code = "GLO002"
    name = "ambiguous-term"
    mqm = "terminology/multiple-terms-for-same-concept"
    severity = Severity.MINOR
    message = Message("“{term}” is also a term of “{other}”, and no cues distinguish the two")
    examples = (
        good_terms(_INTEREST, {"id": "minat", "en": "enthusiasm"}),
        good_terms({**_INTEREST, "id_cues": "bank|kredit"}, _FLOWER),
        good_terms({**_INTEREST, "concept": "a", "confusable_with": "flower"}, _FLOWER),
        good_terms(
            {"id": "Kominfo", "en": "Ministry A", "valid_until": "2024-10"},
            {"id": "Kominfo", "en": "Ministry B", "valid_from": "2024-10"},
        ),
        bad_terms(_INTEREST, _FLOWER, flags=("bunga",)),
        bad_terms(
            {"id": "minat", "en": "interest"},
            {"id": "bunga", "en": "Interest"},
            flags=("Interest",),
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for (lang, _), uses in by_text(ctx.termbase.concepts).items():
            allowed = [use for use in uses if use.term.status.allowed]
            for n, use in enumerate(allowed[1:], 1):
                rivals = [
                    other.concept
                    for other in allowed[:n]
                    if other.concept.id != use.concept.id
                    and not distinguished(use.concept, other.concept, lang)
                ]
                if rivals:
                    yield self.flag_term(use.concept, use.term, others=rivals, other=rivals[0].id)
