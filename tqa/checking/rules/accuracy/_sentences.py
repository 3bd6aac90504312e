"""The sentences within one side of a bead, split at punctuation marks alone."""

import re
from functools import lru_cache
from itertools import pairwise

from tqa.lang.words.known import TEXTS
from tqa.model import Span

# an end mark (not of an initial, p.m. or U.S.), closing quotes, then a word that does not
# begin with a lower-case letter
_BOUNDARY = re.compile(
    r"[.!?…](?<!\b[A-Z].)(?<!\b[A-Za-z]\.[A-Za-z].)[\"”’')\]]{0,4}\s+(?=[\"“‘'(\[]{0,4}[^\W_a-z])"
)


@lru_cache(maxsize=TEXTS)
def boundaries(text: str) -> tuple[int, ...]:
    """The offsets at which the second and each later sentence begin."""
    return tuple([match.end() for match in _BOUNDARY.finditer(text)])


def sentences(text: str) -> list[Span]:
    """The spans of the sentences, without surrounding space; empty for a blank text."""
    cuts = [0, *boundaries(text), len(text)]
    spans = []
    for start, end in pairwise(cuts):
        body = text[start:end]
        if body.strip():
            start += len(body) - len(body.lstrip())
            spans.append(Span(start, start + len(body.strip())))
    return spans
