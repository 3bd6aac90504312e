"""Marks that must be copied unchanged: those of one side without an equal on the other."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from tqa.checking.rule import BeadRule, Context, Message
from tqa.model import Bead, BlockKind, Finding, Side, Span

NONE = Message("none")  # in a message, in the place of a missing mark


class CarriedMark(NamedTuple):
    """A placeholder, address or tag: its span, and the key by which marks are compared."""

    span: Span
    key: str


class CarriedRule(BeadRule):
    """Reports the marks that one side has and the other lacks, in pairs where both have one.

    Beads with an empty side are skipped: other rules report them. A line of code whose values
    are in double braces is an example, whose values may be translated.
    """

    pattern: ClassVar[re.Pattern[str]]  # matches the marks
    signs: ClassVar[tuple[str, ...]]  # every match contains one of these; a cheap pre-check

    def key(self, mark: str) -> str:
        """The key by which the mark is compared."""
        return mark

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
        for sign in self.signs:
            if sign in source or sign in target:
                break
        else:
            return
        if not source.strip() or not target.strip() or _example(bead, target):
            return
        for lost, gained in _unequal(self._marks(source), self._marks(target)):
            there = lost.span.of(source) if lost else ""
            yield self.flag(
                bead,
                source=lost.span if lost else (),
                target=gained.span if gained else (),
                suggestions=(there,) if lost else (),
                there=there or NONE,
                here=gained.span.of(target) if gained else NONE,
            )

    def _marks(self, text: str) -> list[CarriedMark]:
        return [
            CarriedMark(Span(*m.span()), self.key(m.group())) for m in self.pattern.finditer(text)
        ]


def _example(bead: Bead, text: str) -> bool:
    return "{{" in text and any(segment.kind is BlockKind.CODE for segment in bead.target)


def _unequal(
    theirs: list[CarriedMark], ours: list[CarriedMark]
) -> Iterator[tuple[CarriedMark | None, CarriedMark | None]]:
    """Marks without an equal on the other side, the source's and the target's paired in order."""
    lost = _without(theirs, Counter(mark.key for mark in ours))
    gained = _without(ours, Counter(mark.key for mark in theirs))
    for n in range(max(len(lost), len(gained))):
        yield lost[n] if n < len(lost) else None, gained[n] if n < len(gained) else None


def _without(marks: list[CarriedMark], equals: Counter[str]) -> list[CarriedMark]:
    left = []
    for mark in marks:
        if equals[mark.key]:
            equals[mark.key] -= 1
        else:
            left.append(mark)
    return left
