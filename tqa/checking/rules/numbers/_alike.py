"""How similar two numbers are: equal in another notation, equal but for one thing, or close."""

import re
from fractions import Fraction

from rapidfuzz.distance import Levenshtein

from tqa.checking.rules.numbers._atoms import Atom, crossed
from tqa.checking.rules.numbers._difference import Fault
from tqa.lang.quantity.units import same_currency, same_measure
from tqa.lang.quantity.values import Kind, Number, Quantity

_SHARES = frozenset((Kind.PERCENT, Kind.POINT))
_NO_DECIMALS = re.compile(r"\d[.,]000(?!\d)")
_FULL_YEAR = 1000  # smallest year written with its century


def unit_fault(one: Quantity, two: Quantity) -> Fault | None:
    """The fault in the units of two quantities of equal value; None if they agree."""
    kinds = {one.kind, two.kind}
    if one.shared or two.shared:
        return None
    if kinds == {Kind.MONEY}:
        return None if same_currency(one.unit, two.unit) else Fault.CURRENCY
    if not (one.digits or two.digits):
        several = one.value is not None and one.value > 1  # not satu hari, an hour
        return Fault.UNIT if several and kinds == {Kind.MEASURE} and one.unit != two.unit else None
    if Kind.PERCENT in kinds or Kind.POINT in kinds:
        if one.unit == two.unit or Kind.FRACTION in kinds:
            return None
        if one.kind is Kind.PERCENT and two.unit == "pp":
            return None  # persen is used for both, and points are more exact
        return Fault.UNIT
    if kinds == {Kind.MEASURE} and one.unit != two.unit:
        return Fault.UNIT
    return None


def same_otherwise(one: Atom, two: Atom) -> bool:
    """Whether two numbers are equal in another notation: 1998, '98; 50 %, half; No. 1, first.

    Two full years are not equal by their last digits, a day or month is never a year, and a
    goal of a score is not “first”.
    """
    if crossed(one, two):
        return False
    if {one.part, two.part} & {"day", "month"} or min(one.value, two.value) >= _FULL_YEAR:
        return one.value == two.value or bool(_readings(one) & _readings(two))
    if _by_last_digits(one, two) or _by_last_digits(two, one):
        return False
    kinds = (one.quantity.kind, two.quantity.kind)
    if Kind.SCORE in kinds and Kind.ORDINAL in kinds:
        return False
    return bool(set(one.values) & set(two.values))


def _by_last_digits(year: Atom, other: Atom) -> bool:
    """Whether a number that is not marked as a year has the last digits of a year."""
    if year.quantity.kind is not Kind.YEAR or year.value < _FULL_YEAR or other.clipped:
        return False
    return other.value < 100 and other.quantity.kind in (Kind.CARDINAL, Kind.MEASURE)


def _readings(atom: Atom) -> set[Number]:
    """The values that the notation of a number allows."""
    found = {atom.value, atom.quantity.alternative}
    return {value for value in found if value is not None}


def converted(one: Atom, two: Atom) -> bool:
    first, second = one.quantity, two.quantity
    if "bp" in (first.unit, second.unit) and {first.kind, second.kind} <= _SHARES:
        return _in_percent(one) == _in_percent(two)
    if first.kind is second.kind is Kind.MEASURE and first.unit != second.unit:
        return same_measure(one.value, first.unit, two.value, second.unit)
    return False


def _in_percent(atom: Atom) -> Number:
    return Fraction(atom.value) / 100 if atom.quantity.unit == "bp" else atom.value


def rounded(one: Atom, two: Atom) -> bool:
    """Whether one number is the other with fewer digits: 1,234 million and 1.2 billion."""
    if one.part or two.part or not one.value or not two.value:
        return False
    rough, fine = sorted((one, two), key=lambda atom: -atom.quantity.precision)
    if rough.quantity.precision <= fine.quantity.precision:
        return False
    step = Fraction(10) ** rough.quantity.precision
    if rough.value < 10 * step:
        return False  # one digit is too coarse to count as a rounded value
    return abs(Fraction(rough.value) - fine.value) * 2 <= step


def separators_swapped(one: Atom, two: Atom) -> bool:
    """Whether the values agree once one is read with the other language's separators."""
    return _reads_as(two, one) or _reads_as(one, two)


def _reads_as(one: Atom, other: Atom) -> bool:
    """Whether a number has the other's value by the other language's separators.

    Nobody writes a whole number with three decimals: `12,000` is not a 12 in wrong separators.
    """
    value, swapped = one.quantity.value, one.quantity.swapped
    if swapped is None or swapped != other.value or value is None:
        return False
    decimals = swapped < value and _NO_DECIMALS.search(one.quantity.text) is not None
    return not decimals or _figures(one) == _figures(other)


def other_magnitude_word(one: Atom, two: Atom) -> bool:
    """Whether the same numeral has a different magnitude word on each side."""
    first, second = one.quantity, two.quantity
    return (
        first.scale >= 3
        and second.scale >= 3
        and first.scale != second.scale
        and first.mantissa == second.mantissa
    )


def other_magnitude(one: Atom, two: Atom) -> bool:
    """Whether the numbers differ only by the power of ten of a magnitude word."""
    first, second = one.quantity, two.quantity
    if max(first.scale, second.scale) < 3 or not one.value or not two.value:
        return False
    if one.part or two.part:
        return False
    if first.scale == second.scale:
        return False
    return _digits(one.value) == _digits(two.value)


def heads_range(quantity: Quantity) -> bool:
    """Whether the magnitude word follows the next number and is reported there: 50-100 juta."""
    return quantity.alternative is not None and not quantity.scale


def _digits(value: Number) -> str:
    """The significant digits of a number: 15 of 1.5 and of 1,500,000."""
    scaled = Fraction(value)
    while scaled.denominator != 1 and scaled < 10**30:
        scaled *= 10
    return str(scaled.numerator // scaled.denominator).strip("0")


def unlike(one: Atom, two: Atom, alone: bool) -> int:
    """How dissimilar two numbers are that may be a pair: 0 the same, 9 not a pair.

    `alone` says that no other number is left on either side.
    """
    first, second = one.quantity, two.quantity
    if not (first.digits or second.digits):  # tiga, four: compared only where unambiguous
        similar = alone and first.kind is second.kind and first.unit == second.unit
        if not similar or (first.kind is not Kind.FRACTION and min(one.value, two.value) <= 1):
            return 9
        return 2 if first.kind is Kind.ORDINAL else 1
    if first.digits != second.digits:
        weak = two if first.digits else one
        if weak.value <= 1 or weak.quantity.kind in (Kind.ORDINAL, Kind.FRACTION):
            return 9
        same = one.group == two.group and first.unit == second.unit
        return 4 if same and (first.unit or alone) else 9
    distance = _edits(one, two)
    if one.group != two.group:
        return 4 if distance <= 1 and len(first.text) > 1 else 9
    if one.group == "date":
        return distance if one.part == two.part else 9
    if first.unit != second.unit:
        return 3 + min(distance, 4)
    return min(distance, 3 if alone or first.unit else 4)


def _edits(one: Atom, two: Atom) -> int:
    """The edit distance in digits; at least 5 where the lengths differ by more than one."""
    a, b = _figures(one), _figures(two)
    if abs(len(a) - len(b)) > 1:
        return 5
    return int(Levenshtein.distance(a, b))


def _figures(atom: Atom) -> str:
    span, quantity = atom.quantity.number, atom.quantity
    if atom.part:
        return str(atom.value)
    start = span.start - quantity.span.start
    return "".join(filter(str.isdecimal, quantity.text[start : start + span.end - span.start]))
