"""The terms of one language, indexed so that text is searched in time that hangs on the text."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from tqa.glossary.plan import (
    ATOM,
    CORE,
    DO_NOT_TRANSLATE,
    Plan,
    numbers,
    pattern_of,
    planned,
    term_at,
    words_after_first,
)
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


_Entry = tuple[Concept, Term, Sequence[str]]  # with the words that follow
Interest = Callable[[Concept, Term], bool]
_NONE: frozenset[str] = frozenset()


class Node:
    """A state of the search: the terms that end here and the words that may follow.

    What follows is looked at when a text asks for it: most terms of a large glossary never are.
    """

    __slots__ = ("_children", "_following", "_lang", "_rest", "ends")

    def __init__(self, entries: Iterable[_Entry], lang: str) -> None:
        self.ends: list[End] = []
        self._rest: list[_Entry] = []
        for entry in entries:
            if entry[2]:
                self._rest.append(entry)
            else:
                self.ends.append(_end(entry[0], entry[1]))
        self._lang = lang
        self._following: dict[str, list[tuple[Likeness, _Entry]]] | None = None
        self._children: dict[str, tuple[tuple[Node, Likeness], ...]] = {}

    @property
    def goes_on(self) -> bool:
        """Whether any word may follow."""
        return bool(self._rest)

    @property
    def following(self) -> Mapping[str, Sequence[tuple[Likeness, _Entry]]]:
        """The forms that may follow, with the terms that go on so."""
        if self._following is None:
            self._following = {}
            for concept, term, words in self._rest:
                entry = (concept, term, words[1:])
                for key, likeness in _keys(words, self._lang):
                    self._following.setdefault(key, []).append((likeness, entry))
        return self._following

    def after(self, form: str) -> tuple[tuple["Node", Likeness], ...]:
        """The states after a form of the next word."""
        found = self._children.get(form)
        if found is None:
            by_likeness: dict[Likeness, list[_Entry]] = {}
            for likeness, entry in self.following.get(form, ()):
                by_likeness.setdefault(likeness, []).append(entry)
            nodes = [(Node(group, self._lang), near) for near, group in by_likeness.items()]
            found = self._children[form] = tuple(nodes)
        return found


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


class Start(NamedTuple):
    """What a word of a text may begin."""

    ends: tuple[tuple[End, Likeness], ...]  # terms of this one word
    plain: tuple[tuple[Concept, Term, Likeness], ...]  # the same, if none minds its capitals
    nodes: tuple[tuple[Node, Likeness], ...]  # states that other words may follow
    following: frozenset[str]  # all base forms of such words
    entries: tuple[Sequence[_Entry], ...]

    def concepts(self, interest: Interest) -> frozenset[str]:
        """The concepts of an interest that have a term which may begin here."""
        entries = [entry for several in self.entries for entry in several]
        return frozenset(entry[0].id for entry in entries if interest(entry[0], entry[1]))


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


class Lead(NamedTuple):
    """Which concepts of an interest a word may begin to name."""

    alone: frozenset[str]  # by itself
    more: frozenset[str]  # with other words
    following: frozenset[str]  # the forms of such words

    def plus(self, other: "Lead") -> "Lead":
        """What leads from one place or another."""
        return Lead(
            self.alone | other.alone, self.more | other.more, self.following | other.following
        )


def _lead(entries: Sequence[_Entry], lang: str) -> Lead | None:
    if not entries:
        return None
    return Lead(
        frozenset(concept.id for concept, _, rest in entries if not rest),
        frozenset(concept.id for concept, _, rest in entries if rest),
        frozenset(key for _, _, rest in entries if rest for key, _ in _keys(rest, lang)),
    )


class _Known(dict[str, Sequence[_Place]]):
    """Words of texts, each analysed when it is first asked for."""

    def __init__(self, know: Callable[[str], Sequence[_Place]]) -> None:
        super().__init__()
        self._know = know

    def __missing__(self, word: str) -> Sequence[_Place]:
        found = self[word] = self._know(word)
        return found


class Index:
    """The terms of one language.

    Entries are made when a text first asks for their first word: most of a large glossary's
    never are.
    """

    def __init__(self, concepts: Sequence[Concept], lang: str, plan: Plan | None = None) -> None:
        if plan is None:
            plan = planned(concepts, lang)
        self.lang = lang
        self.plan = plan
        self.solid = plan.solid
        self.heads = plan.heads
        self.compounds = plan.compounds
        self._concepts = concepts
        self._first = plan.first
        self._entries: dict[tuple[str, Likeness], Sequence[_Entry]] = {}
        self._nodes: dict[tuple[str, Likeness], Node] = {}
        self._known_forms: dict[str, dict[str, Likeness]] = {}
        self._spelt: dict[str, frozenset[str]] = {}
        self._known = _Known(self._know)
        self._starts: dict[str, Start | None] = {}
        self._joined: dict[str, Start | None] = {}
        self._leads: dict[Interest, dict[str, Lead]] = {}
        self._place_leads: dict[tuple[str, Likeness], dict[Interest, Lead]] = {}
        self.patterns = [pattern_of(*term_at(concepts, ref)) for ref in plan.patterns]

    def _entries_at(self, form: str, likeness: Likeness) -> Sequence[_Entry]:
        """The terms that are entered under a first word."""
        found = self._entries.get((form, likeness))
        if found is None:
            refs = numbers(self._first[likeness][form])
            found = self._entries[form, likeness] = [self._entry(ref) for ref in refs]
        return found

    def _entry(self, ref: int) -> _Entry:
        concept, term = term_at(self._concepts, ref)
        return concept, term, words_after_first(term, ref)

    def _node(self, form: str, likeness: Likeness) -> Node:
        """The state after a first word, built when a text first asks for it."""
        node = self._nodes.get((form, likeness))
        if node is None:
            node = self._nodes[form, likeness] = Node(self._entries_at(form, likeness), self.lang)
        return node

    def start(self, word: str) -> Start | None:
        """What a lower-case word of a text may begin, None where nothing."""
        if word not in self._starts:
            places = self._known[word]
            self._starts[word] = self._start(word, places) if places else None
        return self._starts[word]

    def _know(self, word: str) -> Sequence[_Place]:
        places = self._places(self._forms(word)) or ()
        for interest, lead in self._leads_at(places).items():
            self._leads[interest][word] = lead
        return places

    def joined(self, word: str) -> Start | None:
        """What two words of a text, joined to one, may begin; derived words do not count."""
        if word not in self._joined:
            if len(self._joined) > _CACHED_WORDS:
                self._joined.clear()
            forms_of = inflected(word, self.lang) if len(word) <= _MAX_WORD else ()
            places = [p for p in self._places(forms_of) if p.likeness is not Likeness.DERIVED]
            self._joined[word] = self._start(word, places) if places else None
        return self._joined[word]

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

    def _start(self, word: str, places: Sequence[_Place]) -> Start:
        nodes = [(self._node(form, key), likeness) for form, key, likeness in places]
        follow = tuple((node, likeness) for node, likeness in nodes if node.goes_on)
        ends = [
            (end, self._nearest(word, end.term, near)) for node, near in nodes for end in node.ends
        ]
        return Start(
            tuple(ends),
            _plain(ends),
            follow,
            frozenset(form for node, _ in follow for form in node.following),
            tuple(self._entries_at(form, key) for form, key, _ in places),
        )

    def _nearest(self, word: str, term: Term, likeness: Likeness) -> Likeness:
        """The likeness of a word to a term of one word: a verb in another voice is no other."""
        if likeness is Likeness.DERIVED and self.lang == "id":
            return Likeness.INFLECTED if same_verb(word, term.text.lower()) else likeness
        return likeness

    def leads(self, interest: Interest) -> dict[str, Lead]:
        """The words known so far that may begin terms of an interest.

        The interest must be one and the same function each time.
        """
        if interest not in self._leads:
            self._leads[interest] = {}
            self._place_leads.clear()
            for word, places in self._known.items():
                lead = self._leads_at(places).get(interest)
                if lead:
                    self._leads[interest][word] = lead
        return self._leads[interest]

    def _leads_at(self, places: Sequence[_Place]) -> Mapping[Interest, Lead]:
        """For each interest, what leads from these places to its concepts."""
        found: dict[Interest, Lead] = {}
        for form, key, _ in places:
            here = self._place_leads.get((form, key))
            if here is None:
                here = self._place_leads[form, key] = self._leads_from(form, key)
            for interest, lead in here.items():
                found[interest] = found[interest].plus(lead) if interest in found else lead
        return found

    def _leads_from(self, form: str, key: Likeness) -> dict[Interest, Lead]:
        entries = self._entries_at(form, key)
        made = {
            interest: _lead([e for e in entries if interest(e[0], e[1])], self.lang)
            for interest in self._leads
        }
        return {interest: lead for interest, lead in made.items() if lead}

    def known(self) -> Mapping[str, Sequence[_Place]]:
        """Where terms that a word may begin are entered, for any word."""
        if len(self._known) > _CACHED_WORDS:
            self._known.clear()
            self._starts.clear()
            for leads in self._leads.values():  # the interests themselves stay
                leads.clear()
        return self._known

    def forms_of(self, word: str) -> dict[str, Likeness]:
        """The base forms of a lower-case word of a text, the nearest first."""
        found = self._known_forms.get(word)
        if found is None:
            if len(self._known_forms) > _CACHED_WORDS:
                self._known_forms.clear()
            found = self._known_forms[word] = dict(forms(word, self.lang))
        return found

    def spelt(self, word: str) -> frozenset[str]:
        """A lower-case word of a text, and its base forms."""
        found = self._spelt.get(word)
        if found is None:
            if len(self._spelt) > _CACHED_WORDS:
                self._spelt.clear()
            found = self._spelt[word] = frozenset((word, *self.forms_of(word)))
        return found

    def _forms(self, word: str) -> tuple[Form, ...]:
        """The base forms of a word; also a compound term inside its affixes."""
        if len(word) > _MAX_WORD:
            return ()
        found = forms(word, self.lang)
        if self.lang != "id" or len(word) < _MIN_COMPOUND or not self._holds_compound(word):
            return found
        inner = [form for form in compounds(word) if form in self.compounds and form != word]
        known = {form for form, _ in found}
        return found + tuple((form, Likeness.DERIVED) for form in inner if form not in known)

    def _holds_compound(self, word: str) -> bool:
        """Whether there may be a compound term inside a word: asked before affixes are tried."""
        cores = self.plan.cores
        return any(word[at : at + CORE] in cores for at in range(len(word) - CORE + 1))
