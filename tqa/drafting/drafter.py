"""Nodes to drafts: whole sentences, or parts of them if the model loses a mask."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tqa.drafting.marked import (
    KeptText,
    Node,
    Nodes,
    Pair,
    edges,
    has_words,
    masked,
    merged,
    plain,
    sentences,
    unmasked,
)

Draw = Callable[[Sequence[str]], list[str]]  # texts to translations
MASKS: tuple[Callable[[int], str], ...] = (  # what models copy, tried in this order
    lambda n: f"X{n + 1}",
    lambda n: f"{{{n + 1}}}",
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\Z")
_SENTENCE = re.compile(r"[.!?…]")


@dataclass
class _Item:
    """One sentence on its way."""

    nodes: tuple[Node, ...]
    inner: dict[int, tuple[Node, ...]] = field(default_factory=dict)  # drafts within pairs, by id
    draft: tuple[Node, ...] | None = None


class Drafter:
    """Drafts of texts with markup, by what draws drafts of plain sentences."""

    def __init__(self, draw: Draw, lang: str) -> None:
        """A drafter from a language.

        Args:
            draw: translates plain texts of one sentence each.
            lang: the language of the texts, by whose customs they are split.
        """
        self._draw = draw
        self._lang = lang
        self.by_pieces = 0  # sentences that had to be translated by pieces

    def drafts(self, texts: Sequence[Nodes], *, lines: bool = False) -> list[tuple[Node, ...]]:
        """The draft of each text: with the kept pieces and the pairs of it, each once.

        With `lines` each line is a text of its own, and line ends stay where they are.
        """
        parts = [sentences(nodes, self._lang, lines=lines) for nodes in texts]
        items = iter(self._items([part for several in parts for part in several]))
        return [merged(node for _ in several for node in next(items)) for several in parts]

    def _items(self, sentences: Sequence[tuple[Node, ...]]) -> list[tuple[Node, ...]]:
        items = [_Item(nodes) for nodes in sentences]
        for item in items:
            if not has_words(item.nodes):
                item.draft = item.nodes
        self._within(items)
        for mask in MASKS:
            self._round(items, mask, pairs=False)
            self._round([i for i in items if _pairs(i.nodes)], mask, pairs=True)
        self._pieces([item for item in items if item.draft is None])
        return [item.draft or () for item in items]

    def _within(self, items: Sequence[_Item]) -> None:
        """Draft what stands within pairs, each by itself."""
        places = [(i, pair) for i in items if i.draft is None for pair in _pairs(i.nodes)]
        if places:
            found = self._items([pair.inside for _, pair in places])
            for (item, pair), draft in zip(places, found, strict=True):
                item.inner[id(pair)] = draft

    def _round(self, items: Sequence[_Item], mask: Callable[[int], str], *, pairs: bool) -> None:
        """Translate with masks those that have no draft yet."""
        open_ = [item for item in items if item.draft is None]
        asked = [(item, masked(item.nodes, mask, pairs=pairs)) for item in open_]
        ready = [(item, made) for item, made in asked if made is not None]
        texts = self._texts([made.text for _, made in ready])
        for (item, made), text in zip(ready, texts, strict=True):
            found = unmasked(text, made.masks)
            if found is not None and pairs:
                item.draft = merged(_filled(node, item) for node in found)
            elif found is not None:
                item.draft = _wrapped(found, item)

    def _pieces(self, items: Sequence[_Item]) -> None:
        """Translate the texts around kept pieces and pairs one by one."""
        self.by_pieces += sum(any(isinstance(n, str) for n in item.nodes) for item in items)
        texts = [n for item in items for n in item.nodes if isinstance(n, str)]
        found = iter(self._texts(texts))
        for item in items:
            item.draft = merged(
                next(found) if isinstance(node, str) else _filled(node, item) for node in item.nodes
            )

    def _texts(self, texts: Sequence[str]) -> list[str]:
        """Plain texts: white space at their ends stays, and so does a text without words."""
        cut = [edges(text) for text in texts]
        wanted = list(dict.fromkeys(" ".join(c.split()) for _, c, _ in cut if has_words([c])))
        found = dict(zip(wanted, self._draw(wanted), strict=True)) if wanted else {}
        return [
            before
            + (_alike(core, found[" ".join(core.split())]) if has_words([core]) else core)
            + after
            for before, core, after in cut
        ]


def _pairs(nodes: Nodes) -> list[Pair]:
    return [node for node in nodes if isinstance(node, Pair)]


def _filled(node: Node, item: _Item) -> Node:
    if not isinstance(node, Pair):
        return node
    return Pair(node.before, item.inner[id(node)], node.after)


def _alike(source: str, draft: str) -> str:
    """The draft without a full stop that the source has not, its first letter like the source's."""
    if not _END.search(source) and draft.endswith(".") and not draft.endswith(".."):
        draft = draft[:-1].rstrip()
    first = source[:1]
    if first.islower() and draft[:2].istitle() and not draft[1:2].isupper():
        return draft[:1].lower() + draft[1:]
    return draft[:1].upper() + draft[1:] if first.isupper() else draft


def _wrapped(found: tuple[Node, ...], item: _Item) -> tuple[Node, ...] | None:
    """The draft with its pairs around the words that draft theirs; None where one is unclear."""
    for pair in _pairs(item.nodes):
        inner = item.inner[id(pair)]
        words = plain(inner).strip()
        if any(not isinstance(node, str) for node in inner) or not words:
            return None
        places = list(_places(found, words))
        if len(places) != 1:
            return None
        at, start = places[0]
        text = found[at]
        assert isinstance(text, str)  # only texts are looked at
        end = start + len(words)
        around = Pair(pair.before, (text[start:end],), pair.after)
        found = (*found[:at], text[:start], around, text[end:], *found[at + 1 :])
    return merged(found)


def _places(nodes: Nodes, words: str) -> Iterator[tuple[int, int]]:
    """Where texts among nodes have words, whatever their capitals: the node and the offset."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    for at, node in enumerate(nodes):
        if isinstance(node, str):
            yield from ((at, match.start()) for match in pattern.finditer(node))
        elif isinstance(node, Pair):
            yield from ((-1, 0) for _ in pattern.finditer(plain(node.inside)))


__all__ = ["Drafter", "KeptText"]
