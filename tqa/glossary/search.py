"""The search of one text for the terms of an index."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter

from tqa.glossary.forms import Likeness
from tqa.glossary.index import ATOM, End, Index, Match, Node, Word
from tqa.lang.words.clitics import possessives
from tqa.lang.words.tokens import Token, words, written
from tqa.model import Concept, Matching, Span, Term

_HYPHENS = frozenset("-‐‑")
_JOINTS = _HYPHENS | frozenset("'’ʼ/&")
_JOINT = re.compile(f"[{re.escape(''.join(sorted(_JOINTS)))}]")
_NEAR = _JOINTS | {""}
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
        spelt: Sequence[str] = written(text)
        if _JOINT.search(text):
            self.take_apart()
            spelt = [atom[0] for atom in self.atoms]
        self.words = list(index.words.of(spelt))

    def take_apart(self) -> None:
        """Make atoms of words that are joined: e-mail, dan/atau."""
        text, atoms = self.text, self.atoms
        if any(map(_JOINT.search, written(text))):
            parts = [[atom] if atom[0].isalnum() else _atoms(text, atom) for atom in atoms]
            self.atoms = atoms = list(chain.from_iterable(parts))
        starts = {atom[1] for atom in atoms}
        for at, (_, _, end) in enumerate(atoms):
            if end + 1 in starts and text[end] in _JOINTS:
                self.joints.add(at)

    def matches(self) -> tuple[Match, ...]:
        """Every term of every concept, also one inside another, by place."""
        words, joints, solid = self.words, self.joints, self.index.solid
        loose = joints | {at - 1 for at in joints}  # whatever follows these must be tried
        plain: list[Match] = []  # terms of one word, each once
        others: list[Match] = []
        pairs: list[int] = []  # the atoms that may make one word with the next
        for at, word in [(at, word) for at, word in enumerate(words) if word.counts]:
            if word.plain and at not in joints:
                span = _new(Span, self.atoms[at][1:])
                plain += [_new(Match, (span, *end)) for end in word.plain]
            elif word.ends:
                self.end(others, word, at, at)
            if at + 1 == len(words):
                break
            if word.nodes and (at in loose or not word.following.isdisjoint(words[at + 1].spelt)):
                self.walk(others, word.nodes, at, at)
            if word.leads and word.lower + words[at + 1].lower in solid:
                pairs += [at] if not self.gap(at).strip() else ()
        pairs += [at for at in sorted(joints) if words[at + 1].lower != "s"]
        for at in pairs:
            self.joined(others, at)
        others += self.pattern_matches()
        return tuple(sorted(plain + _nearest(others), key=_place)) if others else tuple(plain)

    def joined(self, found: list[Match], at: int) -> None:
        """Take the terms that an atom begins as one word with the next: e-mail, Qur'an."""
        word = self.index.joined[self.words[at].lower + self.words[at + 1].lower]
        self.end(found, word, at, at + 1)
        self.walk(found, [(node, Likeness.INFLECTED) for node, _ in word.nodes], at, at + 1)

    def pattern_matches(self) -> list[Match]:
        """What the terms that are regular expressions match."""
        return [
            Match(Span(*m.span()), concept, term)
            for pattern, concept, term in self.index.patterns
            for m in pattern.finditer(self.text)
            if m.end() > m.start()
        ]

    def gap(self, at: int) -> str:
        """What stands between an atom and the next, "." where they are too far apart."""
        end, start = self.atoms[at][2], self.atoms[at + 1][1]
        return self.text[end:start] if start - end <= _MAX_GAP else "."

    def end(self, found: list[Match], word: Word, first: int, last: int) -> None:
        """Take the terms of one word that stand at an atom, or at two read as one."""
        for end, likeness in word.ends:
            self.take(found, end, first, last, likeness if first == last else Likeness.INFLECTED)

    def take(self, found: list[Match], end: End, first: int, last: int, likeness: Likeness) -> None:
        """Take the term that ends at atom `last`, if its case and matching allow it."""
        if end.plain and last not in self.joints:
            span = _new(Span, (self.atoms[first][1], self.atoms[last][2]))
            found.append(_new(Match, (span, end.concept, end.term, likeness)))
            return
        reached = self.after_reduplication(last)
        match = self.match(end.concept, end.term, first, reached, likeness)
        if match:
            found.append(match)

    def walk(
        self, found: list[Match], nodes: Sequence[tuple[Node, Likeness]], first: int, last: int
    ) -> None:
        """Take the longer terms that begin at atom `first` and whose words so far end at `last`.

        `nodes` are the states there, each with how near those words are to the term's.
        """
        for word, after in self.following(last):
            for node, likeness in nodes:
                if node.following.keys().isdisjoint(word.spelt):
                    continue
                for child, step in node.after(word):
                    near = max(likeness, step)
                    for end in child.ends:
                        self.take(found, end, first, after, near)
                    if child.goes_on:
                        self.walk(found, [(child, near)], first, after)

    def following(self, last: int) -> list[tuple[Word, int]]:
        """The words that may come next: also after a second half, and two that a joint joins."""
        found = self.next_to(last)
        if last in self.joints:
            doubled = self.after_reduplication(last)
            found += self.next_to(doubled) if doubled != last else []
        return found

    def next_to(self, at: int) -> list[tuple[Word, int]]:
        """The word after an atom, and the word of two atoms that a joint joins."""
        words = self.words
        if at + 1 >= len(words) or not self.near(at):
            return []
        found = [(words[at + 1], at + 1)]
        if at + 1 in self.joints and words[at + 2].lower != "s":
            joined = words[at + 1].lower + words[at + 2].lower
            found.append((self.index.words[joined], at + 2))
        return found

    def near(self, at: int) -> bool:
        """Whether only a space or a joint stands between an atom and the next."""
        gap = self.gap(at)
        return gap == " " or gap.strip() in _NEAR

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
        if after < len(self.words) and self.words[after].lower in possessives():
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
