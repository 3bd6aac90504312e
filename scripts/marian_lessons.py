"""Real pairs with other words in them: names to be copied, figures, and words of the dictionary.

A word that stands in a bitext once or never is met in every epoch in another sentence (Fadaee et
al. 2017), and names that nobody has seen teach to copy piece by piece.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from marian_pieces import WORD, Pieces, Texts

_SYLLABLE = re.compile(r"[^aeiou\W\d_]{0,2}[aeiou]+(?:[nmrslkt](?![aeiou]))?")
_CAPITALS = "ABCDEFGHIKLMNPRSTUWY"
_LINKED = 0.4  # the share of a link that joins two words


class Row(NamedTuple):
    """A pair as numbers of pieces, and where each piece of the target should look."""

    source: list[int]
    target: list[int]
    links: Any = None


class Word(NamedTuple):
    """A word of a row, and the places of its pieces."""

    text: str
    start: int
    stop: int


class Slot(NamedTuple):
    """Two words that translate each other, and what may stand there: a kind of words."""

    kind: str
    source: Word
    target: Word


class Lessons:
    """Rows, and what may stand in them instead."""

    def __init__(
        self,
        rows: Sequence[Row],
        pieces: Pieces,
        pairs: Sequence[Texts],
        lang: str,
        draw: random.Random,
        *,
        dictionary: bool,
    ) -> None:
        self._rows = rows
        self._pieces = pieces
        self._draw = draw
        self._names = shared_names(pairs)
        self._syllables = [s for name in self._names for s in _SYLLABLE.findall(name.lower())]
        self._kinds, self._bank = _bank(lang) if dictionary else ({}, {})
        self._lang = lang
        source, target = (
            {n: piece for piece, n in side.items()} for side in (pieces.source, pieces.target)
        )
        self._slots = [
            self._found(row, grouped(row.source, source), grouped(row.target, target))
            for row in rows
        ]

    def epoch(self, copied: float, translated: float) -> list[Row]:
        """The rows with these shares of their names and figures, and of their words, replaced."""
        return [
            self._changed(row, slots, copied, translated)
            for row, slots in zip(self._rows, self._slots, strict=True)
        ]

    def _found(self, row: Row, here: list[Word], there: list[Word]) -> list[Slot]:
        """The words of a row that others may stand for."""
        found = []
        once = Counter(word.text for word in here), Counter(word.text for word in there)
        alike = {word.text: word for word in there}
        for word in here:
            text = word.text
            copied = len(text) > 1 and (text[0].isupper() or text.isdigit())
            if copied and once[0][text] == once[1][text] == 1:
                kind = "figure" if text.isdigit() else "name"
                found.append(Slot(kind, word, alike[text]))
                continue
            if self._kinds and text.isalpha() and word.stop - word.start == 1:
                other = _linked(row, word, there)
                if other and once[1][other.text] == 1 and self._translates(text, other.text):
                    found.append(Slot(self._kinds[text.lower()], word, other))
        return found

    def _translates(self, word: str, other: str) -> bool:
        from tqa.lang.forms.translations import translations

        return word.lower() in self._kinds and other.lower() in translations(word, self._lang)

    def _changed(self, row: Row, slots: list[Slot], copied: float, translated: float) -> Row:
        """A row with other words in some of its slots."""
        new: list[tuple[Slot, list[int], list[int]]] = []
        for slot in slots:
            alike = slot.kind in ("name", "figure")
            if self._draw.random() < (copied if alike else translated):
                source, target = self._words(slot)
                here = self._pieces.numbers(source)
                there = self._pieces.numbers(target, target=True)
                if here and there:
                    new.append((slot, here, there))
        return replaced(row, new) if new else row

    def _words(self, slot: Slot) -> Texts:
        """A word and its translation for a slot."""
        if slot.kind == "figure":
            _, *rest = slot.source.text
            figure = self._draw.choice("123456789") + "".join(
                self._draw.choice("0123456789") for _ in rest
            )
            return figure, figure
        if slot.kind == "name":
            name = self._name()
            return name, name
        source, target = self._draw.choice(self._bank[slot.kind])
        return _cased(source, slot.source.text), _cased(target, slot.target.text)

    def _name(self) -> str:
        """A name of the bitext, or one that nobody has seen."""
        draw, chance = self._draw, self._draw.random()
        if chance < 0.4 or not self._syllables:
            return draw.choice(self._names)
        if chance > 0.93:
            return "".join(draw.choices(_CAPITALS, k=draw.randint(2, 5)))
        return "".join(draw.choices(self._syllables, k=draw.randint(2, 4))).capitalize()


def shared_names(pairs: Sequence[Texts]) -> list[str]:
    """The words with a capital letter that stand on both sides of the bitext."""
    here, there = (dict.fromkeys(w for p in pairs for w in WORD.findall(p[n])) for n in (0, 1))
    return [word for word in here if word in there and word[0].isupper() and len(word) > 2]


def grouped(numbers: Sequence[int], names: dict[int, str]) -> list[Word]:
    """The words that pieces make; what is neither letter nor digit stands alone."""
    found: list[Word] = []
    for at, number in enumerate(numbers[:-1]):
        piece = names[number]
        last = found[-1] if found else None
        if piece.startswith("▁") or last is None:
            found.append(Word(piece.removeprefix("▁"), at, at + 1))
        elif piece[0].isalnum() and (not last.text or last.text[-1].isalnum()):
            found[-1] = Word(last.text + piece, last.start, at + 1)
        else:
            found.append(Word(piece, at, at + 1))
    return found


def replaced(row: Row, new: Sequence[tuple[Slot, list[int], list[int]]]) -> Row:
    """A row with other pieces in its slots, and its links."""
    import numpy as np

    sides = []
    for side, old in ((1, row.source), (2, row.target)):
        numbers: list[int] = []
        origin: list[int] = []  # the place in the old row, or -1 - the slot
        done = 0
        for n, each in sorted(enumerate(new), key=lambda item: item[1][0][side].start):
            word, put = each[0][side], each[side]
            numbers += old[done : word.start] + put
            origin += [*range(done, word.start), *[-1 - n] * len(put)]
            done = word.stop
        sides.append((numbers + old[done:], np.array([*origin, *range(done, len(old))])))
    (source, across), (target, down) = sides
    links = row.links[np.ix_(np.maximum(down, 0), np.maximum(across, 0))]
    links[down < 0] = 0
    links[:, across < 0] = 0
    for n in range(len(new)):
        here, there = np.flatnonzero(down == -1 - n), np.flatnonzero(across == -1 - n)
        links[here, there[np.arange(len(here)) * len(there) // len(here)]] = 1
    return Row(source, target, links)


def _linked(row: Row, word: Word, there: list[Word]) -> Word | None:
    """The word of the target that is linked with a word of one piece."""
    at = int(row.links[:, word.start].argmax())
    if row.links[at, word.start] < _LINKED:
        return None
    return next((other for other in there if other.start <= at < other.stop), None)


def _bank(lang: str) -> tuple[dict[str, str], dict[str, list[Texts]]]:
    """The kind of each headword, and the words of each kind with their translation."""
    from tqa.lang.words.lexicon import classes, entries

    known = classes(lang)
    kinds: dict[str, str] = {}
    bank: dict[str, list[Texts]] = defaultdict(list)
    for head, joined in entries(lang).items():
        kind = known[head][0]
        if " " in head or kind == "function":
            continue
        kinds[head] = kind
        first = joined.split("|")[0]
        if first.count(" ") < 2:
            bank[kind].append((head, first))
    return kinds, bank


def _cased(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word
