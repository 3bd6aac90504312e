"""One side of a bead as mining sees it: words, the keys of their forms, and noun phrases."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tqa.glossary.mining.acronyms import ExpandedAcronym, acronyms
from tqa.lang.forms import english
from tqa.lang.forms.affixes import without_clitics
from tqa.lang.forms.morphology import lemma
from tqa.lang.forms.reduplication import single
from tqa.lang.forms.wordclass import Class, word_classes
from tqa.lang.tables import with_role, words_of
from tqa.lang.words.lexicon import entries
from tqa.lang.words.tokens import Token, words

LONGEST = 5  # words of a phrase
LONGEST_NAME = 7  # ... if all its words but small ones begin with capitals
_MODIFIER = {
    "id": Class.NOUN | Class.ADJECTIVE | Class.ROOT | Class.STATE,
    "en": Class.NOUN | Class.ADJECTIVE | Class.STATE,
}
_OPENS = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|[\"“‘(?-])['\"“‘(]*$")
_POSSESSIVES = ("'s", "’s", "s'", "s’")


class Phrase(NamedTuple):
    """A run of words that has the shape of a noun phrase: their half-open range."""

    start: int
    end: int


class Sentence(NamedTuple):
    """One side of a bead."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]  # under which the forms of one word fall together
    phrases: tuple[Phrase, ...]  # every one, also those inside longer ones
    acronyms: tuple[ExpandedAcronym, ...]
    initial: frozenset[int]  # words that would have a capital there anyway

    def of(self, phrase: Phrase) -> tuple[str, ...]:
        """The keys of the words of a phrase."""
        return self.keys[phrase.start : phrase.end]

    def surface(self, phrase: Phrase) -> str:
        """The words of a phrase as the text has them."""
        return self.text[self.tokens[phrase.start].start : self.tokens[phrase.end - 1].end]

    def joined(self, at: int) -> bool:
        """Whether only a space stands between a word and the next."""
        return self.text[self.tokens[at].end : self.tokens[at + 1].start] == " "


def sentence(text: str, lang: str) -> Sentence:
    """A text taken apart."""
    tokens = words(text)
    found = Sentence(
        text,
        tokens,
        tuple([key(token.text, lang) for token in tokens]),
        (),
        tuple(acronyms(text, tokens)),
        frozenset(n for n, t in enumerate(tokens) if _is_initial(text, t.start)),
    )
    return found._replace(phrases=tuple(_phrases(found, lang)))


def _is_initial(text: str, start: int) -> bool:
    if start >= 2 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    return _OPENS.search(text[max(0, start - 6) : start]) is not None


@lru_cache(maxsize=65536)
def key(word: str, lang: str) -> str:
    """What forms of one word have in common: number, case, clitics and possessives are off."""
    if lang == "en":
        return english.normal(word) if word.isupper() else english.lemma(word)
    lower = word.lower()
    if "-" in lower:
        lower = single(lower) or lower
    if word_classes(lower, lang) & Class.OWNED:
        lower = without_clitics(lower)[-1][0]
    return lower


def keys_of(text: str, lang: str) -> tuple[str, ...]:
    """The keys of the words of a term."""
    return tuple([key(token.text, lang) for token in words(text)])


@lru_cache(maxsize=65536)
def is_common(word: str, lang: str) -> bool:
    """Whether a word is in the dictionary: no person's name, most likely."""
    lower = word.lower()
    return lower in entries(lang) or lemma(lower, lang) in entries(lang)


class _Shape(NamedTuple):
    """What a word may be in a noun phrase."""

    begins: bool
    goes_on: bool
    ends: bool
    stands_alone: bool
    verbal: bool


def _name_links(lang: str) -> tuple[str, ...]:
    """The small words that go on with the name of a body: and, for; dan."""
    return with_role(f"{lang}/small_words", "links a name")


def _phrase_links(lang: str) -> tuple[str, ...]:
    """The small words that go on with any phrase, and its name: of."""
    return with_role(f"{lang}/small_words", "links a phrase")


@lru_cache(maxsize=65536)
def _shape(word: str, lang: str) -> _Shape:
    kind = word_classes(word, lang)
    if kind & Class.FUNCTION or any(letter.isdigit() for letter in word):
        return _Shape(False, word in _phrase_links(lang), False, False, False)
    owned = kind & Class.OWNED or (lang == "en" and word.endswith(_POSSESSIVES))
    noun, inside = bool(kind & Class.NOUN), bool(kind & _MODIFIER[lang])
    begins = len(word) > 1 and ((noun if lang == "id" else inside) or word[0].isupper())
    alone = noun and len(word) > 2 and (word.isupper() or not _is_adjective(kind))
    verbal = (
        lang == "id"
        and not kind & (Class.NAMED_NOUN | Class.ADJECTIVE)
        and bool(kind & (Class.STATE | Class.ROOT))
    )
    return _Shape(begins, inside and not owned, noun if lang == "en" else inside, alone, verbal)


def _is_adjective(kind: Class) -> bool:
    return bool(kind & Class.ADJECTIVE) and not kind & Class.NAMED_NOUN


def _phrases(found: Sentence, lang: str) -> Iterator[Phrase]:
    """Every run of words that may be a noun phrase, or the name of a body."""
    shapes = [_shape(token.text, lang) for token in found.tokens]
    explained = frozenset(acronym.at for acronym in found.acronyms if acronym.expansion)
    for start, shape in enumerate(shapes):
        if shape.begins and shape.stands_alone:
            yield Phrase(start, start + 1)
        if shape.begins and shape.goes_on and start not in explained:
            yield from _longer(found, start, shapes, explained, lang)


def _longer(
    found: Sentence, start: int, shapes: Sequence[_Shape], explained: frozenset[int], lang: str
) -> Iterator[Phrase]:
    """The phrases of several words that begin with a word.

    An acronym that stands behind its own expansion is in no phrase with it, nor is the name of a
    person with his office, nor a verb with a name.
    """
    tokens = found.tokens
    name = tokens[start].text[0].isupper() and is_common(tokens[start].text, lang)
    capital, name_links = _is_capital(found, start), _name_links(lang)
    for last in range(start + 1, min(start + LONGEST_NAME, len(tokens))):
        word, shape = tokens[last].text, shapes[last]
        if not found.joined(last - 1) or last in explained or _is_person(tokens, start, last, lang):
            return
        if name and (word in name_links or word in _phrase_links(lang)):
            continue
        name = name and word[0].isupper()
        if not name and (last - start >= LONGEST or tokens[last - 1].text in name_links):
            return
        if capital and not name and shape.verbal:
            return
        capital = capital or _is_capital(found, last)
        if shape.ends:
            yield Phrase(start, last + 1)
        if not shape.goes_on:
            return


def _is_capital(found: Sentence, at: int) -> bool:
    return found.tokens[at].text[0].isupper() and at not in found.initial


def _is_person(tokens: Sequence[Token], start: int, last: int, lang: str) -> bool:
    """Whether a word behind an office begins the name of who holds it."""
    word = tokens[last].text
    if not word[0].isupper() or word.isupper() or is_common(word, lang):
        return False
    roles = words_of(lang, "roles")
    return any(tokens[n].text.lower() in roles for n in range(start, last))
