"""Lines as numbers of tokens: what the metrics count instead of strings.

Most tokenizers act inside a chunk between white space. A chunk is then
tokenized once, however often it stands in the references and the systems.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any, TypeAlias

from tqa.metric import Segments

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

    Ids: TypeAlias = NDArray[int64]

Split = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of all segments as numbers from 1; segment i is `ids[starts[i]:starts[i + 1]]`."""

    ids: "Ids"
    starts: "Ids"

    @property
    def lengths(self) -> "Ids":
        """Tokens of each segment."""
        import numpy as np

        return np.diff(self.starts)

    def part(self, first: int, last: int) -> "Tokens":
        """Segments from `first` to before `last`."""
        starts = self.starts[first : last + 1]
        return Tokens(self.ids[starts[0] : starts[-1]], starts - starts[0])


def numbered() -> "defaultdict[str, int]":
    """A vocabulary: a new string gets the next number."""
    return defaultdict(count(1).__next__)


def of_lines(lines: Sequence[Sequence[str]], numbers: "defaultdict[str, int]") -> Tokens:
    """Tokens of lines that are split already."""
    import numpy as np

    starts: NDArray[Any] = np.zeros(len(lines) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, lines), np.int64, len(lines)), out=starts[1:])
    ids = map(numbers.__getitem__, chain.from_iterable(lines))
    return Tokens(np.fromiter(ids, np.int64, int(starts[-1])), starts)


def by_line(segments: Segments, key: Hashable, split: Split) -> Tokens:
    """Tokens of a tokenizer that must see the whole line."""
    numbers = segments.shared.once(("tokens", key), numbered)
    return segments.once(
        ("tokens", key), lambda: of_lines([list(split(text)) for text in segments.texts], numbers)
    )


def by_chunk(segments: Segments, key: Hashable, split: Split) -> Tokens:
    """Tokens of a tokenizer that acts inside the chunks between white space."""

    def compute() -> Tokens:
        table: _Table = segments.shared.once(("table", key), lambda: _Table(split))
        numbers = segments.shared.once("chunks", numbered)
        chunks = segments.once(
            "chunks", lambda: of_lines([text.split() for text in segments.texts], numbers)
        )
        return table.tokens(chunks, numbers)

    return segments.once(("tokens", key), compute)


def characters(segments: Segments, lowercase: bool, whitespace: bool) -> Tokens:
    """The code points of each line plus one, white space left out unless it is wanted."""
    import numpy as np

    def compute() -> Tokens:
        texts: Iterable[str] = segments.texts
        if lowercase:
            texts = (text.lower() for text in texts)
        if not whitespace:
            texts = ("".join(text.split()) for text in texts)
        lines = list(texts)
        starts: NDArray[Any] = np.zeros(len(lines) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, lines), np.int64, len(lines)), out=starts[1:])
        data = "".join(lines).encode("utf-32-le", "surrogatepass")
        numbers = segments.shared.once("characters", numbered)
        points, where = np.unique(np.frombuffer(data, "<u4"), return_inverse=True)
        ids = np.fromiter((numbers[chr(point)] for point in points), np.int64, len(points))
        return Tokens(ids[where], starts)

    return segments.once(("characters", lowercase, whitespace), compute)


class _Table:
    """What each chunk of the vocabulary is split into."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._numbers = numbered()
        self._ids: list[int] = []
        self._starts = [0, 0]  # chunks are numbered from 1

    def _extend(self, chunks: "defaultdict[str, int]") -> None:
        for chunk in islice(chunks, len(self._starts) - 2, None):
            self._ids.extend(map(self._numbers.__getitem__, self._split(chunk)))
            self._starts.append(len(self._ids))

    def tokens(self, chunks: Tokens, vocabulary: "defaultdict[str, int]") -> Tokens:
        import numpy as np

        self._extend(vocabulary)
        starts: NDArray[Any] = np.array(self._starts, np.int64)
        lengths = np.diff(starts)[chunks.ids]
        ends: NDArray[Any] = np.concatenate(([0], np.cumsum(lengths)))
        within = np.arange(ends[-1]) - np.repeat(ends[:-1], lengths)
        ids = np.array(self._ids, np.int64)[np.repeat(starts[chunks.ids], lengths) + within]
        return Tokens(ids, ends[chunks.starts])
