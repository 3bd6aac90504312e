"""Where the terms of one language are entered: plain words and numbers, quickly kept and read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tqa.glossary.forms import Likeness, is_inflected, keys
from tqa.model import Concept, Matching, Term

DO_NOT_TRANSLATE = "do-not-translate"  # such a term is looked for in texts of either language
ATOM = re.compile(r"[^\W_]+")
CORE = 4  # letters, from the second on, by which a compound inside affixes is recognised

_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_MIN_JOINED = 5  # letters of a compound that is also looked for written solid
_TERM_BITS = 16

# By the first word: the numbers of terms, each with the words that follow, `4711 4712:luar:negeri`.
# They stay text until a text has the first word.
Entries = Mapping[str, str]


@dataclass(slots=True)
class IndexPlan:
    """The terms of one language by their first words, and what else the search asks for.

    A term has a number: that of its concept, and that of the term in it.
    """

    first: tuple[Entries, Entries, Entries]  # by likeness
    solid: set[str]  # terms of one word, to be found written apart
    heads: set[str]  # what these begin with
    compounds: set[str]  # terms of several words, as they are written solid
    cores: set[str]  # letters of these that affixes leave alone
    patterns: list[int]  # terms that are regular expressions


def planned(concepts: Sequence[Concept], lang: str) -> IndexPlan:
    """The plan of a language for concepts."""
    maker = _Maker(lang)
    for n, concept in enumerate(concepts):
        everywhere = DO_NOT_TRANSLATE in concept.flags
        for m, term in enumerate(concept.terms):
            if everywhere or term.lang == lang:
                maker.add(term, n << _TERM_BITS | m)
    return maker.plan()


class _Maker:
    """Enters terms."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.first: tuple[dict[str, list[str]], ...] = ({}, {}, {})
        self.solid: set[str] = set()
        self.compounds: set[str] = set()
        self.patterns: list[int] = []

    def plan(self) -> IndexPlan:
        """What was entered."""
        heads = {word[:end] for word in self.solid for end in range(1, len(word))}
        cores = {word[1 : 1 + CORE] for word in self.compounds}
        literal, near, far = [
            {word: " ".join(entries) for word, entries in by_word.items()} for by_word in self.first
        ]
        return IndexPlan(
            (literal, near, far), self.solid, heads, self.compounds, cores, self.patterns
        )

    def add(self, term: Term, ref: int) -> None:
        """Enter a term under its number."""
        text = term.text.lower()
        plain = text.replace(" ", "").isalpha()  # nearly all are: half the time
        words = text.split() if plain else ATOM.findall(text)
        if not words or term.matching is Matching.REGEX:
            self.patterns.append(ref)
            return
        self.enter(words, ref)
        if len(words) > 1 and term.matching is Matching.INFLECTED and not term.case_sensitive:
            if not plain and _APOSTROPHE.search(text):
                self.enter(ATOM.findall(_APOSTROPHE.sub("", text)), ref)
            joined = "".join(words)
            if len(words) < 4 and len(joined) >= _MIN_JOINED:
                self._solid(joined, Likeness.INFLECTED, ref)
                if is_inflected(words[0], self.lang):  # bertanggung jawab: pertanggungjawaban
                    for key, _ in keys(words[0], self.lang)[1:]:
                        self._solid(key + joined[len(words[0]) :], Likeness.DERIVED, ref)

    def _solid(self, joined: str, likeness: Likeness, ref: int) -> None:
        self.first[likeness].setdefault(joined, []).append(str(ref))
        self.compounds.add(joined)

    def enter(self, words: Sequence[str], ref: int) -> None:
        """Enter a term of these words."""
        first = words[0]
        entry = ":".join((str(ref), *words[1:]))
        self.first[0].setdefault(first, []).append(entry)
        if is_inflected(first, self.lang):
            for key, likeness in keys(first, self.lang)[1:]:
                self.first[likeness].setdefault(key, []).append(entry)
        if len(words) == 1 and len(first) > _MIN_JOINED:
            self.solid.add(first)


def entries_of(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The numbers of terms, each with the words that follow its first."""
    for entry in text.split():
        number, *words = entry.split(":")
        yield int(number), words


def term_at(concepts: Sequence[Concept], ref: int) -> tuple[Concept, Term]:
    """The term of a number, and its concept."""
    concept = concepts[ref >> _TERM_BITS]
    return concept, concept.terms[ref & (1 << _TERM_BITS) - 1]


def pattern_of(concept: Concept, term: Term) -> tuple[re.Pattern[str], Concept, Term]:
    """What a term without words, or a regular expression, looks for."""
    pattern = term.text if term.matching is Matching.REGEX else re.escape(term.text)
    return re.compile(pattern), concept, term
