"""XML as it stands in a file: its tags with their places, and texts with inline elements."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from tqa.drafting.building import MarkupToken, built, respelt, tag_token
from tqa.drafting.marked import Node

_ITEM = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?.*?\?>|<!(?:[^<>\[]|\[[^\]]*\])*>"
    r"|<(?P<close>/?)(?P<name>[^\s/<>!?]+)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s*([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CODE = frozenset(("ph", "bpt", "ept", "it", "ut"))  # their content is markup of the original


class XmlTag(NamedTuple):
    """A tag, by the offsets of its file."""

    start: int
    end: int
    name: str  # without its prefix
    closes: bool
    empty: bool
    attributes: dict[str, str]
    prefix: str = ""


def tags(text: str, start: int = 0, end: int | None = None) -> Iterator[XmlTag]:
    """The tags of well-formed XML in order; comments and the like are passed over."""
    for item in _ITEM.finditer(text, start, len(text) if end is None else end):
        if item["name"]:
            prefix, colon, name = item["name"].rpartition(":")
            attributes = {
                m[1]: unescape(m[2] if m[2] is not None else m[3])
                for m in _ATTRIBUTE.finditer(item["rest"])
            }
            yield XmlTag(
                *item.span(),
                name,
                bool(item["close"]),
                bool(item["empty"]),
                attributes,
                prefix + colon,
            )


def nodes_of(inner: str) -> tuple[Node, ...]:
    """The nodes of an element's content: inline elements, and what its texts spell out."""
    return respelt(built(_tokens(inner), escaped), escaped)


def _tokens(inner: str) -> Iterator[MarkupToken]:
    at = depth = 0
    code = 0  # where the code element that is open begins
    for item in _ITEM.finditer(inner):
        name = (item["name"] or "").rpartition(":")[2]
        opens = name in _CODE and not item["empty"]
        if depth == 0 and item.start() > at:
            yield MarkupToken(unescape(inner[at : item.start()]))
        if opens and not item["close"]:
            code = item.start() if depth == 0 else code
            depth += 1
        elif opens:
            depth -= 1
            if depth == 0:
                yield MarkupToken(inner[code : item.end()], "value" if name == "ph" else "alone")
        elif depth == 0:
            yield from _item(item)
        at = item.end()
    if at < len(inner):
        yield MarkupToken(unescape(inner[at:]))


def _item(item: "re.Match[str]") -> Iterator[MarkupToken]:
    if item["cdata"] is not None:
        yield MarkupToken(item["cdata"])
    elif not item["name"]:
        yield MarkupToken(item[0], "alone")
    elif item["empty"]:
        name = item["name"].rpartition(":")[2]
        yield MarkupToken(item[0], "value" if name in ("x", "ph") else "alone")
    else:
        yield tag_token(item[0])


def escaped(text: str) -> str:
    """A text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
