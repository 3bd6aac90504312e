"""A cache of statistics on disk, by a hash of their inputs."""

import hashlib
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqa.base.store import Store
from tqa.scoring.metric import Material, Metric, Segments

if TYPE_CHECKING:
    from numpy.typing import NDArray

STORE = Store("statistics", 2, entries=10_000, size=1 << 29, largest=1 << 28)
_MORE = ("source", "documents", "termbase", "terms")  # what a metric of needs may look at
_HEAD = struct.Struct("<cII")  # a type of numbers, rows, columns; then the numbers, row by row
_TYPES = {b"f": "<f4", b"d": "<f8"}


class Cache:
    """Statistics by the digest of all that went in.

    Two runs may write at once: they write the same.
    """

    def __init__(self, store: Store = STORE) -> None:
        self._store = store

    def get(
        self, metric: Metric, hypothesis: Segments, material: Material
    ) -> "NDArray[Any] | None":
        """The statistics kept for these (float64), or None."""
        rows = self._store.get(_key(metric, hypothesis, material), _load)
        return rows if rows is not None and len(rows) == len(hypothesis) else None

    def put(
        self, metric: Metric, hypothesis: Segments, material: Material, rows: "NDArray[Any]"
    ) -> None:
        """Keep statistics: an array of a row a segment."""
        self._store.put(_key(metric, hypothesis, material), _dump(rows))

    def trim(self) -> None:
        """Evict the least recently used entries until the cache is small enough."""
        self._store.evict()


def _dump(rows: "NDArray[Any]") -> bytes:
    import numpy as np

    small = rows.astype(_TYPES[b"f"])
    kind = b"f" if bool((small == rows).all()) else b"d"
    numbers: bytes = np.ascontiguousarray(rows, _TYPES[kind]).tobytes()
    return _HEAD.pack(kind, *rows.shape) + numbers


def _load(data: memoryview) -> "NDArray[Any]":
    import numpy as np

    try:
        kind, rows, columns = _HEAD.unpack(data[: _HEAD.size])
    except struct.error as error:
        raise ValueError(str(error)) from None
    numbers = np.frombuffer(data[_HEAD.size :], _TYPES[kind])
    return numbers.reshape(rows, columns).astype(np.float64)


def _key(metric: Metric, hypothesis: Segments, material: Material) -> str:
    digest = hashlib.sha256()
    for part in _parts(metric, hypothesis, material):
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()


def _parts(metric: Metric, hypothesis: Segments, material: Material) -> Iterator[bytes]:
    """All that statistics depend on: code, options, texts, and what else the metric needs."""
    yield _code(metric).encode()
    yield repr(metric).encode("utf-8", "surrogatepass")
    yield metric.state().encode("utf-8", "surrogatepass")
    yield repr([_status(Path(str(value))) for value in _options(metric)]).encode()
    yield repr(material.langs).encode()
    for segments in (hypothesis, *material.references):
        yield _digest(segments)
    for name in _MORE if metric.needs else ():
        value = getattr(material, name)
        if isinstance(value, Segments):
            yield _digest(value)
        else:
            yield repr(getattr(value, "concepts", value)).encode("utf-8", "surrogatepass")


def _code(metric: Metric) -> str:
    """The version, and the state of the files beside the metric's own: for those who change it."""
    from importlib.metadata import version

    own = Path(sys.modules[type(metric).__module__].__file__ or ".").parent
    newest = max((_status(path) or (0, 0) for path in own.glob("*.py")), default=(0, 0))
    return f"{version('tqa')} {type(metric).__module__} {newest}"


def _options(metric: Metric) -> Sequence[object]:
    values: tuple[object, ...] = astuple(metric) if is_dataclass(metric) else ()
    return [value for value in values if isinstance(value, str) and value]


def _status(path: Path) -> tuple[int, int] | None:
    """When a file was changed, and its size; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _digest(segments: Segments) -> bytes:
    def compute() -> bytes:
        text = "\0".join(segments.texts).encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).digest()

    return segments.once("digest", compute)
