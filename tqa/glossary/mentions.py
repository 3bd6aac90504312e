"""The terms that a translation should use, by segment, and where a text has them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import RLock
from typing import NamedTuple

from tqa.glossary.forms import Likeness
from tqa.glossary.index import DO_NOT_TRANSLATE, Match
from tqa.glossary.senses import likely
from tqa.glossary.termbase import Termbase
from tqa.lang.words.known import TEXTS
from tqa.model import Concept, Matching, Span, Status, Term

_CHUNK = re.compile(r"[—–]+|[^\s—–]+")
_EDGE = "[.,;:!?\"'()\\[\\]{}<>…“”‘’«»„]"
_PARTS = re.compile(rf"({_EDGE}*)(.*?)({_EDGE}*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SourceMention:
    """One mention of a term in a source segment, and what may stand for it in the target."""

    concept: str  # its id in the glossary; the source term where there is no glossary
    source: str  # the term as the glossary has it
    said: str  # as the text has it
    targets: tuple[Term, ...]  # those allowed, the preferred one first


class WordOrSign(NamedTuple):
    """A word or a sign."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is more than punctuation."""
        return any(sign.isalnum() for sign in self.text)


def named(
    text: str, termbase: Termbase, langs: tuple[str, str], other: str = ""
) -> Iterator[SourceMention]:
    """The mentions of concepts in a source text that have an allowed term in the target language.

    Of the senses of a word those are taken that the context words of the glossary speak for, in
    the text and in `other`, its translation.
    """
    senses: dict[Span, dict[str, Match]] = {}
    for match in termbase.concepts_named(text, langs[0]):
        if not match.derived:
            senses.setdefault(match.span, {})[match.concept.id] = match
    for span, matches in senses.items():
        concepts = [match.concept for match in matches.values()]
        chosen = likely(concepts, ((text, langs[0]), (other, langs[1])))
        targets = [term for concept in chosen for term in allowed(concept, langs[1])]
        if targets:
            term = matches[chosen[0].id].term.text
            yield SourceMention(chosen[0].id, term, span.of(text), tuple(dict.fromkeys(targets)))


def allowed(concept: Concept, lang: str) -> tuple[Term, ...]:
    """The terms that a translation may use, the preferred ones first."""
    terms = concept.terms_in(lang, Status.PREFERRED) + concept.terms_in(lang, Status.ADMITTED)
    if terms or DO_NOT_TRANSLATE not in concept.flags:
        return terms
    return tuple(replace(term, lang=lang) for term in concept.terms if term.status.allowed)


class TermPlace(NamedTuple):
    """Where a text has a term."""

    span: Span
    term: Term
    literal: bool  # as written, not in another form


@lru_cache(maxsize=TEXTS)
def tokens(text: str) -> tuple[WordOrSign, ...]:
    """What white space parts, with the signs at the ends of words apart.

    Text that is tokenized already comes back as it is.
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[WordOrSign]:
    for chunk in _CHUNK.finditer(text):
        parts = _PARTS.fullmatch(chunk[0])
        if parts is None or not parts[2]:
            yield WordOrSign(chunk[0], *chunk.span())
            continue
        at, (head, core, _) = chunk.start(), parts.groups()
        first, last = at + len(head), at + len(head) + len(core)
        yield from (WordOrSign(text[i], i, i + 1) for i in range(at, first))
        yield WordOrSign(core, first, last)
        yield from (WordOrSign(text[i], i, i + 1) for i in range(last, chunk.end()))


class Finder:
    """Looks for target terms in texts: whole tokens as written, then in other forms.

    As written means with the same capitals, unless `lowercase` is set. Other forms are
    those of the same word (clitics, plural, voice); a capital of the term must be there.
    """

    def __init__(
        self, terms: Iterable[Term], *, inflected: bool = True, lowercase: bool = False
    ) -> None:
        self._lock = RLock()  # systems are searched by several threads
        self._lowercase = lowercase
        known = list(dict.fromkeys(terms))
        wanted = [t for t in known if inflected or t.matching is Matching.REGEX]
        self._termbase = Termbase(Concept(str(at), (term,)) for at, term in enumerate(wanted))
        self._langs = sorted({term.lang for term in wanted})
        self._words = {term: self._folded(tokens(term.text)) for term in known}

    def places(self, term: Term, text: str) -> list[TermPlace]:
        """Where a text has a term: the literal places first, each kind in order."""
        found = list(self._literal(term, text))
        starts = {place.span.start for place in found}
        others = (place for place in self.forms(text) if place.term == term)
        return found + [place for place in others if place.span.start not in starts]

    def forms(self, text: str) -> Iterator[TermPlace]:
        """Where a text has any of the terms in any form."""
        with self._lock:
            found = [m for lang in self._langs for m in self._termbase.occurrences(text, lang)]
        for match in found:
            place = TermPlace(match.span, match.term, False)
            if match.likeness is not Likeness.DERIVED and self._has_capitals(place, text):
                yield place

    def _literal(self, term: Term, text: str) -> Iterator[TermPlace]:
        wanted = self._words[term]
        if not wanted or term.matching is Matching.REGEX:
            return
        own = tokens(text)
        words, size = self._folded(own), len(wanted)
        for at in range(len(words) - size + 1):
            if words[at : at + size] == wanted:
                yield TermPlace(Span(own[at].start, own[at + size - 1].end), term, True)

    def _folded(self, parts: Sequence[WordOrSign]) -> list[str]:
        return [each.text.casefold() if self._lowercase else each.text for each in parts]

    def _has_capitals(self, place: TermPlace, text: str) -> bool:
        if self._lowercase or not place.term.text[:1].isupper():
            return True
        return any(sign.isupper() for sign in place.span.of(text))


def placed(uses: Sequence[SourceMention], text: str, finder: Finder) -> list[TermPlace | None]:
    """For each use, where the text has one of its targets; no place serves two uses."""
    taken: set[int] = set()
    found: list[TermPlace | None] = []
    for use in uses:
        places = [place for term in use.targets for place in finder.places(term, text)]
        places.sort(key=lambda place: not place.literal)  # stable: the preferred term first
        place = next((p for p in places if p.span.start not in taken), None)
        if place:
            taken.add(place.span.start)
        found.append(place)
    return found
