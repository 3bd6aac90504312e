"""Units that numbers of a range or list share: 5 to 6 percent, 21-23 Agustus, 2010-12."""

import re
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from tqa.lang.quantity.dates import cues
from tqa.lang.quantity.values import ClockTime, DateParts, Kind, Number, Quantity, whole
from tqa.lang.tables import with_role
from tqa.lang.words.lexemes import Line
from tqa.model import Span

_HOUR_MINUTE = re.compile(r"(\d{1,2})[.:]([0-5]\d)")
_DASH = re.compile(r"\s{0,2}[-‑–—/:x×]\s{0,2}")
_COMMA = re.compile(r",\s{0,2}")
_MEASURED = frozenset((Kind.PERCENT, Kind.POINT, Kind.MONEY, Kind.MEASURE))
_MAX_GAP = 24
_BETWEEN = frozenset(("", " ", "-", "‑", ", "))  # feet and inches
_DAYS = range(1, 32)


def share(line: Line, found: list[Quantity]) -> tuple[Quantity, ...]:
    """The quantities, those without a unit given their neighbour's where a range joins them."""
    near = [
        i
        for i, (one, two) in enumerate(pairwise(found))
        if two.span.start - one.span.end <= _MAX_GAP
    ]
    for joined in (_dashed, _listed) if near else ():  # a dash binds closer than a word
        for i in reversed(near):
            if joined(line, found[i], found[i + 1]):
                found[i] = _from_right(found[i], found[i + 1])
        for i in near:
            if joined(line, found[i], found[i + 1]):
                found[i], found[i + 1] = _scored(line, *_from_left(line, found[i], found[i + 1]))
    return tuple(_compound(line, found) if near else found)


def _small_words(role: str) -> tuple[str, ...]:
    """Those of both languages."""
    return with_role("id/small_words", role) + with_role("en/small_words", role)


@lru_cache(maxsize=1)
def _and() -> frozenset[str]:
    """What may be between dollars and cents."""
    return frozenset((" ", *(f" {word} " for word in _small_words("and"))))


@lru_cache(maxsize=1)
def _one() -> re.Pattern[str]:
    """A word for one before a unit of money."""
    return re.compile(rf"\b(?:{'|'.join(_small_words('one'))}) $", re.IGNORECASE)


def _compound(line: Line, found: list[Quantity]) -> list[Quantity]:
    """Measures and sums of two numbers as one: 5ft 2ins, 6-foot-6, a dollar and 25 cents."""
    made: list[Quantity] = []
    for two in found:
        one = made[-1] if made else two
        gap = line.text[one.span.end : two.span.start]
        if one.unit == "ft" and one.value is not None and _are_inches(two, gap):
            made[-1] = _joined(line, one, two, Fraction(one.value), 12)
        elif two.unit == "c" and gap in _and() and (whole_units := _units(line, one)) is not None:
            made[-1] = _joined(line, one, two, whole_units, 100)
        else:
            made.append(two)
    return made


def _joined(line: Line, one: Quantity, two: Quantity, units: Fraction, parts: int) -> Quantity:
    """Some units and the parts of a unit that the second quantity gives."""
    value = whole(units + Fraction(two.value or 0) / parts)
    span, number = (Span(one.span.start, two.span.end), Span(one.number.start, two.number.end))
    kind = Kind.MONEY if one.kind is Kind.CURRENCY else one.kind
    text, exact = line.text[span.start : span.end], -1 if parts == 12 else -2
    return one._replace(
        span=span, text=text, value=value, number=number, precision=exact, kind=kind
    )


def _units(line: Line, quantity: Quantity) -> Fraction | None:
    """How many dollars, euros or pounds a sum has, None if it is no sum of whole ones."""
    if quantity.kind is Kind.CURRENCY:
        before = line.text[max(0, quantity.span.start - 8) : quantity.span.start]
        return Fraction(1) if _one().search(before) else None
    if quantity.kind is not Kind.MONEY or quantity.unit == "c" or quantity.value is None:
        return None
    return Fraction(quantity.value) if Fraction(quantity.value).denominator == 1 else None


def _are_inches(quantity: Quantity, gap: str) -> bool:
    """Whether a quantity is the inches after feet, which have no unit after a hyphen."""
    if quantity.value is None or not 0 <= quantity.value < 12:
        return False
    return (quantity.unit == "in" and gap in _BETWEEN | _and()) or (
        quantity.kind is Kind.CARDINAL and quantity.digits and gap in ("-", "‑")
    )


@lru_cache(maxsize=4)
def _connectors(lang: str) -> frozenset[str]:
    return cues(lang, "range")


def _dashed(line: Line, one: Quantity, two: Quantity) -> bool:
    """Whether only a dash or a slash is between."""
    start, end = one.span.end, two.span.start
    return 1 <= end - start <= 5 and _DASH.fullmatch(line.text[start:end]) is not None


def _listed(line: Line, one: Quantity, two: Quantity) -> bool:
    """Whether only a comma or a word such as “to” is between."""
    gap = line.text[one.span.end : two.span.start]
    if _COMMA.fullmatch(gap):
        return two.kind is Kind.PERCENT or two.shared
    words = gap.strip(" ,").lower()
    return words in _connectors(line.lang)


def _from_right(one: Quantity, two: Quantity) -> Quantity:
    """The left number of a range, with the unit that only the right one has."""
    if two.kind is Kind.TIME and one.kind is not Kind.TIME:
        return _as_time(one, two)
    if one.kind is Kind.YEAR and two.kind is Kind.DATE and not one.shared:
        return one
    if one.kind not in (Kind.CARDINAL, Kind.MONEY) or one.value is None:
        return one
    if two.kind is Kind.DATE and two.date and two.date.day and one.kind is Kind.CARDINAL:
        if one.digits and one.value in _DAYS:
            date = DateParts(int(one.value), two.date.month)
            return one._replace(kind=Kind.DATE, date=date, shared=True, value=None)
        return one
    if two.value is None:
        return one
    alternative = one.alternative
    if two.scale and not one.scale:
        alternative = whole(Fraction(one.value) * 10**two.scale)
    if two.kind is Kind.MONEY and two.span.start != two.number.start:
        return one  # naik 47,63 menjadi Rp217 triliun: a sign before a sum is its own
    if one.kind is Kind.CARDINAL and two.kind in _MEASURED:
        return one._replace(kind=two.kind, unit=two.unit, shared=True, alternative=alternative)
    return one._replace(alternative=alternative) if alternative != one.alternative else one


def _from_left(line: Line, one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """Both numbers of a range, the right one with what only the left one has."""
    if one.kind is Kind.TIME and two.kind is not Kind.TIME:
        return one, _as_time(two, one)
    if two.value is None or two.kind not in (Kind.CARDINAL, Kind.SCORE):
        return one, two
    if one.kind is Kind.DATE and one.date and one.date.day and two.kind is Kind.CARDINAL:
        if two.digits and two.value in _DAYS and not one.date.numeric:
            date = DateParts(int(two.value), one.date.month)
            return one, two._replace(kind=Kind.DATE, date=date, shared=True, value=None)
        return one, two
    dash = line.text[one.span.end : two.span.start].strip() in ("-", "–", "/")
    if one.kind is Kind.YEAR and one.value is not None and len(two.text) == 2 and dash:
        value = one.value - one.value % 100 + two.value  # 1950-53
        return one, two._replace(kind=Kind.YEAR, value=value, alternative=two.value)
    if one.kind is Kind.MONEY and not one.shared and two.digits:
        return one, two._replace(kind=Kind.MONEY, unit=one.unit, shared=True)
    return one, two


def _as_time(quantity: Quantity, neighbour: Quantity) -> Quantity:
    """A number beside a clock time, as one where it can be: the 19.30 of 19.30-21.00 WIB."""
    if quantity.kind not in (Kind.CARDINAL, Kind.MEASURE) or neighbour.time is None:
        return quantity
    match = _HOUR_MINUTE.fullmatch(quantity.text)
    if match is None or int(match.group(1)) > 24:
        return quantity
    hour, near = int(match.group(1)), neighbour.time
    time = ClockTime(hour, int(match.group(2)), hour <= 12, near.zone, near.offset)
    return quantity._replace(
        kind=Kind.TIME, time=time, value=None, shared=True, precision=0, swapped=None, foreign=False
    )


def _scored(line: Line, one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """The numbers of 2-1 as a score: small, bare, and falling, which a range is not."""
    values: tuple[Number | None, Number | None] = one.value, two.value
    bare = all(q.kind is Kind.CARDINAL and q.digits and not q.scale for q in (one, two))
    if not bare or values[0] is None or values[1] is None or not values[1] <= values[0] < 200:
        return one, two
    if line.text[one.span.end : two.span.start] not in ("-", "‑", "–"):
        return one, two
    return one._replace(kind=Kind.SCORE), two._replace(kind=Kind.SCORE)
