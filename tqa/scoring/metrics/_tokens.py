"""Lines as numbers of tokens: what the metrics count instead of strings.

Most tokenizers act inside a chunk between white space. A chunk is then
tokenized once, however often it stands in the references and the systems.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from tqa.kernel import kernel
from tqa.scoring.metric import Segments

if TYPE_CHECKING:
    from numpy import int64, uint32
    from numpy.typing import NDArray

    Ids: TypeAlias = NDArray[uint32]
    Starts: TypeAlias = NDArray[int64]

Split = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of all segments as numbers from 1; segment i is `ids[starts[i]:starts[i + 1]]`."""

    ids: "Ids"
    starts: "Starts"

    @classmethod
    def of(cls, ids: Any, lengths: Any) -> Self:
        """Tokens from their numbers and how many each segment has."""
        import numpy as np

        starts: NDArray[Any] = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        return cls(np.asarray(ids, np.uint32), starts)

    @classmethod
    def packed(cls, ids: bytes, starts: bytes) -> Self:
        """Tokens as the kernel returns them."""
        import numpy as np

        return cls(np.frombuffer(ids, np.uint32), np.frombuffer(starts, np.int64))

    @property
    def lengths(self) -> "Starts":
        """Tokens of each segment."""
        import numpy as np

        return np.diff(self.starts)

    @property
    def pair(self) -> tuple[Any, Any]:
        """As the kernel takes them."""
        return self.ids, self.starts

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

    ids = map(numbers.__getitem__, chain.from_iterable(lines))
    return Tokens.of(np.fromiter(ids, np.uint32), list(map(len, lines)))


def by_line(segments: Segments, key: Hashable, split: Split) -> Tokens:
    """Tokens of a tokenizer that must see the whole line."""
    numbers = segments.shared.once(("tokens", key), numbered)
    return segments.once(
        ("tokens", key), lambda: of_lines([list(split(text)) for text in segments.texts], numbers)
    )


def by_chunk(segments: Segments, key: Hashable, split: Split) -> Tokens:
    """Tokens of a tokenizer that acts inside the chunks between white space."""

    def compute() -> Tokens:
        chunks, _ = _read(segments)
        with segments.shared.lock:
            table: _Table = segments.shared.once(("table", key), lambda: _Table(split))
            return table.tokens(chunks, _lexicon(segments).words)

    return segments.once(("tokens", key), compute)


def characters(segments: Segments, lowercase: bool, whitespace: bool) -> Tokens:
    """The code points of each line, white space left out unless it is wanted.

    The kernel takes them as they are; n-grams of small numbers fit a word, so that
    without it they get new numbers.
    """
    import numpy as np

    def compute() -> Tokens:
        if not (lowercase or whitespace):
            _, known = _read(segments)
            if known:
                return known
        texts: Iterable[str] = segments.texts
        if lowercase:
            texts = (text.lower() for text in texts)
        if not whitespace:
            texts = ("".join(text.split()) for text in texts)
        lines = list(texts)
        data = "".join(lines).encode("utf-32-le", "surrogatepass")
        points = np.frombuffer(data, "<u4")
        lengths = list(map(len, lines))
        if kernel():
            return Tokens.of(points, lengths)
        numbers = segments.shared.once("characters", numbered)
        signs, where = np.unique(points, return_inverse=True)
        ids = np.fromiter((numbers[chr(sign)] for sign in signs), np.uint32, len(signs))
        return Tokens.of(ids[where], lengths)

    return segments.once(("characters", lowercase, whitespace), compute)


class _Lexicon:
    """The chunks of all sides of a test set, numbered from 1."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers = numbered()
        compiled = kernel()
        self._vocabulary = compiled.vocabulary() if compiled else None

    def read(self, texts: Sequence[str]) -> tuple[Tokens, Tokens | None]:
        """The chunks of lines; the kernel gives their code points by the way."""
        compiled = kernel()
        if compiled:
            lines = texts if isinstance(texts, list) else list(texts)
            *both, new = compiled.chunks(self._vocabulary, lines)
            self.words += new
            return Tokens.packed(*both[:2]), Tokens.packed(*both[2:])
        tokens = of_lines([text.split() for text in texts], self._numbers)
        self.words.extend(islice(self._numbers, len(self.words), None))
        return tokens, None


def _lexicon(segments: Segments) -> _Lexicon:
    return segments.shared.once("lexicon", _Lexicon)


def _read(segments: Segments) -> tuple[Tokens, Tokens | None]:
    def compute() -> tuple[Tokens, Tokens | None]:
        with segments.shared.lock:
            return _lexicon(segments).read(segments.texts)

    return segments.once("chunks", compute)


class _Table:
    """What each chunk of the vocabulary is split into."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._numbers = numbered()
        self._ids: list[int] = []
        self._lengths: list[int] = []

    def _extend(self, words: Sequence[str]) -> None:
        parts = list(map(self._split, islice(words, len(self._lengths), None)))
        self._ids.extend(map(self._numbers.__getitem__, chain.from_iterable(parts)))
        self._lengths.extend(map(len, parts))

    def tokens(self, chunks: Tokens, words: Sequence[str]) -> Tokens:
        """The tokens of segments of chunks; `words` are all chunks."""
        import numpy as np

        self._extend(words)
        table = Tokens.of(np.array(self._ids, np.uint32), self._lengths)
        compiled = kernel()
        if compiled:
            return Tokens.packed(*compiled.expand(chunks.pair, table.pair))
        at = chunks.ids.astype(np.int64) - 1
        lengths = table.lengths[at]
        ends: NDArray[Any] = np.concatenate(([0], np.cumsum(lengths)))
        within = np.arange(ends[-1]) - np.repeat(ends[:-1], lengths)
        ids = table.ids[np.repeat(table.starts[at], lengths) + within]
        return Tokens(ids, ends[chunks.starts])
