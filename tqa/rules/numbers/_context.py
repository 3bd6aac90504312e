"""Whether what stands around a number is translated: if not, more than the number is missing."""

from typing import NamedTuple

from tqa.lang.dates import cues
from tqa.lang.evidence import Counterpart, counterparts
from tqa.lang.lexemes import Line, table
from tqa.lang.quantities import find
from tqa.lang.quantity import Kind, Quantity

_FEW = 3  # fewer words than this prove nothing
_NEAR = 5  # words looked at on each side of the number


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
    pairs = [p for p in counterparts(*view) if _tells(p)]
    before = [p for p in pairs if p.token.end <= quantity.span.start][-_NEAR:]
    after = [p for p in pairs if p.token.start >= quantity.span.end][:_NEAR]
    return _share(before + after) >= least and _share(pairs) >= least


def _share(pairs: list[Counterpart]) -> float:
    return sum(bool(p.places) for p in pairs) / len(pairs) if len(pairs) >= _FEW else 1.0


def _tells(pair: Counterpart) -> bool:
    return pair.known and not pair.light and pair.token.text[0].isalpha()


def year_told(text: str, lang: str) -> bool:
    """Whether a text tells a year by its distance: last year, tahun lalu."""
    lower = text.lower()
    return any(phrase in lower for phrase in cues(lang, "last-year"))


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
