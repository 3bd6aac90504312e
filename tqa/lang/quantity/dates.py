"""Dates and weekdays in text, as parts."""

import re
from functools import lru_cache

from tqa.lang.quantity.numbers import scale_at
from tqa.lang.quantity.units import unit_at
from tqa.lang.quantity.values import DateParts
from tqa.lang.tables import rows, with_role
from tqa.lang.words.lexemes import Line

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_FULL = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\w/])")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})(?![\w/])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+)[\"'“‘(]*$")
_FIGURE_MARKS = frozenset("/-")
_BETWEEN = frozenset((" ", "-", "/", "", "\u00a0"))
_AFTER_MONTH = frozenset((" ", ". ", "-", "\u00a0"))
_BEFORE_YEAR = frozenset((" ", ", ", ". ", "-", "\u00a0"))
#: years that a four-digit number without a separator is taken for
YEARS = range(1500, 2101)

Found = tuple[DateParts, int]


@lru_cache(maxsize=8)
def calendar(lang: str, name: str) -> dict[str, tuple[int, bool]]:
    """The months or weekdays of a language: word -> (number, whether it may be another word)."""
    if lang not in ("id", "en"):
        return {}
    return {word: (int(number), star == "*") for word, number, star in rows(f"{lang}/{name}")}


@lru_cache(maxsize=8)
def cues(lang: str, role: str) -> frozenset[str]:
    """The words of quantity_cues.tsv that have this role."""
    if lang not in ("id", "en"):
        return frozenset()
    return frozenset(word for word, kind in rows(f"{lang}/quantity_cues") if kind == role)


def date_at(line: Line, i: int, floor: int) -> Found | None:
    """The date that begins at lexeme `i`, and the index after it.

    A weekday is a date of its own; `floor` is the first lexeme that no quantity has taken.
    """
    if line.numeral(i):
        return _in_figures(line, i) or _day_first(line, i)
    return _month_first(line, i) or _weekday(line, i, floor)


def _after(line: Line, i: int, end: int) -> int:
    while i < line.size and line.start(i) < end:
        i += 1
    return i


def _in_figures(line: Line, i: int) -> Found | None:
    start, end = line.start(i), line.end(i)
    if line.text[end : end + 1] not in _FIGURE_MARKS and "." not in line.word(i):
        return None
    if line.text[start - 1 : start] in ("/", "-"):
        return None
    if iso := _ISO.match(line.text, start):
        year, month, day = map(int, iso.groups())
        return _valid(DateParts(day, month, year), line, i, iso.end())
    if full := _FULL.match(line.text, start):
        if len(full.group(4)) == 2 and full.group(2) != "/":
            return None
        first, second, year = int(full.group(1)), int(full.group(3)), int(full.group(4))
        return _numeric(first, second, year, line, i, full.end())
    short = _SHORT.match(line.text, start)
    if short is None:
        return None
    bracketed = line.text[start - 1 : start] == "(" and line.text[short.end() :][:1] in (
        ")", ",", " ", ";",
    )  # fmt: skip
    if not bracketed and line.low(i - 1) not in calendar(line.lang, "weekdays"):
        return None
    return _numeric(int(short.group(1)), int(short.group(2)), 0, line, i, short.end())


def _numeric(first: int, second: int, year: int, line: Line, i: int, end: int) -> Found | None:
    """Day and month in figures: day first, except in English where only month first is possible."""
    day, month = (first, second) if second <= 12 else (second, first)
    return _valid(DateParts(day, month, year, numeric=True), line, i, end)


def _valid(parts: DateParts, line: Line, i: int, end: int) -> Found | None:
    if not (1 <= parts.day <= 31 and 1 <= parts.month <= 12):
        return None
    return parts, _after(line, i, end)


@lru_cache(maxsize=1)
def ordinal_endings() -> frozenset[str]:
    """What English writes behind the digits of an ordinal: st, nd, rd, th."""
    return frozenset(with_role("en/affix_roles", "ordinal"))


def _integer(line: Line, i: int, most: int) -> int:
    """The whole number at lexeme `i` if it is from 1 to `most`, else 0."""
    if not 0 <= i < line.size:
        return 0
    text = line.word(i)
    value = int(text) if text.isdecimal() and len(text) <= 4 else 0
    return value if value <= most else 0


def _year_at(line: Line, i: int) -> tuple[int, int]:
    """The year at lexeme `i`, after a date, and the index after it; 0 and `i` without one."""
    at = i + 1 if line.low(i) in ("tahun", "of") else i
    if line.gap(i - 1) not in _BEFORE_YEAR or (at > i and line.gap(i) != " "):
        return 0, i
    value = _integer(line, at, 2199)
    if value < 1000 or len(line.word(at)) != 4:
        return 0, i
    if scale_at(line, at + 1)[0]:
        return 0, i
    return value, at + 1


def _day_first(line: Line, i: int) -> Found | None:
    day = _integer(line, i, 31)
    if not day:
        return None
    at = i + 1
    if line.low(at) in ordinal_endings() and not line.gap(i):
        at += 1
    if line.lang == "en" and line.low(at) == "of" and line.gap(at - 1) == " ":
        at += 1
    month = calendar(line.lang, "months").get(line.low(at))
    if month is None or line.gap(at - 1) not in _BETWEEN:
        return None
    if month[1] and not line.word(at)[0].isupper():
        return None
    year, end = _year_at(line, at + 1)
    return DateParts(day, month[0], year), end


def _month_first(line: Line, i: int) -> Found | None:
    low = line.low(i)
    month, doubtful = calendar(line.lang, "months").get(low, (0, False))
    if not month or (doubtful and not line.word(i)[0].isupper()):
        return None
    year, end = _year_at(line, i + 1)
    if year:
        return DateParts(0, month, year), end
    day = _integer(line, i + 1, 31) if line.gap(i) in _AFTER_MONTH else 0
    if day and not scale_at(line, i + 2)[0] and not unit_at(line, i + 2):
        at = i + 2
        if line.low(at) in ordinal_endings() and not line.gap(i + 1):
            at += 1
        year, end = _year_at(line, at)
        return DateParts(day, month, year), end
    if doubtful and len(low) <= 4 and low != "may":
        return None  # an abbreviation needs a number beside it
    sure = not doubtful or line.low(i - 1) in cues(line.lang, "month")
    return DateParts(0, month, sure=sure), i + 1


def _weekday(line: Line, i: int, floor: int) -> Found | None:
    weekday, doubtful = calendar(line.lang, "weekdays").get(line.low(i), (0, False))
    if not weekday:
        return None
    capital = line.word(i)[0].isupper()
    introduced = line.lang == "id" and line.low(i - 1) == "hari" and i - 1 >= floor
    if not capital and not (introduced or (line.lang == "id" and not doubtful)):
        return None
    if not doubtful:
        return DateParts(weekday=weekday), i + 1
    dated = line.gap(i).strip() in ("(", ",", "", ".") and (
        _integer(line, i + 1, 31) > 0 or line.low(i + 1) in calendar(line.lang, "months")
    )
    if len(line.low(i)) <= 5 and not dated:
        return None  # an abbreviation needs a date beside it
    initial = bool(_SENTENCE_START.search(line.text[max(0, line.start(i) - 8) : line.start(i)]))
    return DateParts(weekday=weekday, sure=introduced or dated or not initial), i + 1
