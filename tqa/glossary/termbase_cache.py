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
from tqa.base import cachedir
from tqa.glossary.stored import MAGIC, Stored, load

_MOST = 12  # files that are kept
_LARGEST = 256 << 20  # bytes of them together


def folder() -> Path:
    """Where termbases are kept."""
    return cachedir.folder("termbases")


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
    places = [Path(place) for package in (tqa.glossary, tqa.lang) for place in package.__path__]
    return f"{sys.version}\n{cachedir.state_of(*places)}".encode("utf-8", "surrogateescape")


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
    if cachedir.put(folder() / key, data):
        cachedir.prune(folder(), _MOST, _LARGEST)
