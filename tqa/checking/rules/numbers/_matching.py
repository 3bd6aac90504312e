"""The numbers of both sides matched in passes, from equal to similar."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator

from tqa.checking.rules.numbers._alike import (
    converted,
    heads_range,
    other_magnitude,
    other_magnitude_word,
    rounded,
    same_otherwise,
    separators_swapped,
    unit_fault,
    unlike,
)
from tqa.checking.rules.numbers._atoms import Atom, crossed, date_mark
from tqa.checking.rules.numbers._context import (
    View,
    bereft,
    relative_years,
    translated_around,
    translated_beside,
)
from tqa.checking.rules.numbers._difference import CLOSE, FREE, Difference, Fault
from tqa.lang.quantity.values import Kind, Quantity

# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
# Share of the words around a number that must be translated for it to count as missing. Added
# numbers need a greater share than dropped ones: most come from a free translation.
_LOOSE, _STRICT = 0.3, CLOSE
_MANY = 60  # unmatched numbers of a side; with more, only missing ones are reported

Pair = tuple[Atom, Atom]


class NumberMatching:
    """The numbers of both sides that are still unmatched; each pass removes the pairs it finds."""

    def __init__(self, source: list[Atom], target: list[Atom]) -> None:
        self.source, self.target = list(source), list(target)
        self.matched: list[Pair] = []

    def exact(self) -> None:
        """Match equal values: of the same kind and unit first, of any kind last."""
        self._by(lambda a: (a.value, a.quantity.kind, a.quantity.unit, a.part, a.evidence))
        self._by(lambda a: (a.value, a.group, a.evidence))
        self._by(lambda a: (a.value, a.group, a.quantity.unit, _by_word(a)))
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
            others = waiting.get(key(atom), ())
            two = next((other for other in others if not crossed(atom, other)), None)
            if two is not None:
                waiting[key(atom)].remove(two)
                pairs.append((atom, two))
        self._settle(pairs)
        self.matched += pairs

    def _settle(self, pairs: list[Pair]) -> None:
        gone = {id(atom) for pair in pairs for atom in pair}
        if gone:
            self.source = [atom for atom in self.source if id(atom) not in gone]
            self.target = [atom for atom in self.target if id(atom) not in gone]

    def unit_faults(self) -> Iterator[Difference]:
        """The pairs of equal value whose units, currencies or separators do not agree."""
        for one, two in self.matched:
            fault = unit_fault(one.quantity, two.quantity)
            if fault is None and two.quantity.foreign and _quantified(one, two):
                fault = Fault.FORMAT
            if fault is not None:
                yield Difference(fault, (one.quantity,), (two.quantity,))

    def loosely(self) -> None:
        """Match equal values in another notation: readings, conversions, rounding, sums."""
        self._first(same_otherwise)
        self._first(converted)
        self._first(rounded)
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
        """Match a number that is the sum of all unmatched ones of the other side."""
        for some, other in ((self.source, self.target), (self.target, self.source)):
            figures = all(a.evidence and not a.part for a in some) and len(some) > 1
            total = sum(atom.value for atom in some)
            if figures and total in {a.value for a in other}:
                one = next(atom for atom in other if atom.value == total)
                self._settle([(atom, one) for atom in some])
                return

    def written_otherwise(self) -> list[Difference]:
        """The pairs that differ only in separators or in the magnitude word."""
        found = []
        magnitudes = self._first(other_magnitude_word)
        for one, two in self._first(separators_swapped):
            fault = unit_fault(one.quantity, two.quantity) or Fault.FORMAT
            found.append(Difference(fault, (one.quantity,), (two.quantity,)))
        for one, two in magnitudes + self._first(other_magnitude):
            if not (heads_range(one.quantity) or heads_range(two.quantity)):
                found.append(Difference(Fault.MAGNITUDE, (one.quantity,), (two.quantity,)))
        return found

    def pairs(self, views: tuple[View, View]) -> list[Difference]:
        """The pairs of different values, the most similar first."""
        if not self.source or not self.target:
            return []
        if max(len(self.source), len(self.target)) > _MANY:
            return []
        alone = len(self.source) == len(self.target) == 1
        ranked = sorted(
            ((unlike(one, two, alone), one.order, two.order, one, two)
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
        """Remove large numbers that the other side gives vaguely: 1,806 pills, ribuan pil."""
        self.source = _but_large(self.source, target)
        self.target = _but_large(self.target, source)

    def leftover(
        self, source: list[Quantity], target: list[Quantity], views: tuple[View, View]
    ) -> list[Difference]:
        """One difference for all numbers that one side lacks although it has their clause."""
        sides = []
        for atoms, times, view, least in (
            (self.source, source, views[0], _LOOSE),
            (self.target, target, views[1], _STRICT),
        ):
            found = {a.quantity.span: a.quantity for a in atoms if _missed(a, atoms, view)}
            found |= {time.span: time for time in times if time.digits}
            sides.append(
                tuple(q for _, q in sorted(found.items())
                      if _certain(q, view) or translated_around(q, view, least))
            )  # fmt: skip
        if not any(sides):
            return []
        shares = (
            next((s for s in (CLOSE, FREE) if translated_beside(quantity, view, s)), 0.0)
            for side, view in zip(sides, views, strict=True)
            for quantity in side
        )
        return [Difference(Fault.NUMBER, sides[0], sides[1], False, max(shares))]


def _but_large(atoms: list[Atom], vague: int) -> list[Atom]:
    """The atoms without the first `vague` large plain numbers."""
    large = [a for a in atoms if a.value >= 10 and not a.part and a.quantity.kind is not Kind.YEAR]
    gone = {id(atom) for atom in large[:vague]}
    return [atom for atom in atoms if id(atom) not in gone]


def _by_word(atom: Atom) -> bool:
    """Whether it is an ordinal in words, which the 1 of 1-0 cannot match."""
    return atom.quantity.kind is Kind.ORDINAL and not atom.evidence


def _missed(atom: Atom, left: list[Atom], view: View) -> bool:
    """Whether an unmatched number should have been carried over."""
    if not atom.evidence:
        return False
    quantity = atom.quantity
    if atom.aside and atom.value == 1 and quantity.kind is Kind.MEASURE:
        return False  # a mile
    if atom.aside:
        return bereft(quantity, view)
    if date_mark(view.text, quantity, view.lang):
        return sum(other.quantity is quantity for other in left) == 1  # one part of it is there
    if quantity.kind is Kind.YEAR or atom.part == "year":
        more = relative_years(view.other, view.other_lang) - relative_years(view.text, view.lang)
        return more <= 0
    return True


def _certain(quantity: Quantity, view: View) -> bool:
    """Whether the rest of the quantity on the other side shows that its number was dropped."""
    return bereft(quantity, view) or date_mark(view.text, quantity, view.lang)


def _quantified(one: Atom, two: Atom) -> bool:
    """Whether a numeral with the other language's separators is certainly not a section number."""
    return two.quantity.unit != "" or two.quantity.scale > 0 or one.quantity.digits
