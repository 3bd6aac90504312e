"""What a comparison finds, and how a finding of the family points at it and speaks of it."""

from enum import Enum
from typing import NamedTuple, TypedDict

from tqa.lang.quantity.values import Quantity
from tqa.model import Span


class Fault(Enum):
    """What is wrong: one for each rule of the family that compares."""

    NUMBER = "number"
    MAGNITUDE = "magnitude"
    FORMAT = "format"
    DATE = "date"
    CURRENCY = "currency"
    UNIT = "unit"
    TIME = "time"


# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
CLOSE, FREE = 0.75, 0.5  # shares of words translated: as in a close, and in a free rendering


class Difference(NamedTuple):
    """Quantities of both sides that do not agree; one side is empty where something is missing."""

    fault: Fault
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    opposite: bool = True  # False: what is left over, in no particular order
    closeness: float = 1.0  # at least this share of the words around it is translated


class Shown(TypedDict):
    """The spans of a finding, and the values of its message."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    source_words: str
    target_words: str


def shown(difference: Difference) -> Shown:
    """Where both sides of the difference stand, and their words."""
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
