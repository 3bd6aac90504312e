"""Whether the words around a number are translated: if not, more than the number is missing."""

from bisect import bisect_left, bisect_right
from functools import lru_cache, partial
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from tqa.lang.evidence.coverage import Coverage, coverage
from tqa.lang.quantity.dates import cues
from tqa.lang.quantity.quantities import find
from tqa.lang.quantity.values import Kind, Quantity
from tqa.lang.words.known import TEXTS
from tqa.lang.words.lexemes import Line, table

_FEW = 3  # words; fewer are not enough evidence
_NEAR = 5  # words examined on each side of the number
_start, _end = attrgetter("start"), attrgetter("end")


class View(NamedTuple):
    """One side of a bead, and the other."""

    text: str
    lang: str
    other: str
    other_lang: str


def translated_around(quantity: Quantity, view: View, least: float) -> bool:
    """Whether the other side has counterparts of the words around `quantity`.

    The share of such words is at least `least`, both near the number and in the whole
    segment. True also where the dictionaries know too few of the words.
    """
    return translated_beside(quantity, view, least) and _covers_whole(view, least)


def translated_beside(quantity: Quantity, view: View, least: float) -> bool:
    """As `translated_around`, but for the words next to `quantity` only."""
    covered = coverage(*view)
    return _covers(covered, _beside(covered, quantity), least)


def _beside(covered: Coverage, quantity: Quantity) -> list[int]:
    """The indices of the known words next to a quantity."""
    tokens, content = covered.tokens, covered.content
    before = bisect_right(tokens, quantity.span.start, key=_end)
    after = bisect_left(tokens, quantity.span.end, key=_start)
    left = reversed(content[: bisect_left(content, before)])
    right = content[bisect_left(content, after) :]
    is_known = partial(_is_known, covered)
    return [*islice(filter(is_known, left), _NEAR), *islice(filter(is_known, right), _NEAR)]


@lru_cache(maxsize=TEXTS)
def _covers_whole(view: View, least: float) -> bool:
    """Whether the share of known words of a side with counterparts is at least `least`."""
    covered = coverage(*view)
    return _covers(covered, [n for n in covered.content if _is_known(covered, n)], least)


def _covers(covered: Coverage, known: list[int], least: float) -> bool:
    """Whether at least this share of the words has counterparts; True for too few words."""
    size = len(known)
    return size < _FEW or any(  # the cheaper lookup often suffices
        sum(map(test, known)) / size >= least for test in (covered.surely, covered.found)
    )


def _is_known(covered: Coverage, n: int) -> bool:
    return covered.tokens[n].text[0].isalpha() and covered.known(n)


def relative_years(text: str, lang: str) -> int:
    """The number of years that a text names relative to its date: last year, tahun lalu."""
    lower = text.lower()
    return sum(lower.count(phrase) for phrase in cues(lang, "last-year"))


def bereft(quantity: Quantity, view: View) -> bool:
    """Whether the other side has a quantity's unit, currency or month without its number."""
    there = find(view.other, view.other_lang)
    if quantity.date is not None:
        month = quantity.date.month
        return any(q.date and q.date.month == month and not q.date.day for q in there)
    if not quantity.unit:
        return False
    if quantity.kind is Kind.MONEY:
        return any(q.kind is Kind.CURRENCY and q.unit == quantity.unit for q in there)
    held = sum(q.unit == quantity.unit and not q.shared for q in there)
    return _mentions(quantity.unit, view.other, view.other_lang) > held


def _mentions(unit: str, text: str, lang: str) -> int:
    """How often a text names a unit, with or without a number."""
    line, units, i, found = Line(text, lang), table(f"{lang}/units"), 0, 0
    while i < line.size:
        phrase = line.phrase(units, i)
        found += phrase is not None and phrase[0][0] == unit
        i = phrase[1] if phrase else i + 1
    return found
