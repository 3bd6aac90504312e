"""The search of one text for the terms of an index."""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from tqa.glossary.forms import Form, Likeness, forms
from tqa.glossary.index import ATOM, End, Index, Match, Node, Word
from tqa.lang.tokens import Token, words
from tqa.model import Concept, Matching, Span, Term

_HYPHENS = frozenset("-‐‑")
_JOINTS = _HYPHENS | frozenset("'’ʼ/&")
_JOINT = re.compile(f"[{re.escape(''.join(sorted(_JOINTS)))}]")
_HYPHEN_CLITICS = frozenset(("nya", "ku", "mu"))
_MAX_GAP = 3  # characters between two words of one term
_place = itemgetter(0)
_new = tuple.__new__  # spares the call of a NamedTuple's own: most of the matches are made here


class Search:
    """One search of one text."""

    def __init__(self, index: Index, text: str) -> None:
        self.index = index
        self.text = text
        self.joints: set[int] = set()  # the atoms that a hyphen or the like joins to the next one
        self.atoms: Sequence[Token] = words(text)
        if _JOINT.search(text):
            self.take_apart()
        known = index.words()
        self.words = [known[atom[0]] for atom in self.atoms]

    def take_apart(self) -> None:
        """Make atoms of words that are joined: e-mail, dan/atau."""
        text, atoms = self.text, self.atoms
        if any(_JOINT.search(atom.text) for atom in atoms):
            parts = [[atom] if atom.text.isalnum() else _atoms(text, atom) for atom in atoms]
            self.atoms = atoms = [atom for several in parts for atom in several]
        for at, (_, _, end) in enumerate(atoms[:-1]):
            if atoms[at + 1].start - end == 1 and text[end] in _JOINTS:
                self.joints.add(at)

    def pairs(self) -> list[tuple[int, Word]]:
        """The atoms that make one word with the next, if it may begin a term: e-mail, Qur'an."""
        words, index = self.words, self.index
        pairs = [
            at
            for at in [at for at, word in enumerate(words[:-1]) if word.leads]
            if words[at].lower + words[at + 1].lower in index.solid and not self.gap(at).strip()
        ]
        pairs += [at for at in sorted(self.joints) if words[at + 1].lower != "s"]
        found = [(at, index.joined(words[at].lower + words[at + 1].lower)) for at in pairs]
        return [(at, word) for at, word in found if word.begins]

    def matches(self) -> tuple[Match, ...]:
        """Every term of every concept, also one inside another, by place."""
        joints = self.joints
        plain: list[Match] = []  # terms of one word, each once
        others: list[Match] = []
        for at, word in enumerate(self.words):
            if word.plain and at not in joints:
                span = _new(Span, self.atoms[at][1:])
                plain += [_new(Match, (span, *end)) for end in word.plain]
            elif word.ends:
                others += self.ends(word, at, at)
            if word.nodes and self.may_go_on(word, at):
                for node, likeness in word.nodes:
                    others += self.walk(node, at, at, likeness)
        for at, word in self.pairs():
            others += self.ends(word, at, at + 1)
            if word.nodes and self.may_go_on(word, at + 1):
                for node, _ in word.nodes:
                    others += self.walk(node, at, at + 1, Likeness.INFLECTED)
        others += self.pattern_matches()
        return tuple(sorted(plain + _nearest(others), key=_place)) if others else tuple(plain)

    def pattern_matches(self) -> list[Match]:
        """What the terms that are regular expressions match."""
        return [
            Match(Span(*m.span()), concept, term)
            for pattern, concept, term in self.index.patterns
            for m in pattern.finditer(self.text)
            if m.end() > m.start()
        ]

    def may_go_on(self, first: Word, last: int) -> bool:
        """Whether the next word can follow: false at almost every first word of a long term."""
        if last + 1 >= len(self.words):
            return False
        if last in self.joints or last + 1 in self.joints:
            return True
        return not first.following.isdisjoint(self.words[last + 1].spelt)

    def gap(self, at: int) -> str:
        """What stands between an atom and the next, "." where they are too far apart."""
        end, start = self.atoms[at].end, self.atoms[at + 1].start
        return self.text[end:start] if start - end <= _MAX_GAP else "."

    def ends(self, word: Word, first: int, last: int) -> Iterator[Match]:
        """The terms of one word that stand at an atom, or at two read as one."""
        for end, likeness in word.ends:
            near = likeness if first == last else Likeness.INFLECTED
            match = self.end(end, first, last, near)
            if match:
                yield match

    def end(self, end: End, first: int, last: int, likeness: Likeness) -> Match | None:
        """The term that ends at atom `last`, if its case and matching allow it."""
        if end.plain and last not in self.joints:
            span = Span(self.atoms[first].start, self.atoms[last].end)
            return Match(span, end.concept, end.term, likeness)
        return self.match(end.concept, end.term, first, self.after_reduplication(last), likeness)

    def walk(self, node: Node, first: int, last: int, likeness: Likeness) -> Iterator[Match]:
        """The longer terms that begin at atom `first` and whose words so far end at `last`."""
        doubled = self.after_reduplication(last) if last in self.joints else last
        for at in (last,) if doubled == last else (last, doubled):
            for following, after in self.following(at):
                for form, step in following:
                    for child, key in node.after(form):
                        near = max(likeness, step, key)
                        for end in child.ends:
                            match = self.end(end, first, after, near)
                            if match:
                                yield match
                        if child.goes_on:
                            yield from self.walk(child, first, after, near)

    def following(self, at: int) -> Iterator[tuple[Sequence[Form], int]]:
        """The forms of the word after an atom, and of the two atoms that a joint joins."""
        words = self.words
        if at + 1 >= len(words) or not self.near(at):
            return
        yield words[at + 1].forms, at + 1
        if at + 1 not in self.joints or at + 2 >= len(words) or words[at + 2].lower == "s":
            return
        if self.gap(at + 1) in _JOINTS:
            joined = words[at + 1].lower + words[at + 2].lower
            yield forms(joined, self.index.lang), at + 2

    def near(self, at: int) -> bool:
        """Whether only a space or a joint stands between an atom and the next."""
        gap = self.gap(at)
        return gap == " " or not gap.strip() or gap.strip() in _JOINTS

    def after_reduplication(self, at: int) -> int:
        """The second half of a reduplicated word (lokakarya-lokakarya), else the word itself."""
        if at + 1 >= len(self.words) or self.gap(at) not in _HYPHENS:
            return at
        word, other = self.words[at].lower, self.words[at + 1].lower
        same = other.startswith(word) or word.endswith(other)
        return at + 1 if same and len(other) > 2 and self.index.lang == "id" else at

    def match(
        self, concept: Concept, term: Term, first: int, last: int, likeness: Likeness
    ) -> Match | None:
        """The match over these atoms, None where the term's case or matching forbids it."""
        start, end = self.atoms[first].start, self.atoms[last].end
        surface = self.text[start:end]
        if term.matching is Matching.EXACT:
            return self.exact(concept, term, start)
        if term.case_sensitive and not surface.startswith(term.text):
            return None
        if "name" in concept.flags and term.text[0].isupper() and not surface[0].isupper():
            return None
        if likeness is Likeness.LITERAL and last > first and len(surface) > len(term.text) + 2:
            likeness = Likeness.INFLECTED  # a reduplication
        after = last + 1
        if after < len(self.words) and self.words[after].lower in _HYPHEN_CLITICS:
            end = self.atoms[after].end if self.gap(last) in _HYPHENS else end
        return Match(Span(start, end), concept, term, likeness)

    def exact(self, concept: Concept, term: Term, start: int) -> Match | None:
        """The match of a term that stands exactly as written."""
        first = ATOM.search(term.text)
        start -= first.start() if first else 0
        end = start + len(term.text)
        if start < 0 or self.text[start:end] != term.text:
            return None
        return (
            None if self.text[end : end + 1].isalnum() else Match(Span(start, end), concept, term)
        )


def _nearest(matches: Iterable[Match]) -> list[Match]:
    """Each concept of a place once, with the term nearest in form."""
    found: dict[tuple[Span, int], Match] = {}
    for match in matches:
        place = (match.span, id(match.concept))
        known = found.get(place)
        if known is None or match.likeness < known.likeness:
            found[place] = match
    return list(found.values())


def _atoms(text: str, token: Token) -> list[Token]:
    """The parts of a word that is joined."""
    return [Token(m[0], *m.span()) for m in ATOM.finditer(text, token.start, token.end)]
