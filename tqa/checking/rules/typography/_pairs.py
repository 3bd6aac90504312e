"""Unmatched quotation marks and brackets."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from tqa.lang.words.known import TEXTS
from tqa.model import Bead, Side, Span

_REACH = 8  # maximum number of beads that a quotation or a bracket may span


class Stray(NamedTuple):
    """An unmatched mark: its place, and whether it is an opening one."""

    at: int
    char: str
    opens: bool


Find = Callable[[str], tuple[Stray, ...]]
Placed = tuple[int, Bead, Stray]  # index of the bead, the bead, the mark


def stray_marks(
    beads: Iterable[Bead], find: Find, explain: Find
) -> Iterator[tuple[Bead, list[Stray]]]:
    """The unmatched marks of the targets, bead by bead, that the source does not explain.

    A mark that opens and one that closes in a later bead of the same block match: a quotation may
    span several sentences of a paragraph. A mark that is unmatched in the source of the same bead
    too was so before the translation (a quotation split by segmentation, an enumeration). In
    documents partners are looked for first; the rows of a bilingual file may be unrelated, so
    there the source is compared first.

    Args:
        beads: The beads in the order of the text.
        find: Returns the unmatched marks of a text.
        explain: Returns those of a source, which may use other marks for the same thing.
    """
    for _, run in groupby(enumerate(beads), key=lambda pair: _block(pair[1])):
        group = list(run)
        there = _placed(group, Side.SOURCE, explain)
        here = _placed(group, Side.TARGET, find)
        if _in_one_file(group[0][1]):
            here = _unpaired(_unshared(here, there), find)
        else:
            here = _unshared(_unpaired(here), _unpaired(there))
        for _, items in groupby(here, key=lambda item: item[0]):
            left = list(items)
            yield left[0][1], [stray for _, _, stray in left]


def _placed(group: list[tuple[int, Bead]], side: Side, find: Find) -> list[Placed]:
    return [(n, bead, stray) for n, bead in group for stray in find(bead.text(side))]


def _unshared(here: list[Placed], there: list[Placed]) -> list[Placed]:
    """The marks of `here` without those that the source of the same bead has too."""
    shared = Counter((n, stray.opens) for n, _, stray in there)
    left = []
    for item in here:
        key = item[0], item[2].opens
        if shared[key]:
            shared[key] -= 1
        else:
            left.append(item)
    return left


def _unpaired(placed: list[Placed], find: Find | None = None) -> list[Placed]:
    """The marks without pairs of an opening one and the next closing one of a later bead.

    With `find`, a bead whose source has such marks, all matched, is not paired with others.
    """
    left: list[Placed] = []
    for item in placed:
        n, bead, stray = item
        if left and not stray.opens and stray.char != "“":
            before, opener, other = left[-1]
            near = other.opens and before < n <= before + _REACH
            if near and not (find and (_complete(bead, find) or _complete(opener, find))):
                left.pop()
                continue
        left.append(item)
    return left


def _in_one_file(bead: Bead) -> bool:
    return bool(bead.source and bead.target) and bead.source[0].file == bead.target[0].file


def _complete(bead: Bead, find: Find) -> bool:
    """Whether the source has such marks, all matched."""
    text = bead.text(Side.SOURCE)
    marks = "()[]{}" if find is stray_brackets else '"“”«»'
    return any(mark in text for mark in marks) and not find(text)


def _block(bead: Bead) -> tuple[str, str, object]:
    if not bead.target:
        return bead.document, "", bead.id
    return bead.document, bead.target[0].file, bead.target[0].block


_BRACKETS = {")": "(", "]": "[", "}": "{"}
# a) 1) iv) begin a list item, :) ;-) are emoticons; neither closes a bracket
_ITEM = re.compile(r"(?:(?<=\s)|^)(?:[A-Za-z]|\d{1,3}|[ivx]{1,4})\)|[:;=]-?[()]")
_BRACKET = re.compile(r"[()\[\]{}]")


@lru_cache(maxsize=TEXTS)
def stray_brackets(text: str) -> tuple[Stray, ...]:
    """The brackets of a text that are unmatched by shape and nesting."""
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


_QUOTE = re.compile("[\"“”„«»]|(?<!['‘’])(?:''|‘‘|’’)(?!['‘’])")
# single marks that enclose: before a letter after a space, or after an end mark
_SINGLE = re.compile(r"(?:(?<=\s)|^)['‘](?=\w)|(?<=[.,!?])['’](?=\s|$)")


@lru_cache(maxsize=TEXTS)
def stray_quotes(text: str) -> tuple[Stray, ...]:
    """The unmatched double quotation marks of a text.

    A mark opens or closes by its context (after a space, before a letter), then by its shape: a
    `“` after a word closes nothing and is unmatched. An opening mark at the start of a block whose
    quotation continues in the next block is unmatched here; the caller handles that.
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
            if stack:  # a mark of the wrong shape in the place of the partner
                stack.pop()
    return tuple(sorted(stray + stack))


@lru_cache(maxsize=TEXTS)
def cut_quotes(text: str) -> tuple[Stray, ...]:
    """The unmatched quotation marks of a text, single ones included."""
    found = list(stray_quotes(text))
    depth: list[Stray] = []
    for match in _SINGLE.finditer(text):
        at = match.start()
        if not at or text[at - 1].isspace():
            depth.append(Stray(at, match.group(), True))
        elif depth:
            depth.pop()
        else:
            found.append(Stray(at, match.group(), False))
    return tuple(sorted(found + depth))


def _inch(text: str, at: int, char: str) -> bool:
    """Whether a straight mark means inches or seconds: 5'10", 32" television."""
    before = text[at - 1 : at]
    return char == '"' and before.isdigit() and '"' not in text[max(0, at - 400) : at]


def _opens(text: str, at: int, char: str, inside: bool) -> bool:
    end = at + len(char)
    before, after = text[at - 1 : at], text[end : end + 1]
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


def spans_of(marks: list[Stray]) -> list[Span]:
    """The spans of the marks, in order."""
    return [Span(mark.at, mark.at + len(mark.char)) for mark in sorted(marks)]
