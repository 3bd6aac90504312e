"""The kinds of HTML elements: inline, block, dropped, or boilerplate by name, role or class."""

import re

from tqa.model import BlockKind
from tqa.reading.formats._tags import Markup


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _names("area base br col embed hr img input link meta source track wbr")
DROPPED = _names("script style noscript template svg iframe object select textarea")
PLAIN = _names("span font bdi bdo label nobr big data output wbr input picture")  # no tags of ours
INLINE = {
    **dict.fromkeys(_names("abbr cite dfn ins mark q small sub sup time u var"), "html"),
    **dict.fromkeys(_names("code kbd samp tt"), "code"),
    **dict.fromkeys(_names("em i"), "emphasis"),
    **dict.fromkeys(_names("strong b"), "strong"),
    **dict.fromkeys(_names("s del"), "strikethrough"),
    "a": "link",
}
KINDS = {
    **dict.fromkeys(_names("h1 h2 h3 h4 h5 h6"), BlockKind.HEADING),
    **dict.fromkeys(_names("li dt dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(_names("td th"), BlockKind.TABLE_CELL),
    **dict.fromkeys(_names("figcaption caption"), BlockKind.CAPTION),
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "title": BlockKind.METADATA,
}
DATES = _names("article:published_time date pubdate dc.date datepublished")  # of <meta>

_BOILERPLATE = _names("nav footer aside form button menu dialog")
_BOILERPLATE_ROLES = _names("navigation contentinfo complementary search banner")
_BOILERPLATE_NAMES = re.compile(  # how class names and ids of boilerplate begin
    r"(?:^|\s)(?:share|sharing|social|related|comment|respond|reply|sidebar|breadcrumb|footer|nav-"
    r"|navbar|menu|tags?(?:$|[\s_-])|advert|ads?(?:$|[\s_-])|promo|newsletter|subscri|cookie|popular"
    r"|trending|recommend|baca-?juga|terkait|terpopuler|iklan|komentar|bagikan|copyright)",
    re.IGNORECASE,
)
_NEVER = _names("html body main article h1 p")  # never boilerplate, whatever their class


def is_boilerplate(item: Markup) -> bool:
    """Whether an element holds website boilerplate: a nav, a form, `class="share-buttons"`."""
    if item.name in _BOILERPLATE or item.attribute("role").lower() in _BOILERPLATE_ROLES:
        return True
    if item.name in _NEVER or not item.attributes:
        return False
    names = f"{item.attribute('class')} {item.attribute('id')}"
    return _BOILERPLATE_NAMES.search(names) is not None
