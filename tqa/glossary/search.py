"""The search of one text for the terms of an index."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter

from tqa.glossary.forms import Likeness
from tqa.glossary.index import ATOM, End, Index, Interest, Match, Node, Start
from tqa.model import Concept, Matching, Span, Term

_HYPHENS = frozenset("-‐‑")
_JOINTS = _HYPHENS | frozenset("'’ʼ/&")
_JOINT = re.compile(f"[{re.escape(''.join(sorted(_JOINTS)))}]")
_WORD = re.compile(rf"{ATOM.pattern}(?:{_JOINT.pattern}{ATOM.pattern})*")
_HYPHEN_CLITICS = frozenset(("nya", "ku", "mu"))
_MAX_GAP = 3  # characters between two words of one term
_NONE: frozenset[str] = frozenset()
_place = itemgetter(0)
_new = tuple.__new__  # spares the call of a NamedTuple's own: most of the matches are made here


class Search:
    """One search of one text; what it finds is kept."""

    def __init__(self, index: Index, text: str) -> None:
        self.index = index
        self.text = text
        lower = text.lower()
        if len(lower) != len(text):  # a letter that becomes two: İ
            lower = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
        joints: set[int] = set()
        if _JOINT.search(lower):
            self.words: list[str] = []
            for word in _WORD.findall(lower):
                if word.isalnum():
                    self.words.append(word)
                    continue
                parts = ATOM.findall(word)
                joints.update(range(len(self.words), len(self.words) + len(parts) - 1))
                self.words += parts
        else:
            self.words = ATOM.findall(lower)
        self.joints = joints  # the atoms that a hyphen or the like joins to the next one
        known = index.known()
        self.hits = [(at, word) for at, word in enumerate(self.words) if known[word]]

    @cached_property
    def atoms(self) -> list[tuple[int, int]]:
        """The spans of the words: only where a term may begin."""
        return [m.span() for m in ATOM.finditer(self.text)]

    @cached_property
    def pairs(self) -> list[tuple[int, Start]]:
        """The atoms that make one word with the next, if it may begin a term: e-mail, Qur'an."""
        words, index = self.words, self.index
        solid, heads = index.solid, index.heads
        pairs = [
            at
            for at in [at for at, word in enumerate(words[:-1]) if word in heads]
            if words[at] + words[at + 1] in solid and not self.gap(at).strip()
        ]
        pairs += [at for at in sorted(self.joints) if words[at + 1] != "s"]
        found = [(at, index.joined(words[at] + words[at + 1])) for at in pairs]
        return [(at, start) for at, start in found if start is not None]

    def candidates(self, interest: Interest) -> frozenset[str]:
        """The concepts of an interest that the text may name, and perhaps others."""
        lead_of = self.index.leads(interest).get
        found = _NONE
        for at, lead in [(at, lead) for at, word in self.hits if (lead := lead_of(word))]:
            found |= lead.alone
            if lead.more and not lead.more <= found and self.may_go_on(lead.following, at):
                found |= lead.more
        for _, start in self.pairs:
            found |= start.concepts(interest)
        for _, concept, term in self.index.patterns:
            found |= {concept.id} if interest(concept, term) else _NONE
        return found

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Every term of every concept, also one inside another, by place."""
        atoms, joints = self.atoms, self.joints
        starts = self.index.start
        plain: list[Match] = []  # terms of one word, each once
        others: list[Match] = []
        for at, word in self.hits:
            start = starts(word)
            if start is None:
                continue
            if start.plain and at not in joints:
                span = _new(Span, atoms[at])
                plain += [_new(Match, (span, *end)) for end in start.plain]
            else:
                others += self.ends(start, at, at)
            if start.nodes and self.may_go_on(start.following, at):
                for node, likeness in start.nodes:
                    others += self.walk(node, at, at, likeness)
        for at, start in self.pairs:
            others += self.ends(start, at, at + 1)
            if start.nodes and self.may_go_on(start.following, at + 1):
                for node, _ in start.nodes:
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

    def may_go_on(self, following: frozenset[str], last: int) -> bool:
        """Whether the next word can follow: false at almost every first word of a long term."""
        if last + 1 >= len(self.words):
            return False
        if last in self.joints or last + 1 in self.joints:
            return True
        return not following.isdisjoint(self.index.spelt(self.words[last + 1]))

    def gap(self, at: int) -> str:
        """What stands between an atom and the next, "." where they are too far apart."""
        end, start = self.atoms[at][1], self.atoms[at + 1][0]
        return self.text[end:start] if start - end <= _MAX_GAP else "."

    def ends(self, start: Start, first: int, last: int) -> Iterator[Match]:
        """The terms of one word that stand at an atom, or at two read as one."""
        for end, likeness in start.ends:
            near = likeness if first == last else Likeness.INFLECTED
            match = self.end(end, first, last, near)
            if match:
                yield match

    def end(self, end: End, first: int, last: int, likeness: Likeness) -> Match | None:
        """The term that ends at atom `last`, if its case and matching allow it."""
        if end.plain and last not in self.joints:
            span = Span(self.atoms[first][0], self.atoms[last][1])
            return Match(span, end.concept, end.term, likeness)
        return self.match(end.concept, end.term, first, self.after_reduplication(last), likeness)

    def walk(self, node: Node, first: int, last: int, likeness: Likeness) -> Iterator[Match]:
        """The longer terms that begin at atom `first` and whose words so far end at `last`."""
        doubled = self.after_reduplication(last) if last in self.joints else last
        for at in (last,) if doubled == last else (last, doubled):
            for following, after in self.following(at):
                for form, step in self.index.forms_of(following).items():
                    for child, key in node.after(form):
                        near = max(likeness, step, key)
                        for end in child.ends:
                            match = self.end(end, first, after, near)
                            if match:
                                yield match
                        if child.goes_on:
                            yield from self.walk(child, first, after, near)

    def following(self, at: int) -> Iterator[tuple[str, int]]:
        """The word after an atom, and the word of two atoms that a joint joins."""
        if at + 1 >= len(self.words) or not self.near(at):
            return
        yield self.words[at + 1], at + 1
        if at + 1 not in self.joints or at + 2 >= len(self.words) or self.words[at + 2] == "s":
            return
        if self.gap(at + 1) in _JOINTS:
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
        after = last + 1
        if after < len(self.words) and self.words[after] in _HYPHEN_CLITICS:
            end = self.atoms[after][1] if self.gap(last) in _HYPHENS else end
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
