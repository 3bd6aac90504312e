"""Statistics of systems on disk, by what they were computed from."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqa.base import cachedir
from tqa.scoring.metric import Material, Metric, Segments

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MORE = ("source", "documents", "termbase", "terms")  # what a metric of needs may look at
_DIGEST = hashlib.sha256().digest_size
_MOST = 1 << 29  # bytes of all entries together


def cache_folder() -> Path:
    """Where statistics are kept: `tqa/statistics` in the user's cache folder."""
    return cachedir.folder("statistics")


class Cache:
    """Entries are files named by the digest of all that went in; each is written whole or not.

    Two runs may write at once: they write the same. An entry that is damaged is
    as good as none, and so is a folder that cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(
        self, metric: Metric, hypothesis: Segments, material: Material
    ) -> "NDArray[Any] | None":
        """The statistics kept for these, or None."""
        import numpy as np

        path = self._path(metric, hypothesis, material)
        try:
            data = path.read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
                return None
            rows = np.load(BytesIO(data[_DIGEST:]), allow_pickle=False)
            os.utime(path)
        except (OSError, ValueError, EOFError):
            return None
        right = rows.ndim == 2 and len(rows) == len(hypothesis)
        return rows.astype(np.float64) if right else None

    def put(
        self, metric: Metric, hypothesis: Segments, material: Material, rows: "NDArray[Any]"
    ) -> None:
        """Keep statistics."""
        import numpy as np

        small = rows.astype(np.float32)
        stream = BytesIO()
        np.save(stream, small if (small == rows).all() else rows, allow_pickle=False)
        path = self._path(metric, hypothesis, material)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(stream.getvalue()).digest() + stream.getvalue())
            os.replace(name, path)
        except OSError:
            return

    def trim(self) -> None:
        """Delete the entries that were used longest ago, while there is too much."""
        try:
            entries = [(each.stat(), each.path) for each in os.scandir(self._folder)]
        except OSError:
            return
        size = 0
        for status, path in sorted(entries, key=lambda entry: -entry[0].st_mtime):
            size += status.st_size
            if size > _MOST:
                Path(path).unlink(missing_ok=True)

    def _path(self, metric: Metric, hypothesis: Segments, material: Material) -> Path:
        digest = hashlib.sha256()
        for part in _parts(metric, hypothesis, material):
            digest.update(len(part).to_bytes(8, "little") + part)
        return self._folder / f"{digest.hexdigest()}.npy"


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
