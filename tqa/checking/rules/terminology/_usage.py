"""Several terms of one concept in a document: which of them is the odd one."""

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
    """The term that the document goes by: the preferred one where it occurs, else the commonest."""
    counts = Counter(use.term.text for use in uses)
    preferred = {use.term.text for use in uses if use.term.status is Status.PREFERRED}
    order = {use.term.text: -at for at, use in reversed(list(enumerate(uses)))}
    return max(counts, key=lambda text: (text in preferred, counts[text], order[text]))


class Odd(NamedTuple):
    """A use whose term is not the document's main one, and the first use of that."""

    use: NamedPlace
    main: NamedPlace


def by_concept(uses: Iterable[NamedPlace]) -> Iterator[list[NamedPlace]]:
    """The uses of each concept that goes by more than one term."""
    found: dict[str, list[NamedPlace]] = {}
    for use in uses:
        found.setdefault(use.concept, []).append(use)
    for group in found.values():
        if len({use.term.text for use in group}) > 1:
            yield group


def odd_ones(uses: Sequence[NamedPlace]) -> Iterator[Odd]:
    """The uses of one concept whose term is really another word than the main one."""
    main = main_term(uses)
    first = next(use for use in uses if use.term.text == main)
    for use in uses:
        if not are_forms(use.term.text, main):
            yield Odd(use, first)
