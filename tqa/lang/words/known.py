"""What was found out about words, by the word as a text has it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

TEXTS = 128  # whose analysis is cached: more than both sides of a block of beads


class Known(dict[str, T], Generic[T]):
    """Answers to a question about words, each found when it is first asked for.

    Reading one is a look-up in a dict and no call: texts ask for most of their words again and
    again. All are forgotten where there would be more than `most` of them.
    """

    def __init__(self, find: Callable[[str], T], most: int = 100_000) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def of(self, words: Iterable[str]) -> Iterator[T]:
        """The answer for each of some words."""
        return map(self.__getitem__, words)

    def __missing__(self, word: str) -> T:
        answer = self._find(word)
        if len(self) >= self._most:
            self.clear()
        self[word] = answer
        return answer
