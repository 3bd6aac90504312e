"""The phrases of website boilerplate: comment forms, share links, credits, copyright lines."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tqa.lang.tables import rows

_LANGS = ("id", "en")  # always both: Indonesian pages say "All rights reserved" too
_EDGES = re.compile(r"^[\s>»›•▪|*#\[(–—-]+(?=[^\W_©]|©)|[\s>»›→…|*\])–—.:-]+$")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_FIRST = re.compile(r"\w+|\S")


class BoilerplatePhrase(NamedTuple):
    """One phrase of boilerplate, in the form that `normalised` gives."""

    text: str
    match: str  # "whole" block, its "start", a "part" of it; "stamp": a word of a date line
    where: str  # "any" place, at an "edge" (before or after the running text), at its "tail"
    group: str  # comment, share, related, credit, copyright, advert, navigation, tags, stamp


@dataclass(frozen=True)
class Phrases:
    """All phrases, indexed for one look-up a block."""

    whole: dict[str, BoilerplatePhrase]
    start: dict[str, tuple[BoilerplatePhrase, ...]]  # by first word, longest first
    part: tuple[BoilerplatePhrase, ...]
    stamp_words: frozenset[str]

    def find(self, text: str) -> BoilerplatePhrase | None:
        """The phrase that a normalised block is, begins with or holds."""
        found = self.whole.get(text)
        if found:
            return found
        first = _FIRST.match(text)
        for phrase in self.start.get(first.group(), ()) if first else ():
            if text.startswith(phrase.text) and _ends_word(text, len(phrase.text)):
                return phrase
        return next((phrase for phrase in self.part if phrase.text in text), None)


def _ends_word(text: str, at: int) -> bool:
    return not (text[at - 1].isalnum() and text[at : at + 1].isalnum())


def normalised(text: str) -> str:
    """Lower case, single spaces, digits as 0, no bullets before and no stops or arrows behind."""
    plain = _EDGES.sub("", " ".join(text.lower().split()))
    return _DIGITS.sub("0", plain).replace(" :", ":")


@lru_cache
def phrases() -> Phrases:
    """The phrases of both languages."""
    table = [BoilerplatePhrase(*row) for lang in _LANGS for row in rows(f"{lang}/boilerplate")]
    start: dict[str, list[BoilerplatePhrase]] = {}
    for row in sorted(table, key=lambda row: (-len(row.text), row.text)):
        first = _FIRST.match(row.text)
        if row.match == "start" and first:
            start.setdefault(first.group(), []).append(row)
    return Phrases(
        {row.text.rstrip(":"): row for row in table if row.match == "whole"},
        {word: tuple(found) for word, found in start.items()},
        tuple(row for row in table if row.match == "part"),
        frozenset(row.text for row in table if row.match == "stamp"),
    )
