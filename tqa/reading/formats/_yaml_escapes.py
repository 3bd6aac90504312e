"""Escaping of replacements in YAML files."""

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from tqa.reading.format import Escape

if TYPE_CHECKING:
    from yaml.nodes import Node

_GAP = "\ue000"  # stands for the new text when the rest of a value is read
_STRING = "tag:yaml.org,2002:str"


def escaping(content: str) -> Escape | None:
    """Escaping of text in a YAML file, by the style of its scalar."""
    import yaml

    try:
        root = yaml.compose(content, yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    scalars = sorted(_scalars(root))
    starts = [start for start, _, _ in scalars]

    def escape(text: str, at: int, to: int) -> str | None:
        number = bisect_right(starts, at) - 1
        if number < 0 or at > scalars[number][1]:
            return None
        start, end, style = scalars[number]
        if style == '"':
            return json.dumps(text, ensure_ascii=False)[1:-1]
        if "\n" in text or "\r" in text:
            return None
        if style == "'":
            return text.replace("'", "''")
        if style:  # a block, in which nothing is escaped
            return text
        before, after = content[start:at], content[to:end]
        return text if _plain(before, text, after) else None

    return escape


def _plain(before: str, text: str, after: str) -> bool:
    """Whether text can be in a plain scalar: whether it is read back unchanged."""
    found = _read(f"{before}{_GAP}{after}")
    return found is not None and _read(f"{before}{text}{after}") == found.replace(_GAP, text)


def _read(raw: str) -> str | None:
    """The string of a plain scalar, also within brackets; None if it is not one."""
    import yaml

    try:
        node = yaml.compose(f"[{raw}\n ]", yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    values = node.value if isinstance(node, yaml.SequenceNode) else []
    whole = len(values) == 1 and values[0].tag == _STRING
    return str(values[0].value) if whole else None


def _scalars(root: "Node | None") -> list[tuple[int, int, str]]:
    """The start, end and style of each scalar, including keys."""
    found: list[tuple[int, int, str]] = []
    stack: list[Any] = [root] if root else []
    seen: set[int] = set()  # so that aliases cannot multiply
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "scalar":
            found.append((node.start_mark.index, node.end_mark.index, node.style or ""))
        elif node.id == "mapping":
            stack += [each for pair in node.value for each in pair]
        else:
            stack += node.value
    return found
