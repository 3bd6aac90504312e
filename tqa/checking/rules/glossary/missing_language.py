"""GLO005 missing-language."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.base.messages import language
from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule
from tqa.model import Finding, Severity

_ONE_IS_ENOUGH = frozenset({"do-not-translate", "name"})  # such terms are the same in all


@rule
@dataclass(frozen=True)
class MissingLanguage(TermbaseRule):
    """A concept has no allowed term in one of the two languages.

    Without it no translation of the concept can be right. A name or a term that is not translated
    (flags `name`, `do-not-translate`) needs one language only.

    Fix: add the term, or the flag.
    """

    code = "GLO005"
    name = "missing-language"
    mqm = "terminology"
    severity = Severity.MAJOR
    message = Message("the concept “{concept}” has no term in {language}")
    examples = (
        good_terms({"id": "lokakarya", "en": "workshop"}),
        good_terms({"id": "", "en": "GitHub Actions", "flags": "do-not-translate"}),
        good_terms({"id": "Bhinneka Tunggal Ika", "en": "", "flags": "name"}),
        bad_terms({"id": "lokakarya", "en": ""}, flags=("lokakarya",)),
        bad_terms({"id": "", "en": "server", "id_forbidden": "pelayan"}, flags=("server",)),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        for concept in ctx.termbase.concepts:
            if concept.flags & _ONE_IS_ENOUGH:
                continue
            there = {term.lang for term in concept.terms if term.status.allowed}
            for lang in ("id", "en"):
                if lang not in there:
                    term = next((t for t in concept.terms if t.status.allowed), None)
                    yield self.flag_term(concept, term, language=language(lang))
