"""The items that are compared: numbers, months, weekdays, times and currencies of one side."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from tqa.lang.quantity.dates import calendar
from tqa.lang.quantity.values import Kind, Number, Quantity

_CLASSES = {
    Kind.PERCENT: "percent",
    Kind.POINT: "percent",
    Kind.MONEY: "money",
    Kind.YEAR: "date",
    Kind.DATE: "date",
}
_CLIPPING = frozenset("'’‘/-–")
_LIST_MARK = re.compile(r"\s*[(\[]?\d{1,3}[.)\]](?:\s|$)")
_CONVERTED = re.compile(r"\s*[(\[/]|\s?$")


@dataclass(slots=True, eq=False)
class Atom:
    """One number of a quantity: its value, or the day or the year of a date."""

    quantity: Quantity
    value: Number
    part: str = ""  # "day", "month", "year" of a date
    evidence: bool = True  # written in digits; only these are reported as missing
    order: int = 0
    open: bool = False  # the day or month of 3/4 in English, where the order is ambiguous
    clipped: bool = False  # a year marked by an apostrophe or by the year before: '98, 2018-19
    aside: bool = False  # list number, or converted sum or measure: the other side may lack it

    @property
    def group(self) -> str:
        """The kind of atom it can be paired with: numbers, sums or dates."""
        return _CLASSES.get(self.quantity.kind, "number")

    @property
    def values(self) -> tuple[Number, ...]:
        """All values that it can have."""
        quantity, found = self.quantity, [self.value]
        if quantity.alternative is not None:
            found.append(quantity.alternative)
        if quantity.kind in (Kind.YEAR, Kind.DECADE) and self.value >= 1000:
            found.append(self.value % 100)
        if quantity.kind is Kind.PERCENT:
            found.append(Fraction(self.value) / 100)
        return tuple(found)


@dataclass(slots=True)
class SideFacts:
    """All items of one side that must have a counterpart on the other."""

    numbers: list[Atom] = field(default_factory=list)
    months: list[tuple[int, Quantity]] = field(default_factory=list)
    weekdays: list[tuple[int, Quantity]] = field(default_factory=list)
    times: list[Quantity] = field(default_factory=list)
    currencies: list[Quantity] = field(default_factory=list)
    vague: int = 0  # number of vague quantities: dozens, ribuan

    @property
    def size(self) -> int:
        """The number of facts."""
        dates = len(self.months) + len(self.weekdays)
        return len(self.numbers) + dates + len(self.times) + len(self.currencies)


def crossed(one: Atom, two: Atom) -> bool:
    """Whether one is certainly the day and the other certainly the month of a date."""
    return {one.part, two.part} == {"day", "month"} and not (one.open or two.open)


def facts(text: str, quantities: tuple[Quantity, ...], lang: str) -> SideFacts:
    """The facts of one side, in the order of the text."""
    found = SideFacts()
    previous: Quantity | None = None
    for quantity in quantities:
        if quantity.kind is Kind.TIME:
            found.times.append(quantity)
        elif quantity.kind is Kind.DATE:
            _dated(quantity, found, either=lang != "id")
        elif quantity.value is not None:
            atom = Atom(quantity, quantity.value, "", quantity.digits, len(found.numbers))
            atom.aside = _aside(text, previous, quantity)
            start = quantity.span.start
            atom.clipped = text[max(0, start - 1) : start] in _CLIPPING
            found.numbers.append(atom)
        elif quantity.kind is Kind.VAGUE:
            found.vague += 1
        if quantity.kind in (Kind.MONEY, Kind.CURRENCY) and not quantity.shared:
            found.currencies.append(quantity)
        previous = quantity
    return found


def date_mark(text: str, quantity: Quantity, lang: str) -> bool:
    """Whether a date follows its weekday, as in Indonesian news: Jumat (26/1)."""
    date = quantity.date
    if date is None or not date.numeric or date.year:
        return False
    before = text[max(0, quantity.span.start - 20) : quantity.span.start]
    if before.endswith("(") or date.weekday:
        return True
    words = before.split()  # brackets are lost in old corpora: Jumat 26/1
    return bool(words) and words[-1].strip(",").lower() in calendar(lang, "weekdays")


def _dated(quantity: Quantity, found: SideFacts, *, either: bool) -> None:
    date = quantity.date
    if date is None:
        return
    parts = [("day", date.day), ("year", date.year)]
    if date.numeric or not quantity.text.strip("0123456789-/."):
        parts.insert(1, ("month", date.month))
    elif date.month and not quantity.shared:
        found.months.append((date.month, quantity))
    if date.weekday:
        found.weekdays.append((date.weekday, quantity))
    for part, value in parts:
        if value:
            atom = Atom(quantity, value, part, quantity.digits, len(found.numbers))
            atom.open = either and date.numeric and part != "year"
            found.numbers.append(atom)


def _aside(text: str, previous: Quantity | None, quantity: Quantity) -> bool:
    """Whether it is a list number, a conversion of the quantity before it, or “1 mile” (a mile)."""
    if quantity.kind is Kind.MEASURE and quantity.value == 1:
        return True  # a mile
    if quantity.span.start <= 2 and _LIST_MARK.match(text):
        return True
    if previous is None or previous.kind is not quantity.kind:
        return False
    if quantity.kind not in (Kind.MONEY, Kind.MEASURE) or previous.unit == quantity.unit:
        return False
    gap = text[previous.span.end : quantity.span.start]
    return len(gap) <= 30 and bool(_CONVERTED.match(gap))
