"""Which language the words of a text belong to, word by word."""

from enum import Enum
from functools import lru_cache

from tqa.lang.language import is_word
from tqa.lang.tokens import Token, words


class Belongs(Enum):
    """The language of one word, as far as the dictionaries tell."""

    HERE = "here"  # the language that the text should be in
    THERE = "there"  # the other language, and not this one
    UNTOLD = "untold"  # both, neither, a name, a number


@lru_cache(maxsize=1024)
def belonging(text: str, here: str, there: str) -> tuple[tuple[Token, Belongs], ...]:
    """Each word of the text with the language it belongs to; capitalised words are untold."""
    return tuple((token, _of(token.text, here, there)) for token in words(text))


@lru_cache(maxsize=65536)
def _of(word: str, here: str, there: str) -> Belongs:
    if not word.islower() or len(word) < 2:
        return Belongs.UNTOLD
    ours, theirs = is_word(word, here), is_word(word, there)
    if ours == theirs:
        return Belongs.UNTOLD
    return Belongs.HERE if ours else Belongs.THERE
