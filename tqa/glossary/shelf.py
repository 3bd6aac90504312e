"""Termbases kept by the content of their files, in `tqa/termbases` of the user's cache folder.

Where the folder cannot be written or a file is damaged nothing is kept and nothing is said: a
termbase is the same either way. Files are written whole, so any number of processes may do so.
"""

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import tqa.glossary
import tqa.lang
from tqa.errors import UsageError
from tqa.glossary.stored import MAGIC, Stored, load
from tqa.textio import write_atomically

_MOST = 12  # files that are kept
_LARGEST = 256 << 20  # bytes of them together


def folder() -> Path:
    """Where termbases are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".cache") / "tqa" / "termbases"


def key_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """The name under which the termbase of these files (how each is read, its content) is kept.

    What reads and indexes them is part of it: another version of tqa makes its own.
    """
    digest = hashlib.sha256(MAGIC + _code())
    for said, content in contents:
        digest.update(f"{len(said)} {len(content)} {said}".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


def _code() -> bytes:
    """What tells one state of the code and its tables from another, cheaply."""
    found = [sys.version]
    for package in (tqa.glossary, tqa.lang):
        for place in package.__path__:
            for root, folders, files in os.walk(place):
                folders[:] = sorted(set(folders) - {"__pycache__"})
                stats = [(name, os.stat(os.path.join(root, name))) for name in sorted(files)]
                found += [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats]
    return "\n".join(found).encode("utf-8", "surrogateescape")


def take(key: str) -> Stored | None:
    """The termbase that is kept under a key, None where there is none, or a damaged one."""
    path = folder() / key
    try:
        found = load(path.read_bytes())
    except (OSError, ValueError, RecursionError, TypeError, StopIteration, RuntimeError):
        return None
    with suppress(OSError):
        os.utime(path)
    return found


def put(key: str, data: bytes) -> None:
    """Keep a termbase, and let the longest unused go where there are too many."""
    place = folder()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(place / key, data)
        _prune(place)
    except (OSError, UsageError):
        return


def _prune(place: Path) -> None:
    stats = [(path, path.stat()) for path in place.iterdir() if path.is_file()]
    size = 0
    for n, (path, stat) in enumerate(sorted(stats, key=lambda each: -each[1].st_mtime_ns)):
        size += stat.st_size
        if n >= _MOST or (n and size > _LARGEST):
            path.unlink(missing_ok=True)
