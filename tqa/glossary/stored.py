"""A termbase as one block of bytes, of which only what is asked for is read.

A table of sizes, then sections: the concepts as JSON, each found by its place, then the facts,
then for each language its index, words and their entries line by line. A run that needs no
concept, or no text of a language, reads nothing of them.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import overload

from tqa.base.plain import Codec
from tqa.base.store import DAMAGE
from tqa.glossary.facts import Facts
from tqa.glossary.index_layout import IndexPlan
from tqa.model import Concept

_LANGS = ("id", "en")
_PLAN = 11  # sections of a language's index
_SECTIONS = 3 + len(_LANGS) * _PLAN
_SIZE = 4  # bytes of a number in the table
_concepts = Codec[Concept](Concept)
_facts = Codec[Facts](Facts)


class StoredConcepts(Sequence[Concept]):
    """Concepts that are made of their bytes when they are asked for.

    Args:
        data: All of them, one after the other.
        ends: Where each ends.
        rebuild: Makes all concepts in another way, where one turns out to be damaged.
    """

    def __init__(
        self, data: memoryview, ends: "array[int]", rebuild: Callable[[], Sequence[Concept]]
    ) -> None:
        self._data = data
        self._ends = ends
        self._rebuild = rebuild
        self._made: dict[int, Concept] = {}

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Concept: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Concept]: ...
    def __getitem__(self, at: int | slice) -> Concept | Sequence[Concept]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        found = self._made.get(at)
        if found is None:
            found = self._made[at] = self._load(at)
        return found

    def __iter__(self) -> Iterator[Concept]:
        return map(self.__getitem__, range(len(self)))

    def _load(self, at: int) -> Concept:
        start = self._ends[at - 1] if at else 0
        try:
            return _concepts.load(self._data[start : self._ends[at]])
        except DAMAGE:
            self._made = dict(enumerate(self._rebuild()))
            return self._made[at]


class Stored:
    """A stored termbase."""

    def __init__(self, data: memoryview, rebuild: Callable[[], Sequence[Concept]]) -> None:
        """The termbase of `dump`; `rebuild` makes its concepts again where one is damaged.

        Raises:
            ValueError: it is none.
        """
        sizes = _numbers(data[: _SIZE * _SECTIONS])
        ends = list(accumulate(sizes, initial=_SIZE * _SECTIONS))
        if len(sizes) != _SECTIONS or ends[-1] != len(data):
            raise ValueError("sections of other sizes")
        parts = [data[start:end] for start, end in pairwise(ends)]
        places = _numbers(parts[1])
        if (places[-1] if places else 0) != len(parts[0]) or list(places) != sorted(places):
            raise ValueError("concepts at other places")
        self.rebuild = rebuild
        self.concepts: Sequence[Concept] = StoredConcepts(parts[0], places, rebuild)
        self._facts = parts[2]
        self._plans = {lang: parts[3 + n * _PLAN :][:_PLAN] for n, lang in enumerate(_LANGS)}

    def facts(self) -> Facts:
        """What is asked of all concepts together.

        Raises:
            ValueError: it is damaged.
        """
        facts = _facts.load(self._facts)
        count = len(self.concepts)
        places = (*facts.contested, *facts.confusing)
        if len(facts.ids) != count or not all(0 <= place < count for place in places):
            raise ValueError("facts of other concepts")
        return facts

    def plan(self, lang: str) -> IndexPlan | None:
        """The index of a language, None for a language that has none.

        Raises:
            ValueError: it is damaged.
        """
        parts = self._plans.get(lang)
        if parts is None:
            return None
        lines = [_lines(part) for part in parts]
        literal, near, far = [
            dict(zip(words, entries, strict=True))
            for words, entries in zip(lines[0:6:2], lines[1:6:2], strict=True)
        ]
        solid, heads, compounds, cores = map(set, lines[6:10])
        return IndexPlan(
            (literal, near, far), solid, heads, compounds, cores, list(map(int, lines[10]))
        )


def dump(concepts: Sequence[Concept], facts: Facts, plans: Mapping[str, IndexPlan]) -> bytes:
    """A termbase as bytes."""
    rows = [_concepts.dump(concept) for concept in concepts]
    places = array("I", accumulate(map(len, rows)))
    sections = [b"".join(rows), places.tobytes(), _facts.dump(facts)]
    for lang in _LANGS:
        plan = plans[lang]
        for entries in plan.first:
            sections += [_joined(entries), _joined(entries.values())]
        sections += map(_joined, map(sorted, (plan.solid, plan.heads, plan.compounds, plan.cores)))
        sections.append(_joined(map(str, plan.patterns)))
    return b"".join([array("I", map(len, sections)).tobytes(), *sections])


def _numbers(data: memoryview) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def _joined(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _lines(data: memoryview) -> list[str]:
    return str(data, "utf-8", "surrogatepass").split("\n") if len(data) else []
