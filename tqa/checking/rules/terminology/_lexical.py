"""Dictionary lookups for a term: its other senses, and the words that it may translate."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tqa.glossary.forms import spelt
from tqa.glossary.senses import says, says_any, vocabulary
from tqa.lang.forms.translations import translations
from tqa.lang.language import is_word
from tqa.lang.words.known import Known
from tqa.lang.words.tokens import written
from tqa.model import Concept, Span, Term

_ATOM = re.compile(r"[^\W_]+")
_OTHER = {"id": "en", "en": "id"}
# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_VARIANT = 0.75  # minimum similarity of two spellings of one word


@lru_cache(maxsize=65536)
def meanings(text: str, lang: str) -> frozenset[str]:
    """The dictionary's translations of a word or phrase, in lower case."""
    whole = text.lower()
    if " " in whole:
        return frozenset(translations(whole, lang))
    return frozenset(t for form in spelt(whole, lang) for t in translations(form, lang))


def explainers(term: Term, text: str) -> int:
    """The number of words of a text in the other language that the term may translate."""
    other = _OTHER.get(term.lang, "")
    known = vocabulary(text, other)
    wanted = meanings(term.text, term.lang)
    hits = [meaning for meaning in wanted if says(meaning, known)]
    if hits:
        return _count(frozenset(hits), text, other)
    atoms = _ATOM.findall(term.text.lower())
    if len(atoms) < 2:
        return 0
    return int(all(says_any(meanings(atom, term.lang), known) for atom in atoms))


def _count(wanted: frozenset[str], text: str, lang: str) -> int:
    """The number of words of a text that are forms of a wanted word; a phrase counts once."""
    single = {word for word in wanted if " " not in word}
    atoms = _ATOM.findall(text.lower())
    count = sum(not single.isdisjoint(spelt(atom, lang)) for atom in atoms)
    return max(count, 1)


def _terms(concept: Concept, lang: str) -> frozenset[str]:
    return frozenset(term.text.lower() for term in concept.terms if term.lang == lang)


def has_other_sense(term: Term, concept: Concept) -> bool:
    """Whether a term that is wrong for a concept is the right word for something else.

    `Bengkel` is (a garage); `resiko`, a misspelling of `risiko`, is not.
    """
    other = _terms(concept, _OTHER.get(term.lang, ""))
    own = meanings(term.text, term.lang)
    if own:
        return not own <= other
    if is_spelling(term, concept):
        return False
    atoms = _ATOM.findall(term.text.lower())
    return bool(atoms) and all(is_word(atom, term.lang) for atom in atoms)


def is_spelling(term: Term, concept: Concept) -> bool:
    """Whether a term is a spelling variant of an allowed one (analisa: analisis)."""
    return any(
        _alike(_letters(term.text), _letters(other.text))
        for other in concept.terms_in(term.lang)
        if other.status.allowed
    )


def _alike(word: str, other: str) -> bool:
    distance = Levenshtein.distance(word, other)
    longest = max(len(word), len(other))
    return distance < 2 or (word[:2] == other[:2] and 1 - distance / longest >= _VARIANT)


def _letters(text: str) -> str:
    return "".join(_ATOM.findall(text.lower()))


def is_foreign(term: Term, concept: Concept) -> bool:
    """Whether a term is an unchanged word of the other language."""
    other = _OTHER.get(term.lang, "")
    return term.text.lower() in _terms(concept, other) or is_foreign_word(term.text, term.lang)


@lru_cache(maxsize=65536)
def is_foreign_word(text: str, lang: str) -> bool:
    """Whether all words of a text are words of the other language and none of this one."""
    other = _OTHER.get(lang, "")
    atoms = _ATOM.findall(text.lower())
    return bool(atoms) and all(not is_word(atom, lang) and is_word(atom, other) for atom in atoms)


_LOWER_WORD = re.compile(r"(?<![\w'’.@/-])[a-z]{4,}(?![\w'’-]|[.@/]\w)")


def foreign_words(text: str, lang: str) -> list[Span]:
    """The words of a text that belong to the other language and have a native translation.

    Only single lower-case words: several in a row are a quotation or untranslated text.
    """
    known = _has_native(lang)
    if True not in known.of(written(text)):
        return []  # the usual case
    found = [
        Span(*match.span())
        for match in _LOWER_WORD.finditer(text)
        if native_words(match.group(), lang)
    ]
    return [span for span in found if not _in_phrase(text, span, lang)]


@lru_cache(maxsize=4)
def _has_native(lang: str) -> Known[bool]:
    """A lookup: whether a word as written contains one for which `native_words` has an entry."""
    return Known(lambda word: any(native_words(w, lang) for w in _LOWER_WORD.findall(word)))


def _in_phrase(text: str, span: Span, lang: str) -> bool:
    before = _ATOM.findall(text[max(0, span.start - 40) : span.start])[-1:]
    after = _ATOM.findall(text[span.end : span.end + 40])[:1]
    return any(word.islower() and not is_word(word, lang) for word in before + after)


@lru_cache(maxsize=65536)
def native_words(word: str, lang: str) -> tuple[str, ...]:
    """The translations of a word of the other language; empty if it is a word of `lang` too."""
    if not is_foreign_word(word, lang):
        return ()
    other = _OTHER.get(lang, "")
    natives = [native for native in translations(word, other) if " " not in native]
    return tuple(n for n in natives if len(n) > 3 and not _alike(n, word))
