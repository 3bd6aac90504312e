"""GLO004 nested-term."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule
from tqa.checking.rules.glossary._terms import TermUse, by_text
from tqa.model import Concept, Finding, Severity, Term

_VALUE = {"id": "nilai", "en": "value"}


@rule
@dataclass(frozen=True)
class NestedTerm(TermbaseRule):
    """A term contains another one, and its translation does not contain that one's translation.

    *Nilai tukar* (exchange rate) contains *nilai* (value). The longer term takes precedence in a
    text, so this is not an error; but a shorter term that is usually part of longer ones may
    better be left out of the glossary.

    Fix: nothing, or drop the shorter term, or give it cues.
    """

    code = "GLO004"
    name = "nested-term"
    mqm = "terminology"
    severity = Severity.NEUTRAL
    enabled = False
    message = Message("“{term}” contains “{inner}” of “{other}”, which is translated differently")
    examples = (
        good_terms(_VALUE, {"id": "nilai tambah", "en": "added value"}),
        good_terms({"id": "lokakarya", "en": "workshop"}),
        good_terms({"id": "karya", "en": "work"}, {"id": "lokakarya", "en": "workshop"}),
        bad_terms(_VALUE, {"id": "nilai tukar", "en": "exchange rate"}, flags=("nilai tukar",)),
        bad_terms(
            {"id": "rumah", "en": "house"},
            {"id": "orang rumah sakit", "en": "hospital staff"},
            flags=("orang rumah sakit",),
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        terms = by_text(ctx.termbase.concepts)
        for (lang, text), uses in terms.items():
            for part in _parts(text):
                inner = terms.get((lang, part), ())
                for use in uses:
                    other = next((o for o in inner if _strange(use, o, lang)), None)
                    if other:
                        yield self.flag_term(
                            use.concept,
                            use.term,
                            others=[other.concept],
                            inner=other.term.text,
                            other=other.concept.id,
                        )


def _parts(text: str) -> Iterator[str]:
    """The runs of words inside a phrase, without the whole."""
    words = text.split(" ")
    for length in range(1, min(len(words), 5)):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _strange(use: TermUse, inner: TermUse, lang: str) -> bool:
    """Whether a term that contains another is not translated with that one's translation."""
    allowed = use.term.status.allowed and inner.term.status.allowed
    if not allowed or use.concept is inner.concept:
        return False
    mine, theirs = (_others(each.concept, lang) for each in (use, inner))
    return not any(_within(t.text, m.text) for m in mine for t in theirs)


def _others(concept: Concept, lang: str) -> list[Term]:
    return [term for term in concept.terms if term.lang != lang and term.status.allowed]


def _within(part: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}", text, re.IGNORECASE) is not None
