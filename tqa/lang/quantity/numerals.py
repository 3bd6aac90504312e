"""Numbers in digits: the separators of each language, and reading by either convention."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.quantity.values import Number, whole

#: decimal and thousands separator (CLDR)
SEPARATORS = {"id": (",", "."), "en": (".", ",")}

_OTHER = {"id": "en", "en": "id"}


class Reading(NamedTuple):
    """A numeral as its language reads it, and as the other language would."""

    value: Number
    decimals: int  # digits after the decimal separator
    swapped: Number | None  # the other convention's value, where it is another one
    foreign: bool  # only the other convention can read it; `value` is that convention's


@lru_cache(maxsize=4)
def _shape(lang: str) -> re.Pattern[str]:
    decimal, group = map(re.escape, SEPARATORS[lang])
    return re.compile(rf"(\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}(\d+))?")


def _read(text: str, lang: str) -> tuple[Number, int] | None:
    match = _shape(lang).fullmatch(text)
    if match is None:
        return None
    integer, fraction = match.group(1), match.group(2) or ""
    group = SEPARATORS[lang][1]
    if group in integer and integer[0] == "0":
        return None  # 0.500 is no five hundred
    digits = integer.replace(group, "") + fraction
    if len(digits) > 400:  # Python refuses to convert beyond 4,300 digits; nobody counts so far
        return None
    value = int(digits)
    return (whole(Fraction(value, 10 ** len(fraction))) if fraction else value), len(fraction)


@lru_cache(maxsize=4096)
def read_digits(text: str, lang: str) -> Reading | None:
    """The value of a numeral such as `1.500,75`; None where neither convention can read it."""
    if text.isdigit():
        return Reading(int(text), 0, None, False) if len(text) <= 400 else None
    lang = lang if lang in SEPARATORS else "en"
    own, other = _read(text, lang), _read(text, _OTHER[lang])
    if own is not None and other is not None and own[1] == 3 and text.endswith("000"):
        return Reading(other[0], other[1], own[0], True)  # no one writes 20.000 for twenty
    if own is None:
        return None if other is None else Reading(other[0], other[1], None, True)
    swapped = other[0] if other is not None and other[0] != own[0] else None
    return Reading(own[0], own[1], swapped, False)


def write_digits(value: Number, lang: str, decimals: int | None = None) -> str:
    """The value in the separators of `lang`, rounded to `decimals` (None: as many as it has, <= 6).

    Numbers below 10,000 keep their group separator too, as money does.
    """
    decimal, group = SEPARATORS[lang if lang in SEPARATORS else "en"]
    exact = Fraction(value)
    if decimals is None:
        decimals = next((n for n in range(7) if (exact * 10**n).denominator == 1), 6)
    scaled = round(abs(exact) * 10**decimals)
    integer, rest = divmod(scaled, 10**decimals)
    text = f"{integer:,}".replace(",", group)
    sign = "-" if exact < 0 else ""
    return f"{sign}{text}{decimal}{rest:0{decimals}d}" if decimals else sign + text
