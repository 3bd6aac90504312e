"""Marked texts from tokens, and from plain strings that spell their markup out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tqa.drafting.marked import KeptText, Node, Pair, merged, paired, raw

# What must not be translated, as it stands in texts of any format.
_KEPT = re.compile(
    r"(?P<value>\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,"  # a whole message of ICU
    r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
    r"|\$?\{\{?[^{}\n]{0,80}\}\}?|\{%[^\n]{0,200}?%\}"  # {name} ${x} {{ x }} {% x %}
    r"|%\([A-Za-z_]\w{0,60}\)[#0\-+]?\d{0,3}(?:\.\d{1,3})?[sdifgxXeEr]"
    r"|(?<![\d%])%(?:\d\$)?[#0\-+]?\d{0,3}(?:\.\d{1,3})?(?:l{0,2})[sdifgxXeEuc@](?![A-Za-z])"
    r"|\$[A-Za-z_]\w*|%[A-Za-z_]{1,60}%"
    r"|(?:https?|ftp)://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]|www\.[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@\w{2,}"
    r"|:[a-z][\w:+-]{1,30}:`[^`\n]+`|``[^`\n](?:[^\n]*?[^`\n])??``|`[^`\n]+`_{0,2}"  # roles, code
    r"|\[\^[^\]\s]+\])"
    r"|(?P<tag></?[A-Za-z][\w:-]{0,40}(?:\s[^<>]{0,500})?/?>)"
    r"|(?P<link>\[(?P<words>[^\[\]\n]+)\](?P<address>\([^()\s]+(?:\s\"[^\"\n]*\")?\)))"
    r"|(?P<strong>\*\*(?=\S)(?P<bold>[^*\n]*[^*\s])\*\*)"
    r"|(?P<emphasis>(?<![\w*])\*(?=[^\s*])(?P<italic>[^*\n]*[^*\s])\*(?![\w*]))"
)
CODE = "code:"  # how the names of tokens begin between which nothing is translated
_ALONE = frozenset(("br", "hr", "img", "input", "wbr", "x", "ph"))


class MarkupToken(NamedTuple):
    """A text (no role), or markup that opens, closes or stands alone."""

    text: str
    role: str = ""  # "open", "close", "alone", "value" or "break"
    name: str = ""  # what a closing token must share with its opening one


@dataclass
class _Open:
    token: MarkupToken
    nodes: list[Node]


def built(tokens: Iterable[MarkupToken], written: Callable[[str], str] = str) -> tuple[Node, ...]:
    """The nodes of tokens; what opens without being closed, or the other way, stands alone.

    `written` is how the file writes text.
    """
    stack = [_Open(MarkupToken(""), [])]
    for token in tokens:
        if not token.role:
            stack[-1].nodes.append(token.text)
        elif token.role == "open":
            stack.append(_Open(token, []))
        elif token.role == "close":
            _close(stack, token, written)
        else:
            value, ends = token.role == "value", token.role == "break"
            stack[-1].nodes.append(KeptText(token.text, value, ends))
    while len(stack) > 1:
        _dissolve(stack)
    return merged(stack[0].nodes)


def _close(stack: list[_Open], token: MarkupToken, written: Callable[[str], str]) -> None:
    if all(level.token.name != token.name for level in stack[1:]):
        stack[-1].nodes.append(KeptText(token.text, value=False))
        return
    while stack[-1].token.name != token.name:
        _dissolve(stack)
    level = stack.pop()
    if token.name.startswith(CODE):
        stack[-1].nodes.append(KeptText(level.token.text + raw(level.nodes) + token.text))
    else:
        stack[-1].nodes.append(paired(level.token.text, level.nodes, token.text, written))


def _dissolve(stack: list[_Open]) -> None:
    """An element that nothing closes: its opening stands alone."""
    level = stack.pop()
    stack[-1].nodes += [KeptText(level.token.text, value=False), *level.nodes]


def spelt(text: str) -> tuple[Node, ...]:
    """The nodes of a string that spells out placeholders, addresses, tags, code and Markdown."""
    return built(_tokens(text))


def values(text: str) -> Iterator[MarkupToken]:
    """The tokens of a text in which only values are spelt out: placeholders, addresses."""
    return _tokens(text, markup=False)


def _tokens(text: str, *, markup: bool = True) -> Iterator[MarkupToken]:
    at = 0
    for match in _KEPT.finditer(text):
        if not (markup or match["value"]):
            continue
        if match.start() > at:
            yield MarkupToken(text[at : match.start()])
        at = match.end()
        if match["value"]:
            yield MarkupToken(match[0], "value")
        elif match["tag"]:
            yield tag_token(match[0])
        elif match["link"]:
            yield from _around("[", match["words"], f"]{match['address']}")
        elif match["strong"]:
            yield from _around("**", match["bold"], "**")
        else:
            yield from _around("*", match["italic"], "*")
    if at < len(text):
        yield MarkupToken(text[at:])


def _around(before: str, words: str, after: str) -> Iterator[MarkupToken]:
    yield MarkupToken(before, "open", before)
    yield from _tokens(words)
    yield MarkupToken(after, "close", before)


def tag_token(tag: str) -> MarkupToken:
    """The token of an XML or HTML tag."""
    match = re.match(r"</?([\w:.-]+)", tag)
    name = match[1].lower() if match else ""
    if tag.startswith("</"):
        return MarkupToken(tag, "close", f"<{name}>")
    if tag.endswith("/>") or name.rpartition(":")[2] in _ALONE or not name:
        return MarkupToken(tag, "alone")
    return MarkupToken(tag, "open", f"<{name}>")


def respelt(nodes: Sequence[Node], written: Callable[[str], str] = str) -> tuple[Node, ...]:
    """The nodes with the markup that their texts spell out as nodes too.

    `written` is how the file writes such markup: `&lt;b&gt;` in XML.
    """
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            found += _rewritten(spelt(node), written)
        elif isinstance(node, Pair):
            found.append(paired(node.before, respelt(node.inside, written), node.after, written))
        else:
            found.append(node)
    return merged(found)


def _rewritten(nodes: Sequence[Node], written: Callable[[str], str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, KeptText):
            yield replace(node, raw=written(node.raw))
        elif isinstance(node, Pair):
            inside = tuple(_rewritten(node.inside, written))
            yield Pair(written(node.before), inside, written(node.after))
        else:
            yield node
