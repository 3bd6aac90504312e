"""Currencies and units of measure: their place beside a number, and how they compare."""

import re
from fractions import Fraction
from functools import lru_cache

from tqa.lang.quantity.values import Number
from tqa.lang.tables import rows
from tqa.lang.words.lexemes import Line, table

_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_BESIDE = frozenset(("", " ", "-", "‑", "\u00a0", "\u202f"))
_BEFORE = frozenset(("", " ", ". ", ".", "\u00a0", "\u202f"))
_ANY_CASE = frozenset(("rp",))
#: how far a converted measure may be off: translators round
CONVERSION_TOLERANCE = Fraction(8, 100)


def unit_at(line: Line, i: int) -> tuple[str, int] | None:
    """The unit (of units.tsv) that begins at lexeme `i`, right after a number; the index after."""
    units = table(f"{line.lang}/units")
    if line.low(i) not in units or line.gap(i - 1) not in _BESIDE:
        return None
    found = line.phrase(units, i)
    if found is None:
        return None
    (unit, *_), end = found
    if unit == "yr" and end < line.size and _YEAR.fullmatch(line.word(end)):
        return None  # Nomor 11 Tahun 2008
    word = line.word(i)
    if end == i + 1 and len(word) == 1 and word.isalpha() and word.isupper():
        return None  # M is no metre
    return unit, end


def currency_before(line: Line, i: int, floor: int) -> tuple[str, int] | None:
    """The currency written before the numeral at lexeme `i`, and the index it begins at."""
    if i <= floor or line.low(i - 1) not in _prefixes(line.lang) or line.gap(i - 1) not in _BEFORE:
        return None
    for start in (i - 2, i - 1):
        found = line.phrase(table(f"{line.lang}/currencies"), start) if start >= floor else None
        if found is None or found[1] != i:
            continue
        (code, place), _ = found
        if place in ("both", "before") and _spelt(line, start):
            return code, start
    return None


@lru_cache(maxsize=4)
def _prefixes(lang: str) -> frozenset[str]:
    """The last lexemes of the currencies that come before an amount."""
    phrases = [entry for entries in table(f"{lang}/currencies").values() for entry in entries]
    return frozenset(words[-1] for words, (_, place) in phrases if place in ("both", "before"))


def currency_after(line: Line, i: int) -> tuple[str, int] | None:
    """The currency that begins at lexeme `i`, right after an amount, and the index after it."""
    currencies = table(f"{line.lang}/currencies")
    if line.low(i) not in currencies or line.gap(i - 1) not in _BESIDE:
        return None
    found = line.phrase(currencies, i)
    if found is None:
        return None
    (code, place), end = found
    if place == "both" and line.numeral(end) and line.gap(end - 1) in _BEFORE:
        return None  # tahun 2006 Rp20 triliun: it belongs to what follows
    if place in ("both", "after", "amount") and (place != "both" or _spelt(line, i)):
        return code, end
    return None


def currency_named(line: Line, i: int) -> tuple[str, int] | None:
    """The currency named at lexeme `i` without an amount, and the index after it."""
    found = line.phrase(table(f"{line.lang}/currencies"), i)
    if found is None:
        return None
    (code, place), end = found
    numeral = line.numeral(end)
    if place == "name" or (place == "after" and not (numeral and line.word(i).istitle())):
        return code, end  # Euro 2008 is a tournament
    alone = end == i + 1 and line.low(i).isalpha() and _spelt(line, i)
    return (code, end) if place == "both" and alone and not numeral else None


def _spelt(line: Line, i: int) -> bool:
    """Whether a code such as USD or RM has the capitals that distinguish it from a word."""
    low = line.low(i)
    return not low.isalpha() or low in _ANY_CASE or line.word(i).isupper()


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family, code in rows("id-en/currency_families"):
        found.setdefault(family, {family}).add(code)
    return {family: frozenset(codes) for family, codes in found.items()}


@lru_cache(maxsize=1024)
def same_currency(one: str, other: str) -> bool:
    """Whether two currencies may be one: a dollar ($) is any country's dollar."""
    if one == other:
        return True
    families = _families()
    return other in families.get(one, ()) or one in families.get(other, ())


@lru_cache(maxsize=1)
def _measures() -> dict[str, tuple[str, Fraction]]:
    return {unit: (dimension, Fraction(size)) for unit, dimension, size in rows("id-en/measures")}


@lru_cache(maxsize=4096)
def dimension(unit: str) -> str:
    """What a unit measures (length, mass, time ...), "" for an unknown one."""
    return _measures().get(unit, ("", Fraction(0)))[0]


def same_measure(value: Number, unit: str, other: Number, other_unit: str) -> bool:
    """Whether two measures in different units are one, converted (to 8 per cent)."""
    kind, size = _measures().get(unit, ("", Fraction(0)))
    other_kind, other_size = _measures().get(other_unit, ("", Fraction(0)))
    if not kind or kind != other_kind:
        return False
    if kind == "temperature":
        return _same_temperature(value, unit, other, other_unit)
    one, two = value * size, other * other_size
    return bool(abs(one - two) <= CONVERSION_TOLERANCE * max(one, two))


def _same_temperature(value: Number, unit: str, other: Number, other_unit: str) -> bool:
    celsius = [
        Fraction(number) if name == "degC" else (Fraction(number) - 32) * 5 / 9
        for number, name in ((value, unit), (other, other_unit))
    ]
    return abs(celsius[0] - celsius[1]) <= 1
