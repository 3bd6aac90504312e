"""Forms of Indonesian words: base, bases, and whether one word is a form of another.

Two notions are kept apart. *Inflection* leaves the word the same: clitics, particles,
doubling, voice (meN-, di-, ter-, ku-, kau-), ber- and se- on it, -kan and -i; it is what
term matching asks for (`inflects`). *Derivation* makes another word of the same root:
ke-...-an, peN-...(-an), per-...-an, -an; `bases` and `lemma` go through it to the root, for
alignment and word evidence. So *dilokakaryakan* is a form of *lokakarya*, while *kebijakan*
(policy) is none of *bijak* (wise), though *bijak* is its lemma.
"""

from functools import lru_cache

from tqa.lang.forms.affixes import Split, kind, splits, sure_clitics, voices, without_clitics
from tqa.lang.forms.reduplication import reciprocal, single, unjoined
from tqa.lang.forms.roots import analysed, is_lexicalised, is_listed, is_rare, is_root
from tqa.lang.tables import words_of
from tqa.lang.words.lexicon import entries

_MIN_GUESS = 4  # letters of a root that no list has
_MIN_BARE_GUESS = 5  # ... where affixes are on one end only
_MAX_BASES = 8
_VOWELS = frozenset("aeiou")
_NO_ONSETS = frozenset(("mb", "mp", "nc", "nd", "nj", "nt"))
_VERBAL = frozenset(("voice", "verb", "number"))


def normal(word: str) -> str:
    """The word in lower case, its hyphens and apostrophes plain."""
    if word.isalpha():
        return word.lower()
    return word.lower().replace("‑", "-").replace("‐", "-").replace("’", "'")


@lru_cache(maxsize=65536)
def is_simple(word: str) -> bool:
    """Whether a word is a root, or an entry of the lexicon that no affixes explain."""
    if is_root(word):
        return True
    if word not in entries("id"):
        return False
    return not any(is_root(split.base) for split in splits(word)[1:])


def _cost(split: Split) -> float:
    return split.cost + is_rare(split.base)


def _analysed(word: str) -> str:
    """The base that the table of analyses gives for a word, with or without its clitics."""
    return next((a for form, _, _ in without_clitics(word) if (a := analysed(form))), "")


@lru_cache(maxsize=65536)
def _best(word: str) -> Split | None:
    """The likeliest split of a word without hyphens down to a known root."""
    known = [split for split in splits(word) if is_simple(split.base)]
    wanted = _analysed(word)
    if wanted:
        known = [split for split in known if split.base == wanted] or known
    return min(known, key=_cost, default=None)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The root of a word where one is known, else the word without what is surely affix."""
    form = normal(word)
    seen = {form}
    while True:
        form = _step(form)
        if form in seen:
            return form
        seen.add(form)


def _step(form: str) -> str:
    """One step from a form towards its root."""
    if is_root(form):
        return form
    wanted = _analysed(form)
    if wanted:
        return wanted
    if "-" in form:
        once = single(form)
        return (_step(once) if once else "") or unjoined(form) or form
    best = _best(form)
    if best is not None:
        return best.base
    guesses = _guesses(form)
    return guesses[0] if guesses else form


@lru_cache(maxsize=65536)
def bases(word: str) -> tuple[str, ...]:
    """The forms a word may be built on, the nearest first: the word, its stems, its root.

    Stems are those that a list has; of a word with no listed stem, those that the affixes
    make plausible. At most eight.
    """
    form = normal(word)
    found = [form]
    if "-" in form:
        once = single(form) or reciprocal(form)
        for part in (unjoined(form), once):
            if part and part != form:
                found += bases(part)
    else:
        ways = splits(form)
        if len(ways) > 1:
            known = [split for split in ways if is_listed(split[0]) and _sound(split)]
            found += [split.base for split in sorted(known, key=_cost)]
        else:
            known = [split for split in ways if is_listed(form)]
        if not known or (len(known) == 1 and not is_simple(form)):
            found += _guesses(form)
        found += _inside(form)
    return tuple(dict.fromkeys(found))[:_MAX_BASES]


def _sound(split: Split) -> bool:
    """Whether a listed base is no chance: `di` + two letters is."""
    return len(split.base) > 2 or not split.prefixes


@lru_cache(maxsize=1)
def _bound_beginnings() -> frozenset[str]:
    return frozenset(form[:2] for form in words_of("id", "bound_forms"))


def _inside(form: str) -> list[str]:
    """What follows a bound form: pascabencana -> bencana."""
    bound = words_of("id", "bound_forms")
    if form[:2] not in _bound_beginnings():
        return []
    for end in range(2, min(7, len(form) - 3)):
        if form[:end] in bound and is_simple(form[end:]):
            return [form[end:]]
    return []


def _guesses(form: str) -> list[str]:
    """Bases of a word none of whose stems is listed, the likeliest first.

    Conservative: affixes on both ends, or a clitic, or a prefix before a long base. Where
    a nasal may or may not have swallowed a letter, p, t and s come back, and k does not.
    """
    found: list[tuple[float, str]] = []
    for split in splits(form)[1:]:
        price = split.cost
        both = bool(split.prefixes and split.suffix)
        if not split.prefixes and not split.suffix:
            sure = form.endswith(sure_clitics()) and len(split.base) >= _MIN_GUESS
        elif both:
            sure = len(split.base) >= _MIN_GUESS and kind(split.prefixes[0]) != "number"
        elif split.prefixes:
            sure = len(split.base) >= _MIN_BARE_GUESS and split.prefixes[0] in ("meN", "di")
            price += 1
        else:
            sure = split.suffix == "kan" and len(split.base) >= _MIN_BARE_GUESS
        if sure and _pronounceable(split.base):
            swallowed_k = split.base[0] == "k" and f"k{form}"[1:].startswith(("meng", "peng"))
            found.append((price - 2 * both + swallowed_k, split.base))
    return [base for _, base in sorted(found, key=lambda guess: guess[0])]


def _pronounceable(base: str) -> bool:
    """Whether letters may be a root: two vowels, and no cluster in front that no root has."""
    return (
        base.isalpha()
        and sum(letter in _VOWELS for letter in base) > 1
        and any(letter in _VOWELS for letter in base[:3])
        and base[:2] not in _NO_ONSETS
    )


@lru_cache(maxsize=65536)
def inflects(surface: str, term_word: str) -> bool:
    """Whether `surface` is a form of the very word `term_word`, not of another of its root."""
    word, term = normal(surface), normal(term_word)
    if word == term:
        return True
    cores = _cores(term)
    if word in cores:
        return True
    if not any(core[1:] in word for core in cores):
        return False
    if is_root(word) or is_lexicalised(word):
        return False
    if "-" in word:
        return _hyphened(word, term)
    return _is_form(word, term)


def _hyphened(word: str, term: str) -> bool:
    if "-" in term:  # undang-undangnya: undang-undang
        return any(form == term for form, _, _ in without_clitics(word))
    bare = unjoined(word, nouns=False)
    if bare != word and inflects(bare, term):
        return True
    once = single(word)
    return bool(once) and _is_form(once, term)


def _is_form(word: str, term: str) -> bool:
    """The same for words without hyphens."""
    cores = _cores(term)
    if any(form in cores for form, _, _ in without_clitics(word)):
        return True
    if not cores.isdisjoint(_voiceless(word)):
        return True
    mine = [s for s in splits(word) if s.base == term and _inflectional(s)]
    if not mine:
        return False
    wanted = _analysed(word)
    if wanted and wanted != term and wanted not in term:
        return False
    best = _best(word)
    if best is None or best.base in term:
        return True
    return min(map(_cost, mine)) <= _cost(best) - (not is_listed(term)) * 0.1


def _inflectional(split: Split) -> bool:
    """Whether the affixes taken off leave the word the same."""
    if not split.prefixes:
        return split.suffix != "an"
    first, *inner = split.prefixes
    if kind(first) not in _VERBAL or inner not in ([], ["per"]):
        return False
    return split.suffix != "an" or first == "ber"


@lru_cache(maxsize=65536)
def _cores(term: str) -> frozenset[str]:
    """What the forms of a term share: the word, or a verb without its voice prefix."""
    found = {term}
    if not is_root(term) and not is_lexicalised(term) and "-" not in term:
        found |= {core for core in _voiceless(term, ("meN", "di")) if len(core) > 3}
    return frozenset(found)


@lru_cache(maxsize=65536)
def _voiceless(word: str, among: tuple[str, ...] = ()) -> frozenset[str]:
    """The word without clitics and without one voice prefix, suffix kept: diunggahnya -> unggah.

    The prefix is one of `among`, or any voice.

    Where a nasal may hide several first letters, only bases with a known root, if there is one.
    """
    prefixes = among or voices()
    found = {
        split.base: is_simple(lemma(split.base))
        for split in splits(word)
        if len(split.prefixes) == 1 and split.prefixes[0] in prefixes and not split.suffix
    }
    known = frozenset(base for base, simple in found.items() if simple)
    return known or frozenset(found)
