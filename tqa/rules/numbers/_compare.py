"""The comparison of both sides' quantities that all rules of the family share: done once a bead."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.quantities import find
from tqa.lang.quantity import Kind, Number, Quantity
from tqa.lang.units import same_currency, same_measure
from tqa.model import Bead, Side
from tqa.rules.numbers._atoms import Atom, Facts, date_mark, facts
from tqa.rules.numbers._calendar import (
    dates_differ,
    months_in_figures,
    times_agree,
    times_differ,
)
from tqa.rules.numbers._context import View, bereft, translated_around, year_told

# Of the words around a number, how many must be translated before it is missed: a dropped
# number is told sooner than an added one, which is mostly a freer rendering of the clause.
_LOOSE, _STRICT = 0.2, 0.75
_MANY = 60  # beyond so many unmatched numbers on a side, only what is missing is told


class Fault(Enum):
    """What is wrong: one for each rule of the family that compares."""

    NUMBER = "number"
    MAGNITUDE = "magnitude"
    FORMAT = "format"
    DATE = "date"
    CURRENCY = "currency"
    UNIT = "unit"
    TIME = "time"


class Difference(NamedTuple):
    """Quantities of both sides that do not agree; one side is empty where something is missing."""

    fault: Fault
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    opposite: bool = True  # False: what is left over, in no particular order


Pair = tuple[Atom, Atom]


def differences(bead: Bead, fault: Fault) -> Iterator[Difference]:
    """The differences of one kind between the sides of a bead, in the order of the text."""
    if not bead.source or not bead.target:
        return
    found = _differences(
        bead.text(Side.SOURCE), bead.text(Side.TARGET), bead.langs[0], bead.langs[1]
    )
    for difference in found:
        if difference.fault is fault:
            yield difference


@lru_cache(maxsize=2048)
def _differences(
    source: str, target: str, source_lang: str, target_lang: str
) -> tuple[Difference, ...]:
    there, here = find(source, source_lang), find(target, target_lang)
    if (not there and not here) or source == target:
        return ()
    views = (
        View(source, source_lang, target, target_lang),
        View(target, target_lang, source, source_lang),
    )
    found = _compare(facts(source, there), facts(target, here), views)
    return tuple(sorted(found, key=_place))


def _place(difference: Difference) -> int:
    return (difference.target or difference.source)[0].span.start


def _compare(source: Facts, target: Facts, views: tuple[View, View]) -> list[Difference]:
    matching = Matching(source.numbers, target.numbers)
    matching.exact()
    found = list(matching.unit_faults())
    if matching.source and matching.target:
        matching.loosely()
        found += matching.written_otherwise()
    months_in_figures(source, target, matching.source, matching.target)
    for one, two in times_agree(source.times, target.times):
        if two[0].foreign:
            found.append(Difference(Fault.FORMAT, one, two))
    for pair in times_differ(source.times, target.times, matching.source, matching.target):
        found.append(Difference(Fault.TIME, *pair))
    for dates in dates_differ(source, target):
        found.append(Difference(Fault.DATE, *dates))
    found += matching.pairs(views)
    matching.vaguely(source.vague, target.vague)
    found += matching.leftover(source.times, target.times, views)
    found += _currencies(source, target, found)
    return _distinct(found)


def _distinct(found: list[Difference]) -> list[Difference]:
    """One difference for the same two quantities: a date wrong in day and month is one fault."""
    seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    kept = []
    for difference in found:
        key = tuple(
            tuple(q.span.start for q in side) for side in (difference.source, difference.target)
        )
        if key not in seen:
            seen.add(key)  # type: ignore[arg-type]
            kept.append(difference)
    return kept


class Matching:
    """The numbers of both sides, matched pass by pass; what is not matched stays."""

    def __init__(self, source: list[Atom], target: list[Atom]) -> None:
        self.source, self.target = list(source), list(target)
        self.matched: list[Pair] = []

    def exact(self) -> None:
        """Match equal values: of the same kind and unit first, of any kind last."""
        self._by(lambda a: (a.value, a.group, a.quantity.unit, a.part))
        self._by(lambda a: (a.value, a.group, a.quantity.digits))
        self._by(lambda a: (a.value, _by_word(a)))
        self._by(lambda a: (a.value, a.quantity.kind is Kind.SCORE))

    def _by(self, key: Callable[[Atom], Hashable]) -> None:
        if not self.source or not self.target:
            return
        waiting: dict[Hashable, list[Atom]] = defaultdict(list)
        for atom in self.target:
            waiting[key(atom)].append(atom)
        pairs = []
        for atom in self.source:
            others = waiting.get(key(atom))
            if others:
                pairs.append((atom, others.pop(0)))
        self._settle(pairs)
        self.matched += pairs

    def _settle(self, pairs: list[Pair]) -> None:
        gone = {id(atom) for pair in pairs for atom in pair}
        if gone:
            self.source = [atom for atom in self.source if id(atom) not in gone]
            self.target = [atom for atom in self.target if id(atom) not in gone]

    def unit_faults(self) -> Iterator[Difference]:
        """The pairs of one value whose units, currencies or separators do not agree."""
        for one, two in self.matched:
            fault = unit_fault(one.quantity, two.quantity)
            if fault is None and two.quantity.foreign and _quantified(one, two):
                fault = Fault.FORMAT
            if fault is not None:
                yield Difference(fault, (one.quantity,), (two.quantity,))

    def loosely(self) -> None:
        """Match what is the same said otherwise: other readings, conversions, rounding, sums."""
        self._first(lambda a, b: bool(set(a.values) & set(b.values)))
        self._first(_converted)
        self._first(_rounded)
        self._sums()

    def _first(self, same: Callable[[Atom, Atom], bool]) -> list[Pair]:
        if max(len(self.source), len(self.target)) > _MANY:
            return []
        pairs: list[Pair] = []
        taken: set[int] = set()
        for one in self.source:
            for two in self.target:
                if id(two) not in taken and same(one, two):
                    pairs.append((one, two))
                    taken.add(id(two))
                    break
        self._settle(pairs)
        return pairs

    def _sums(self) -> None:
        """Match a number that is the sum of all that is left on the other side."""
        for some, other in ((self.source, self.target), (self.target, self.source)):
            figures = all(a.evidence and not a.part for a in some) and len(some) > 1
            total = sum(atom.value for atom in some)
            if figures and total in {a.value for a in other}:
                one = next(atom for atom in other if atom.value == total)
                self._settle([(atom, one) for atom in some])
                return

    def written_otherwise(self) -> list[Difference]:
        """The pairs that differ in separators or in the magnitude word only."""
        found = []
        for one, two in self._first(_other_word):
            found.append(Difference(Fault.MAGNITUDE, (one.quantity,), (two.quantity,)))
        for one, two in self._first(_separators_swapped):
            fault = unit_fault(one.quantity, two.quantity) or Fault.FORMAT
            found.append(Difference(fault, (one.quantity,), (two.quantity,)))
        for one, two in self._first(_other_magnitude):
            found.append(Difference(Fault.MAGNITUDE, (one.quantity,), (two.quantity,)))
        return found

    def pairs(self, views: tuple[View, View]) -> list[Difference]:
        """What stands opposite each other with another value, the most alike first."""
        if not self.source or not self.target:
            return []
        if max(len(self.source), len(self.target)) > _MANY:
            return []
        alone = len(self.source) == len(self.target) == 1
        ranked = sorted(
            ((_unlike(one, two, alone), one.order, two.order, one, two)
             for one in self.source for two in self.target),
            key=lambda entry: entry[:3],
        )  # fmt: skip
        chosen: list[Pair] = []
        taken: set[int] = set()
        for distance, _, _, one, two in ranked:
            if distance > 5 or id(one) in taken or id(two) in taken:
                continue
            if distance < 2 or translated_around(one.quantity, views[0], _LOOSE):
                taken |= {id(one), id(two)}
                chosen.append((one, two))
        self._settle(chosen)
        return [
            Difference(
                Fault.DATE if one.group == two.group == "date" else Fault.NUMBER,
                (one.quantity,),
                (two.quantity,),
            )
            for one, two in chosen
        ]

    def vaguely(self, source: int, target: int) -> None:
        """Take out large numbers that the other side gives vaguely: 1,806 pills, ribuan pil."""
        self.source = _but_large(self.source, target)
        self.target = _but_large(self.target, source)

    def leftover(
        self, source: list[Quantity], target: list[Quantity], views: tuple[View, View]
    ) -> list[Difference]:
        """One difference for all that stands in digits on one side only, though its clause does not."""
        sides = []
        for atoms, times, view, least in (
            (self.source, source, views[0], _LOOSE),
            (self.target, target, views[1], _STRICT),
        ):
            found = {a.quantity.span: a.quantity for a in atoms if _missed(a, atoms, view)}
            found |= {time.span: time for time in times if time.digits}
            sides.append(
                tuple(q for _, q in sorted(found.items())
                      if bereft(q, view) or translated_around(q, view, least))
            )  # fmt: skip
        return [Difference(Fault.NUMBER, sides[0], sides[1], False)] if any(sides) else []


def _but_large(atoms: list[Atom], vague: int) -> list[Atom]:
    """The atoms without the first `vague` large plain numbers."""
    large = [a for a in atoms if a.value >= 10 and not a.part and a.quantity.kind is not Kind.YEAR]
    gone = {id(atom) for atom in large[:vague]}
    return [atom for atom in atoms if id(atom) not in gone]


def _by_word(atom: Atom) -> bool:
    """Whether it is an ordinal in words: the 1 of 1-0 is not “first”."""
    return atom.quantity.kind is Kind.ORDINAL and not atom.evidence


def _missed(atom: Atom, left: list[Atom], view: View) -> bool:
    """Whether a number that nothing answers to should have been carried over."""
    if not atom.evidence:
        return False
    quantity = atom.quantity
    if atom.aside:
        return bereft(quantity, view)
    if date_mark(view.text, quantity):
        return sum(other.quantity is quantity for other in left) == 1  # one part of it is there
    if quantity.kind is Kind.YEAR or atom.part == "year":
        return not year_told(view.other, view.other_lang)
    return True


def unit_fault(one: Quantity, two: Quantity) -> Fault | None:
    """What is wrong with the units of two quantities of one value."""
    kinds = {one.kind, two.kind}
    if kinds == {Kind.MONEY}:
        return None if same_currency(one.unit, two.unit) else Fault.CURRENCY
    if one.shared or two.shared or not (one.digits or two.digits):
        return None
    if Kind.PERCENT in kinds or Kind.POINT in kinds:
        if one.unit == two.unit or Kind.FRACTION in kinds:
            return None
        return Fault.UNIT
    if kinds == {Kind.MEASURE} and one.unit != two.unit:
        return Fault.UNIT
    return None


def _quantified(one: Atom, two: Atom) -> bool:
    """Whether a numeral in the other language's separators is surely a number, not a section."""
    return two.quantity.unit != "" or two.quantity.scale > 0 or one.quantity.digits


def _converted(one: Atom, two: Atom) -> bool:
    first, second = one.quantity, two.quantity
    if first.kind is second.kind is Kind.MEASURE and first.unit != second.unit:
        return same_measure(one.value, first.unit, two.value, second.unit)
    return False


def _rounded(one: Atom, two: Atom) -> bool:
    """Whether one number is the other, written with fewer digits: 1,234 million, 1.2 billion."""
    if one.part or two.part or not one.value or not two.value:
        return False
    rough, fine = sorted((one, two), key=lambda atom: -atom.quantity.precision)
    step = rough.quantity.precision - fine.quantity.precision
    if step <= 0 or rough.value < 10**rough.quantity.precision:
        return False
    unit = 10**rough.quantity.precision if rough.quantity.precision >= 0 else None
    if unit is None:
        scaled = 10**-rough.quantity.precision
        return abs(rough.value - fine.value) * scaled * 2 <= 1
    return abs(rough.value - fine.value) * 2 <= unit


def _separators_swapped(one: Atom, two: Atom) -> bool:
    first, second = one.quantity, two.quantity
    return (second.swapped is not None and second.swapped == one.value) or (
        first.swapped is not None and first.swapped == two.value
    )


def _other_word(one: Atom, two: Atom) -> bool:
    """Whether the same numeral has another magnitude word on each side."""
    first, second = one.quantity, two.quantity
    return (
        first.scale >= 3
        and second.scale >= 3
        and first.scale != second.scale
        and first.mantissa == second.mantissa
    )


def _other_magnitude(one: Atom, two: Atom) -> bool:
    """Whether the numbers are the same but for a power of ten that a magnitude word names."""
    first, second = one.quantity, two.quantity
    if max(first.scale, second.scale) < 3 or not one.value or not two.value:
        return False
    if one.part or two.part:
        return False
    if first.scale == second.scale:
        return False
    return _digits(one.value) == _digits(two.value)


def _digits(value: Number) -> str:
    """The significant digits of a number: 15 of 1.5 and of 1,500,000."""
    while value != int(value) and abs(value) < 10**30:
        value *= 10
    return str(int(value)).strip("0")


def _unlike(one: Atom, two: Atom, alone: bool) -> int:
    """How unlike two numbers stand opposite each other: 0 alike, 9 no pair at all."""
    if not (one.evidence or two.evidence):
        return 9
    first, second = one.quantity, two.quantity
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
    """How many digits differ, in order; at least 5 where the lengths differ by more than one."""
    from rapidfuzz.distance import Levenshtein

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


def _currencies(source: Facts, target: Facts, found: list[Difference]) -> list[Difference]:
    """A currency named on one side that the other has replaced by one the first never names."""
    told = {q.span for d in found if d.opposite for q in (*d.source, *d.target)}
    there, here = list(source.currencies), list(target.currencies)
    lost = [q for q in there if not any(same_currency(q.unit, other.unit) for other in here)]
    new = [q for q in here if not any(same_currency(q.unit, other.unit) for other in there)]
    lost = [q for q in lost if q.span not in told]
    new = [q for q in new if q.span not in told]
    if not lost and new:  # one of several mentions was replaced
        lost = [q for q in there if _count(q, there) > _count(q, here)]
    for one in lost:
        for two in new:
            if one.value is None or two.value is None:
                return [Difference(Fault.CURRENCY, (one,), (two,))]
    return []


def _count(quantity: Quantity, among: list[Quantity]) -> int:
    return sum(same_currency(quantity.unit, other.unit) for other in among)
