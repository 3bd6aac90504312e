"""Quotation marks and brackets of a block: which of them have no partner."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from tqa.model import Bead, Side, Span


class Stray(NamedTuple):
    """A mark without its partner: where it stands and what it would do."""

    at: int
    char: str
    opens: bool


Find = Callable[[str], tuple[Stray, ...]]


def stray_in_blocks(beads: list[Bead], find: Find) -> Iterator[tuple[Bead, Stray]]:
    """The stray marks of the target, block by block, that the source does not share.

    A quotation may run over the sentences of a paragraph, so a block is judged as
    a whole. A mark that is stray in the same way in the source was so before the
    translator came (a quotation cut by the segmentation, an enumeration).
    """
    for _, run in groupby(beads, key=_block):
        group = list(run)
        shared = [stray.opens for stray in find(_join(group, Side.SOURCE))]
        starts = _starts(group)
        for stray in find(_join(group, Side.TARGET)):
            if stray.opens in shared:
                shared.remove(stray.opens)
                continue
            index = max(i for i, start in enumerate(starts) if start <= stray.at)
            yield group[index], stray._replace(at=stray.at - starts[index])


def _block(bead: Bead) -> tuple[str, str, object]:
    if not bead.target:
        return bead.document, "", bead.id
    return bead.document, bead.target[0].file, bead.target[0].block


def _join(group: list[Bead], side: Side) -> str:
    return " ".join(bead.text(side) for bead in group)


def _starts(group: list[Bead]) -> list[int]:
    starts, at = [], 0
    for bead in group:
        starts.append(at)
        at += len(bead.text(Side.TARGET)) + 1
    return starts


_BRACKETS = {")": "(", "]": "[", "}": "{"}
# a) 1) iv) open an item; :) ;-) are faces; neither closes a bracket
_ITEM = re.compile(r"(?:(?<=\s)|^)(?:[A-Za-z]|\d{1,3}|[ivx]{1,4})\)|[:;=]-?[()]")
_BRACKET = re.compile(r"[()\[\]{}]")


@lru_cache(maxsize=256)
def stray_brackets(text: str) -> tuple[Stray, ...]:
    """Brackets without a partner of their shape, by nesting."""
    if not _BRACKET.search(text):
        return ()
    items = {m.end() - 1 for m in _ITEM.finditer(text)}
    stack: list[Stray] = []
    stray: list[Stray] = []
    for match in _BRACKET.finditer(text):
        at, char = match.start(), match.group()
        if char not in _BRACKETS:
            if at not in items:
                stack.append(Stray(at, char, True))
        elif stack and stack[-1].char == _BRACKETS[char]:
            stack.pop()
        elif at not in items:
            stray.append(Stray(at, char, False))
    return tuple(sorted(stray + stack))


_QUOTE = re.compile('["“”„«»]')


@lru_cache(maxsize=256)
def stray_quotes(text: str) -> tuple[Stray, ...]:
    """Double quotation marks without a partner.

    A mark opens or closes by where it stands (after a space, before a letter),
    then by its shape: a `“` that follows a word closes nothing and is stray. An
    opening mark at the very start of a block whose quotation goes on in the next
    block is stray here; the caller decides about that.
    """
    if not _QUOTE.search(text):
        return ()
    stack: list[Stray] = []
    stray: list[Stray] = []
    for match in _QUOTE.finditer(text):
        at, char = match.start(), match.group()
        if _inch(text, at, char):
            continue
        opens = _opens(text, at, char, bool(stack))
        if opens:
            stack.append(Stray(at, char, True))
        elif stack and char != "“":
            stack.pop()
        else:
            stray.append(Stray(at, char, False))
            if stack:  # a mark of the wrong shape stands where the partner should
                stack.pop()
    return tuple(sorted(stray + stack))


def _inch(text: str, at: int, char: str) -> bool:
    """Whether a straight mark stands for inches or seconds: 5'10", 32" television."""
    before = text[at - 1 : at]
    return char == '"' and before.isdigit() and '"' not in text[:at]


def _opens(text: str, at: int, char: str, inside: bool) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    space_before = not before or before.isspace() or before in "([{-–—/‘'"
    space_after = not after or after.isspace() or after in ".,;:!?)]}-–—/’'"
    if char in "„«":
        return True
    if char in "”»":
        return False
    if char == "“":
        return not (space_after and not space_before)
    if space_before != space_after:
        return space_before
    return not inside


def span_of(stray: Stray) -> Span:
    """The one character."""
    return Span(stray.at, stray.at + 1)
