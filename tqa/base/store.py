"""Caches on disk: entries by key in the user's cache folder, checked before they are used.

A cache only holds what can be computed again, so nothing here raises: a missing, damaged or
unsafe entry is a miss, and nothing is stored in a folder that cannot be used. Entries are
plain data; each cache defines how its payload is read, which must not run code.
"""

import os
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")

# Errors that reading a damaged payload may raise.
DAMAGE = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError, MemoryError)

_CHECK = 4  # bytes of the checksum, which detects damage but not forgery
_FOR_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_PARTIAL = "."  # prefix of the names of files that are being written
_ABANDONED = 3600  # seconds after which such a file is considered abandoned
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def base() -> Path:
    """The folder of all caches: `tqa` in the user's cache folder."""
    place = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(place or Path.home() / ".cache") / "tqa"


@dataclass(frozen=True)
class Store:
    """Entries of one kind. Any number of processes may use a store at once.

    Args:
        kind: The name of its folder, and part of the header of each entry.
        version: The version of the payload's layout; entries of another version are misses.
        entries: The maximum number of entries; the least recently used are evicted.
        size: The maximum size of all entries in bytes; the newest entry is always kept.
        largest: The maximum size of one entry in bytes; a larger one is neither written nor read.
    """

    kind: str
    version: int
    entries: int
    size: int
    largest: int
    root: Path | None = None  # the folder of all caches; None: `base()`

    @property
    def folder(self) -> Path:
        """The folder of its entries: an entry is a file named by its key."""
        return (self.root or base()) / self.kind

    def get(self, key: str, load: Callable[[memoryview], T]) -> T | None:
        """The entry of a key; None if there is none that `load` can read.

        Args:
            key: A file name: usually a hexadecimal digest of all that the entry depends on.
            load: Converts the payload to the entry; raises one of `DAMAGE` if it is damaged.
        """
        data = self._read(key) if self.usable() else None
        if data is None:
            return None
        head = self._head()
        start = len(head) + _CHECK
        payload = memoryview(data)[start:]
        if not data.startswith(head) or data[len(head) : start] != _checksum(key, payload):
            return None
        try:
            return load(payload)
        except DAMAGE:
            return None

    def put(self, key: str, payload: bytes) -> bool:
        """Write an entry atomically, replacing an older one with this key.

        Returns:
            Whether it was written.
        """
        head = self._head()
        if len(payload) + len(head) + _CHECK > self.largest or not self.usable(make=True):
            return False
        try:
            handle, name = tempfile.mkstemp(prefix=_PARTIAL, dir=self.folder)  # for this user only
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(head + _checksum(key, payload))
                    file.write(payload)
                os.replace(name, self.folder / key)
            except BaseException:
                os.unlink(name)
                raise
        except OSError:
            return False
        return True

    def evict(self) -> None:
        """Delete the least recently used entries beyond the bounds, and abandoned files."""
        if not self.usable():
            return
        with suppress(OSError):
            found = [(each, each.stat(follow_symlinks=False)) for each in os.scandir(self.folder)]
            total = kept = 0
            now = time.time()
            for each, status in sorted(found, key=lambda pair: -pair[1].st_mtime_ns):
                if stat.S_ISDIR(status.st_mode):
                    continue
                if each.name.startswith(_PARTIAL):
                    over = now - status.st_mtime > _ABANDONED
                else:
                    kept += 1
                    total += status.st_size
                    over = kept > self.entries or (kept > 1 and total > self.size)
                if over:
                    Path(each.path).unlink(missing_ok=True)

    def claim(self, key: str) -> Path | None:
        """The path of a new, empty entry that its cache writes itself, such as a database.

        An existing file that is not this user's, or is larger than an entry may be, is deleted
        first. None where that is not possible.
        """
        path = self.folder / key
        if not self.usable(make=True):
            return None
        try:
            if os.path.lexists(path) and not self._is_fit(path.lstat()):
                path.unlink()
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600))
            os.utime(path)
        except OSError:
            return None
        self.evict()
        return path

    def delete(self, key: str) -> None:
        """Delete an entry, if it is there."""
        with suppress(OSError):
            (self.folder / key).unlink()

    def usable(self, *, make: bool = False) -> bool:
        """Whether its folder exists (with `make`, create it) and only this user can write to it."""
        try:
            if make and not os.path.lexists(self.folder):
                for place in (self.folder.parent, self.folder):
                    place.mkdir(mode=0o700, parents=True, exist_ok=True)
            return is_safe(self.folder)
        except OSError:
            return False

    def _read(self, key: str) -> bytes | None:
        """The content of an entry's file; None unless it is this user's and not too large.

        Links are not followed, and pipes do not block.
        """
        try:
            handle = os.open(self.folder / key, _READ | _BINARY)
        except (OSError, ValueError):
            return None
        with suppress(OSError), os.fdopen(handle, "rb", buffering=0) as file:
            if self._is_fit(os.fstat(handle)):
                with suppress(OSError):
                    os.utime(handle if os.utime in os.supports_fd else self.folder / key)
                return file.read(self.largest)
        return None

    def _is_fit(self, status: os.stat_result) -> bool:
        return stat.S_ISREG(status.st_mode) and _is_own(status) and status.st_size <= self.largest

    def _head(self) -> bytes:
        return f"tqa {self.kind} {self.version}\n".encode()


def is_safe(folder: Path) -> bool:
    """Whether a folder belongs to this user and nobody else can write to it.

    Raises:
        OSError: there is no such folder.
    """
    status = folder.stat()
    return stat.S_ISDIR(status.st_mode) and _is_own(status) and _is_own(folder.lstat(), link=True)


def _is_own(status: os.stat_result, *, link: bool = False) -> bool:
    """Whether a file belongs to this user, and only this user can write to it."""
    if not hasattr(os, "getuid"):
        return True
    mine = status.st_uid == os.getuid()
    return mine and (link or not status.st_mode & _FOR_OTHERS)


def _checksum(key: str, payload: bytes | memoryview) -> bytes:
    """A checksum of an entry's key and payload."""
    return crc32(payload, crc32(key.encode())).to_bytes(_CHECK, "little")


def state_of(*places: Path) -> str:
    """A cheap fingerprint of files and folders: the names, sizes and times of all files."""
    found: list[str] = []
    for place in places:
        with suppress(OSError):
            if place.is_dir():
                _add_state(str(place), found)
            else:
                found.append(_state(str(place), place.stat()))
    return "\n".join(found)


def _add_state(folder: str, found: list[str]) -> None:
    with os.scandir(folder) as stream:
        entries = sorted(stream, key=lambda each: each.name)
    found += [_state(each.name, each.stat()) for each in entries if not each.is_dir()]
    for each in entries:
        if each.is_dir() and each.name != "__pycache__":
            _add_state(each.path, found)


def _state(name: str, status: os.stat_result) -> str:
    return f"{name} {status.st_size} {status.st_mtime_ns}"
