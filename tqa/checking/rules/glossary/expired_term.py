"""GLO008 expired-term."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from tqa.checking.rule import Context, Message, TermbaseRule, bad_terms, good_terms, rule
from tqa.model import Concept, Finding, Severity

_WORD = re.compile(r"[^\W_]+")
_MIN_LETTERS = 4  # minimum length of words that identify a name


@rule
@dataclass(frozen=True)
class ExpiredTerm(TermbaseRule):
    """A concept is out of date, and no other concept replaces any of its terms.

    *Kominfo* named a ministry until October 2024. An entry that ends is right for older texts;
    newer texts need an entry that begins when it ends. An entry that begins later and shares two
    words of the name counts as that (*Menteri Hukum* after *Menteri Hukum dan HAM*).
    `valid_until` before `valid_from` is reported too: such an entry is never valid.

    Fix: add the entry that follows, with `valid_from`; or correct the dates.
    """

    code = "GLO008"
    name = "expired-term"
    mqm = "terminology"
    severity = Severity.MINOR
    message = Message("“{term}” is valid only until {until}, and no entry replaces it")
    examples = (
        good_terms({"id": "lokakarya", "en": "workshop", "valid_from": "2020"}),
        good_terms(
            {"id": "Menkominfo", "en": "Minister of Communication", "valid_until": "2024-10"},
            {"id": "Menkomdigi", "en": "Minister of Communication", "valid_from": "2024-10"},
        ),
        good_terms(
            {"id": "Menteri Hukum dan HAM", "en": "x", "valid_until": "2024-10-20"},
            {"id": "Menteri Hukum", "en": "y", "valid_from": "2024-10-21"},
        ),
        bad_terms(
            {"id": "Menteri Hukum dan HAM", "en": "x", "valid_until": "2024-10-20"},
            {"id": "Menteri Hukum", "en": "y", "valid_from": "2001"},
            flags=("Menteri Hukum dan HAM",),
        ),
        bad_terms(
            {"id": "Kominfo", "en": "Ministry of Communication", "valid_until": "2024-10-20"},
            flags=("Kominfo",),
        ),
        bad_terms(
            {"id": "x", "en": "y", "valid_from": "2024", "valid_until": "2019"}, flags=("x",)
        ),
    )

    def check(self, ctx: Context) -> Iterator[Finding]:
        heirs = {
            (term.lang, term.text.lower())
            for concept in ctx.termbase.concepts
            if concept.valid_from or not concept.valid_until
            for term in concept.terms
            if term.status.allowed and not _never(concept.valid_from, concept.valid_until)
        }
        successors = _latest_starts(ctx.termbase.concepts)
        for concept in ctx.termbase.concepts:
            until = concept.valid_until
            if not until or (ctx.date and until >= ctx.date[: len(until)]):
                continue
            own = {(term.lang, term.text.lower()) for term in concept.terms}
            followed = own & heirs or any(successors.get(p, "") > until for p in _pairs(concept))
            if _never(concept.valid_from, until) or not (followed or concept.confusable_with):
                yield self.flag_term(concept, until=until)


def _never(start: str, end: str) -> bool:
    """Whether a time ends before it begins."""
    return bool(start and end and end < start[: len(end)])


def _latest_starts(concepts: Iterable[Concept]) -> dict[tuple[str, ...], str]:
    """The word pairs in terms of entries with `valid_from`, and the latest such date of each."""
    found: dict[tuple[str, ...], str] = {}
    for concept in concepts:
        if concept.valid_from:
            for pair in _pairs(concept):
                found[pair] = max(found.get(pair, ""), concept.valid_from)
    return found


def _pairs(concept: Concept) -> Iterator[tuple[str, ...]]:
    """Pairs of longer words of each term, after its language; a changed name keeps some words."""
    for term in concept.terms:
        words = {word for word in _WORD.findall(term.text.lower()) if len(word) >= _MIN_LETTERS}
        yield from ((term.lang, *pair) for pair in combinations(sorted(words), 2))
