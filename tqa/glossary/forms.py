"""The forms under which a word of a text may be a word of a term."""

from enum import IntEnum
from functools import lru_cache

from tqa.lang.forms.english import irregular_singulars
from tqa.lang.forms.morphology import bases
from tqa.lang.tables import rows, with_role, words_of
from tqa.lang.words.clitics import particles, possessives


class Likeness(IntEnum):
    """How similar a word of a text is to a word of a term, the most similar first."""

    LITERAL = 0  # the word itself
    INFLECTED = 1  # plural, possessive, clitics, voice: the same word
    DERIVED = 2  # another word of the same base: investasi, menginvestasikan


Form = tuple[str, Likeness]

_MIN_STEM = 3
_VOICES = ("me", "di")


@lru_cache(maxsize=65536)
def forms(word: str, lang: str) -> tuple[Form, ...]:
    """Base forms of a lower-case word of a text, the nearest first, each once."""
    found = dict(inflected(word, lang))
    if word.isalpha():
        for form in bases(word, lang):
            if lang != "en" or word[:_MIN_STEM] == form[:_MIN_STEM] or not _is_prefixed(word, form):
                found.setdefault(form, Likeness.DERIVED)
    return tuple(found.items())


@lru_cache(maxsize=65536)
def spelt(word: str, lang: str) -> tuple[str, ...]:
    """As `forms`, without how near they are."""
    return tuple([form for form, _ in forms(word, lang)])


def _is_prefixed(word: str, form: str) -> bool:
    """Whether an English word is a base form under a prefix: disagreement, reports, nonprofit.

    Such a word is no form of the term: it says the contrary, or something else.
    """
    return any(
        word.startswith(prefix + form[:_MIN_STEM]) and not form.startswith(prefix)
        for prefix in words_of("en", "prefixes")
    )


def inflected(word: str, lang: str) -> tuple[Form, ...]:
    """As `forms`, without other words of the same base; cheap."""
    found: dict[str, Likeness] = {word: Likeness.LITERAL}
    for form in _inflections(word, lang):
        found.setdefault(form, Likeness.INFLECTED)
    return tuple(found.items())


def _inflections(word: str, lang: str) -> tuple[str, ...]:
    if lang == "en":
        return singulars(word) + irregular_singulars(word)
    return without_clitics(word) if lang == "id" else ()


@lru_cache(maxsize=65536)
def keys(word: str, lang: str) -> tuple[Form, ...]:
    """The forms under which a lower-case word of a term is indexed.

    The word itself, and its base where the term is itself inflected: `shares` is also
    met as `share`, and `menindaklanjuti` as `ditindaklanjuti`.
    """
    found: dict[str, Likeness] = {word: Likeness.LITERAL}
    if lang == "en":
        for form in singulars(word):
            found.setdefault(form, Likeness.INFLECTED)
    elif lang == "id" and is_verb(word):
        for form in bases(word, lang)[:3]:
            found.setdefault(form, Likeness.DERIVED)
    return tuple(found.items())


def is_inflected(word: str, lang: str) -> bool:
    """Whether a lower-case word of a term may have another key than itself."""
    return word.endswith("s") if lang == "en" else is_verb(word)


def is_verb(word: str) -> bool:
    """Whether an Indonesian word has the shape of a prefixed verb."""
    return len(word) > 5 and word.startswith(with_role("id/affix_roles", "prefixed verb"))


def same_verb(word: str, other: str) -> bool:
    """Whether two Indonesian verbs of one base differ only in voice and clitics.

    Mengunggah, diunggah, diunggahnya are one verb; unggahan is another word.
    """
    stems = [(without_clitics(form) or (form,))[-1] for form in (word, other)]
    if not all(stem.startswith(_VOICES) for stem in stems):
        return False
    return _suffix(stems[0]) == _suffix(stems[1])


def _suffix(stem: str) -> str:
    return next((suffix for suffix in ("kan", "i") if stem.endswith(suffix)), "")


def without_clitics(word: str) -> tuple[str, ...]:
    """An Indonesian word without its particle and its possessive clitic, longest first."""
    found = []
    for endings in (particles(), possessives()):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
                word = word[: -len(ending)]
                found.append(word)
                break
    return tuple(found)


@lru_cache(maxsize=1)
def _compound_prefixes() -> tuple[tuple[str, str], ...]:
    """Prefixes, the longest first, with the letter that each has swallowed, or ""; and none."""
    found = [(prefix, letter.strip("-")) for prefix, letter in rows("id/compound_prefixes")]
    found.sort(key=lambda row: (-len(row[0]), row[1] == ""))
    return (*found, ("", ""))


def compounds(word: str) -> tuple[str, ...]:
    """The compounds that an Indonesian word with affixes on both ends may be made of.

    Written solid then (EYD V): mempertanggungjawabkan, penyalahgunaan. No dictionary is
    asked; the caller knows which compounds there are.
    """
    stems = [word, *without_clitics(word)]
    stems += [
        stem[: -len(end)] for stem in stems for end in ("kan", "an", "i") if stem.endswith(end)
    ]
    return tuple(
        first + stem[len(prefix) :]
        for stem in stems
        for prefix, first in _compound_prefixes()
        if stem.startswith(prefix)
    )


_ES = ("ses", "xes", "zes", "ches", "shes", "oes")


def singulars(word: str) -> tuple[str, ...]:
    """The forms of which an English word may be the regular plural."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return ()
    if word.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    if word.endswith("ves"):
        return (f"{word[:-3]}f", f"{word[:-3]}fe", word[:-1])
    return (word[:-2], word[:-1]) if word.endswith(_ES) else (word[:-1],)
