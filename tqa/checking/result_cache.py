"""Outcomes kept by content, settings and version, in `tqa/results` of the user's cache folder.

A file holds pickled classes of this package and plain values; no function of it is ever called,
and a folder that another user can write into is not looked at.
"""

import hashlib
import io
import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tqa.base import cachedir
from tqa.base.errors import TqaError
from tqa.base.registry import plug_in_code
from tqa.base.textio import read_bytes
from tqa.checking.input_result import Outcome
from tqa.model import Input, Severity
from tqa.project.bundled import folder as bundled
from tqa.project.config import Config
from tqa.project.git import repository

_MOST = 5_000  # results that are kept
_LARGEST = 256 << 20  # bytes of them together
_PLAIN = frozenset(
    ("builtins.set", "builtins.frozenset", "fractions.Fraction", "collections.Counter")
)


class Results:
    """The outcomes of earlier runs with the same settings and the same tqa."""

    def __init__(self, config: Config) -> None:
        self._settings = _digest(_settings(config))
        self._folder = cachedir.folder("results")
        self._usable = not self._folder.exists() or cachedir.is_ours(self._folder)
        self._written = 0

    def take(self, item: Input) -> tuple[str, Outcome | None]:
        """The name of the outcome of an input, and the outcome where it is kept."""
        key = self._key(item)
        if not key or not self._usable:
            return "", None
        try:
            found = _Loader(io.BytesIO((self._folder / key).read_bytes())).load()
        except Exception:  # whatever a damaged file leads to: it is made again
            return key, None
        with suppress(OSError):
            (self._folder / key).touch()
        return key, found if isinstance(found, Outcome) else None

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep an outcome, unless its input could not be read."""
        if key and not outcome.failure and cachedir.put(self._folder / key, pickle.dumps(outcome)):
            self._written += 1

    def close(self) -> None:
        """Let the results that were used longest ago go, where new ones came."""
        if self._written:
            cachedir.prune(self._folder, _MOST, _LARGEST)

    def _key(self, item: Input) -> str:
        """What an outcome hangs on; "" where a file of it cannot be read."""
        try:
            return _digest((self._settings, *_parts(item))).hex()
        except TqaError:
            return ""


def _parts(item: Input) -> Iterator[bytes]:
    for source in item.sources:
        yield source.path.encode("utf-8", "surrogateescape")
        yield source.bytes()
    repo = repository(item.target)
    yield repo.head().encode() if repo else b""


def _settings(config: Config) -> Iterator[bytes]:
    """All that the rules' answers hang on beside the texts."""
    same = replace(config, fail_on=Severity.MAJOR, lang="en", baseline="", per_file_ignores={})
    yield repr((same, config.per_file_ignores)).encode("utf-8", "surrogateescape")
    for name in config.glossary:
        with suppress(TqaError):
            yield read_bytes(name)
    yield _code().encode("utf-8", "surrogateescape")


@cache
def _code() -> str:
    """The state of tqa, of the glossaries that come with it, and of plug-ins."""
    own = (Path(__file__).parent.parent, bundled("glossaries"))
    return cachedir.state_of(*own, *plug_in_code())


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.digest()


class _Loader(pickle.Unpickler):
    """Loads classes of this package and plain values, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if f"{module}.{name}" not in _PLAIN and module.split(".")[0] != "tqa":
            raise pickle.UnpicklingError(f"not one of ours: {module}.{name}")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"no class: {module}.{name}")
        return found
