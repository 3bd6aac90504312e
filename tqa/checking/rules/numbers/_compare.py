"""The comparison of both sides' quantities, done once per bead for all rules of the family."""

from collections.abc import Iterator
from functools import lru_cache

from tqa.checking.rules.numbers._atoms import SideFacts, facts
from tqa.checking.rules.numbers._calendar import (
    dates_differ,
    months_in_figures,
    times_agree,
    times_differ,
)
from tqa.checking.rules.numbers._context import View
from tqa.checking.rules.numbers._difference import Difference, Fault
from tqa.checking.rules.numbers._matching import NumberMatching
from tqa.lang.quantity.quantities import find
from tqa.lang.quantity.units import same_currency
from tqa.lang.quantity.values import Quantity
from tqa.lang.words.known import TEXTS
from tqa.model import Bead, Side

_PARTS = frozenset(("c",))  # subunits of any currency: cents
_NEAR = 30  # maximum number of characters between a sum and its conversion
_NO_SENTENCE = 400  # numbers; with more, only the comparisons of linear cost are done


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


@lru_cache(maxsize=TEXTS)
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
    found = _compare(facts(source, there, source_lang), facts(target, here, target_lang), views)
    return tuple(sorted(found, key=_place))


def _place(difference: Difference) -> int:
    return (difference.target or difference.source)[0].span.start


def _compare(source: SideFacts, target: SideFacts, views: tuple[View, View]) -> list[Difference]:
    matching = NumberMatching(source.numbers, target.numbers)
    matching.exact()
    found = list(matching.unit_faults())
    if max(source.size, target.size) > _NO_SENTENCE:
        return found
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
    reported = {id(q) for d in found for q in (*d.source, *d.target)}
    for left in matching.leftover(source.times, target.times, views):
        sides = [tuple(q for q in side if id(q) not in reported) for side in left[1:3]]
        if any(sides):
            found.append(left._replace(source=sides[0], target=sides[1]))
    found += _currencies(source, target, found)
    return _distinct(found)


def _distinct(found: list[Difference]) -> list[Difference]:
    """The first difference of each two quantities: a date wrong in day and month is one fault."""
    kept: dict[tuple[frozenset[int], frozenset[int]], Difference] = {}
    for difference in found:
        sides = (frozenset(map(id, side)) for side in (difference.source, difference.target))
        kept.setdefault((next(sides), next(sides)), difference)
    return list(kept.values())


def _currencies(source: SideFacts, target: SideFacts, found: list[Difference]) -> list[Difference]:
    """Currencies of the source replaced in the target by one that the source never names."""
    reported = {id(q) for d in found if d.opposite for q in (*d.source, *d.target)}
    there, here = list(source.currencies), list(target.currencies)
    lost = [q for q in there if not any(same_currency(q.unit, other.unit) for other in here)]
    new = [q for q in here if not any(same_currency(q.unit, other.unit) for other in there)]
    lost = [q for q in lost if id(q) not in reported]
    new = [q for q in new if id(q) not in reported]
    if not lost and new:  # one of several mentions was replaced
        lost = [q for q in there if _count(q, there) > _count(q, here)]
    for one in lost:
        for two in new:
            if one.value is None or two.value is None:
                return [Difference(Fault.CURRENCY, (one,), (two,))]
    strange = [two for two in new if there and not (two.unit in _PARTS or _converts(two, here))]
    if strange and lost:  # other sums, in another currency
        return [Difference(Fault.CURRENCY, (lost[0],), (strange[0],), False)]
    return [Difference(Fault.CURRENCY, (), (strange[0],), False)] if strange else []


def _converts(quantity: Quantity, here: list[Quantity]) -> bool:
    """Whether a sum closely follows another: Rp1,5 triliun (US$95 juta)."""
    sums = [other for other in here if other.value is not None and other is not quantity]
    near = any(0 <= quantity.span.start - other.span.end <= _NEAR for other in sums)
    return near and quantity.value is not None


def _count(quantity: Quantity, among: list[Quantity]) -> int:
    return sum(same_currency(quantity.unit, other.unit) for other in among)
