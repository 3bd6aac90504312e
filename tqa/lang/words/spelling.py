"""Spellings of names: variants of one name, old spelling, and adaptation between the languages."""

import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from tqa.lang.tables import rows, with_role


def _endings() -> tuple[str, ...]:
    """What English adds to a place to name its people or things: an, ese."""
    return with_role("en/affix_roles", "name")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case, without accents and apostrophes."""
    if name.isascii():
        return name.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in plain if c.isalnum() or c == "-")


@lru_cache(maxsize=65536)
def modern(name: str) -> str:
    """The folded name in the spelling of 1972: Soekarno -> sukarno, Djakarta -> jakarta."""
    return _respell(fold(name), "id/old_spelling")


@lru_cache(maxsize=65536)
def _indonesian(name: str) -> str:
    return _respell(fold(name), "id-en/name_letters")


def _respell(word: str, table: str) -> str:
    for _, old, new in rows(table):
        word = word.replace(old, new)
    return word


def distance(a: str, b: str, limit: int) -> int:
    """Edits between two folded names (optimal string alignment), `limit` + 1 if more."""
    return OSA.distance(fold(a), fold(b), score_cutoff=limit)


def tolerance(a: str, b: str) -> int:
    """How many edits two spellings of one name may lie apart: 0 for short names, 1, then 2."""
    shortest = min(len(a), len(b))
    return 0 if shortest < 4 else 1 if shortest < 8 else 2


def near(a: str, b: str) -> bool:
    """Whether two different words may be spellings of one name."""
    limit = tolerance(a, b)
    if not limit or abs(len(a) - len(b)) > limit + 1 or fold(a) == fold(b):
        return False
    return distance(a, b, limit) <= limit or modern(a) == modern(b)


_LONG = 6  # letters of a name that a slip of one letter leaves recognisable


@lru_cache(maxsize=65536)
def recognisable(a: str, b: str) -> bool:
    """Whether readers take one name for the other misspelt: Pyongyang/Pyonyang, Usman/Osman not.

    One letter more, less or other, or two changed round, after the first of a longer name; and
    any spelling of the same sound.
    """
    if same_sound(a, b):
        return True
    return min(len(a), len(b)) >= _LONG and fold(a)[0] == fold(b)[0] and distance(a, b, 1) == 1


@lru_cache(maxsize=65536)
def derived(a: str, b: str) -> bool:
    """Whether one name is the other with an ending: Australia/Australian, Muslim/Muslims."""
    short, long = sorted((fold(a), fold(b)), key=len)
    stem = short[:-1] if short[-1:] in "aeoy" else short
    if len(stem) < 3 or not long.startswith(stem):
        return False
    whole = long.startswith(short) and _may_follow(short, long[len(short) :])
    ending = long[len(stem) :]
    return whole or (stem != short and len(ending) > 1 and ending in _endings())


def _may_follow(name: str, ending: str) -> bool:
    """Whether an ending goes with a whole name: Australia-n, Iraq-i, but not Putin-n, Vegas-s."""
    if ending in ("n", "ns"):
        return name.endswith("a")
    if ending in ("i", "is"):
        return name[-1] not in "aeiou"
    if ending == "s":
        return not name.endswith("s")
    return not ending or ending in _endings()


@lru_cache(maxsize=65536)
def same_sound(a: str, b: str) -> bool:
    """Whether two names are pronounced alike: Burhanudin/Burhanuddin, Bashir/Basir, Aziz/Asis."""
    return _spoken(a) == _spoken(b)


def _spoken(name: str) -> str:
    """The name without its h and doubled letters, one letter for each sound."""
    spelt = _respell(modern(name), "id-en/name_variants").replace("h", "")
    return "".join(c for n, c in enumerate(spelt) if spelt[n - 1 : n] != c)


@lru_cache(maxsize=65536)
def adapted(a: str, b: str) -> bool:
    """Whether two names differ only as Indonesian and English spell the same sounds.

    Kolombia/Colombia, Katolik/Catholic, Rusia/Russian; but not a changed vowel, a
    dropped or doubled letter: these are slips.
    """
    first, second = _indonesian(a), _indonesian(b)
    if first == second and fold(a) != fold(b):
        return True
    return derived(first, second) and fold(a)[:-1] != fold(b)[:-1]
