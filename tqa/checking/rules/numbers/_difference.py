"""The differences that a comparison finds, and the spans and message values of their findings."""

from enum import Enum
from typing import NamedTuple, TypedDict

from tqa.lang.quantity.values import Quantity
from tqa.model import Span


class Fault(Enum):
    """The kinds of differences, one for each rule of the family that compares two sides."""

    NUMBER = "number"
    MAGNITUDE = "magnitude"
    FORMAT = "format"
    DATE = "date"
    CURRENCY = "currency"
    UNIT = "unit"
    TIME = "time"


# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
CLOSE, FREE = 0.75, 0.5  # share of words translated in a close, and in a free translation


class Difference(NamedTuple):
    """Quantities that do not agree; one side is empty where a quantity is missing there."""

    fault: Fault
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    opposite: bool = True  # whether they are a pair, or just all that remain unmatched
    closeness: float = 1.0  # minimum share of the words around it that are translated


class Shown(TypedDict):
    """Keyword arguments of `Rule.flag`: the spans of a finding and the values of its message."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    source_words: str
    target_words: str


def shown(difference: Difference) -> Shown:
    """The spans of both sides of a difference, and their texts."""
    return Shown(
        source=_spans(difference.source),
        target=_spans(difference.target),
        source_words=_words(difference.source),
        target_words=_words(difference.target),
    )


def _spans(quantities: tuple[Quantity, ...]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(quantity.span for quantity in quantities))


def _words(quantities: tuple[Quantity, ...]) -> str:
    return ", ".join(dict.fromkeys(f"“{quantity.text}”" for quantity in quantities))
