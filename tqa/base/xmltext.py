"""Text for XML 1.0: escaped, without the characters that it cannot hold."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """Text as the content of an element; a carriage return survives the reading."""
    from xml.sax.saxutils import escape  # it imports an HTTP client

    return escape(_FORBIDDEN.sub("", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    from xml.sax.saxutils import quoteattr

    return quoteattr(_FORBIDDEN.sub("", text))
