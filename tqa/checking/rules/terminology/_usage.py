"""Several terms of one concept in a document: which of them deviate."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tqa.glossary.kin import are_forms
from tqa.model import Bead, Span, Status, Term


class NamedPlace(NamedTuple):
    """One place where a concept is named."""

    concept: str
    term: Term
    bead: Bead
    span: Span
    opposite: str = ""  # the term of the other side that it renders


def main_term(uses: Sequence[NamedPlace]) -> str:
    """The main term of the document: the preferred one if it occurs, else the most frequent."""
    counts = Counter(use.term.text for use in uses)
    preferred = {use.term.text for use in uses if use.term.status is Status.PREFERRED}
    order = {use.term.text: -at for at, use in reversed(list(enumerate(uses)))}
    return max(counts, key=lambda text: (text in preferred, counts[text], order[text]))


class Odd(NamedTuple):
    """A use whose term is not the document's main one, and the first use of that."""

    use: NamedPlace
    main: NamedPlace


def by_concept(uses: Iterable[NamedPlace]) -> Iterator[list[NamedPlace]]:
    """The uses of each concept that is named by more than one term."""
    found: dict[str, list[NamedPlace]] = {}
    for use in uses:
        found.setdefault(use.concept, []).append(use)
    for group in found.values():
        if len({use.term.text for use in group}) > 1:
            yield group


def odd_ones(uses: Sequence[NamedPlace]) -> Iterator[Odd]:
    """The uses of one concept whose term is a different word than the main one, not a variant."""
    main = main_term(uses)
    first = next(use for use in uses if use.term.text == main)
    for use in uses:
        if not are_forms(use.term.text, main):
            yield Odd(use, first)
