"""Escaping of text for XML 1.0, without the characters that it does not allow."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """Text escaped as the content of an element; carriage returns are kept as references."""
    from xml.sax.saxutils import escape  # slow to import: it imports an HTTP client

    return escape(_FORBIDDEN.sub("", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Text escaped as the value of an attribute, with quotes."""
    from xml.sax.saxutils import quoteattr

    return quoteattr(_FORBIDDEN.sub("", text))
