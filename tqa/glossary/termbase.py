"""A termbase: the concepts of one or more glossaries, and finding their terms in text."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path

from tqa.glossary import table
from tqa.glossary.format import read_glossary
from tqa.glossary.forms import Likeness
from tqa.glossary.index import Index, Interest, Match, uncollected
from tqa.glossary.merge import merge
from tqa.glossary.search import Search
from tqa.model import Concept, Span, Status, Term

__all__ = ["Likeness", "Match", "Termbase"]

CANDIDATE = "candidate"  # the flag of an entry that nobody has approved yet

_CACHED_TEXTS = 64


class Termbase:
    """Concepts indexed for finding their terms in text."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self.concepts = tuple(concepts)
        self._by_id: dict[str, Concept] = {}
        self._contested: tuple[Concept, ...] | None = None
        self._confusables: dict[str, tuple[Concept, ...]] | None = None
        self._indexes: dict[str, Index] = {}
        self._searched = lru_cache(maxsize=_CACHED_TEXTS)(self._search)
        self._scanned = lru_cache(maxsize=_CACHED_TEXTS)(self._scan)
        self._found = lru_cache(maxsize=_CACHED_TEXTS)(self._find)
        self._named = lru_cache(maxsize=_CACHED_TEXTS)(self._find_named)

    def __reduce__(self) -> tuple[object, ...]:
        return Termbase, (self.concepts,)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "Termbase":
        """A termbase from table rows (the columns of a glossary table).

        Raises:
            GlossaryError: a cell is malformed.
        """
        return cls(table.concepts_of(rows))

    @classmethod
    def load(
        cls,
        paths: Sequence[str | Path],
        *,
        bundled: Sequence[str | Path] = (),
        candidates: bool = False,
    ) -> "Termbase":
        """A termbase from glossary files; those of `paths` win over the `bundled` ones.

        Entries flagged `candidate` are left out unless `candidates` are wanted.

        Raises:
            GlossaryError: a table cannot be read or is malformed; `where` is file:line.
        """
        with uncollected():
            own = [concept for path in paths for concept in read_glossary(path)]
            if not candidates:
                own = [concept for concept in own if CANDIDATE not in concept.flags]
            ours = [concept for path in bundled for concept in table.read(path, bundled=True)]
            return cls(merge(own, ours))

    def concept(self, id: str) -> Concept | None:
        """The concept of this id."""
        if not self._by_id:
            for concept in self.concepts:
                self._by_id.setdefault(concept.id, concept)
        return self._by_id.get(id)

    def confusables(self, concept: Concept) -> tuple[Concept, ...]:
        """The concepts that this one is confused with: those it names and those that name it."""
        if self._confusables is None:
            self._confusables = self._all_confusables()
        return self._confusables.get(concept.id, ())

    def contested(self) -> tuple[Concept, ...]:
        """The concepts that allow a term which another concept forbids or calls outdated."""
        if self._contested is None:
            banned = {
                (term.lang, term.text.lower())
                for concept in self.concepts
                for term in concept.terms
                if not term.status.allowed
            }
            self._contested = tuple(
                concept
                for concept in self.concepts
                if any(
                    t.status.allowed and (t.lang, t.text.lower()) in banned for t in concept.terms
                )
            )
        return self._contested

    def _all_confusables(self) -> dict[str, tuple[Concept, ...]]:
        found: dict[str, dict[str, Concept]] = {}
        for concept in self.concepts:
            for id in concept.confusable_with:
                other = self.concept(id)
                if other and other.id != concept.id:
                    found.setdefault(concept.id, {})[other.id] = other
                    found.setdefault(other.id, {})[concept.id] = concept
        return {id: tuple(others.values()) for id, others in found.items()}

    def find(self, text: str, lang: str, date: str = "") -> tuple[Match, ...]:
        """The terms in a text, in order: the longest first, without overlaps.

        Several senses of one word come as several matches of one span. A project's term is
        not hidden by a longer one of the bundled glossaries, so these may overlap. Concepts
        that are not valid on `date` (ISO 8601) are left out; with "" all are valid.
        """
        return self._found(text, lang, date)

    def concepts_named(self, text: str, lang: str, date: str = "") -> tuple[Match, ...]:
        """As `find`, but of the terms that do name their concept: none that is forbidden.

        For sources: `perdana menteri`, forbidden for a president, does not hide `menteri`.
        """
        return self._named(text, lang, date)

    def occurrences(self, text: str, lang: str, date: str = "") -> tuple[Match, ...]:
        """All terms in a text, also those inside longer ones (`nilai` in `nilai tukar`)."""
        return self._scanned(text, lang, date)

    def candidates(self, text: str, lang: str, interest: Interest) -> frozenset[str]:
        """The concepts of a kind that a text may name: cheap, may hold others, lacks none.

        Args:
            text: the text.
            lang: its language.
            interest: tells of a concept and a term whether they are of the kind; a function
                of a module or a method, so that its answers are remembered.
        """
        search = self._searched(text, lang)
        return search.candidates(interest) if search else frozenset()

    def is_confusable(self, concept: Concept, term: Term) -> bool:
        """Whether a concept is confused with another one."""
        return bool(self.confusables(concept))

    def _search(self, text: str, lang: str) -> Search | None:
        if not self.concepts or not lang:
            return None
        index = self._indexes.get(lang)
        if index is None:
            index = self._indexes[lang] = Index(self.concepts, lang)
        return Search(index, text)

    def _scan(self, text: str, lang: str, date: str) -> tuple[Match, ...]:
        search = self._searched(text, lang)
        found = search.matches if search else ()
        return tuple(m for m in found if is_valid(m.concept, date)) if date and found else found

    def _find(self, text: str, lang: str, date: str) -> tuple[Match, ...]:
        found = self._scanned(text, lang, date)
        return longest(found) if len(found) > 1 else found

    def _find_named(self, text: str, lang: str, date: str) -> tuple[Match, ...]:
        found = self._scanned(text, lang, date)
        named = [m for m in found if m.term.status is not Status.FORBIDDEN]
        return longest(named) if len(named) < len(found) else self._found(text, lang, date)


def is_valid(concept: Concept, date: str) -> bool:
    """Whether a concept is in force on an ISO 8601 date; any concept is where "" is given."""
    if not date:
        return True
    if concept.valid_from and date < concept.valid_from:
        return False
    until = concept.valid_until
    return not until or date[: len(until)] <= until


def longest(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches that no longer one overlaps; of one span the nearest in form.

    The project's terms and the bundled ones are sorted out apart from each other, but
    of one span the project's are the only ones.
    """
    own = [match for match in matches if not match.concept.bundled]
    if not own or len(own) == len(matches):
        return _longest(matches)
    taken = {match.span for match in own}
    rest = [m for m in matches if m.concept.bundled and m.span not in taken]
    return tuple(sorted((*_longest(own), *_longest(rest)), key=lambda match: match.span))


def _longest(matches: Sequence[Match]) -> tuple[Match, ...]:
    best: dict[Span, Likeness] = {}
    for match in matches:
        known = best.get(match[0])
        if known is None or match[3] < known:
            best[match[0]] = match[3]
    kept = best.keys() if _are_apart(best) else _without_overlaps(best)
    return tuple([m for m in matches if m[0] in kept and m[3] is best[m[0]]])


def _are_apart(spans: Iterable[Span]) -> bool:
    """Whether spans in the order of the text do not overlap."""
    reached = 0
    for start, end in spans:
        if start < reached:
            return False
        reached = end
    return True


def _without_overlaps(spans: Iterable[Span]) -> Set[Span]:
    """The spans that no longer one overlaps, the first of equal ones."""
    taken: set[int] = set()
    kept: set[Span] = set()
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if span.start not in taken and span.end - 1 not in taken:
            taken.update(range(span.start, span.end))
            kept.add(span)
    return kept
