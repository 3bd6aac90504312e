"""Safe reading of XML, without entities, external files or network; stable writing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tqa.base.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def parse(data: bytes, path: str) -> _Element:
    """The root element of a document; documents that declare entities are rejected.

    Raises:
        FormatError: malformed XML, or one that declares entities; `where` is file:line.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not valid XML: {error.msg}", where=f"{path}:{error.lineno}") from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise FormatError("declares XML entities, which are not supported", where=f"{path}:1")
    return root


def local(element: _Element) -> str:
    """The name of an element without its namespace; "" for a processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: _Element) -> int:
    """The line on which an element begins; 0 if unknown."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def text_of(element: _Element | None) -> str:
    """All text inside an element, with white space collapsed; "" for None."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 does not allow."""
    return _FORBIDDEN.sub("", text)


def serialised(root: _Element) -> bytes:
    """A document as UTF-8, indented, with an XML declaration and a final newline."""
    from lxml import etree

    etree.indent(root)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"
