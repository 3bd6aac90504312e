"""Marks that must be carried over as they are: which of one side have no equal on the other."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import ClassVar, NamedTuple

from tqa.model import Bead, Finding, Side, Span
from tqa.rule import BeadRule, Context

NONE = "∅"  # stands in a message for a mark that is not there


class Mark(NamedTuple):
    """A placeholder, address or tag: where it stands and what it must equal."""

    span: Span
    key: str


Find = Callable[[str], list[Mark]]


def found_by(
    pattern: re.Pattern[str], signs: tuple[str, ...], key: Callable[[str], str] = str
) -> Find:
    """A finder of all matches of the pattern; every match holds one of the signs."""

    def find(text: str) -> list[Mark]:
        if not any(sign in text for sign in signs):
            return []
        return [Mark(Span(*m.span()), key(m.group())) for m in pattern.finditer(text)]

    return find


def unequal(bead: Bead, find: Find) -> Iterator[tuple[Mark | None, Mark | None]]:
    """Marks without their equal: (source's, target's), paired in order where both sides have one.

    Nothing where either side of the bead is empty: that is another fault.
    """
    source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
    theirs, ours = find(source), find(target)
    if not (theirs or ours) or not source.strip() or not target.strip():
        return
    lost = _without(theirs, Counter(mark.key for mark in ours))
    gained = _without(ours, Counter(mark.key for mark in theirs))
    for n in range(max(len(lost), len(gained))):
        yield lost[n] if n < len(lost) else None, gained[n] if n < len(gained) else None


def _without(marks: list[Mark], equals: Counter[str]) -> list[Mark]:
    left = []
    for mark in marks:
        if equals[mark.key]:
            equals[mark.key] -= 1
        else:
            left.append(mark)
    return left


class CarriedRule(BeadRule):
    """Flags the marks that one side has and the other lacks, in pairs where both have one."""

    marks: ClassVar["staticmethod[[str], list[Mark]]"]  # found_by(...): what is carried over

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for lost, gained in unequal(bead, self.marks):
            there = lost.span.of(bead.text(Side.SOURCE)) if lost else NONE
            here = gained.span.of(bead.text(Side.TARGET)) if gained else NONE
            yield self.flag(
                bead,
                source=lost.span if lost else (),
                target=gained.span if gained else (),
                suggestions=(there,) if lost else (),
                there=there,
                here=here,
            )
