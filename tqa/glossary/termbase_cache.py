"""Termbases kept by the content of their files, in the user's cache folder."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import tqa.glossary
import tqa.lang
from tqa.base.store import Store, state_of
from tqa.glossary.stored import Stored
from tqa.model import Concept

STORE = Store("termbases", 3, entries=12, size=256 << 20, largest=256 << 20)


def key_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """The key of the termbase of these files (how each is read, its content).

    It also depends on the code that reads and indexes them: another version of tqa makes its own.
    """
    digest = hashlib.sha256(_code())
    for said, content in contents:
        digest.update(f"{len(said)} {len(content)} {said}".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """A cheap fingerprint of the code and its tables."""
    places = [Path(place) for package in (tqa.glossary, tqa.lang) for place in package.__path__]
    state = f"{sys.version} {sys.byteorder}\n{state_of(*places)}"
    return state.encode("utf-8", "surrogateescape")


def take(key: str, rebuild: Callable[[], Sequence[Concept]]) -> Stored | None:
    """The termbase of a key, None where there is none.

    Args:
        key: Of `key_of`.
        rebuild: Makes its concepts again, for an entry that turns out to be damaged later.
    """
    return STORE.get(key, lambda data: Stored(data, rebuild))


def put(key: str, data: bytes) -> None:
    """Keep a termbase, and evict the longest unused ones beyond the bounds."""
    if STORE.put(key, data):
        STORE.evict()
