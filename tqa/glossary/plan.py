"""Where the terms of one language are entered: plain words and numbers, quickly kept and read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tqa.glossary.forms import Likeness, is_inflected, keys
from tqa.model import Concept, Matching, Term

DO_NOT_TRANSLATE = "do-not-translate"  # such a term is looked for in texts of either language
ATOM = re.compile(r"[^\W_]+")
CORE = 4  # letters, from the second on, by which a compound inside affixes is told

_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_MIN_JOINED = 5  # letters of a compound that is also looked for written solid
_PLAIN, _UNQUOTED, _SOLID = range(3)  # how a term is entered
_HOW_BITS = 2
_TERM_BITS = 16

Refs = list[int] | str  # numbers of terms, or the same as words of a text
Entries = Mapping[str, Refs]  # by the first word


@dataclass(slots=True)
class Plan:
    """The terms of one language by their first words, and what else the search asks for.

    A term has a number: that of its concept, that of the term in it, and how it is entered.
    """

    first: tuple[Entries, Entries, Entries]  # by likeness
    solid: set[str]  # terms of one word, to be found written apart
    heads: set[str]  # what these begin with
    compounds: set[str]  # terms of several words, as they are written solid
    cores: set[str]  # letters of these that affixes leave alone
    patterns: list[int]  # terms that are regular expressions


def planned(concepts: Sequence[Concept], lang: str) -> Plan:
    """The plan of a language for concepts."""
    maker = _Maker(lang)
    for n, concept in enumerate(concepts):
        everywhere = DO_NOT_TRANSLATE in concept.flags
        for m, term in enumerate(concept.terms):
            if everywhere or term.lang == lang:
                maker.add(term, (n << _TERM_BITS | m) << _HOW_BITS)
    return maker.plan()


class _Maker:
    """Enters terms."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.first: tuple[dict[str, list[int]], ...] = ({}, {}, {})
        self.solid: set[str] = set()
        self.compounds: set[str] = set()
        self.patterns: list[int] = []

    def plan(self) -> Plan:
        """What was entered."""
        heads = {word[:end] for word in self.solid for end in range(1, len(word))}
        cores = {word[1 : 1 + CORE] for word in self.compounds}
        first = (self.first[0], self.first[1], self.first[2])
        return Plan(first, self.solid, heads, self.compounds, cores, self.patterns)

    def add(self, term: Term, ref: int) -> None:
        """Enter a term under its number."""
        text = term.text.lower()
        plain = text.replace(" ", "").isalpha()  # nearly all are: half the time
        words = text.split() if plain else ATOM.findall(text)
        if not words or term.matching is Matching.REGEX:
            self.patterns.append(ref)
            return
        self.enter(words, ref | _PLAIN)
        if len(words) > 1 and term.matching is Matching.INFLECTED and not term.case_sensitive:
            if not plain and _APOSTROPHE.search(text):
                self.enter(ATOM.findall(_APOSTROPHE.sub("", text)), ref | _UNQUOTED)
            joined = "".join(words)
            if len(words) < 4 and len(joined) >= _MIN_JOINED:
                self._solid(joined, Likeness.INFLECTED, ref)
                if is_inflected(words[0], self.lang):  # bertanggung jawab: pertanggungjawaban
                    for key, _ in keys(words[0], self.lang)[1:]:
                        self._solid(key + joined[len(words[0]) :], Likeness.DERIVED, ref)

    def _solid(self, joined: str, likeness: Likeness, ref: int) -> None:
        self.first[likeness].setdefault(joined, []).append(ref | _SOLID)
        self.compounds.add(joined)

    def enter(self, words: Sequence[str], ref: int) -> None:
        """Enter a term of these words."""
        first = words[0]
        self.first[0].setdefault(first, []).append(ref)
        if is_inflected(first, self.lang):
            for key, likeness in keys(first, self.lang)[1:]:
                self.first[likeness].setdefault(key, []).append(ref)
        if len(words) == 1 and len(first) > _MIN_JOINED:
            self.solid.add(first)


def numbers(refs: Refs) -> list[int]:
    """The numbers of terms."""
    return refs if isinstance(refs, list) else [int(ref) for ref in refs.split()]


def term_at(concepts: Sequence[Concept], ref: int) -> tuple[Concept, Term]:
    """The term of a number, and its concept."""
    concept = concepts[ref >> (_TERM_BITS + _HOW_BITS)]
    return concept, concept.terms[ref >> _HOW_BITS & (1 << _TERM_BITS) - 1]


def words_after_first(term: Term, ref: int) -> Sequence[str]:
    """The words of a term after the first one, as the number says that it is entered."""
    how, text = ref & (1 << _HOW_BITS) - 1, term.text.lower()
    if how == _SOLID or text.isalnum():
        return ()
    return ATOM.findall(_APOSTROPHE.sub("", text) if how == _UNQUOTED else text)[1:]


def pattern_of(concept: Concept, term: Term) -> tuple[re.Pattern[str], Concept, Term]:
    """What a term without words, or a regular expression, looks for."""
    pattern = term.text if term.matching is Matching.REGEX else re.escape(term.text)
    return re.compile(pattern), concept, term
