"""Taking the affixes off Indonesian words: every way that the rules of word building allow.

A word is (proclitic | prefixes) + base + (-kan | -i | -an) + (-ku | -mu | -nya) + particle. The
prefixes change their last sound and may swallow the first of the base (*meN-* + *tulis* ->
*menulis*). No dictionary is asked here: `splits` says what could be, the callers what is.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.tables import rows, with_role

_SUFFIXES = ("kan", "an", "i")
_MIN_BASE = 2  # letters of a base inside affixes
_MIN_SUFFIXED = 3  # letters before a suffix
_MAX_WORD = 40  # letters; anything longer is no word
_NEVER_FIRST = "tidak"  # ketidakpastian
_VOWELS = frozenset("aeiou")
_SWALLOWED = frozenset("kpst")  # sounds that meN- and peN- swallow, but in loans


class Split(NamedTuple):
    """One way to take affixes off a word."""

    base: str
    prefixes: tuple[str, ...]  # morphemes, the outermost first
    suffix: str  # "", "kan", "i" or "an"
    clitics: int  # how many endings such as -nya, -lah
    cost: float  # how far from the word, and how unusual; the word itself costs 0


class _Prefix(NamedTuple):
    surface: str
    morphemes: tuple[str, ...]
    before: str  # letters that may follow it, "*" any, "=" one word alone
    swallowed: str  # the letter of the base that it replaces, "" none
    extra: float  # what taking it off costs beside the usual, as letters of the base


class _Chain(NamedTuple):
    kind: str
    suffixes: frozenset[str]
    inside: frozenset[str]


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, tuple[_Prefix, ...]]:
    """The prefixes by their first two letters, as fast to reach as to reject."""
    found: dict[str, list[_Prefix]] = {}
    for _, surface, morphemes, before, swallowed, extra in rows("id/prefixes"):
        found.setdefault(surface[:2], []).append(
            _Prefix(
                surface,
                tuple(morphemes.split("+")),
                before,
                swallowed.strip("-"),
                float(extra),
            )
        )
    return {start: tuple(several) for start, several in found.items()}


@lru_cache(maxsize=1)
def chains() -> dict[str, _Chain]:
    """What may follow and end a word that begins with a prefix, by the prefix's morpheme."""
    return {
        morpheme: _Chain(
            kind,
            frozenset(suffix.strip("-") for suffix in suffixes.split()),
            frozenset(inside.strip("-").split()),
        )
        for morpheme, kind, suffixes, inside in rows("id/affix_chains")
    }


@lru_cache(maxsize=1)
def voices() -> tuple[str, ...]:
    """The morphemes of voice: meN, di, ter, ku, kau."""
    return with_role("id/affix_chains", "voice")


@lru_cache(maxsize=1)
def _clitics() -> dict[str, tuple[tuple[str, int, float], ...]]:
    """The endings of each kind with the fewest letters they leave and what they cost."""
    found: dict[str, list[tuple[str, int, float]]] = {}
    for ending, kind, least, cost, _ in rows("id/clitics"):
        found.setdefault(kind, []).append((ending, int(least), float(cost)))
    return {kind: tuple(endings) for kind, endings in found.items()}


@lru_cache(maxsize=1)
def sure_clitics() -> tuple[str, ...]:
    """The endings that are seldom part of a longer word: what precedes one may be a base."""
    return tuple(row[0] for row in rows("id/clitics") if row[4] == "sure")


@lru_cache(maxsize=1)
def _last_letters() -> frozenset[str]:
    return frozenset(row[0][-1] for row in rows("id/clitics"))


def without_clitics(word: str) -> list[tuple[str, int, float]]:
    """The word with ever fewer clitics: each form, how many are off, and the cost of that."""
    found = [(word, 0, 0.0)]
    if word[-1:] not in _last_letters():
        return found
    for kind in ("particle", "possessive"):
        for ending, least, cost in _clitics()[kind]:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                rest = word[: -len(ending)]
                found += [
                    (form[: -len(ending)], off + 1, spent + cost)
                    for form, off, spent in found
                    if form.endswith(ending)
                ]
                if kind == "particle":
                    word = rest
                break
    return found


@lru_cache(maxsize=65536)
def splits(word: str) -> tuple[Split, ...]:
    """Every way to take affixes off a lower-case word without hyphens, the cheapest first.

    The word itself comes first. Bases are not compared with any list of roots.
    """
    if len(word) > _MAX_WORD:
        return (Split(word, (), "", 0, 0.0),)
    found: list[Split] = []
    starts = _prefixes()
    for form, clitics, spent in without_clitics(word):
        found.append(Split(form, (), "", clitics, spent))
        if form[:2] in starts:
            found += _prefixed(form, "", clitics, spent)
        for suffix in _SUFFIXES if form[-1:] in "ni" else ():
            if form.endswith(suffix) and len(form) - len(suffix) >= _MIN_SUFFIXED:
                rest = form[: -len(suffix)]
                found.append(Split(rest, (), suffix, clitics, spent + 1))
                if rest[:2] in starts:
                    found += _prefixed(rest, suffix, clitics, spent + 1)
    if len(found) == 1:
        return (found[0],)
    return tuple(sorted(found, key=lambda split: split.cost))


def _prefixed(form: str, suffix: str, clitics: int, spent: float) -> Iterator[Split]:
    """The splits of a form whose endings are off that take off at least one prefix."""
    table, follow = _prefixes(), chains()
    stack: list[tuple[str, tuple[str, ...], float]] = [(form, (), spent)]
    while stack:
        rest, taken, cost = stack.pop()
        for surface, morphemes, before, swallowed, extra in table.get(rest[:2], ()):
            if not rest.startswith(surface):
                continue
            first = morphemes[0]
            if taken:
                if first not in follow[taken[-1]].inside:
                    continue
            elif suffix not in follow[first].suffixes or first == _NEVER_FIRST:
                continue
            left = rest[len(surface) :]
            if len(left) + len(swallowed) < _MIN_BASE or not _stands(before, left):
                continue
            base = swallowed + left
            total = cost + extra + _price(surface, morphemes, base, swallowed, suffix)
            chain = taken + morphemes
            yield Split(base, chain, suffix, clitics, total)
            if len(chain) < 3:
                stack.append((base, chain, total))


def _stands(before: str, left: str) -> bool:
    """Whether a prefix with this condition may precede what is left of a word."""
    if before[0] == "=":
        return left.startswith(before[1:])
    return before == "*" or left[0] in before


def _price(
    surface: str, morphemes: tuple[str, ...], base: str, swallowed: str, suffix: str
) -> float:
    """What taking off one prefix costs: 1 a morpheme, more where the reading is unusual."""
    price = float(len(morphemes))
    if len(base) < 4:
        price += 0.3
    if not swallowed and morphemes[-1] in ("meN", "peN"):
        if base[0] in _SWALLOWED and base[1:2] in _VOWELS:
            price += 0.4  # mengkaji, memproses: kept only in loans and before consonants
    elif surface == "ber" and suffix:
        price += 0.3
    elif surface == "ke" and suffix in ("kan", "i"):
        price += 0.5
    if swallowed == "k":
        price += 0.1  # mengukur: ukur rather than kukur
    if surface in ("menge", "penge"):
        price += 3.0 * (sum(letter in _VOWELS for letter in base) > 1)  # one syllable only
    return price


def kind(prefix: str) -> str:
    """What a prefix's morpheme does: voice, verb, number, noun or inner."""
    return chains()[prefix].kind
