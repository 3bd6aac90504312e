"""Months, weekdays and clock times of both sides compared."""

from collections import Counter
from collections.abc import Iterator

from tqa.checking.rules.numbers._atoms import Atom, SideFacts
from tqa.lang.quantity.values import Kind, Quantity

Sides = tuple[tuple[Quantity, ...], tuple[Quantity, ...]]


def months_in_figures(
    source: SideFacts, target: SideFacts, source_left: list[Atom], target_left: list[Atom]
) -> None:
    """Remove the months that one side names and the other writes in figures (10/12)."""
    for named, atoms in ((source.months, target_left), (target.months, source_left)):
        for atom in [a for a in atoms if a.part == "month" or a.open]:
            for month in named:
                if month[0] == atom.value:
                    named.remove(month)
                    atoms.remove(atom)
                    break


def dates_differ(source: SideFacts, target: SideFacts) -> Iterator[Sides]:
    """Pairs of months, or of weekdays, without an equal on the other side."""
    for there, here in ((source.months, target.months), (source.weekdays, target.weekdays)):
        one, two = _unmatched(there, here), _unmatched(here, there)
        for lost, new in zip(one, two, strict=False):
            yield (lost,), (new,)


def _unmatched(
    some: list[tuple[int, Quantity]], others: list[tuple[int, Quantity]]
) -> list[Quantity]:
    """The unambiguous dates of `some` in excess of equal ones among `others`."""
    left = Counter(number for number, _ in others)
    found = []
    for number, quantity in some:
        if left[number]:
            left[number] -= 1
        elif quantity.date is not None and quantity.date.sure:
            found.append(quantity)
    return found


def times_agree(source: list[Quantity], target: list[Quantity]) -> Iterator[Sides]:
    """Pairs of equal clock times; they are removed from the lists."""
    for one in list(source):
        two = next((other for other in target if same_time(one, other)), None)
        if two is not None:
            source.remove(one)
            target.remove(two)
            yield (one,), (two,)


def times_differ(
    source: list[Quantity],
    target: list[Quantity],
    source_left: list[Atom],
    target_left: list[Atom],
) -> Iterator[Sides]:
    """Pairs of different clock times. Times and numbers that were compared are removed."""
    _bare_hours(source, target_left)
    _bare_hours(target, source_left)
    while source and target:
        yield (source.pop(0),), (target.pop(0),)
    for times, atoms, at_source in ((source, target_left, True), (target, source_left, False)):
        for time in list(times):
            near = next((a for a in atoms if time.digits and _may_be_time(a)), None)
            if near is not None:
                times.remove(time)
                atoms.remove(near)
                pair = (time,), (near.quantity,)
                yield pair if at_source else (pair[1], pair[0])


def same_time(one: Quantity, two: Quantity) -> bool:
    """Whether two clock times are equal, in one zone or converted to another."""
    first, second = one.time, two.time
    if first is None or second is None:
        return False
    cycle = 720 if first.half_day or second.half_day else 1440
    difference = first.minutes - second.minutes
    if first.offset is not None and second.offset is not None:
        difference -= first.offset - second.offset
    return difference % cycle == 0


def _bare_hours(times: list[Quantity], atoms: list[Atom]) -> None:
    """Remove the times whose hour the other side has as a plain number: pukul 9, at 9."""
    for quantity in list(times):
        time = quantity.time
        if time is None:
            continue
        figures = {str(time.hour), str(time.hour % 12), str((time.hour - 1) % 12 + 1)}
        if time.minute:
            figures = {f"{hour}{time.minute:02}" for hour in figures}
        for atom in atoms:
            text = "".join(filter(str.isdecimal, atom.quantity.text)).lstrip("0")
            if (text or str(atom.value)) in figures:
                times.remove(quantity)
                atoms.remove(atom)
                break


def _may_be_time(atom: Atom) -> bool:
    quantity = atom.quantity
    return quantity.kind is Kind.CARDINAL and quantity.digits and 0 <= atom.value <= 24
