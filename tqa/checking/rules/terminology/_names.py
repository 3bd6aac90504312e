"""Whether words are part of a name, a title or a quotation, where rules ignore them."""

import re
from bisect import bisect_right
from functools import lru_cache

from tqa.model import Bead, Side, Span

_QUOTED = re.compile(r"“([^”\n]{1,200})”|\"([^\"\n]{1,200})\"|‘([^’\n]{1,80})’|«([^»\n]{1,200})»")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_KEPT = frozenset({"code", "link", "image", "html", "emphasis"})
_SENTENCE_END = re.compile(r"(?:^|[.!?:;…]['\"”’)\]]*\s+|[“\"‘(\[•–—]\s*)$")
# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_TITLE_SHARE = 0.6  # minimum share of capitalised words in a quoted title


def stands_apart(bead: Bead, side: Side, span: Span) -> bool:
    """Whether a word is part of a name, of a quoted title, or is itself quoted or marked up."""
    text = bead.text(side)
    for tag in bead.tags(side):
        if tag.kind in _KEPT and tag.span.start <= span.start and span.end <= tag.span.end:
            return True
    return in_title(text, span) or in_name(text, span)


def in_title(text: str, span: Span) -> bool:
    """Whether a span is inside a quotation that is a title or a single term, not speech."""
    quotations = _quotations(text)
    at = bisect_right(quotations, span) - 1
    if at < 0 or span.end > quotations[at].end:
        return False
    start, end = quotations[at]
    words = _WORD.findall(text[start + 1 : end - 1])
    capitals = sum(word[:1].isupper() for word in words)
    whole = span.end - span.start >= end - start - 2
    return whole or (len(words) > 1 and capitals >= _TITLE_SHARE * len(words))


@lru_cache(maxsize=256)
def _quotations(text: str) -> tuple[Span, ...]:
    return tuple(Span(*m.span()) for m in _QUOTED.finditer(text))


def in_name(text: str, span: Span) -> bool:
    """Whether a capitalised word is an acronym, precedes another one, or is in mid-sentence."""
    if not text[span.start].isupper():
        return False
    surface = span.of(text)
    if surface.isupper() and len(surface) > 1:
        return not text.isupper()
    after = _WORD.match(text, span.end + 1) if text[span.end : span.end + 1] == " " else None
    if after and after.group()[:1].isupper():
        return True
    head = text[max(0, span.start - 40) : span.start]
    return not _SENTENCE_END.search(head)
