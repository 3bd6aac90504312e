"""Numbers, sums, dates, times and measures of a text, as values with their places."""

import re
from functools import lru_cache

from tqa.lang.numerals import read_digits
from tqa.lang.quantity import Kind, Quantity
from tqa.model import Span

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


@lru_cache(maxsize=4096)
def find(text: str, lang: str) -> tuple[Quantity, ...]:
    """All quantities of `text` in order, as a reader of `lang` reads them."""
    found = []
    for match in _NUMERAL.finditer(text):
        reading = read_digits(match.group(), lang)
        if reading is not None:
            span = Span(*match.span())
            found.append(
                Quantity(span, match.group(), Kind.CARDINAL, reading.value, number=span)
            )
    return tuple(found)
