"""Escaping of replacements in Markdown files."""

import re

from tqa.reading.format import Escape
from tqa.reading.formats._escapes import in_json
from tqa.reading.formats._frontmatter import front_matter
from tqa.reading.text_builder import Lines

_MARKUP = re.compile(r"[\\`*\[\]<|~]|(?<!\w)_|_(?!\w)|&(?=#?\w{1,31};)")
# what may begin another block at a line's head
_BLOCK = re.compile(r"[#>=+-]|\d{1,9}(?=[.)](?:\s|\Z))")
_HEAD = re.compile(r"[ \t>]*\Z")
_VALUE = re.compile(r"[^\r\n:=]*[:=][ \t]*([\"']?)")
_PLAIN_VALUE = re.compile(r"[\w .,;()/“”‘’–—-]*\Z")


def escaping(content: str) -> Escape:
    """Escapes of a Markdown file: with backslashes, in front matter as its values are quoted."""
    body = front_matter(content, Lines(content)).end

    def escape(text: str, at: int, end: int) -> str | None:
        if "\n" in text or "\r" in text:
            return None
        line = content[max(content.rfind("\n", 0, at), content.rfind("\r", 0, at)) + 1 : at]
        if at < body:
            return _in_front_matter(text, line)
        written = _MARKUP.sub(r"\\\g<0>", text)
        block = _BLOCK.match(written) if _HEAD.match(line) else None
        if block:
            digits = block[0] if block[0].isdigit() else ""
            return f"{digits}\\{written[len(digits) :]}"
        return written

    return escape


def _in_front_matter(text: str, line: str) -> str | None:
    """A part of a value, escaped; `line` is the text before it on its line."""
    found = _VALUE.match(line)
    if found and found[1] == '"':
        return in_json(text, 0, 0)
    if found and found[1] == "'":
        return None if "'" in text else text
    begins = found is not None and found.end() == len(line)
    if _PLAIN_VALUE.match(text) and not (begins and text[:1] and not text[0].isalpha()):
        return text
    return None
