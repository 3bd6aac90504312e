"""What a quantity is: a number, sum, date, clock time ... of a text, as a value with its place."""

from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from tqa.model import Span

Number = int | Fraction


class Kind(Enum):
    """What a quantity counts or names."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    PERCENT = "percent"
    MULTIPLE = "multiple"  # doubled, tiga kali lipat: unit "fold"
    POINT = "percentage-point"  # unit "pp", or "bp" for basis points
    MONEY = "money"
    CURRENCY = "currency"  # a currency named without an amount: value None
    MEASURE = "measure"
    YEAR = "year"
    DECADE = "decade"  # value: its first year, or 0..90 where the century is not written
    DATE = "date"  # month, weekday or more: see `date`; value None
    TIME = "time"  # see `time`; value None
    SCORE = "score"  # one of the two numbers of 2-1
    CODE = "code"  # the number inside a name: COVID-19, F-16, MH370
    VAGUE = "vague"  # dozens, ratusan: value None


class DateParts(NamedTuple):
    """The parts of a date that are written; 0 where one is not."""

    day: int = 0
    month: int = 0  # 1..12
    year: int = 0
    weekday: int = 0  # ISO: Monday 1 .. Sunday 7
    numeric: bool = False  # 10/12: which is the day and which the month is the reader's guess
    sure: bool = True  # False: the word may not be a date at all (May, Minggu first in a sentence)


class ClockTime(NamedTuple):
    """A time of day."""

    hour: int  # 0..24 as written, p.m. added
    minute: int
    half_day: bool = False  # whether it stays open which half of the day is meant
    zone: str = ""  # abbreviation as in timezones.tsv
    offset: int | None = None  # minutes east of UTC, None where no zone is written

    @property
    def minutes(self) -> int:
        """Minutes since midnight, in its own zone."""
        return (self.hour * 60 + self.minute) % 1440


class Quantity(NamedTuple):
    """One quantity of a text."""

    span: Span  # with unit, currency and magnitude word
    text: str
    kind: Kind
    value: Number | None = None  # magnitude words included: 1,5 juta is 1 500 000
    unit: str = ""  # ISO 4217 code, or a unit of units.tsv, "%" for percent
    scale: int = 0  # the power of ten that magnitude words name: juta 6, billion 9
    precision: int = 0  # the power of ten of the last digit written: -1 for 2,5; 5 for 2,5 juta
    digits: bool = True  # written in digits, not in words
    number: Span = Span(0, 0)  # the numeral alone
    swapped: Number | None = None  # the value by the other language's separators, where it differs
    foreign: bool = False  # readable only by the other language's separators; `value` is that
    alternative: Number | None = None  # another possible value (100m: 100 metres or 100 million)
    shared: bool = False  # the unit is that of a neighbour: the 5 of "5 to 6 percent"
    date: DateParts | None = None
    time: ClockTime | None = None

    @property
    def mantissa(self) -> Number:
        """The value without its magnitude words: 1.5 of 1,5 juta.

        Raises:
            ValueError: the quantity has no numeric value.
        """
        if self.value is None:
            raise ValueError(f"{self.text!r} has no numeric value")
        return whole(Fraction(self.value) / 10**self.scale)


def whole(value: Fraction) -> Number:
    """The value as an int where it is one."""
    return value.numerator if value.denominator == 1 else value
