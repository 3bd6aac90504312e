"""Numerals, words and signs of a text, and phrases looked up in them: what quantities are read from."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tqa.lang.tables import rows

# A numeral with its separators; m2 and km3, which hold a digit; a word; a sign of money or measure.
_LEXEME = re.compile(
    r"\d+(?:[.,]\d+)*|[kcdm]?m[23](?![^\W_])|[^\W\d_]+|[$€£¥₩₹฿%‰°]", re.IGNORECASE
)
# Addresses, placeholders, entities and tags: their digits are no quantities.
_OPAQUE = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+|[#@]\w+"
    r"|\{[^{}\s]{0,60}\}|%\(\w+\)[a-z]|%\d+\$[a-z]|&#?\w{1,10};|<[^<>]{1,200}>"
)
_OPAQUE_SIGN = re.compile(r"[/@#{%&<]|www")
_JOINTS = frozenset(("", " ", "-", "‑", "\u00a0", "\u202f", "/", ".", ". "))

Table = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


class Lexeme(NamedTuple):
    """A numeral, a word or a sign."""

    text: str
    low: str
    start: int
    end: int

    @property
    def numeral(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdecimal()


class Line(NamedTuple):
    """A text taken apart."""

    text: str
    lang: str
    lexemes: tuple[Lexeme, ...]

    def gap(self, i: int) -> str:
        """The characters between lexeme `i` and the next; a bar where there is none."""
        if not 0 <= i < len(self.lexemes) - 1:
            return "|"
        return self.text[self.lexemes[i].end : self.lexemes[i + 1].start]

    def low(self, i: int) -> str:
        """Lexeme `i` in lower case, "" outside the line."""
        return self.lexemes[i].low if 0 <= i < len(self.lexemes) else ""

    def phrase(self, table: Table, i: int) -> tuple[tuple[str, ...], int] | None:
        """The row of the longest phrase that begins at lexeme `i`, and the index after it."""
        for words, row in table.get(self.low(i), ()):
            end = i + len(words)
            if end <= len(self.lexemes) and all(
                self.lexemes[i + n].low == word and (n == 0 or self.gap(i + n - 1) in _JOINTS)
                for n, word in enumerate(words)
            ):
                return row, end
        return None


def lexemes(text: str) -> tuple[Lexeme, ...]:
    """The lexemes of `text`, without those of addresses, placeholders and tags."""
    found = [
        Lexeme(m.group(), m.group().lower(), m.start(), m.end()) for m in _LEXEME.finditer(text)
    ]
    if not _OPAQUE_SIGN.search(text):
        return tuple(found)
    opaque = [m.span() for m in _OPAQUE.finditer(text)]
    if not opaque:
        return tuple(found)
    kept, at = [], 0
    for lexeme in found:
        while at < len(opaque) and opaque[at][1] <= lexeme.start:
            at += 1
        if at == len(opaque) or lexeme.end <= opaque[at][0]:
            kept.append(lexeme)
    return tuple(kept)


@lru_cache(maxsize=32)
def table(name: str) -> Table:
    """The phrases of `data/NAME.tsv` by their first lexeme, longest first; empty without a file."""
    if not (Path(__file__).parent / "data" / f"{name}.tsv").is_file():
        return {}
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, *row in rows(name):
        words = tuple(lexeme.low for lexeme in lexemes(phrase))
        found.setdefault(words[0], []).append((words, tuple(row)))
    return {
        first: tuple(sorted(phrases, key=lambda entry: -len(entry[0])))
        for first, phrases in found.items()
    }
