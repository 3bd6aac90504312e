"""Interim."""
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.lexicon import entries
from tqa.lang.morphology import bases
from tqa.lang.tokens import words


class Detection(NamedTuple):
    lang: str
    confidence: float


@lru_cache(maxsize=65536)
def is_word(word: str, lang: str) -> bool:
    return any(f in entries(lang) for f in bases(word, lang))


def detect(text: str) -> Detection:
    ws = [t.text.lower() for t in words(text)][:2000]
    a = sum(w in entries("id") for w in ws)
    b = sum(w in entries("en") for w in ws)
    if a == b:
        return Detection("", 0.0)
    return Detection("id" if a > b else "en", abs(a - b) / (a + b))
