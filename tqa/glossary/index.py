"""The terms of one language, indexed so that search time depends on the text alone."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import NamedTuple

from tqa.glossary.forms import (
    Form,
    Likeness,
    compounds,
    forms,
    inflected,
    is_inflected,
    keys,
    same_verb,
)
from tqa.glossary.index_layout import (
    ATOM,
    CORE,
    DO_NOT_TRANSLATE,
    IndexPlan,
    entries_of,
    pattern_of,
    planned,
    term_at,
)
from tqa.lang.words.known import Known
from tqa.model import Concept, Matching, Span, Term

__all__ = ["ATOM", "DO_NOT_TRANSLATE", "Index", "Match", "uncollected"]


class Match(NamedTuple):
    """A term found in a text."""

    span: Span
    concept: Concept
    term: Term
    likeness: Likeness = Likeness.LITERAL

    @property
    def derived(self) -> bool:
        """Whether the text has another word of the same base (menginvestasikan: investasi)."""
        return self.likeness is Likeness.DERIVED


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection while many lasting objects are made: half the time of loading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


_MIN_COMPOUND = 9  # letters of a compound with affixes
_LIKENESSES = tuple(Likeness)
_MAX_WORD = 64  # characters: anything longer is no word
_CACHED_WORDS = 200_000


class End(NamedTuple):
    """A term that ends in a state of the search."""

    concept: Concept
    term: Term
    plain: bool  # whether any form of it counts, whatever its capitals


def _end(concept: Concept, term: Term) -> End:
    capital = "name" in concept.flags and term.text[0].isupper()
    exact = term.case_sensitive or term.matching is Matching.EXACT
    return End(concept, term, not capital and not exact)


_Entry = tuple[int, Sequence[str]]  # the number of a term, and the words that follow
_Named = Callable[[int], tuple[Concept, Term]]  # what has a number
_NONE: frozenset[str] = frozenset()


class Node:
    """A state of the search: the terms that end here and the words that may follow.

    What follows is looked at when a text asks for it: most terms of a large glossary never are,
    and stay numbers.
    """

    __slots__ = ("_children", "_following", "_lang", "_named", "_rest", "_steps", "ends")

    def __init__(self, entries: Iterable[_Entry], lang: str, named: _Named) -> None:
        self.ends: list[End] = []
        self._rest: list[_Entry] = []
        for entry in entries:
            if entry[1]:
                self._rest.append(entry)
            else:
                self.ends.append(_end(*named(entry[0])))
        self._lang = lang
        self._named = named
        self._following: dict[str, list[tuple[Likeness, _Entry]]] | None = None
        self._children: dict[str, list[tuple[Node, Likeness]]] = {}  # by forms of the next word
        self._steps: dict[str, list[tuple[Node, Likeness]]] = {}  # by the next word

    @property
    def goes_on(self) -> bool:
        """Whether any word may follow."""
        return bool(self._rest)

    @property
    def following(self) -> Mapping[str, Sequence[tuple[Likeness, _Entry]]]:
        """The forms that may follow, with the terms that go on so."""
        if self._following is None:
            self._following = {}
            for number, words in self._rest:
                entry = (number, words[1:])
                for key, likeness in _keys(words, self._lang):
                    self._following.setdefault(key, []).append((likeness, entry))
        return self._following

    def after(self, word: "Word") -> Sequence[tuple["Node", Likeness]]:
        """The states after the next word, and how near it is to the one they expect."""
        found = self._steps.get(word.lower)
        if found is None:
            found = [
                (node, max(key, step)) for form, step in word.forms for node, key in self._to(form)
            ]
            if found:  # there are few of these
                self._steps[word.lower] = found
        return found

    def _to(self, form: str) -> Sequence[tuple["Node", Likeness]]:
        """The states after a form of the next word."""
        found = self._children.get(form)
        if found is None and form in self.following:
            by_likeness: dict[Likeness, list[_Entry]] = {}
            for likeness, entry in self.following[form]:
                by_likeness.setdefault(likeness, []).append(entry)
            found = [
                (Node(group, self._lang, self._named), near) for near, group in by_likeness.items()
            ]
            self._children[form] = found
        return found or ()


def _keys(words: Sequence[str], lang: str) -> tuple[Form, ...]:
    """What the first of the words to come is looked for as: the last one in other forms too."""
    if len(words) == 1 and is_inflected(words[0], lang):
        return keys(words[0], lang)
    return ((words[0], Likeness.LITERAL),)


class _Place(NamedTuple):
    """Where terms are entered: by their first word in some form; how near a word is to that."""

    form: str
    key: Likeness
    likeness: Likeness


class Word:
    """A word of texts: its base forms, and what it may begin."""

    __slots__ = (
        "counts",
        "ends",
        "following",
        "forms",
        "leads",
        "lower",
        "nodes",
        "plain",
        "spelt",
    )

    def __init__(
        self,
        lower: str,
        forms_of: tuple[Form, ...],
        nodes: Sequence[tuple[Node, Likeness]] = (),
        ends: Sequence[tuple[End, Likeness]] = (),
        leads: bool = False,
    ) -> None:
        self.lower = lower
        self.leads = leads  # whether it may be the first part of a word that is written apart
        self.forms = forms_of  # the nearest first
        self.spelt = tuple([form for form, _ in forms_of])
        self.ends = ends  # terms of this one word
        self.plain = _plain(ends) if ends else ()  # the same, if none minds its capitals
        self.nodes = [pair for pair in nodes if pair[0].goes_on]  # that other words may follow
        self.following = _following([node for node, _ in self.nodes])  # all forms of such words
        self.counts = bool(ends or self.nodes or leads)  # whether the search need stop here


def _following(nodes: Sequence[Node]) -> Set[str]:
    if len(nodes) == 1:
        return nodes[0].following.keys()
    return frozenset().union(*[node.following for node in nodes]) if nodes else _NONE


def _plain(
    ends: Sequence[tuple[End, Likeness]],
) -> tuple[tuple[Concept, Term, Likeness], ...]:
    """The terms nearest in form, one a concept; none where one of them needs its capitals."""
    if not all(end.plain for end, _ in ends):
        return ()
    found: dict[int, tuple[Concept, Term, Likeness]] = {}
    for (concept, term, _), likeness in ends:
        known = found.get(id(concept))
        if known is None or likeness < known[2]:
            found[id(concept)] = (concept, term, likeness)
    return tuple(found.values())


def _lower(word: str) -> str:
    """A word in lower case, with as many letters: İ, which becomes two, stays."""
    lower = word.lower()
    if len(lower) == len(word):
        return lower
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in word)


class Index:
    """The terms of one language.

    Entries are made when a text first asks for their first word: most of a large glossary's
    never are.
    """

    def __init__(
        self, concepts: Sequence[Concept], lang: str, plan: IndexPlan | None = None
    ) -> None:
        if plan is None:
            plan = planned(concepts, lang)
        self.lang = lang
        self.plan = plan
        self.solid = plan.solid
        self.heads = plan.heads
        self.compounds = plan.compounds
        self._concepts = concepts
        self._first = plan.first
        self._nodes: dict[tuple[str, Likeness], Node] = {}
        self.words = Known(self._know, _CACHED_WORDS)  # as texts have them
        self.joined = Known(self._join, _CACHED_WORDS)
        self.patterns = [pattern_of(*term_at(concepts, ref)) for ref in plan.patterns]

    def _named(self, number: int) -> tuple[Concept, Term]:
        return term_at(self._concepts, number)

    def _node(self, form: str, likeness: Likeness) -> Node:
        """The state after a first word, built when a text first asks for it."""
        node = self._nodes.get((form, likeness))
        if node is None:
            entries = entries_of(self._first[likeness][form])
            node = self._nodes[form, likeness] = Node(entries, self.lang, self._named)
        return node

    def _know(self, word: str) -> Word:
        lower = _lower(word)
        if lower != word:
            return self.words[lower]
        if len(word) > _MAX_WORD:
            return Word(word, ((word, Likeness.LITERAL),))
        forms_of = forms(word, self.lang)
        return self._word(word, forms_of, self._places(self._begun(word, forms_of)))

    def _join(self, word: str) -> Word:
        """What two words of a text, joined to one, may begin; derived words do not count."""
        near = inflected(word, self.lang) if len(word) <= _MAX_WORD else ()
        places = [p for p in self._places(near) if p.likeness is not Likeness.DERIVED]
        return self._word(word, near, places)

    def _places(self, forms_of: Sequence[Form]) -> list[_Place]:
        """Where terms that begin with one of these forms are entered."""
        literal, near, far = self._first
        return [
            _Place(form, key, max(likeness, key))
            for form, likeness in forms_of
            if form in literal or form in near or form in far
            for key in _LIKENESSES
            if form in self._first[key]
        ]

    def _word(self, word: str, forms_of: tuple[Form, ...], places: Sequence[_Place]) -> Word:
        leads = word in self.heads
        if not places:
            return Word(word, forms_of, leads=leads)
        nodes = [(self._node(form, key), likeness) for form, key, likeness in places]
        ends = [
            (end, self._nearest(word, end.term, near)) for node, near in nodes for end in node.ends
        ]
        return Word(word, forms_of, nodes, ends, leads)

    def _nearest(self, word: str, term: Term, likeness: Likeness) -> Likeness:
        """The likeness of a word to a term of one word: a verb in another voice is no other."""
        if likeness is Likeness.DERIVED and self.lang == "id":
            return Likeness.INFLECTED if same_verb(word, term.text.lower()) else likeness
        return likeness

    def _begun(self, word: str, found: tuple[Form, ...]) -> tuple[Form, ...]:
        """The base forms under which a word may begin a term; also a compound inside affixes."""
        if self.lang != "id" or len(word) < _MIN_COMPOUND or not self._holds_compound(word):
            return found
        inner = [form for form in compounds(word) if form in self.compounds and form != word]
        known = {form for form, _ in found}
        return found + tuple((form, Likeness.DERIVED) for form in inner if form not in known)

    def _holds_compound(self, word: str) -> bool:
        """Whether there may be a compound term inside a word: asked before affixes are tried."""
        parts = [word[at : at + CORE] for at in range(len(word) - CORE + 1)]
        return not self.plan.cores.isdisjoint(parts)
