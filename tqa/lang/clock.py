"""Clock times in text: pukul 14.30 WIB, 2:30 p.m., 1430 GMT, noon."""

import re
from functools import lru_cache

from tqa.lang.dates import cues
from tqa.lang.lexemes import Line, table
from tqa.lang.quantity import ClockTime
from tqa.lang.tables import rows

_HOUR_MINUTE = re.compile(r"(\d{1,2})([.,:])([0-5]\d)(?!\d|[.,:/]\d)")
_MILITARY = re.compile(r"([01]\d|2[0-4])([0-5]\d)(?!\d|[.,:/]\d)")
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
    """The first words of day parts and time zones: without one a bare hour tells no time."""
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
    """The clock time whose figures stand at lexeme `i`, and the index after it."""
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
        return _finish(line, end, hour, minute, sure=cued or mark == ":", cued=cued)
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
    line: Line, end: int, hour: int, minute: int, *, sure: bool, cued: bool
) -> Found | None:
    """The time with what follows it: day part and zone; None where nothing shows it is one."""
    if hour > 24 or minute > 59:
        return None
    beside = line.gap(end - 1) in _BESIDE
    part = _day_part(line, end) if beside else None
    half_day = hour <= 12
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
    return ClockTime(hour, minute, half_day, name, _offsets()[name] if name else None), end


def _in_part(hour: int, low: int, high: int) -> int:
    """The hour on the 24-hour clock that the day part means."""
    candidates = (hour, hour + 12, hour - 12, hour + 24)
    return next((h % 24 for h in candidates if h >= 0 and low <= h <= high), hour)
