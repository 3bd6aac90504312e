"""How findings of the family point and speak: the spans and words of a difference."""

from typing import TypedDict

from tqa.model import Span
from tqa.rules.numbers._compare import Difference


class Where(TypedDict):
    """The spans of a finding."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]


def where(difference: Difference) -> Where:
    """The spans of both sides."""
    return Where(
        source=tuple(dict.fromkeys(q.span for q in difference.source)),
        target=tuple(dict.fromkeys(q.span for q in difference.target)),
    )


def words(difference: Difference) -> dict[str, object]:
    """The message's values: what stands in the source and in the target."""
    return {
        "source_words": ", ".join(dict.fromkeys(f"“{q.text}”" for q in difference.source)),
        "target_words": ", ".join(dict.fromkeys(f"“{q.text}”" for q in difference.target)),
    }
