"""Escaping of replacements in existing files: `Format.escaping` of several formats."""

import json
import re
from bisect import bisect_right
from xml.sax.saxutils import escape as xml_escape

from tqa.reading.format import Escape

_LINE_END = re.compile(r"[\r\n]")
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.S)
_DECLARED = re.compile(r"\A<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_UNICODE = re.compile(r"utf|us-ascii\Z", re.IGNORECASE)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_it_is(text: str, at: int, end: int) -> str | None:
    """The text unchanged; None if it has a line end."""
    return None if _LINE_END.search(text) else text


def in_json(text: str, at: int, end: int) -> str | None:
    """Text escaped for a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def in_xml(content: str) -> Escape | None:
    """Escaping of text in the elements of an XML file; None if its encoding may lack characters."""
    declared = _DECLARED.match(content)
    unicode = not declared or _UNICODE.match(declared[1]) is not None
    if not unicode and not content.isascii():
        return None
    sections = [match.span() for match in _CDATA.finditer(content)]
    starts = [start for start, _ in sections]

    def escape(text: str, at: int, end: int) -> str | None:
        if _NO_XML.search(text):
            return None
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < sections[number][1]:
            return text if "]]>" not in text and (unicode or text.isascii()) else None
        written = xml_escape(text)
        return written if unicode else written.encode("ascii", "xmlcharrefreplace").decode()

    return escape


def in_html(content: str) -> Escape:
    """Escaping of text in the elements of an HTML page."""
    return lambda text, at, end: xml_escape(text)
