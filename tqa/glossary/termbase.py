"""A termbase: the concepts of one or more glossaries, and finding their terms in text."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path

from tqa.base.errors import FormatError
from tqa.base.store import DAMAGE
from tqa.base.textio import read_bytes
from tqa.glossary import table
from tqa.glossary.facts import Facts, facts_of
from tqa.glossary.format import read_glossary
from tqa.glossary.forms import Likeness
from tqa.glossary.index import Index, Match, uncollected
from tqa.glossary.merge import merge
from tqa.glossary.search import Search
from tqa.glossary.stored import Stored, dump
from tqa.glossary.termbase_cache import key_of, put, take
from tqa.lang.words.known import TEXTS
from tqa.model import Concept, Span, Status, Term

__all__ = ["Likeness", "Match", "Termbase"]

CANDIDATE = "candidate"  # the flag of an entry that nobody has approved yet

Interest = Callable[[Concept, Term], bool]

_WORTH_KEEPING = 500  # concepts from which a termbase is kept in the cache


class Termbase:
    """Concepts indexed for finding their terms in text."""

    def __init__(self, concepts: Iterable[Concept] = (), stored: Stored | None = None) -> None:
        self.concepts: Sequence[Concept] = stored.concepts if stored else tuple(concepts)
        self._stored = stored
        self._by_id: dict[str, int] = {}
        self._facts: Facts | None = None
        self._contested: tuple[Concept, ...] | None = None
        self._confusables: dict[str, tuple[Concept, ...]] | None = None
        self._indexes: dict[str, Index] = {}
        self._scanned = lru_cache(maxsize=TEXTS)(self._scan)
        self._found = lru_cache(maxsize=TEXTS)(self._find)
        self._named = lru_cache(maxsize=TEXTS)(self._find_named)

    def __reduce__(self) -> tuple[object, ...]:
        return Termbase, (tuple(self.concepts),)

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
        cache: bool = False,
    ) -> "Termbase":
        """A termbase from glossary files; those of `paths` win over the `bundled` ones.

        Entries flagged `candidate` are left out unless `candidates` are wanted. With `cache` a
        large one is kept in the user's cache folder, and read from there while its files last.

        Raises:
            GlossaryError: a table cannot be read or is malformed; `where` is file:line.
        """
        key = _key(paths, bundled, candidates) if cache else ""

        def made() -> "Termbase":
            own = [concept for path in paths for concept in read_glossary(path)]
            if not candidates:
                own = [concept for concept in own if CANDIDATE not in concept.flags]
            ours = [concept for path in bundled for concept in table.read(path, bundled=True)]
            new = cls(merge(own, ours))
            if key and len(new.concepts) >= _WORTH_KEEPING:
                put(key, new._dumped())
            return new

        with uncollected():
            stored = take(key, lambda: made().concepts) if key else None
            return cls(stored=stored) if stored else made()

    def _dumped(self) -> bytes:
        """This termbase as a file that is read back fast; its indexes are made for it."""
        plans = {}
        for lang in ("id", "en"):
            self._indexes[lang] = Index(self.concepts, lang)
            plans[lang] = self._indexes[lang].plan
        return dump(self.concepts, self._all_facts(), plans)

    def _all_facts(self) -> Facts:
        if self._facts is None and self._stored:
            try:
                self._facts = self._stored.facts()
            except DAMAGE:
                self._rebuild(self._stored)
        if self._facts is None:
            self._facts = facts_of(self.concepts)
        return self._facts

    def concept(self, id: str) -> Concept | None:
        """The concept of this id."""
        if not self._by_id:
            for n, known in enumerate(self._all_facts().ids):
                self._by_id.setdefault(known, n)
        at = self._by_id.get(id)
        return None if at is None else self.concepts[at]

    def short_names(self) -> frozenset[str]:
        """The names of one word of concepts that also have a longer one: Kominfo, Bappenas."""
        return frozenset(self._all_facts().short_names)

    def confusables(self, concept: Concept) -> tuple[Concept, ...]:
        """The concepts that this one is confused with: those it names and those that name it."""
        return self._rivals().get(concept.id, ())

    def contested(self) -> tuple[Concept, ...]:
        """The concepts that allow a term which another concept forbids or calls outdated."""
        if self._contested is None:
            self._contested = tuple(self.concepts[n] for n in self._all_facts().contested)
        return self._contested

    def _rivals(self) -> dict[str, tuple[Concept, ...]]:
        """For the concepts that are confused, those that they are confused with."""
        if self._confusables is None:
            self._confusables = self._all_confusables()
        return self._confusables

    def _all_confusables(self) -> dict[str, tuple[Concept, ...]]:
        found: dict[str, dict[str, Concept]] = {}
        for n in self._all_facts().confusing:
            concept = self.concepts[n]
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

    def of_kind(self, text: str, lang: str, interest: Interest) -> Set[str]:
        """The concepts of a kind that have a term in a text, whatever the date.

        `interest` decides whether a concept and a term are of the kind.
        """
        return {m[1].id for m in self._scanned(text, lang, "") if interest(m[1], m[2])}

    def is_confusable(self, concept: Concept, term: Term) -> bool:
        """Whether a concept is confused with another one."""
        return concept.id in self._rivals()

    def _index(self, lang: str) -> Index:
        index = self._indexes.get(lang)
        if index is None:
            plan = self._stored.plan(lang) if self._stored else None
            index = self._indexes[lang] = Index(self.concepts, lang, plan)
        return index

    def _scan(self, text: str, lang: str, date: str) -> tuple[Match, ...]:
        if date:
            return tuple(m for m in self._scanned(text, lang, "") if is_valid(m.concept, date))
        if not self.concepts or not lang:
            return ()
        try:
            return Search(self._index(lang), text).matches()
        except DAMAGE:
            if not self._stored:
                raise
            self._rebuild(self._stored)
            return Search(self._index(lang), text).matches()

    def _rebuild(self, stored: Stored) -> None:
        """Go on without what is stored, which turned out to be damaged; it is also replaced."""
        self.concepts = tuple(stored.rebuild())
        self._stored = self._facts = None
        self._indexes.clear()

    def _find(self, text: str, lang: str, date: str) -> tuple[Match, ...]:
        found = self._scanned(text, lang, date)
        return longest(found) if len(found) > 1 else found

    def _find_named(self, text: str, lang: str, date: str) -> tuple[Match, ...]:
        found = self._scanned(text, lang, date)
        named = [m for m in found if m.term.status is not Status.FORBIDDEN]
        return longest(named) if len(named) < len(found) else self._found(text, lang, date)


def _key(paths: Sequence[str | Path], bundled: Sequence[str | Path], candidates: bool) -> str:
    """The name of this termbase in the cache, "" where a file cannot be read."""
    try:
        own = [(f"{candidates} {path}", read_bytes(path)) for path in paths]
        return key_of((*own, *((f"bundled {path}", read_bytes(path)) for path in bundled)))
    except FormatError:
        return ""


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
    if are_apart([match[0] for match in matches]):
        return tuple(matches)
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
    kept = best.keys() if are_apart(best) else _without_overlaps(best)
    return tuple([m for m in matches if m[0] in kept and m[3] is best[m[0]]])


def are_apart(spans: Iterable[Span]) -> bool:
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
