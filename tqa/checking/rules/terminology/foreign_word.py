"""TRM007 foreign-word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from tqa.checking.rule import (
    Context,
    CorpusRule,
    Message,
    bad,
    bad_text,
    flag,
    good,
    good_text,
    rule,
)
from tqa.checking.rules.terminology._held import of_kind
from tqa.checking.rules.terminology._lexical import foreign_words, is_foreign, native_words
from tqa.checking.rules.terminology._names import stands_apart
from tqa.glossary.forms import inflected
from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.glossary.inflection_transfer import carried
from tqa.lang.words.known import Known
from tqa.lang.words.tokens import written
from tqa.model import Bead, Concept, Finding, Severity, Side, Span, Status, Term

_EVENT = (
    {"id": "lokakarya", "en": "workshop", "id_deprecated": "workshop"},
    {"id": "daring", "en": "online", "id_deprecated": "online"},
    {"id": "gotong royong", "en": "mutual aid", "en_deprecated": "gotong royong"},
)


class Foreign(NamedTuple):
    """A foreign word where it stands, with the native terms for it."""

    bead: Bead
    span: Span
    term: str
    natives: tuple[str, ...]
    concept: str = ""  # id of the concept whose glossary entry calls the word outdated
    sure: bool = False  # regardless of the rest of the document


Words = bytes  # digests of the longer words of a bead, four bytes each
_GLOSS_GAP = 8  # maximum number of characters between a term and its gloss
_LONG_WORD = re.compile(r"(?<![^\W_])[a-z]{4,}(?![^\W_])")


@rule
@dataclass(frozen=True)
class ForeignWord(CorpusRule):
    """An ordinary foreign word is left where the glossary, or the text itself, has a native one.

    Loan words that the glossary calls outdated (`workshop` for `lokakarya`) make a text read as
    half translated; so does a foreign word in a document that elsewhere uses the native one.
    The finding is neutral, a note for the reviewer, where only the bundled glossaries call the
    word outdated and the text never uses the native one, and where no glossary has the word and
    the document repeats it: it has chosen the loan. Names, titles of events and works, and words
    that are quoted, marked up or glossed (`peretas atau hacker`) are ignored.

    Fix: use the native term.
    """

    code = "TRM007"
    name = "foreign-word"
    mqm = "terminology/inconsistent-with-terminology-resource"
    severity = Severity.MINOR
    fix = "unsafe"
    message = Message("“{found}” is a foreign word; use “{preferred}”")
    examples = (
        bad(
            "The workshop ran for three days.",
            "Workshop itu berlangsung tiga hari.",
            flag("Workshop", suggestion="Lokakarya", fix="unsafe"),
            pair="en-id",
            terms=_EVENT,
        ),
        bad(
            "They held two online workshops.",
            "Mereka menggelar dua workshop secara daring.",
            flag("workshop", suggestion="lokakarya", fix="unsafe"),
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
            flag("gotong royong", suggestion="mutual aid", fix="unsafe"),
            terms=_EVENT,
        ),
        good("Warga bergotong royong.", "The villagers gave mutual aid.", terms=_EVENT),
        bad_text(
            "“Workshop ini gratis,” kata Rini.",
            flag("Workshop", suggestion="Lokakarya", fix="unsafe"),
            terms=_EVENT,
        ),
        bad_text(
            "Rapatnya secara online.",
            flag("online", suggestion="daring", fix="unsafe"),
            terms=_EVENT,
        ),
        good_text("Kata “online” berasal dari bahasa Inggris.", terms=_EVENT),
        good_text("The workshop is online.", lang="en", terms=_EVENT),
        bad_text(
            "Rapat ini penting.\nBagi kami itu sangat important.",
            flag("important", suggestion="penting", fix="unsafe"),
        ),
        good_text("Rapat ini singkat.\nBagi kami itu sangat important."),
        bad(
            "Jalan itu lebar.\nRumahnya juga lebar.",
            "The road is wide.\nThis is lebar too.",
            flag("lebar", suggestion="wide", fix="unsafe"),
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Foreign | Words]:
        if not bead.target:
            return
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        matches = self.terms(bead, ctx)
        for at, match in enumerate(matches):
            concept = match.concept
            natives = tuple(term.text for term in concept.terms_in(lang, Status.PREFERRED))
            if not natives or not _is_left_over(match) or _is_gloss(at, matches, text):
                continue
            if not stands_apart(bead, Side.TARGET, match.span):
                sure = not concept.bundled
                yield Foreign(bead, match.span, match.term.text, natives, concept.id, sure)
        for span in foreign_words(text, lang):
            terms = ctx.termbase.find(text, lang, ctx.date)
            if any(m.span.start <= span.start < m.span.end for m in terms):
                continue
            if not stands_apart(bead, Side.TARGET, span):
                word = span.of(text)
                yield Foreign(bead, span, word, native_words(word, lang))
        yield _words(text, lang)

    def terms(self, bead: Bead, ctx: Context) -> tuple[Match, ...]:
        """The terms in the target; empty if none of them may be outdated."""
        if not of_kind(bead, Side.TARGET, ctx, _is_outdated):
            return ()
        return ctx.termbase.find(bead.text(Side.TARGET), bead.lang(Side.TARGET), ctx.date)

    def judge(self, facts: list[Foreign | Words], ctx: Context) -> Iterator[Finding]:
        found = [fact for fact in facts if isinstance(fact, Foreign)]
        if not found:
            return
        said = {mark for fact in facts if isinstance(fact, bytes) for mark in _marks(fact)}
        often = Counter(foreign.term.lower() for foreign in found)
        for foreign in found:
            used = [native for native in foreign.natives if _mark(native) in said]
            if foreign.sure:
                yield self.finding(foreign, foreign.natives)
            elif used:
                chosen = often[foreign.term.lower()] > 1
                yield self.finding(foreign, used, Severity.NEUTRAL if chosen else None)
            elif foreign.concept:
                yield self.finding(foreign, foreign.natives, Severity.NEUTRAL)

    def finding(
        self, foreign: Foreign, natives: Sequence[str], severity: Severity | None = None
    ) -> Finding:
        bead, span = foreign.bead, foreign.span
        lang = bead.lang(Side.TARGET)
        found = span.of(bead.text(Side.TARGET))
        suggestions = [carried(found, foreign.term, native, lang) for native in natives]
        return self.flag(
            bead,
            target=span,
            severity=severity,
            concept=foreign.concept,
            suggestions=suggestions,
            found=found,
            preferred=suggestions[0],
        )


def _mark(word: str) -> bytes:
    return crc32(word.encode()).to_bytes(4)


def _words(text: str, lang: str) -> Words:
    """Digests of the longer words of a text, small enough to keep for a whole document."""
    kept = _kept(lang)
    return b"".join(kept.of(written(text)))


@lru_cache(maxsize=4)
def _kept(lang: str) -> Known[Words]:
    """A lookup: what `_words` keeps of a word of this language."""

    def find(word: str) -> Words:
        parts = _LONG_WORD.findall(word.lower())
        return b"".join(_mark(form) for part in parts for form, _ in inflected(part, lang))

    return Known(find)


def _marks(words: Words) -> Iterator[bytes]:
    return (words[at : at + 4] for at in range(0, len(words), 4))


def _is_outdated(concept: Concept, term: Term) -> bool:
    return term.status is Status.DEPRECATED


def _is_left_over(match: Match) -> bool:
    term, concept = match.term, match.concept
    return (
        term.status is Status.DEPRECATED
        and DO_NOT_TRANSLATE not in concept.flags
        and is_foreign(term, concept)
    )


def _is_gloss(at: int, matches: Sequence[Match], text: str) -> bool:
    """Whether the native term is next to it: `peretas atau hacker`, `daring (online)`."""
    match = matches[at]
    for other in (*matches[max(0, at - 2) : at], *matches[at + 1 : at + 3]):
        if other.concept.id == match.concept.id and other.term.status.allowed:
            start = min(match.span, other.span).end
            between = text[start : max(match.span, other.span).start]
            if len(between) < _GLOSS_GAP and len(between.split()) < 2:
                return True
    return False
