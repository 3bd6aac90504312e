"""Indonesian words with hyphens: doubled words, and affixes that a hyphen joins."""

from functools import lru_cache

from tqa.lang.forms.affixes import splits
from tqa.lang.tables import rows

_MIN_DOUBLED = 2  # letters of what is said twice


@lru_cache(maxsize=4)
def _joined(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(affix for affix, kind in rows("id/hyphen_affixes") if kind in kinds)


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(row[1] for row in rows("id/prefixes")) | {""}


_PREFIXES = ("prefix", "noun prefix")
_SUFFIXES = ("suffix", "noun suffix")


def unjoined(word: str, *, nouns: bool = True) -> str:
    """A lower-case word without affixes joined by a hyphen: di-upgrade, mem-phk-kan, ktp-nya.

    Args:
        word: the word.
        nouns: whether affixes that make another word (ke-, -an) go as well.
    """
    parts = word.split("-")
    prefixes, suffixes = _joined(_PREFIXES[: 1 + nouns]), _joined(_SUFFIXES[: 1 + nouns])
    if len(parts) > 1 and parts[0] in prefixes and len(parts[1]) > 1:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in suffixes:
        parts = parts[:-1]
    return "-".join(parts)


@lru_cache(maxsize=65536)
def single(word: str) -> str:
    """What a doubled lower-case word is when said once, "" for one that is not doubled.

    buku-bukunya -> bukunya, berlari-lari -> berlari, kekanak-kanakan -> kekanakan,
    mengata-ngatai -> mengatai. Rhyming pairs such as *sayur-mayur* are words of their own.
    """
    first, hyphen, second = word.partition("-")
    if not hyphen or "-" in second or len(second) < _MIN_DOUBLED:
        return ""
    if second.startswith(first):
        return second
    if first.endswith(second):
        return first
    for start in range(1, len(first) - _MIN_DOUBLED):
        doubled = first[start:]
        if second.startswith(doubled) and first[:start] in _beginnings():
            return first + second[len(doubled) :]
    return ""


def reciprocal(word: str) -> str:
    """The base of a pair such as tolong-menolong or surat-menyurat, "" for anything else."""
    first, _, second = word.partition("-")
    if any(split.base == first and split.prefixes == ("meN",) for split in splits(second)):
        return first
    return ""
