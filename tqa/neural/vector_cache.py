"""Vectors of texts kept on disk: an encoder takes seconds for what a second run knows already."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path

from tqa.base import cachedir

_LARGEST = 1 << 30  # bytes of a file, beyond which it is begun anew
_AT_ONCE = 500  # texts of one question


def cache_folder() -> Path:
    """Where vectors are kept: `tqa/embeddings` in the user's cache folder."""
    return cachedir.folder("embeddings")


class VectorCache:
    """The vectors of one encoder by the content of their texts.

    Where the folder cannot be written or the file is broken, nothing is kept and nothing is
    said: the vectors are the same either way.
    """

    def __init__(self, fingerprint: str) -> None:
        """The cache of the encoder of this fingerprint."""
        self._file = cache_folder() / f"{fingerprint}.sqlite"
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection | None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._file.exists() and self._file.stat().st_size > _LARGEST:
                self._file.unlink()
            connection = sqlite3.connect(self._file, timeout=20)
            connection.execute("PRAGMA synchronous = OFF")  # what is lost is made again
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors"
                " (text BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error):
            return None
        return connection

    def get(self, texts: Iterable[str]) -> dict[str, bytes]:
        """The vectors that are known."""
        if self._connection is None:
            return {}
        keys = {_key(text): text for text in texts}
        found: dict[str, bytes] = {}
        try:
            for some in _chunks(keys):
                marks = ",".join("?" * len(some))
                question = f"SELECT text, vector FROM vectors WHERE text IN ({marks})"
                rows = self._connection.execute(question, some)
                found.update((keys[key], vector) for key, vector in rows)
        except sqlite3.Error:
            return {}
        return found

    def put(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""
        if self._connection is None or not vectors:
            return
        rows = [(_key(text), vector) for text, vector in vectors.items()]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        except sqlite3.Error:
            self._connection = None


def _key(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _chunks(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    stream = iter(keys)
    while some := list(islice(stream, _AT_ONCE)):
        yield some
