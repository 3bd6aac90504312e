"""Whether what stands around a number is translated: if not, more than the number is missing."""

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

_FEW = 3  # fewer words than this prove nothing
_NEAR = 5  # words looked at on each side of the number
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
    """As `translated_around`, of the words next to `quantity` alone."""
    covered = coverage(*view)
    return _covers(covered, _beside(covered, quantity), least)


def _beside(covered: Coverage, quantity: Quantity) -> list[int]:
    """The telling words next to a quantity, by index."""
    tokens, content = covered.tokens, covered.content
    before = bisect_right(tokens, quantity.span.start, key=_end)
    after = bisect_left(tokens, quantity.span.end, key=_start)
    left = reversed(content[: bisect_left(content, before)])
    right = content[bisect_left(content, after) :]
    tells = partial(_tells, covered)
    return [*islice(filter(tells, left), _NEAR), *islice(filter(tells, right), _NEAR)]


@lru_cache(maxsize=TEXTS)
def _covers_whole(view: View, least: float) -> bool:
    """Whether the share of all telling words of a view is at least `least`."""
    covered = coverage(*view)
    return _covers(covered, [n for n in covered.content if _tells(covered, n)], least)


def _covers(covered: Coverage, telling: list[int], least: float) -> bool:
    """Whether at least this share of the words has counterparts; of too few words, always."""
    size = len(telling)
    return size < _FEW or any(  # those told at sight are often enough
        sum(map(told, telling)) / size >= least for told in (covered.surely, covered.found)
    )


def _tells(covered: Coverage, n: int) -> bool:
    return covered.tokens[n].text[0].isalpha() and covered.known(n)


def years_told(text: str, lang: str) -> int:
    """How many years a text tells by their distance: last year, tahun lalu."""
    lower = text.lower()
    return sum(lower.count(phrase) for phrase in cues(lang, "last-year"))


def bereft(quantity: Quantity, view: View) -> bool:
    """Whether the other side has the unit, currency or month of a quantity without its number."""
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
    """How often the text names the unit, with or without a number."""
    line, units, i, found = Line(text, lang), table(f"{lang}/units"), 0, 0
    while i < line.size:
        phrase = line.phrase(units, i)
        found += phrase is not None and phrase[0][0] == unit
        i = phrase[1] if phrase else i + 1
    return found
