"""A batch, read from a TOML file: test sets with systems by glob, metrics, tests and gates."""

import glob
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqa.base.errors import ConfigError, InputError
from tqa.base.textio import decode, read_bytes
from tqa.scoring.testset import Files

_TEXTS = ("baseline", "paired", "source-lang", "target-lang")
_SWITCHES = ("confidence", "all-pairs")
_NUMBERS = ("resamples", "trials", "seed")
_LISTS = ("metrics", "glossary")
_SET_KEYS = ("name", "references", "systems", "source", "documents", "terms", "glossary")
_GATES = ("min", "max", "max-drop")


@dataclass(frozen=True)
class Batch:
    """What a batch file asks for; None and () for what it leaves to the command line."""

    testsets: tuple[Files, ...]
    metrics: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)  # by metric
    gates: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # min, max, max-drop
    require_significant: bool = False
    baseline: str = ""
    paired: str | None = None
    confidence: bool = False
    all_pairs: bool = False
    resamples: int | None = None
    trials: int | None = None
    seed: int | None = None


def load(path: str) -> Batch:
    """The batch in a file; paths in it are relative to its folder.

    Raises:
        ConfigError: not TOML, an unknown key (the nearest known one is named), a wrong value, or
            a glob that finds nothing.
    """
    import tomllib

    try:
        text = decode(read_bytes(path), path)
        data = tomllib.loads(text)
    except InputError as error:
        raise type(error)(error.message, where=error.where, hint=error.hint) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", where=path) from None
    return _Reader(path, text).batch(data)


@dataclass(frozen=True)
class _Reader:
    path: str
    text: str

    def batch(self, data: Mapping[str, Any]) -> Batch:
        known = (*_TEXTS, *_SWITCHES, *_NUMBERS, *_LISTS, "options", "gates", "testset")
        self._check_keys(data, known)
        values: dict[str, Any] = {}
        for keys, kind, what in (
            (_TEXTS, str, "a text"),
            (_SWITCHES, bool, "true or false"),
            (_NUMBERS, int, "a number"),
        ):
            for key in keys:
                if key in data:
                    values[key] = self._typed(key, data[key], kind, what)
        if values.get("paired", "bootstrap") not in ("bootstrap", "approximate"):
            raise self._error("paired", 'must be "bootstrap" or "approximate"')
        langs = tuple(values.pop(key, "") for key in ("source-lang", "target-lang"))
        gates = dict(self._typed("gates", data.get("gates", {}), dict, "a table"))
        sets = self._typed("testset", data.get("testset", []), list, "a list: [[testset]]")
        if not sets:
            raise ConfigError("no [[testset]]", where=self.path, hint="it names what is scored")
        files = tuple(self._files(n, each, data, langs) for n, each in enumerate(sets, 1))
        self._check_names(files)
        return Batch(
            files,
            self._strings("metrics", data.get("metrics", [])),
            self._tables("options", data.get("options", {}), (str, bool, int, float)),
            require_significant=self._typed(
                "require-significant", gates.pop("require-significant", False), bool, "a switch"
            ),
            gates=self._gates(gates),
            **{key.replace("-", "_"): value for key, value in values.items()},
        )

    def _files(self, number: int, data: Any, whole: Mapping[str, Any], langs: Any) -> Files:
        data = self._typed("testset", data, dict, "a table: [[testset]]")
        self._check_keys(data, _SET_KEYS)
        for key in ("references", "systems"):
            if not data.get(key):
                raise self._error("testset", f"test set {number} has no {key!r}")
        references = [self._place(each) for each in self._strings("references", data["references"])]
        single = {
            key: self._place(self._typed(key, data[key], str, "a path")) if data.get(key) else ""
            for key in ("source", "documents", "terms")
        }
        others = {Path(_plain(place)) for place in (*references, *single.values()) if place}
        return Files(
            references,
            self._systems(data["systems"], others),
            single["source"],
            single["documents"],
            single["terms"],
            [self._named(g) for g in self._strings("glossary", self._glossary(data, whole))],
            langs,
            self._typed("name", data.get("name", f"test set {number}"), str, "a text"),
        )

    def _systems(self, value: Any, others: Iterable[Path]) -> dict[str, str]:
        """Systems by name, from a table of paths or from globs; never the references themselves."""
        if isinstance(value, dict):
            return {
                name: self._place(self._typed(name, path, str, "a path"))
                for name, path in value.items()
            }
        found: dict[str, str] = {}
        for pattern in self._strings("systems", value):
            some = False
            for name, place in self._matches(pattern):
                if Path(_plain(place)) in others:
                    continue
                some = True
                if found.setdefault(name, place) != place:
                    message = f"two systems are named {name!r}: {found[name]}, {place}"
                    raise self._error("systems", message)
            if not some:
                raise self._error("systems", f"no file matches {pattern!r}")
        return found

    def _matches(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Names and places of the files of a glob; a name is what the stars stand for."""
        path, sign, column = pattern.partition("#")
        if "*" not in path:
            yield Path(path).name.split(".")[0], self._place(pattern)
            return
        folder = "" if os.path.isabs(path) else os.path.dirname(self.path)
        whole = os.path.join(glob.escape(folder), path)
        stars = re.escape(path).replace(r"\*", "([^/]*)")
        parts = re.compile(re.escape(os.path.join(folder, "")) + stars)
        for file in sorted(glob.glob(whole)):
            match = parts.fullmatch(file)
            if os.path.isfile(file) and match:
                yield "-".join(filter(None, match.groups())), f"{file}{sign}{column}"

    def _place(self, path: str) -> str:
        return str(Path(self.path).parent / path)

    def _named(self, glossary: str) -> str:
        """A glossary beside the batch file, or else the name of a bundled one."""
        path = Path(self._place(glossary))
        return str(path) if path.exists() or "." in glossary else glossary

    def _glossary(self, data: Mapping[str, Any], whole: Mapping[str, Any]) -> Any:
        return data.get("glossary", whole.get("glossary", []))

    def _gates(self, data: Mapping[str, Any]) -> dict[str, dict[str, float]]:
        self._check_keys(data, (*_GATES, "require-significant"))
        return self._tables("gates", data, (int, float))

    def _tables(self, key: str, value: Any, kinds: tuple[type, ...]) -> dict[str, dict[str, Any]]:
        for name, table in self._typed(key, value, dict, "a table").items():
            for inner, each in self._typed(name, table, dict, "a table").items():
                if not isinstance(each, kinds):
                    kind = "a number" if kinds == (int, float) else "a single value"
                    raise self._error(inner, f"must be {kind}, not {each!r}")
        return dict(value)

    def _check_names(self, files: Iterable[Files]) -> None:
        names = [each.name for each in files]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise self._error("testset", f"two test sets are named {twice!r}")

    def _check_keys(self, data: Mapping[str, Any], known: Iterable[str]) -> None:
        for key in data:
            if key not in known:
                from tqa.project.config import near

                raise self._error(key, "unknown key", near(key, known))

    def _strings(self, key: str, value: Any) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise self._error(key, "must be a string or a list of strings")
        return tuple(values)

    def _typed(self, key: str, value: Any, kind: type, what: str) -> Any:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self._error(key, f"must be {what}")
        return value

    def _error(self, key: str, message: str, hint: str = "") -> ConfigError:
        for number, line in enumerate(self.text.splitlines(), 1):
            if re.match(rf"""\s*\[*["']?{re.escape(key)}\b""", line):
                return ConfigError(f"{key!r}: {message}", where=f"{self.path}:{number}", hint=hint)
        return ConfigError(f"{key!r}: {message}", where=self.path, hint=hint)


def _plain(place: str) -> str:
    return place.partition("#")[0]
