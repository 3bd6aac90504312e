"""Texts with what must stay as it is: kept pieces, pairs around words, and masks for a model."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tqa.lang.words.sentences import sentence_spans
from tqa.model import Span

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for a kept piece where sentences are split


@dataclass(frozen=True)
class KeptText:
    """A piece that goes into the translation as it is: a placeholder, a tag, code, an address."""

    raw: str
    value: bool = True  # stands for words, so it may move among them
    ends: bool = False  # ends what is translated together, as a line break that is meant


@dataclass(frozen=True)
class Pair:
    """Markup around a part of the text: a link, emphasis, an element."""

    before: str
    inside: "tuple[Node, ...]"
    after: str


Node = str | KeptText | Pair
Nodes = Sequence[Node]


class Masked(NamedTuple):
    """A text for a model in which masks stand for nodes."""

    text: str
    masks: tuple[tuple[str, Node], ...]


def paired(
    before: str, inside: Iterable[Node], after: str, written: Callable[[str], str] = str
) -> KeptText | Pair:
    """Markup around nodes; one kept piece, as the file writes it, where no words are in it."""
    nodes = merged(inside)
    if has_words(nodes):
        return Pair(before, nodes, after)
    return KeptText(before + raw(nodes, written) + after, value=bool(plain(nodes).strip()))


def raw(nodes: Nodes, written: Callable[[str], str] = str) -> str:
    """The nodes as the file has them; `written` is how it writes text."""
    return "".join(
        written(node)
        if isinstance(node, str)
        else node.raw
        if isinstance(node, KeptText)
        else node.before + raw(node.inside, written) + node.after
        for node in nodes
    )


def plain(nodes: Nodes) -> str:
    """The words alone."""
    return "".join(
        node if isinstance(node, str) else plain(node.inside) if isinstance(node, Pair) else ""
        for node in nodes
    )


def has_words(nodes: Nodes) -> bool:
    """Whether there is anything to translate."""
    return any(char.isalpha() for char in plain(nodes))


def merged(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes without empty texts, texts that follow each other as one."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and found and isinstance(found[-1], str):
            found[-1] += node
        elif node != "":
            found.append(node)
    return tuple(found)


def masked(nodes: Nodes, mask: Callable[[int], str], *, pairs: bool) -> Masked | None:
    """The text for the model; with `pairs` these are masked too, else their words are in it.

    None where the text itself holds what would be a mask.
    """
    pieces: list[str] = []
    masks: list[tuple[str, Node]] = []
    for node in _leaves(nodes, pairs=pairs):
        if isinstance(node, str):
            pieces.append(node)
        else:
            masks.append((mask(len(masks)), node))
            pieces.append(masks[-1][0])
    own = "".join(piece for piece in _texts(nodes, pairs=pairs))
    if any(_pattern(name).search(own) for name, _ in masks):
        return None
    return Masked("".join(pieces), tuple(masks))


def _leaves(nodes: Nodes, *, pairs: bool) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Pair) and not pairs:
            yield from _leaves(node.inside, pairs=False)
        else:
            yield node


def _texts(nodes: Nodes, *, pairs: bool) -> Iterator[str]:
    return (node for node in _leaves(nodes, pairs=pairs) if isinstance(node, str))


def unmasked(text: str, masks: Sequence[tuple[str, Node]]) -> tuple[Node, ...] | None:
    """The nodes of a translation whose masks are replaced; None where one is lost or doubled.

    Pieces of markup that are no values must keep their order.
    """
    places: list[tuple[int, int]] = []
    for number, (name, _) in enumerate(masks):
        found_at = [match.start() for match in _pattern(name).finditer(text)]
        if len(found_at) != 1:
            return None
        places.append((found_at[0], number))
    fixed = [n for _, n in sorted(places) if _is_fixed(masks[n][1])]
    if fixed != sorted(fixed):
        return None
    found: list[Node] = []
    at = 0
    for start, number in sorted(places):
        name, node = masks[number]
        found += [text[at:start], node]
        at = start + len(name)
    return merged([*found, text[at:]])


def _pattern(mask: str) -> "re.Pattern[str]":
    """A mask that is no part of a longer word: X1, not X12."""
    return re.compile(rf"(?<!\w){re.escape(mask)}(?!\w)")


def _is_fixed(node: Node) -> bool:
    return isinstance(node, KeptText) and not node.value


def sentences(nodes: Nodes, lang: str, *, lines: bool = False) -> list[tuple[Node, ...]]:
    """The nodes by sentences, with `lines` also by lines; white space between two is a part.

    No pair is cut: sentences that one spans stay together.
    """
    shown = "".join(_shown(node) for node in nodes)
    spans = sentence_spans(shown, lang)
    marks = {0, len(shown), *(end for span in spans for end in span), *_ends(nodes)}
    if lines:
        marks.update(end for match in _LINE.finditer(shown) for end in match.span())
    return list(_parted(nodes, sorted(marks - _inside_pairs(nodes, marks))))


def _inside_pairs(nodes: Nodes, marks: Iterable[int]) -> set[int]:
    """The marks that stand within a pair."""
    pairs = _pairs(nodes)
    starts = [span.start for span in pairs]
    found = set()
    for mark in marks:
        number = bisect_left(starts, mark) - 1
        if number >= 0 and mark < pairs[number].end:
            found.add(mark)
    return found


def _parted(nodes: Nodes, cuts: Sequence[int]) -> Iterator[tuple[Node, ...]]:
    """The nodes between the cuts, the first of which is their beginning and the last their end."""
    part: list[Node] = []
    number, at = 1, 0
    for node in nodes:
        size = len(_shown(node))
        done = 0  # characters of this node that are in a part
        while cuts[number] < at + size:
            if isinstance(node, str) and cuts[number] > at + done:
                part.append(node[done : cuts[number] - at])
                done = cuts[number] - at
            yield tuple(part)
            part = []
            number += 1
        part.append(node[done:] if isinstance(node, str) else node)
        at += size
    if part:
        yield tuple(part)


def _ends(nodes: Nodes) -> Iterator[int]:
    at = 0
    for node in nodes:
        size = len(_shown(node))
        if isinstance(node, KeptText) and node.ends:
            yield from (at, at + size)
        at += size


def _shown(node: Node) -> str:
    if isinstance(node, str):
        return node
    return OBJECT if isinstance(node, KeptText) else "".join(map(_shown, node.inside))


def _pairs(nodes: Nodes) -> list[Span]:
    """Where pairs stand."""
    found, at = [], 0
    for node in nodes:
        end = at + len(_shown(node))
        if isinstance(node, Pair):
            found.append(Span(at, end))
        at = end
    return found


_LINE = re.compile(r"[\r\n]+")
_EDGES = re.compile(r"(\s*(?:(?:\[[ xX]\]|[^\w\s]++)\s+)*)(.*?)(\s*)", re.DOTALL)


def edges(text: str) -> tuple[str, str, str]:
    """What a model is not to see before a text, the text, and the white space after it.

    Before it may stand white space, and marks with white space behind them: a colon after
    a note's number, a dash of a speaker, the box of a task.
    """
    match = _EDGES.fullmatch(text)
    assert match is not None  # it matches anything
    return match[1], match[2], match[3]
