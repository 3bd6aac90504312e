"""A cache of vectors on disk, because encoders are slow."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from zlib import crc32

from tqa.base.store import Store

# A file for each encoder: texts are too many, and their vectors too short, for a file each.
STORE = Store("embeddings", 2, entries=64, size=8 << 30, largest=1 << 30)
_AT_ONCE = 500  # texts of one query
_TABLE = (
    "CREATE TABLE vectors"
    " (text BLOB PRIMARY KEY, vector BLOB NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID"
)


class VectorCache:
    """The vectors of one encoder by the content of their texts.

    If the folder cannot be written nothing is cached; a file that is damaged, or not of
    this layout, is replaced.
    """

    def __init__(self, fingerprint: str) -> None:
        """The cache of the encoder of this fingerprint."""
        self._name = f"{fingerprint}.sqlite"
        self._connection = self._open()

    def get(self, texts: Iterable[str]) -> dict[str, bytes]:
        """The cached vectors of some of these texts."""
        keys = {_key(text): text for text in texts}
        found: dict[str, bytes] = {}
        try:
            for some in _chunks(keys) if self._connection else ():
                marks = ",".join("?" * len(some))
                query = f"SELECT text, vector, checksum FROM vectors WHERE text IN ({marks})"
                assert self._connection
                for key, vector, checksum in self._connection.execute(query, some):
                    if type(vector) is bytes and checksum == _checksum(key, vector):
                        found[keys[key]] = vector
        except sqlite3.Error as error:
            self._renew(error)
            return {}
        return found

    def put(self, vectors: Mapping[str, bytes]) -> None:
        """Save vectors."""
        rows = [(_key(text), vector) for text, vector in vectors.items()]
        checked = [(key, vector, _checksum(key, vector)) for key, vector in rows]
        for _ in range(2):  # the second attempt writes a new file if the old one is damaged
            if self._connection is None or not rows:
                return
            try:
                with self._connection:
                    query = "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)"
                    self._connection.executemany(query, checked)
                return
            except sqlite3.Error as error:
                self._renew(error)

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            file = STORE.claim(self._name)
            if file is None:
                return None
            try:
                connection = sqlite3.connect(file, timeout=20)
                connection.text_factory = bytes
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA synchronous = OFF")  # lost vectors are computed again
                with connection:
                    connection.execute("BEGIN IMMEDIATE")  # one process makes the table
                    tables = [row[0] for row in connection.execute("SELECT sql FROM sqlite_master")]
                    if not tables:
                        connection.execute(_TABLE)
                if tables in ([], [_TABLE.encode()]):
                    return connection
                connection.close()
            except sqlite3.OperationalError:
                return None
            except sqlite3.Error:
                pass
            STORE.delete(self._name)
        return None

    def _renew(self, error: sqlite3.Error) -> None:
        """Start a new file if the old one is damaged; not if it is locked or the disk is full."""
        if self._connection:
            self._connection.close()
            self._connection = None
        if not isinstance(error, sqlite3.OperationalError):
            STORE.delete(self._name)
            self._connection = self._open()


def _key(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _checksum(key: bytes, vector: bytes) -> int:
    return crc32(vector, crc32(key))


def _chunks(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    stream = iter(keys)
    while some := list(islice(stream, _AT_ONCE)):
        yield some
