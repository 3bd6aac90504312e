"""Numbers, sums, dates, times and measures of a text, as values with their places."""

import re
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tqa.lang.quantity.clock import clock_at, hour_at, noon_at, spoken_at
from tqa.lang.quantity.dates import YEARS, calendar, cues, date_at, ordinal_endings
from tqa.lang.quantity.numbers import (
    Words,
    money_letters,
    roles,
    roman_numerals,
    scale_at,
    words_at,
)
from tqa.lang.quantity.numerals import Reading, read_digits
from tqa.lang.quantity.ranges import share
from tqa.lang.quantity.units import currency_after, currency_before, currency_named, unit_at
from tqa.lang.quantity.values import Kind, Number, Quantity, whole
from tqa.lang.tables import rows, with_role
from tqa.lang.words.known import TEXTS
from tqa.lang.words.lexemes import Line, table
from tqa.model import Span

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_BARE_POINT = re.compile(r"(?:^|[\s($£€])\.$")  # .5 percent
_BELOW_ZERO = frozenset(("degC", "degF", "deg"))  # what is minus, and no decline of something
_KINDS = {
    "%": Kind.PERCENT,
    "‰": Kind.PERCENT,
    "pp": Kind.POINT,
    "bp": Kind.POINT,
    "fold": Kind.MULTIPLE,
}

_NEVER_FIRST = ("and", "short", "point")  # in a number that is written in words

Step = tuple[Quantity | None, int]


@lru_cache(maxsize=TEXTS)
def find(text: str, lang: str) -> tuple[Quantity, ...]:
    """All quantities of `text` in order, as a reader of `lang` reads them.

    Digits are read in any language (by English separators where it is not "id");
    words, months and currencies only in Indonesian and English.
    """
    if not _DIGIT.search(text) and _triggers(lang).isdisjoint(_WORD.findall(text.lower())):
        return ()
    line = Line(text, lang)
    return share(line, _scan(line))


@lru_cache(maxsize=8)
def _telling(lang: str) -> frozenset[str]:
    """The words that a quantity may begin with."""
    if lang not in ("id", "en"):
        return frozenset()
    first = {word for word, (role, _) in roles(lang).items() if role not in _NEVER_FIRST}
    return frozenset(_triggers(lang) | first | set(table(f"{lang}/currencies")) | {"i"})


@lru_cache(maxsize=1)
def _times_of_day() -> frozenset[str]:
    """The first words of the names of clock times: noon, midnight, tengah (hari)."""
    names = (with_role(f"{lang}/small_words", "time of day") for lang in ("id", "en"))
    return frozenset(chain.from_iterable(names))


@lru_cache(maxsize=8)
def _triggers(lang: str) -> frozenset[str]:
    """The words without which a text with no digits holds no quantity."""
    if lang not in ("id", "en"):
        return frozenset()
    silent = ("article", "and", "short")
    found = {word for word, (role, _) in roles(lang).items() if role not in silent}
    found |= set(calendar(lang, "months")) | set(calendar(lang, "weekdays"))
    found |= {
        phrase
        for phrase, _, place in rows(f"{lang}/currencies")
        if place in ("after", "name") and " " not in phrase
    }
    found |= {numeral for numeral in roman_numerals() if len(numeral) > 1}
    return frozenset(found | _times_of_day())


def _scan(line: Line) -> list[Quantity]:
    found: list[Quantity] = []
    end = floor = 0
    telling = _telling(line.lang)
    words = roles(line.lang)
    months, weekdays = calendar(line.lang, "months"), calendar(line.lang, "weekdays")
    lows = line.lows
    for i in [n for n, low in enumerate(lows) if low in telling or low[0].isdecimal()]:
        if i < end:
            continue
        low = lows[i]
        if low[0].isdecimal():
            quantity, end = _numeral(line, i, floor)
        elif low in months or low in weekdays:
            quantity, end = _dated(line, i, floor)
            if quantity is None and low in words:
                quantity, end = _worded(line, i, floor)
        elif low in words:
            quantity, end = _worded(line, i, floor)
        else:
            quantity, end = _named(line, i)
        if quantity is not None:
            found.append(quantity)
            floor = end
    return found


def _make(line: Line, start: int, end: int, kind: Kind, **fields: object) -> Quantity:
    """The quantity of lexemes [start, end); its numeral is the same unless `number` says so."""
    first, last, text = line.start(start), line.end(end - 1), line.text
    if text[last : last + 1] == "." and text[last - 2 : last] == ".m":
        last += 1  # p.m. with its last dot
    span = Span(first, last)
    if "number" not in fields:
        fields["number"] = span
    return Quantity(span, text[first:last], kind, **fields)  # type: ignore[arg-type]


def _dated(line: Line, i: int, floor: int) -> Step:
    found = date_at(line, i, floor)
    if found is None:
        return None, i + 1
    parts, end = found
    digits = bool(parts.day or parts.year)
    return _make(line, i, end, Kind.DATE, date=parts, digits=digits), end


def _named(line: Line, i: int) -> Step:
    """What a word other than a number is by itself: a currency, or noon."""
    if found := currency_named(line, i):
        code, end = found
        return _make(line, i, end, Kind.CURRENCY, unit=code, digits=False), end
    roman = roman_numerals().get(line.low(i), 0) if line.word(i).isupper() else 0
    if roman > 1 or (roman and line.lang == "id"):  # English I is no number
        return _make(line, i, i + 1, Kind.ORDINAL, value=roman, digits=False), i + 1
    if line.low(i) in _times_of_day() and (noon := noon_at(line, i)):
        return _make(line, i, noon[1], Kind.TIME, time=noon[0], digits=False), noon[1]
    return None, i + 1


def _numeral(line: Line, i: int, floor: int) -> Step:
    """The quantity whose digits are at lexeme `i`."""
    if spoken := spoken_at(line, i, floor):
        return _make(line, i, spoken[1], Kind.TIME, time=spoken[0]), spoken[1]
    if found := clock_at(line, i, floor):
        comma = "," in line.word(i)  # 4,40 a.m.
        return _make(line, i, found[1], Kind.TIME, time=found[0], foreign=comma), found[1]
    if found_date := date_at(line, i, floor):
        parts, end = found_date
        return _make(line, i, end, Kind.DATE, date=parts), end
    reading = read_digits(f"0.{line.word(i)}" if _pointed(line, i) else line.word(i), line.lang)
    before = currency_before(line, i, floor)
    code = None if before else _code(line, i, floor)
    if reading is None or code is not None:
        start, end = code or (i, i + 1)
        digits = int("".join(filter(str.isdecimal, line.word(i)))[:18])
        return _make(line, start, end, Kind.CODE, value=digits, number=_span(line, i, i + 1)), end
    if special := _special(line, i, reading, floor):
        return special
    return _amount(line, i, i + 1, before, reading, None)


def _pointed(line: Line, i: int) -> bool:
    """Whether a numeral has a point before it and nothing else: .5 percent."""
    start = line.start(i)
    if line.lang != "en" or line.text[start - 1 : start] not in (".", "\n"):
        return False
    return _BARE_POINT.search(line.text[max(0, start - 2) : start]) is not None


def _span(line: Line, start: int, end: int) -> Span:
    return Span(line.start(start), line.end(end - 1))


def _code(line: Line, i: int, floor: int) -> tuple[int, int] | None:
    """The lexemes of the name that the digits at `i` are part of: F-16, A380, 3D; None outside one.

    Units and magnitude letters beside the digits make no name.
    """
    if i > floor and line.word(i - 1)[0].isalpha() and _names_number(line, i):
        return i - 1, i + 1
    if line.gap(i) or i + 1 == line.size:
        return None
    after, low = line.word(i + 1), line.low(i + 1)
    if not after.isalpha() or low in ordinal_endings() or low in ("s", "an", "x"):
        return None
    if scale_at(line, i + 1)[0] or unit_at(line, i + 1) or currency_after(line, i + 1):
        return None
    if len(after) > 2 and after.islower():
        return None  # a lost space: 35orang
    return i, i + 2


def _names_number(line: Line, i: int) -> bool:
    """Whether the word before lexeme `i` makes one name with its digits."""
    word, low, gap = line.word(i - 1), line.low(i - 1), line.gap(i - 1)
    if low in ("ke", "se"):
        return False
    if gap == "":
        by = low == "x" and line.numeral(i - 2) and not line.gap(i - 2)  # 8x15
        lost_space = len(word) > 3 and word.islower()  # konsumsi18
        return not by and not lost_space
    if low in roles(line.lang):
        return False
    return gap in ("-", "‑") and word[0].isupper() and line.low(i + 1) != "an"


def _special(line: Line, i: int, reading: Reading, floor: int) -> Step | None:
    """Decades, ordinals and written fractions."""
    gap = line.gap(i)
    if gap == " " and line.low(i - 1) != "ke":
        return None
    after, value = line.low(i + 1), reading.value
    at = i + 1
    if not reading.decimals and isinstance(value, int) and value % 10 == 0 and 10 <= value <= 2100:
        plural = after == "s" and gap in ("", "'", "’")
        if plural or (after == "an" and gap in ("", "-", "‑") and line.lang == "id"):
            return _make(line, i, at + 1, Kind.DECADE, value=value), at + 1
    if after in ordinal_endings() and not gap and line.lang == "en":
        return _make(line, i, at + 1, Kind.ORDINAL, value=value), at + 1
    if (
        i > floor
        and line.low(i - 1) == "ke"
        and line.gap(i - 1) in ("-", "‑")
        and line.lang == "id"
    ):
        return _make(line, i - 1, at, Kind.ORDINAL, value=value, number=_span(line, i, at)), at
    if (
        gap == "/"
        and line.word(i)[0] != "0"
        and line.numeral(at)
        and line.text[line.start(i) - 1 : line.start(i)] != "/"
    ):
        low = read_digits(line.word(at), line.lang)
        if low and low.value in (2, 3, 4, 5, 6, 8, 10) and 0 < value < low.value:
            exact = whole(Fraction(value) / low.value)
            return _make(line, i, at + 1, Kind.FRACTION, value=exact), at + 1
    return None


def _worded(line: Line, i: int, floor: int) -> Step:
    """The quantity whose number words begin at lexeme `i`."""
    if spoken := spoken_at(line, i, floor):
        return _make(line, i, spoken[1], Kind.TIME, time=spoken[0], digits=False), spoken[1]
    words = words_at(line, i)
    if words is None:
        return _named(line, i)
    if isinstance(words.value, int) and words.kind is Kind.CARDINAL:
        clock = hour_at(line, i, words.end, words.value, floor)
        if clock:
            return _make(line, i, clock[1], Kind.TIME, time=clock[0], digits=False), clock[1]
    if words.kind in (Kind.VAGUE, Kind.DECADE, Kind.ORDINAL, Kind.MULTIPLE):
        unit = "fold" if words.kind is Kind.MULTIPLE else ""
        fields = {"value": words.value, "unit": unit, "digits": False}
        return _make(line, i, words.end, words.kind, **fields), words.end
    return _amount(line, i, words.end, currency_before(line, i, floor), None, words)


class _Value(NamedTuple):
    """What a numeral in digits or words says, without its unit."""

    value: Number | None
    end: int
    kind: Kind = Kind.CARDINAL
    scale: int = 0
    precision: int = 0
    swapped: Number | None = None
    alternative: Number | None = None


def _read(line: Line, end: int, reading: Reading, *, money: bool) -> _Value:
    """The value of a numeral that ends before lexeme `end`, with its magnitude words."""
    scale, end = _magnitude(line, end, money=money)
    if line.lang == "id" and roles("id").get(line.low(end), ("",))[0] == "vague":
        return _Value(None, end + 1, Kind.VAGUE)  # 100 ribuan
    value = _times(reading.value, scale)
    sign = line.low(end)
    if sign in ("½", "¼", "¾") and line.gap(end - 1) in ("", " "):
        value = whole(Fraction(value) + Fraction(roles("en")[sign][1]))
        end += 1
    swapped = None if reading.swapped is None else _times(reading.swapped, scale)
    bare = reading.value if line.low(end - 1) == "k" else None  # 5K: five thousand, or a name
    return _Value(value, end, Kind.CARDINAL, scale, scale - reading.decimals, swapped, bare)


def _amount(
    line: Line,
    i: int,
    end: int,
    before: tuple[str, int] | None,
    reading: Reading | None,
    words: Words | None,
) -> Step:
    """A plain number, sum, percentage or measure whose numeral is lexemes [i, end).

    `before` is the currency before it.
    """
    if reading is not None:
        read = _read(line, end, reading, money=before is not None)
    elif words is not None:
        read = _Value(words.value, end, words.kind, words.scale, words.precision)
    else:
        raise ValueError("an amount is in digits or in words")
    if read.value is None:
        return _make(line, i, read.end, read.kind), read.end
    start, end, kind, unit, alternative = i, read.end, read.kind, "", read.alternative
    number = _span(line, i, end)
    if before is not None:
        kind, unit, start = Kind.MONEY, *before
    after = currency_after(line, end)
    if after is not None and unit in ("", after[0]):
        kind, unit, end = Kind.MONEY, *after
    elif not unit and (measure := unit_at(line, end)):
        if line.low(end) == "m" and not line.gap(end - 1) and line.lang == "en":
            alternative = _times(read.value, 6)  # 100m: metres, or a hundred million
        unit, end = measure
        kind = _KINDS.get(unit, Kind.MEASURE)
    value = read.value
    signed = unit in _BELOW_ZERO and _is_negative(line, i, end)
    if signed:
        value = -value
        start -= line.low(i - 1) in cues(line.lang, "negative")
    text = line.word(i)
    if kind is Kind.CARDINAL and len(text) == 4 and text.isdecimal() and read.value in YEARS:
        kind = Kind.YEAR
    quantity = _make(
        line, start, end, kind,
        value=value, unit=unit, scale=read.scale, precision=read.precision,
        digits=reading is not None, number=number, swapped=read.swapped,
        foreign=reading is not None and reading.foreign, alternative=alternative,
    )  # fmt: skip
    return quantity, end


def _is_negative(line: Line, i: int, end: int) -> bool:
    """Whether a temperature, lexemes [i, end), is below zero: minus 3, -3, three below zero."""
    if line.low(i - 1) in cues(line.lang, "negative") and i:
        return True
    start, stop = line.start(i), line.end(end - 1)
    before = line.text[max(0, start - 2) : start]
    if before[-1:] in ("-", "−", "–") and not before[:-1].isalnum():
        return True
    after = line.text[stop : stop + 30].lower().lstrip(" -")
    return after.startswith(tuple(cues(line.lang, "below-zero")))


def _magnitude(line: Line, end: int, *, money: bool) -> tuple[int, int]:
    """The magnitude words or letter after a numeral, and the index after them."""
    scale, after = scale_at(line, end)
    if scale or not money or end == line.size or line.gap(end - 1) not in ("", " "):
        return scale, after
    letter = money_letters(line.lang).get(line.word(end))
    return (letter, end + 1) if letter else (0, end)


def _times(value: Number, scale: int) -> Number:
    return whole(Fraction(value) * 10**scale) if scale else value


def spans(text: str, lang: str) -> tuple[Span, ...]:
    """The places of all quantities: what a check of words leaves out."""
    return tuple(quantity.span for quantity in find(text, lang))


__all__ = ["Kind", "Quantity", "find", "spans"]
