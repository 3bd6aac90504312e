"""Clock times in text: pukul 14.30 WIB, 2:30 p.m., 1430 GMT, noon."""

import re
from functools import lru_cache

from tqa.lang.quantity.dates import cues
from tqa.lang.quantity.numbers import roles, words_at
from tqa.lang.quantity.units import unit_at
from tqa.lang.quantity.values import ClockTime, Kind
from tqa.lang.tables import rows
from tqa.lang.words.lexemes import Line, table

_HOUR_MINUTE = re.compile(r"(\d{1,2})([.,:])([0-5]\d)(?!\d|[.,:/]\d)")
_MILITARY = re.compile(r"([01]\d|2[0-4])([0-5]\d)(?!\d|[.,:/]\d)")
_HALF = 30  # minutes
_BESIDE = frozenset(("", " ", " (", "\u00a0", "."))

Found = tuple[ClockTime, int]


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, int]]:
    return {word: (zone, int(offset)) for word, zone, offset in rows("id-en/timezones")}


@lru_cache(maxsize=1)
def _offsets() -> dict[str, int]:
    return {zone: int(offset) for _, zone, offset in rows("id-en/timezones")}


@lru_cache(maxsize=4)
def _after_hour(lang: str) -> frozenset[str]:
    """The first words of day parts and time zones: without one a bare hour is no time."""
    names = (table(f"{lang}/day_parts"), table(f"{lang}/timezones"), map(str.lower, _zones()))
    return frozenset(word for words in names for word in words)


def zone_at(line: Line, i: int) -> tuple[str, int] | None:
    """The time zone written at lexeme `i`, and the index after it."""
    if i >= line.size or line.gap(i - 1).strip(" .,") not in ("", "("):
        return None
    if found := _zones().get(line.word(i)):
        return found[0], i + 1
    named = line.phrase(table(f"{line.lang}/timezones"), i)
    return (named[0][0], named[1]) if named else None


def clock_at(line: Line, i: int, floor: int) -> Found | None:
    """The clock time whose figures are at lexeme `i`, and the index after it."""
    start, word = line.start(i), line.word(i)
    plain = word.isdecimal()
    if len(word) > (4 if plain else 5) and (plain or not _HOUR_MINUTE.match(word)):
        return None  # most numerals
    if line.text[start - 1 : start] in (":", "-") and line.text[start - 2 : start - 1].isalpha():
        return None
    cued = i - 1 >= floor and line.low(i - 1) in cues(line.lang, "clock!")
    match = _HOUR_MINUTE.match(line.text, start)
    if match and line.text[start - 1 : start] != ":":
        hour, mark, minute = int(match.group(1)), match.group(2), int(match.group(3))
        end = i + (2 if mark == ":" else 1)
        if mark == "," and line.lang != "en" and not cued:
            return None
        sure = cued or mark == ":"
        return _finish(line, end, hour, minute, sure=sure, cued=cued, exact=word[0] == "0")
    if not plain:
        return None
    military = _MILITARY.fullmatch(word)
    if military and zone_at(line, i + 1):
        hour, minute = int(military.group(1)), int(military.group(2))
        return _finish(line, i + 1, hour, minute, sure=True, cued=True)
    if len(word) > 2:
        return None
    return hour_at(line, i, i + 1, int(word), floor)


def hour_at(line: Line, i: int, end: int, hour: int, floor: int) -> Found | None:
    """The time of a whole hour, in figures or words at lexemes [i, end): pukul 9, seven o'clock."""
    cued = i - 1 >= floor and line.low(i - 1) in cues(line.lang, "clock!")
    if line.low(end) == "o" and line.low(end + 1) == "clock":
        return _finish(line, end + 2, hour, 0, sure=True, cued=True)
    if not cued and line.low(end) not in _after_hour(line.lang):
        return None
    at = line.lang == "en" and line.low(i - 1) in cues("en", "clock")
    return _finish(line, end, hour, 0, sure=cued, cued=cued or at)


def spoken_at(line: Line, i: int, floor: int) -> Found | None:
    """A time given by an hour near it: half past seven, pukul setengah delapan, a quarter to two.

    Indonesian counts the half before the hour: *setengah delapan* is 7:30.
    """
    if line.lang == "en":
        return _minutes_first(line, i)
    if line.lang != "id" or i - 1 < floor or line.low(i - 1) not in cues("id", "clock!"):
        return None
    if _part_of_hour(line, i) == _HALF:
        hour = _hour(line, i + 1)
        return _spoken(line, hour[1], hour[0], -_HALF) if hour else None
    hour = _hour(line, i)
    sign = _sign(line, hour[1]) if hour else 0
    minutes = _minutes(line, hour[1] + 1) if hour and sign else None
    return _spoken(line, minutes[1], hour[0], sign * minutes[0]) if hour and minutes else None


def _minutes_first(line: Line, i: int) -> Found | None:
    """The time whose minutes begin at lexeme `i`: ten past seven, but not five to seven."""
    minutes = _minutes(line, i + (line.low(i) == "a"))
    if minutes is None:
        return None
    passed, end = minutes
    sign = _sign(line, end)
    exact = passed in (_HALF // 2, _HALF) or line.low(end - 1) in ("minute", "minutes")
    if not sign or not (exact or line.low(end) == "past") or line.low(end) == "after":
        return None
    hour = _hour(line, end + 1)
    if hour is None or unit_at(line, hour[1]):
        return None
    return _spoken(line, hour[1], hour[0], sign * passed)


def _spoken(line: Line, end: int, hour: int, minutes: int) -> Found | None:
    """The time that is some minutes after (or before) an hour."""
    passed = (hour * 60 + minutes) % 1440
    return _finish(line, end, passed // 60, passed % 60, sure=True, cued=True)


def _sign(line: Line, i: int) -> int:
    """Whether the word at lexeme `i` says minutes after an hour (1) or before one (-1)."""
    word = line.low(i)
    return (word in cues(line.lang, "clock-past")) - (word in cues(line.lang, "clock-to"))


def _part_of_hour(line: Line, i: int) -> int:
    """The minutes of the half or quarter of an hour at lexeme `i`, 0 for none."""
    role, value = roles(line.lang).get(line.low(i), ("", 0))
    if role == "fraction":
        return int(value * 60)
    return 60 // int(value) if role == "denominator" and value == 4 else 0


def _minutes(line: Line, i: int) -> tuple[int, int] | None:
    """The minutes at lexeme `i`, in figures, in words or as a part of an hour; the index after."""
    part = _part_of_hour(line, i)
    found = (part, i + 1) if part else _whole(line, i, 59)
    if found is None:
        return None
    unit = unit_at(line, found[1])
    return (found[0], unit[1]) if unit and unit[0] == "min" else found


def _hour(line: Line, i: int) -> tuple[int, int] | None:
    return _whole(line, i, 12)


def _whole(line: Line, i: int, most: int) -> tuple[int, int] | None:
    """The whole number from 1 to `most` at lexeme `i`, and the index after it."""
    if i < line.size and line.word(i).isdecimal():
        value, end = int(line.word(i)[:4]), i + 1
    else:
        found = words_at(line, i) if line.low(i) in roles(line.lang) else None
        if found is None or found.kind is not Kind.CARDINAL or not isinstance(found.value, int):
            return None
        value, end = found.value, found.end
    return (value, end) if 0 < value <= most else None


def noon_at(line: Line, i: int) -> Found | None:
    """A time of day that has a name of its own: noon, tengah malam."""
    found = _day_part(line, i)
    if found is None or found[0] != found[1]:
        return None
    hour = found[0]
    zone = zone_at(line, found[2])
    offset = _offsets()[zone[0]] if zone else None
    return ClockTime(hour, 0, False, zone[0] if zone else "", offset), zone[1] if zone else found[2]


def _day_part(line: Line, i: int) -> tuple[int, int, int] | None:
    """The hours that the day part at lexeme `i` allows, and the index after it."""
    found = line.phrase(table(f"{line.lang}/day_parts"), i)
    if found is None:
        return None
    low, high = found[0][0].split("-")
    return int(low), int(high), found[1]


def _finish(
    line: Line, end: int, hour: int, minute: int, *, sure: bool, cued: bool, exact: bool = False
) -> Found | None:
    """The time with what follows it: day part and zone; None where nothing shows it is one.

    `exact`: a nought before the hour shows that it is on the 24-hour clock; so does, in
    Indonesian, a zone.
    """
    if hour > 24 or minute > 59:
        return None
    beside = line.gap(end - 1) in _BESIDE
    part = _day_part(line, end) if beside else None
    half_day = hour <= 12 and not exact
    if part is not None:
        abbreviated = line.lang == "en" and line.low(end) in ("a", "p", "am", "pm")
        if not (sure or cued or abbreviated):
            part = None
        else:
            sure, half_day = True, False
            hour, end = _in_part(hour, part[0], part[1]), part[2]
    zone = zone_at(line, end)
    if zone is None and not sure:
        return None
    name, end = zone if zone else ("", end)
    half_day = half_day and not (name and line.lang == "id")
    return ClockTime(hour, minute, half_day, name, _offsets()[name] if name else None), end


def _in_part(hour: int, low: int, high: int) -> int:
    """The hour on the 24-hour clock that the day part means."""
    candidates = (hour, hour + 12, hour - 12, hour + 24)
    return next((h % 24 for h in candidates if h >= 0 and low <= h <= high), hour)
