"""Numerals, words and signs of a text, and the phrases that begin at them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from tqa.kernel import kernel
from tqa.lang.tables import exists, rows

# A word, a numeral with its separators, a sign of money or measure.
_LEXEME = re.compile(r"([^\W\d_]+|\d+(?:[.,]\d+)*|[$€£¥₩₹฿%‰°])")
# Addresses, placeholders, entities and tags: their digits are no quantities.
_OPAQUE = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+|[#@]\w+"
    r"|\{[^{}\s]{0,60}\}|%\(\w+\)[a-z]|%\d+\$[a-z]|&#?\w{1,10};|<[^<>]{1,200}>"
)
_OPAQUE_SIGN = re.compile(r"[/@#{%&<]|www")
_JOINTS = frozenset(("", " ", "-", "‑", "\u00a0", "\u202f", "/", ".", ". "))

Table = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


class Line:
    """A text taken apart into lexemes: numerals, words and signs, addressed by index.

    Texts, lower-case forms and places are in lists of their own, which is what makes
    long texts cheap: hardly any lexeme is ever looked at.
    """

    __slots__ = ("_gaps", "_lows", "_starts", "_texts", "lang", "size", "text")

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang
        self._texts, self._gaps, self._starts = _taken_apart(text)
        if _OPAQUE_SIGN.search(text):
            self._leave_out([match.span() for match in _OPAQUE.finditer(text)])
        self.size = len(self._texts)
        self._lows = "\n".join(self._texts).lower().split("\n") if self._texts else []
        self._gaps[-1:] = ["|"] * bool(self._texts)

    def _leave_out(self, opaque: list[tuple[int, int]]) -> None:
        """Drop the lexemes inside these spans, which are in order."""
        if not opaque:
            return
        kept, at = [], 0
        for i, start in enumerate(self._starts):
            while at < len(opaque) and opaque[at][1] <= start:
                at += 1
            if at == len(opaque) or start + len(self._texts[i]) <= opaque[at][0]:
                kept.append(i)
        self._texts = [self._texts[i] for i in kept]
        self._starts = [self._starts[i] for i in kept]
        nexts = [*self._starts[1:], len(self.text)]
        self._gaps = [self.text[self.end(n) : nexts[n]] for n in range(len(kept))]

    @property
    def lows(self) -> Sequence[str]:
        """All lexemes in lower case."""
        return self._lows

    def word(self, i: int) -> str:
        """Lexeme `i` as written."""
        return self._texts[i]

    def low(self, i: int) -> str:
        """Lexeme `i` in lower case, "" outside the line."""
        return self._lows[i] if 0 <= i < self.size else ""

    def start(self, i: int) -> int:
        """Where lexeme `i` begins in the text."""
        return self._starts[i]

    def end(self, i: int) -> int:
        """Where lexeme `i` ends in the text."""
        return self._starts[i] + len(self._texts[i])

    def numeral(self, i: int) -> bool:
        """Whether there is a lexeme `i`, and it is written in digits."""
        return 0 <= i < self.size and self._texts[i][0].isdecimal()

    def gap(self, i: int) -> str:
        """The characters between lexeme `i` and the next; a bar where there is none."""
        return self._gaps[i] if 0 <= i < self.size else "|"

    def phrase(self, table: Table, i: int) -> tuple[tuple[str, ...], int] | None:
        """The row of the longest phrase that begins at lexeme `i`, and the index after it."""
        for words, row in table.get(self.low(i), ()):
            end = i + len(words)
            if len(words) == 1 or (
                tuple(self._lows[i:end]) == words
                and all(self.gap(n) in _JOINTS for n in range(i, end - 1))
            ):
                return row, end
        return None


def _taken_apart(text: str) -> tuple[list[str], list[str], list[int]]:
    """The lexemes of a text, what is between each and the next, and where each begins."""
    native = kernel()
    if native is not None:
        return native.lexemes(text)  # type: ignore[no-any-return]
    parts = _LEXEME.split(text)  # what is between lexemes, and lexemes, alternately
    return parts[1::2], parts[2::2], list(accumulate(map(len, parts)))[:-1:2]


@lru_cache(maxsize=32)
def table(name: str) -> Table:
    """The phrases of `data/NAME.tsv` by their first lexeme, longest first; empty without a file."""
    if not exists(name):
        return {}
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, *row in rows(name):
        words = tuple(Line(phrase, "").lows)
        found.setdefault(words[0], []).append((words, tuple(row)))
    return {
        first: tuple(sorted(phrases, key=lambda entry: -len(entry[0])))
        for first, phrases in found.items()
    }
