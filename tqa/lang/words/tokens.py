"""Words of a text with their spans: the one tokeniser."""

import re
from functools import lru_cache
from typing import NamedTuple

from tqa.kernel import kernel
from tqa.lang.words.known import TEXTS

# Letters and digits, joined inside by a hyphen or an apostrophe: kebijakan-kebijakan, don't, ke-3.
_WORD = re.compile(r"[^\W_]+(?:[-'’‑][^\W_]+)*")


class Token(NamedTuple):
    """A word and where it stands."""

    text: str
    start: int
    end: int


_new = tuple.__new__


@lru_cache(maxsize=TEXTS)
def words(text: str) -> tuple[Token, ...]:
    """The words of `text` in order; numbers written with separators come in pieces."""
    native = kernel()
    if native is not None:
        return native.words(text, Token)  # type: ignore[no-any-return]
    # tuple.__new__ spares the call of Token's own
    return tuple([_new(Token, (m.group(), *m.span())) for m in _WORD.finditer(text)])


@lru_cache(maxsize=TEXTS)
def written(text: str) -> tuple[str, ...]:
    """The words of `text` without their places."""
    return tuple([token[0] for token in words(text)])
