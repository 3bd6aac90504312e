"""HTML as a stream of tags and text, in linear time for any input."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_START = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_LOOSE_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+")
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed"})


class Markup(NamedTuple):
    """A start tag, an end tag, or a piece of text (`name` is "")."""

    start: int
    end: int
    name: str = ""
    closing: bool = False
    attributes: str = ""

    def attribute(self, name: str) -> str:
        """The value of an attribute; "" if the tag does not have it."""
        if name not in self.attributes.lower():
            return ""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == name:
                return unescape(match[2] or match[3] or match[4] or "").strip()
        return ""


def markup(text: str) -> Iterator[Markup]:
    """The tags and the text between them; comments and declarations are skipped.

    After a tag whose quotes never close, quotes no longer hide a `>`; a `<` that
    no `>` follows is dropped with the rest. Script and style hold no tags.
    """
    tag = _TAG
    at = 0
    while at < len(text):
        start = _START.search(text, at)
        opened = start.start() if start else len(text)
        if opened > at:
            yield Markup(at, opened)
        if start is None:
            return
        if text.startswith(("<!", "<?"), opened):
            at = _declaration_end(text, opened)
            continue
        found = tag.match(text, opened)
        if found is None and tag is _TAG:
            tag = _LOOSE_TAG
            found = tag.match(text, opened)
        if found is None:
            at = text.find(">", opened) + 1
            if at == 0:
                return
            continue
        name = found[2].lower()
        yield Markup(opened, found.end(), name, bool(found[1]), found[3])
        at = found.end()
        if name in _RAW and not found[1]:
            end = _raw_end(text, name, at)
            if end > at:
                yield Markup(at, end)
            at = end


def _declaration_end(text: str, at: int) -> int:
    """The end of a comment, a document type (with its internal subset) or an instruction."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return end + 3 if end >= 0 else len(text)
    end = text.find(">", at)
    subset = text.find("[", at, end)
    if subset >= 0 and text[at : at + 9].lower() == "<!doctype":
        closed = text.find("]", subset)
        end = text.find(">", closed) if closed >= 0 else end
    return end + 1 if end >= 0 else len(text)


def _raw_end(text: str, name: str, at: int) -> int:
    """The end of the text of a script, style or title."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return match.start() if match else len(text)
