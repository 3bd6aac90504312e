"""The sentences within one side of a bead, told by their marks alone."""

import re
from functools import lru_cache
from itertools import pairwise

from tqa.lang.words.known import TEXTS
from tqa.model import Span

# a mark of end (not of an initial, p.m. or U.S.), closing quotes, and what begins with no
# lower-case letter
_BOUNDARY = re.compile(
    r"[.!?…](?<!\b[A-Z].)(?<!\b[A-Za-z]\.[A-Za-z].)[\"”’')\]]{0,4}\s+(?=[\"“‘'(\[]{0,4}[^\W_a-z])"
)


@lru_cache(maxsize=TEXTS)
def boundaries(text: str) -> tuple[int, ...]:
    """Where the second and each later sentence begins."""
    return tuple([match.end() for match in _BOUNDARY.finditer(text)])


def sentences(text: str) -> list[Span]:
    """The sentences, without the space around them; none where the text is blank."""
    cuts = [0, *boundaries(text), len(text)]
    spans = []
    for start, end in pairwise(cuts):
        body = text[start:end]
        if body.strip():
            start += len(body) - len(body.lstrip())
            spans.append(Span(start, start + len(body.strip())))
    return spans
