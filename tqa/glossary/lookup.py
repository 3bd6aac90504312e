"""Looks up a word in a glossary: as written, inflected, or misspelt."""

from collections.abc import Iterator
from typing import NamedTuple

from tqa.glossary.termbase import Likeness, Termbase
from tqa.model import Concept, Term

NEAR = 75  # of 100: how alike two spellings must be to be shown


class Hit(NamedTuple):
    """A term found, and how: 100 is as written, 99 and 98 in another form, below that alike."""

    concept: Concept
    term: Term
    score: int


def lookup(termbase: Termbase, text: str, limit: int = 10) -> list[Hit]:
    """The terms that the text is, contains or resembles, the best first, one a concept."""
    best: dict[str, Hit] = {}
    for hit in (*_within(termbase, text), *_alike(termbase, text)):
        if hit.concept.id not in best or best[hit.concept.id].score < hit.score:
            best[hit.concept.id] = hit
    ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.concept.id))
    return ranked[:limit]


def _within(termbase: Termbase, text: str) -> Iterator[Hit]:
    for lang in ("id", "en"):
        for match in termbase.occurrences(text, lang):
            whole = match.span.end - match.span.start == len(text.strip())
            exact = match.likeness is Likeness.LITERAL
            yield Hit(match.concept, match.term, 98 + exact * 2 if whole else 97)


def _alike(termbase: Termbase, text: str) -> Iterator[Hit]:
    from rapidfuzz import fuzz, process

    terms = [(concept, term) for concept in termbase.concepts for term in concept.terms]
    found = process.extract(
        text.lower(),
        [term.text.lower() for _, term in terms],
        scorer=fuzz.ratio,
        score_cutoff=NEAR,
        limit=50,
    )
    for _, score, at in found:
        concept, term = terms[at]
        yield Hit(concept, term, 100 if term.text == text else min(96, int(score)))
