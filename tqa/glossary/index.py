"""The terms of one language, indexed so that text is searched in time that hangs on the text."""

import gc
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple

from tqa.glossary.forms import Form, Likeness, compounds, forms, is_inflected, keys, same_verb
from tqa.model import Concept, Matching, Span, Term


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


DO_NOT_TRANSLATE = "do-not-translate"  # such a term is looked for in texts of either language

_ATOM = re.compile(r"[^\W_]+")
_HYPHENS = frozenset("-‐‑")
_JOINTS = _HYPHENS | frozenset("'’ʼ/&")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_JOINT = re.compile(f"(?<=\\w)[{re.escape(''.join(sorted(_JOINTS)))}](?=\\w)")
_HYPHEN_CLITICS = frozenset(("nya", "ku", "mu"))
_MIN_JOINED = 5  # letters of a compound that is also looked for written solid
_MIN_COMPOUND = 9  # letters of a compound with affixes
_MAX_GAP = 3  # characters between two words of one term
_LIKENESSES = tuple(Likeness)
_MAX_WORD = 64  # characters: anything longer is no word
_CACHED_WORDS = 200_000


class _End(NamedTuple):
    """A term that ends in a state of the search."""

    concept: Concept
    term: Term
    plain: bool  # whether any form of it counts, whatever its capitals


def _end(concept: Concept, term: Term) -> _End:
    capital = "name" in concept.flags and term.text[0].isupper()
    exact = term.case_sensitive or term.matching is Matching.EXACT
    return _End(concept, term, not capital and not exact)


class _Node:
    """A state of the search: the terms that end here and the words that may follow."""

    __slots__ = ("children", "ends")

    def __init__(self) -> None:
        self.ends: list[_End] = []
        self.children: dict[str, list[tuple[_Node, Likeness]]] = {}

    def add(self, words: Sequence[str], lang: str, concept: Concept, term: Term) -> None:
        """Insert the rest of a term, under each key of its last word."""
        if not words:
            self.ends.append(_end(concept, term))
            return
        word_keys = keys(words[0], lang) if len(words) == 1 else ((words[0], Likeness.LITERAL),)
        for key, likeness in word_keys:
            nodes = self.children.setdefault(key, [])
            node = next((node for node, near in nodes if near is likeness), None)
            if node is None:
                node = _Node()
                nodes.append((node, likeness))
            node.add(words[1:], lang, concept, term)


class _Start(NamedTuple):
    """What a word of a text may begin."""

    ends: tuple[tuple[_End, Likeness], ...]  # terms of this one word
    nodes: tuple[tuple[_Node, Likeness], ...]  # states that other words may follow
    following: frozenset[str]  # all base forms of such words


_Entries = dict[str, list[tuple[Concept, Term, Sequence[str]]]]  # with the words that follow


class Index:
    """The terms of one language."""

    def __init__(self, concepts: Iterable[Concept], lang: str) -> None:
        self.lang = lang
        self.patterns: list[tuple[re.Pattern[str], Concept, Term]] = []
        self.solid: set[str] = set()  # terms of one word, to be found written apart
        self.heads: set[str] = set()  # what these begin with
        self.compounds: set[str] = set()  # terms of several words, as they are written solid
        self._first: tuple[_Entries, ...] = ({}, {}, {})  # by the first word, a dict a Likeness
        self._nodes: dict[tuple[str, Likeness], _Node] = {}
        self._known_forms: dict[str, dict[str, Likeness]] = {}
        self._starts: dict[str, _Start | None] = {}
        with uncollected():
            for concept in concepts:
                for term in concept.terms:
                    if term.lang == lang or DO_NOT_TRANSLATE in concept.flags:
                        self._add(concept, term)

    def _add(self, concept: Concept, term: Term) -> None:
        text = term.text.lower()
        words = _ATOM.findall(text)
        if not words or term.matching is Matching.REGEX:
            pattern = term.text if term.matching is Matching.REGEX else re.escape(term.text)
            self.patterns.append((re.compile(pattern), concept, term))
            return
        self._enter(concept, term, words)
        if len(words) > 1 and term.matching is Matching.INFLECTED and not term.case_sensitive:
            if _APOSTROPHE.search(text):
                self._enter(concept, term, _ATOM.findall(_APOSTROPHE.sub("", text)))
            joined = "".join(words)
            if len(words) < 4 and len(joined) >= _MIN_JOINED:
                self._first[1].setdefault(joined, []).append((concept, term, ()))
                self.compounds.add(joined)

    def _enter(self, concept: Concept, term: Term, words: Sequence[str]) -> None:
        first, entry = words[0], (concept, term, words[1:])
        self._first[0].setdefault(first, []).append(entry)
        if is_inflected(first, self.lang):
            for key, likeness in keys(first, self.lang)[1:]:
                self._first[likeness].setdefault(key, []).append(entry)
        if len(words) == 1 and len(first) > _MIN_JOINED:
            self.solid.add(first)
            self.heads.update(first[:end] for end in range(1, len(first)))

    def _node(self, form: str, likeness: Likeness) -> _Node:
        """The state after a first word, built when a text first asks for it."""
        node = self._nodes.get((form, likeness))
        if node is None:
            node = self._nodes[form, likeness] = _Node()
            for concept, term, rest in self._first[likeness][form]:
                node.add(rest, self.lang, concept, term)
        return node

    def start(self, word: str) -> _Start | None:
        """What a lower-case word of a text may begin, None where nothing."""
        if word not in self._starts:
            nodes = [
                (self._node(form, key), max(likeness, key))
                for form, likeness in self._forms(word)
                for key in _LIKENESSES
                if form in self._first[key]
            ]
            self._starts[word] = _start(nodes) if nodes else None
        return self._starts[word]

    def known(self, words: Sequence[str]) -> dict[str, _Start | None]:
        """What each of these words may begin, and whatever other words are known."""
        if len(self._starts) > _CACHED_WORDS:
            self._starts.clear()
        known = self._starts
        for word in words:
            if word not in known:
                self.start(word)
        return known

    def forms_of(self, word: str) -> dict[str, Likeness]:
        """The base forms of a lower-case word of a text, the nearest first."""
        found = self._known_forms.get(word)
        if found is None:
            if len(self._known_forms) > _CACHED_WORDS:
                self._known_forms.clear()
            found = self._known_forms[word] = dict(forms(word, self.lang))
        return found

    def _forms(self, word: str) -> tuple[Form, ...]:
        """The base forms of a word; also a compound term inside its affixes."""
        if len(word) > _MAX_WORD:
            return ()
        found = forms(word, self.lang)
        if self.lang != "id" or len(word) < _MIN_COMPOUND or not self.compounds:
            return found
        inner = [form for form in compounds(word) if form in self.compounds and form != word]
        known = {form for form, _ in found}
        return found + tuple((form, Likeness.DERIVED) for form in inner if form not in known)

    def scan(self, text: str) -> tuple[Match, ...]:
        """Every term of every concept in a text, also one inside another, by place."""
        found: dict[tuple[Span, int], Match] = {}
        scan = _Scan(self, text)
        matches = scan.matches()
        matches += self._pattern_matches(text) if self.patterns else ()
        for match in matches:
            place = (match.span, id(match.concept))
            known = found.get(place)
            if known is None or match.likeness < known.likeness:
                found[place] = match
        return tuple(sorted(found.values(), key=lambda match: match.span)) if found else ()

    def _pattern_matches(self, text: str) -> Iterator[Match]:
        for pattern, concept, term in self.patterns:
            for m in pattern.finditer(text):
                if m.end() > m.start():
                    yield Match(Span(*m.span()), concept, term)


def _start(nodes: Sequence[tuple[_Node, Likeness]]) -> _Start:
    open_nodes = tuple((node, likeness) for node, likeness in nodes if node.children)
    return _Start(
        tuple((end, likeness) for node, likeness in nodes for end in node.ends),
        open_nodes,
        frozenset(form for node, _ in open_nodes for form in node.children),
    )


class _Scan:
    """One search of one text."""

    def __init__(self, index: Index, text: str) -> None:
        self.index = index
        self.text = text
        lower = text.lower()
        if len(lower) != len(text):  # a letter that becomes two: İ
            lower = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
        self.words = _ATOM.findall(lower)
        self.found: list[Match] = []

    @cached_property
    def atoms(self) -> list[tuple[int, int]]:
        """The spans of the words: only where a term may begin."""
        return [m.span() for m in _ATOM.finditer(self.text)]

    def matches(self) -> list[Match]:
        """All terms in the text; one place may come several times."""
        words = self.words
        known = self.index.known(words)
        for at in [at for at, word in enumerate(words) if known[word]]:
            self.begin(known[words[at]], at, at)
        solid, heads = self.index.solid, self.index.heads
        for at in [at for at, word in enumerate(words[:-1]) if word in heads]:
            if words[at] + words[at + 1] in solid and not self.gap(at).strip():
                self.join(at)
        for at in sorted(self.joints):
            if words[at + 1] != "s":
                self.join(at)
        return self.found

    def join(self, at: int) -> None:
        """Terms that begin with two atoms of the text read as one word: e-mail, Qur'an."""
        start = self.index.start(self.words[at] + self.words[at + 1])
        self.begin(start, at, at + 1, Likeness.INFLECTED)

    def begin(
        self, start: _Start | None, first: int, last: int, least: Likeness | None = None
    ) -> None:
        """Find the terms that begin with these atoms, which may be `start`.

        With `least` they count as no nearer than that, and derived words do not count.
        """
        if start is None:
            return
        for end, likeness in start.ends:
            if least is None or likeness is not Likeness.DERIVED:
                self.end(end, first, last, likeness if least is None else least)
        if start.nodes and self.may_go_on(start.following, last):
            for node, likeness in start.nodes:
                if least is None or likeness is not Likeness.DERIVED:
                    self.walk(node, first, last, likeness if least is None else least)

    def may_go_on(self, following: frozenset[str], last: int) -> bool:
        """Whether the next word can follow: false at almost every first word of a long term."""
        if last + 1 >= len(self.words):
            return False
        word = self.words[last + 1]
        if word in following or last in self.joints or last + 1 in self.joints:
            return True
        return not following.isdisjoint(self.index.forms_of(word))

    @cached_property
    def joints(self) -> frozenset[int]:
        """The atoms that a hyphen, an apostrophe or the like joins to the next one."""
        text = self.text
        if not any(joint in text for joint in _JOINTS):
            return frozenset()
        return frozenset(
            bisect_left(self.atoms, (joint.start(), joint.start())) - 1
            for joint in _JOINT.finditer(text)
        )

    def gap(self, at: int) -> str:
        """What stands between an atom and the next, "." where they are too far apart."""
        end, start = self.atoms[at][1], self.atoms[at + 1][0]
        return self.text[end:start] if start - end <= _MAX_GAP else "."

    def end(self, end: _End, first: int, last: int, likeness: Likeness) -> None:
        """Note a term that ends at atom `last`, if its case and matching allow it."""
        if last in self.joints or not end.plain or likeness is Likeness.DERIVED:
            doubled = self.after_reduplication(last)
            match = self.match(end.concept, end.term, first, doubled, likeness)
        else:
            span = Span(self.atoms[first][0], self.atoms[last][1])
            match = Match(span, end.concept, end.term, likeness)
        if match:
            self.found.append(match)

    def walk(self, node: _Node, first: int, last: int, likeness: Likeness) -> None:
        """Find the longer terms that begin at atom `first`; their words so far end at `last`."""
        children = node.children
        doubled = self.after_reduplication(last) if last in self.joints else last
        for end in (last,) if doubled == last else (last, doubled):
            for following, after in self.following(end):
                for form, step in self.index.forms_of(following).items():
                    for child, key in children.get(form, ()):
                        near = max(likeness, step, key)
                        for term in child.ends:
                            self.end(term, first, after, near)
                        if child.children:
                            self.walk(child, first, after, near)

    def following(self, at: int) -> Iterator[tuple[str, int]]:
        """The word after an atom, and the word of two atoms that a joint joins."""
        if at + 1 >= len(self.words) or not self.near(at):
            return
        yield self.words[at + 1], at + 1
        if at + 1 in self.joints and at + 2 < len(self.words) and self.gap(at + 1) in _JOINTS:
            yield self.words[at + 1] + self.words[at + 2], at + 2

    def near(self, at: int) -> bool:
        """Whether only a space or a joint stands between an atom and the next."""
        gap = self.gap(at)
        return gap == " " or not gap.strip() or gap.strip() in _JOINTS

    def after_reduplication(self, at: int) -> int:
        """The second half of a reduplicated word (lokakarya-lokakarya), else the word itself."""
        if at + 1 >= len(self.words) or self.gap(at) not in _HYPHENS:
            return at
        word, other = self.words[at], self.words[at + 1]
        same = other.startswith(word) or word.endswith(other)
        return at + 1 if same and len(other) > 2 and self.index.lang == "id" else at

    def match(
        self, concept: Concept, term: Term, first: int, last: int, likeness: Likeness
    ) -> Match | None:
        """The match over these atoms, None where the term's case or matching forbids it."""
        start, end = self.atoms[first][0], self.atoms[last][1]
        surface = self.text[start:end]
        if term.matching is Matching.EXACT:
            return self.exact(concept, term, start)
        if term.case_sensitive and not surface.startswith(term.text):
            return None
        if "name" in concept.flags and term.text[0].isupper() and not surface[0].isupper():
            return None
        if likeness is Likeness.LITERAL and last > first and len(surface) > len(term.text) + 2:
            likeness = Likeness.INFLECTED  # a reduplication
        elif likeness is Likeness.DERIVED and self.index.lang == "id":
            head, wanted = surface.lower(), term.text.lower()
            if first == last and same_verb(head, wanted):
                likeness = Likeness.INFLECTED
        after = last + 1
        if after < len(self.words) and self.words[after] in _HYPHEN_CLITICS:
            end = self.atoms[after][1] if self.gap(last) in _HYPHENS else end
        return Match(Span(start, end), concept, term, likeness)

    def exact(self, concept: Concept, term: Term, start: int) -> Match | None:
        """The match of a term that stands exactly as written."""
        first = _ATOM.search(term.text)
        start -= first.start() if first else 0
        end = start + len(term.text)
        if start < 0 or self.text[start:end] != term.text:
            return None
        return (
            None if self.text[end : end + 1].isalnum() else Match(Span(start, end), concept, term)
        )
