"""Several terms of one concept in a document: which of them is the odd one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tqa.model import Bead, Span, Status, Term

_ATOM = re.compile(r"[^\W_]+")
_FUNCTION_WORDS = frozenset({"dan", "di", "ke", "of", "the", "and", "for", "in"})


class Use(NamedTuple):
    """One place where a concept is named."""

    concept: str
    term: Term
    bead: Bead
    span: Span
    opposite: str = ""  # the term of the other side that it renders


def main_term(uses: Sequence[Use]) -> str:
    """The term that the document goes by: the preferred one where it occurs, else the commonest."""
    counts = Counter(use.term.text for use in uses)
    preferred = {use.term.text for use in uses if use.term.status is Status.PREFERRED}
    order = {use.term.text: -at for at, use in reversed(list(enumerate(uses)))}
    return max(counts, key=lambda text: (text in preferred, counts[text], order[text]))


def are_forms(term: str, other: str) -> bool:
    """Whether two terms are one name in two forms: an acronym and its full name, a spelling,
    or a short form inside the long one (Kemkominfo, kementerian).
    """
    short, long = sorted((term, other), key=len)
    letters = "".join(_ATOM.findall(short.lower()))
    words = _ATOM.findall(long.lower())
    if letters == "".join(words) or short.lower() in long.lower():
        return True
    if len(words) < 2 or len(_ATOM.findall(short)) > 1:
        return False
    return (short.isupper() and len(short) < 7) or is_acronym(short, words)


def is_acronym(short: str, words: Sequence[str]) -> bool:
    """Whether a word is made of the beginnings of a name's words: KPK, Bappenas, Kominfo."""
    letters = short.lower()
    if not letters.isalpha():
        return False
    content = [word for word in words if word not in _FUNCTION_WORDS]
    return _made_of(letters, content)


def _made_of(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are pieces from the beginnings of words, in order, two words at least."""
    ends = {(0, 0)}  # letters used, words used
    for word in words:
        grown = set()
        for used, taken in ends:
            size = 0
            while size < len(word) and used + size < len(letters):
                if letters[used + size] != word[size]:
                    break
                size += 1
                grown.add((used + size, taken + 1))
        ends |= grown
    return any(used == len(letters) and taken > 1 for used, taken in ends)


class Odd(NamedTuple):
    """A use whose term is not the document's main one, and the first use of that."""

    use: Use
    main: Use


def by_concept(uses: Iterable[Use]) -> Iterator[list[Use]]:
    """The uses of each concept that goes by more than one term."""
    found: dict[str, list[Use]] = {}
    for use in uses:
        found.setdefault(use.concept, []).append(use)
    for group in found.values():
        if len({use.term.text for use in group}) > 1:
            yield group


def odd_ones(uses: Sequence[Use]) -> Iterator[Odd]:
    """The uses of one concept whose term is really another word than the main one."""
    main = main_term(uses)
    first = next(use for use in uses if use.term.text == main)
    for use in uses:
        if not are_forms(use.term.text, main):
            yield Odd(use, first)
