"""The results of inputs, cached by content, settings and version in the user's cache folder."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from tqa.base.errors import TqaError
from tqa.base.plain import Codec
from tqa.base.registry import plug_in_code
from tqa.base.store import Store, state_of
from tqa.base.textio import read_bytes
from tqa.checking.checker import Checker
from tqa.checking.input_result import Kept, Outcome
from tqa.checking.rule import CorpusRule
from tqa.model import Bead, Input, Segment, Severity
from tqa.project.bundled import folder as bundled
from tqa.project.config import Config
from tqa.project.git import repository

STORE = Store("results", 1, entries=5_000, size=256 << 20, largest=32 << 20)


class Results:
    """The cached outcomes of earlier runs with the same settings and version of tqa."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._settings = _digest(_settings(checker.config))
        self._codec = codec_of(checker.corpus_rules)
        self._written = False

    def take(self, item: Input) -> tuple[str, Outcome | None]:
        """The cache key of an input, and its outcome if it is cached."""
        key = self._key(item) if self._codec else ""
        return key, STORE.get(key, lambda data: self._loaded(data, item)) if key else None

    def _loaded(self, data: memoryview, item: Input) -> Outcome:
        assert self._codec  # else the key is ""
        return Outcome.of(*self._codec.load(data), item, self._checker)

    def put(self, key: str, outcome: Outcome) -> None:
        """Cache an outcome, unless its input could not be read."""
        if self._codec and key and not outcome.failure:
            facts = tuple(tuple(facts) for facts in outcome.project)
            with suppress(TypeError):  # a rule's facts are not of the declared type
                self._written |= STORE.put(key, self._codec.dump((outcome.kept(), facts)))

    def close(self) -> None:
        """Evict the least recently used results, if new ones were added."""
        if self._written:
            STORE.evict()

    def _key(self, item: Input) -> str:
        """A digest of all that an outcome depends on; "" where one of its files cannot be read."""
        try:
            return _digest((self._settings, *_parts(item))).hex()
        except TqaError:
            return ""


def codec_of(rules: Sequence[CorpusRule]) -> Codec[tuple[Kept, tuple[tuple[Any, ...], ...]]] | None:
    """The codec of cache entries; None where the facts of a project-wide rule have none.

    The types of a rule's facts are those that its `gather` declares. Facts of a document
    are judged before the outcome is cached.
    """
    try:
        kinds = [_fact(rule) if rule.scope == "project" else str for rule in rules]
        each = tuple(tuple.__class_getitem__((kind, ...)) for kind in kinds)
        kind: Any = tuple.__class_getitem__((Kept, tuple.__class_getitem__(each)))
        return Codec(kind, shared=(Segment, Bead))
    except (TypeError, NameError):
        return None


def _fact(rule: CorpusRule) -> Any:
    """The type of a rule's facts: `gather` returns an iterator of it."""
    return get_args(get_type_hints(rule.gather)["return"])[0]


def _parts(item: Input) -> Iterator[bytes]:
    for source in item.sources:
        yield source.path.encode("utf-8", "surrogateescape")
        yield source.bytes()
    repo = repository(item.target)
    yield repo.head().encode() if repo else b""


def _settings(config: Config) -> Iterator[bytes]:
    """The settings and files other than the inputs that findings depend on."""
    same = replace(config, fail_on=Severity.MAJOR, lang="en", baseline="", per_file_ignores={})
    yield repr((same, config.per_file_ignores)).encode("utf-8", "surrogateescape")
    for name in config.glossary:
        with suppress(TqaError):
            yield read_bytes(name)
    yield _code().encode("utf-8", "surrogateescape")


@cache
def _code() -> str:
    """A fingerprint of the code of tqa, the bundled glossaries and the plug-ins."""
    own = (Path(__file__).parent.parent, bundled("glossaries"))
    return state_of(*own, *plug_in_code())


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.digest()
