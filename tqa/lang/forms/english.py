"""Forms of English words: base, bases, and whether one word is a form of another.

Inflection is generated forwards (`forms`): plural, third person, -ed, -ing, comparison,
irregular forms; spellings are compared in American dress (-ize, -or, -er), so that
*organisations* is a form of *organization*. Derivation (-ly, -ness, -er, un-) is followed
by `bases` alone, and only to words that the lexicon knows.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tqa.lang.tables import rows, with_role, words_of
from tqa.lang.words.lexicon import entries

_VOWELS = frozenset("aeiou")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
# one vowel between consonants at the end: the last letter doubles before -ed and -ing
_DOUBLING = re.compile(r"[^aeiou][aeiouy][bdfgklmnprtvz]$|qu[aeiou][bdgmnprtz]$")
_MAX_BASES = 8
_MIN_BASE = 3


def normal(word: str) -> str:
    """The word in lower case without its possessive ending, apostrophes plain."""
    if word.isalpha():
        return word.lower()
    lower = word.lower().replace("’", "'").replace("‑", "-")
    if lower.endswith("'s"):
        return lower[:-2] if lower[-3:-2].isalpha() else lower
    return lower[:-1] if lower.endswith("s'") and lower[-3:-2].isalpha() else lower


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Base -> its kinds of word, each with the irregular forms."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for base, kind, forms_of in rows("en/irregular"):
        found.setdefault(base, []).append((kind, frozenset(forms_of.split("|"))))
    return {base: tuple(kinds) for base, kinds in found.items()}


@lru_cache(maxsize=1)
def _bases_of_irregular() -> dict[str, tuple[str, ...]]:
    """Irregular form -> the bases it may have, verbs first (found: find)."""
    found: dict[str, list[tuple[bool, str]]] = {}
    for base, kinds in _irregular().items():
        for kind, irregular in kinds:
            for form in irregular:
                if form != base:
                    found.setdefault(form, []).append((kind != "verb", base))
    return {form: tuple(base for _, base in sorted(several)) for form, several in found.items()}


@lru_cache(maxsize=1)
def _singulars() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for base, kinds in _irregular().items():
        for kind, forms_of in kinds:
            for form in forms_of if kind == "noun" else ():
                if form != base:
                    found[form] = (*found.get(form, ()), base)
    return found


def irregular_singulars(word: str) -> tuple[str, ...]:
    """The nouns that a lower-case word is the irregular plural of: children, analyses."""
    return _singulars().get(word, ())


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """British forms, with the usual endings, in American spelling."""
    found: dict[str, str] = {}
    for british, there in rows("en/spelling"):
        dropped = "e" if british.endswith("e") and not there.endswith("e") else ""
        for ending in ("", *with_role("en/affix_roles", "spelling")):
            joint = dropped if ending in ("d", "r") else ""
            found.setdefault(british + ending, there + joint + ending)
        found.setdefault(british.removesuffix("e") + "ing", there.removesuffix("e") + "ing")
    return found


@lru_cache(maxsize=1)
def _ise() -> re.Pattern[str]:
    """Words in -ise and its forms: the part before, and the ending."""
    endings = "|".join(with_role("en/affix_roles", "ise"))
    return re.compile(rf"(\w{{4,}})is({endings})$")


def american(word: str) -> str:
    """A lower-case word in American spelling: colours -> colors, organised -> organized."""
    found = _spellings().get(word)
    if found is not None:
        return found
    if "is" in word[4:-1]:
        match = _ise().match(word)
        if match and f"{match.group(1)}ise" not in words_of("en", "ise_words"):
            return f"{match.group(1)}iz{match.group(2)}"
    return word


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """The base forms that are known: the lexicon's, and those of the tables of forms."""
    known = {word for word in entries("en") if " " not in word}
    known.update(_irregular(), words_of("en", "comparable"), words_of("en", "stopwords"))
    known.update(words_of("en", "ise_words"), words_of("en", "words"))
    return frozenset(known)


@lru_cache(maxsize=1)
def _unchanging() -> frozenset[str]:
    """The function words without forms; those that have some are listed elsewhere as well."""
    listed = {*words_of("en", "words"), *_irregular()}
    return words_of("en", "stopwords") - listed


@lru_cache(maxsize=1)
def _bases() -> frozenset[str]:
    """The known words that may have other forms."""
    return vocabulary() - _unchanging()


@lru_cache(maxsize=32768)
def forms(base: str) -> frozenset[str]:
    """All inflected forms of a lower-case base in American spelling, with the base itself."""
    kinds = dict(_irregular().get(base, ()))
    found = {base}.union(*kinds.values())
    if "pronoun" not in kinds and base not in _unchanging():
        if "noun" not in kinds:
            found.add(_with_s(base))
        if "verb" not in kinds:
            found.update(_with_vowel(base, "ed"))
        found.update(_with_vowel(base, "ing"))
        if "adjective" not in kinds and base in words_of("en", "comparable"):
            found.update(_with_vowel(base, "er"), _with_vowel(base, "est"))
    return frozenset(american(form) for form in found)


def plural(base: str) -> str:
    """The plural of a lower-case noun; of several forms the usual one."""
    irregular = dict(_irregular().get(base, ())).get("noun")
    if irregular:
        return min(irregular - {base} or {base}, key=lambda form: (form[-1] == "s", form))
    if base.endswith("s") and not base.endswith(("ss", "us")):
        return base  # news, series
    return _with_s(base)


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if _SIBILANT.search(base) else f"{base}s"


def _with_vowel(base: str, ending: str) -> Iterator[str]:
    """The base before an ending that begins with a vowel."""
    if base.endswith("e"):
        if base.endswith("ie") and ending == "ing":
            yield f"{base[:-2]}ying"
        elif ending == "ing" and base.endswith(("ee", "oe", "ye")):
            yield f"{base}ing"
        else:
            yield base[:-1] + ending
    elif base.endswith("y") and base[-2:-1] not in _VOWELS and ending != "ing":
        yield f"{base[:-1]}i{ending}"
    elif base.endswith("c") and ending != "est":
        yield f"{base}k{ending}"
        yield base + ending
    elif _DOUBLING.search(base):
        yield base + base[-1] + ending
        if sum(letter in _VOWELS for letter in base) > 1:  # visited, travelled
            yield base + ending
    else:
        yield base + ending
        if base[-1] == "s":
            yield f"{base}s{ending}"  # focussed


@lru_cache(maxsize=65536)
def inflects(surface: str, term_word: str) -> bool:
    """Whether `surface` is `term_word` or a form of it; spelling variants are one word."""
    word, term = surface.lower(), term_word.lower()
    if word == term:
        return True
    if word in words_of("en", "lexicalised"):
        return False
    word, term = american(normal(surface)), american(normal(term_word))
    if word == term:
        return True
    if word[:1] != term[:1] and term not in _irregular():
        return False
    return word in forms(term)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The base form of a word in American spelling; the word itself where no rule is sure."""
    form = american(normal(word))
    if form in words_of("en", "lexicalised") or form in words_of("en", "own_entries"):
        return form
    irregular = _bases_of_irregular().get(form)
    if irregular:
        return irregular[0]
    if form in _irregular() or _is_base(form):
        return form
    known = [base for base in _undone(form) if base in _bases()]
    if known:
        return lemma(known[0])  # accountings: accounting, account
    if len(form) > _LONGEST:
        return form
    guess = _guess(form)
    return guess if guess == form or lemma(guess) == guess else form


_LONGEST = 40  # letters of a word whose base is guessed


def _is_base(form: str) -> bool:
    """Whether a known word is no regular form of another known word."""
    if form not in vocabulary():
        return False
    return not any(base in _bases() for base in _undone(form))


@lru_cache(maxsize=256)
def _undone(form: str) -> tuple[str, ...]:
    """The bases of which a word may be a regular form, the likelier first."""
    return tuple(_taken_off(form)) if form[-1:] in _LAST_LETTERS else ()


_LAST_LETTERS = frozenset("sdgrt")  # of -s, -ed, -ing, -er, -est


def _taken_off(form: str) -> Iterator[str]:
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        if form.endswith("ies"):
            yield f"{form[:-3]}y"
        elif form.endswith("oes") or (form.endswith("es") and _SIBILANT.search(form[:-2])):
            yield form[:-2]
        yield form[:-1]
    for ending in ("ed", "ing", "er", "est"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            for base in _vowel_undone(form[: -len(ending)], ending):
                if form in forms(base):
                    yield base


def _vowel_undone(stem: str, ending: str) -> Iterator[str]:
    if not any(letter in "aeiouy" for letter in stem):
        return
    if stem.endswith("i") and ending != "ing":
        yield f"{stem[:-1]}y"
    if stem.endswith("y") and ending == "ing":
        yield f"{stem[:-1]}ie"
    yield stem
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem.endswith("ck"):
        yield stem[:-1]
    yield f"{stem}e"


_MUTE_E = re.compile(r"(?:[vcuz]|[^aeiou]g|[^aeiou]l|[aeiou]s|at|ir|ur|or|[^e]ar|[aiou]d)$")


def _guess(form: str) -> str:
    """The base of a word whose base is not known."""
    if form in vocabulary():
        return form
    if form.endswith("s"):
        return next((b for b in _undone(form) if len(b) >= _MIN_BASE and form in forms(b)), form)
    for ending in ("ing", "ed"):
        stem = form[: -len(ending)]
        if form.endswith(ending) and len(stem) >= _MIN_BASE and any(c in _VOWELS for c in stem):
            if stem[-1] == stem[-2] and stem[-1] not in "lsfz":
                return stem[:-1]
            if stem.endswith("i") and ending == "ed":
                return f"{stem[:-1]}y"
            return f"{stem}e" if _MUTE_E.search(stem) else stem
    return form


@lru_cache(maxsize=65536)
def bases(word: str) -> tuple[str, ...]:
    """The forms a word may be built on, the nearest first: the word, its lemma, ... its stem."""
    lower = word.lower().replace("’", "'")
    plain = normal(lower)
    form = american(plain)
    found = [lower, plain, form]
    if form not in words_of("en", "lexicalised"):
        found.append(lemma(form))
        found += _bases_of_irregular().get(form, ())
        found += irregular_singulars(plain)
        found += [base for base in _undone(form) if base in _bases()]
    found += _underived(found[3] if len(found) > 3 else form)
    if "-" in form:
        found.append(form.replace("-", ""))
    return tuple(dict.fromkeys(base for base in found if base))[:_MAX_BASES]


@lru_cache(maxsize=1)
def _suffixes() -> dict[str, tuple[tuple[str, str], ...]]:
    """The suffixes with what they replace, by their last two letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for _, ending, before in rows("en/suffixes"):
        found.setdefault(ending[-2:], []).append((ending, before.strip("-")))
    return {last: tuple(several) for last, several in found.items()}


@lru_cache(maxsize=1)
def _first_prefixes() -> frozenset[str]:
    """How the prefixes begin."""
    return frozenset(prefix[:2] for prefix in words_of("en", "prefixes"))


def _underived(form: str) -> Iterator[str]:
    """The known words that a word is derived from: happiness -> happy, unhappy -> happy."""
    known = vocabulary()
    for ending, before in _suffixes().get(form[-2:], ()):
        if form.endswith(ending):
            stem = form[: -len(ending)] + before
            if len(stem) > _MIN_BASE and stem in known:
                yield stem
    if form[:2] not in _first_prefixes():
        return
    for end in range(2, min(8, len(form) - _MIN_BASE)):
        if form[:end] in words_of("en", "prefixes") and form[end:] in known:
            yield form[end:]
