"""Settings: `tqa.toml` or `[tool.tqa]` in pyproject.toml -> a frozen Config."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tqa.errors import ConfigError, InputError
from tqa.model import Severity
from tqa.textio import decode, read_bytes

FILES = ("tqa.toml", ".tqa.toml", "pyproject.toml")


@dataclass(frozen=True)
class Pair:
    """A source document and its translation."""

    source: str  # paths as the user wrote them: the names in every message
    target: str
    source_data: bytes | None = field(default=None, repr=False)  # what came by standard input
    target_data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Config:
    """All settings of a run. The field names are the configuration's keys, with hyphens."""

    source_lang: str = ""  # "id", "en", or "" to detect
    target_lang: str = ""
    glossary: tuple[str, ...] = ()  # paths, relative to the configuration file
    bundled: bool = True  # use the glossaries that come with tqa
    select: tuple[str, ...] = ()  # code prefixes or names; empty: the default rules
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fail_on: Severity = Severity.MAJOR
    aligner: str = "lexical"
    pairs: tuple[Pair, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # options by rule name
    lang: str = "en"  # of the messages
    baseline: str = ""  # a file of known findings, relative to the configuration file
    changed_since: str = ""  # a git revision: only segments changed since then are told
    file: str = ""  # where the settings were read


def find(start: Path) -> Path | None:
    """The configuration file nearest above `start` (a pyproject.toml counts with [tool.tqa])."""
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _has_section(path)):
                return path
    return None


def _has_section(path: Path) -> bool:
    return re.search(r"^\s*\[+tool\.tqa\b", path.read_text("utf-8", "replace"), re.M) is not None


def load(path: Path) -> Config:
    """The settings of a configuration file.

    Raises:
        ConfigError: not TOML, an unknown key (the nearest known one is named), a wrong value.
    """
    try:
        text = decode(read_bytes(path), str(path))
        data: Any = tomllib.loads(text)
    except InputError as error:
        raise ConfigError(error.message, where=error.where, hint=error.hint) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path)) from None
    reader = _Reader(str(path), text)
    if path.name == "pyproject.toml":
        data = reader.table("tqa", reader.table("tool", data.get("tool", {})).get("tqa", {}))
    return reader.config(data)


def where(config: Config, *keys: str) -> str:
    """`file:line` of a key of the configuration file, below the keys that come before it here.

    The file alone where the key is not found.
    """
    try:
        text = decode(read_bytes(config.file), config.file) if config.file else ""
    except InputError:
        text = ""
    return config.file + _line(text, *keys)


def _line(text: str, *keys: str) -> str:
    """`:line` of the place where the last key is set, or a table named by it; else nothing."""
    at = 0
    for key in keys:
        ending = rf"""{re.escape(key)}["']?[ \t]*[\]=.]"""
        first = re.compile(
            rf"""^[ \t]*(?:\[+(?:[^\]\n]*[."'])?|(?:[\w-]+\.)*["']?){ending}""", re.M
        )
        later = re.compile(rf"(?<![\w-]){ending}")
        match = (at == 0 and first.search(text)) or later.search(text, at)
        if not match:
            return ""
        at = match.end()
    return f":{text[:at].count(chr(10)) + 1}"


def near(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them."""
    words = sorted(known)
    found = difflib.get_close_matches(word, words, 1, 0.5)
    return f"did you mean {found[0]!r}?" if found else f"known: {', '.join(words) or 'none'}"


def parse_severity(value: str) -> Severity | None:
    """The severity of this name, or None."""
    return Severity.__members__.get(value.upper())


@dataclass(frozen=True)
class _Reader:
    """Turns TOML values into a Config, with errors that name file, line and nearest key."""

    path: str
    text: str

    def config(self, data: Mapping[str, Any]) -> Config:
        known = {f.name.replace("_", "-"): f.name for f in fields(Config) if f.name != "file"}
        values: dict[str, Any] = {"file": self.path}
        for key, value in data.items():
            if key not in known:
                raise self.unknown(key, known)
            values[known[key]] = self.value(key, value)
        return Config(**values)

    def value(self, key: str, value: Any) -> Any:
        if key in ("select", "extend-select", "ignore"):
            return self.strings(key, value)
        if key == "baseline":
            return str(Path(self.path).parent / self.typed(key, value, str, "a string"))
        if key == "glossary":
            folder = Path(self.path).parent
            return tuple(str(folder / name) for name in self.strings(key, value))
        if key == "per-file-ignores":
            table = self.table(key, value)
            return {glob: self.strings(key, codes) for glob, codes in table.items()}
        if key == "rules":
            return {
                name: self.table(name, options) for name, options in self.table(key, value).items()
            }
        if key == "pairs":
            if not isinstance(value, list):
                raise self.error(key, "must be a list of { source = ..., target = ... }")
            return tuple(self.pair(item) for item in value)
        if key == "bundled":
            return self.typed(key, value, bool, "true or false")
        text = self.typed(key, value, str, "a string")
        if key == "fail-on":
            severity = parse_severity(text)
            if severity is None:
                raise self.error(key, "must be neutral, minor, major or critical")
            return severity
        if key in ("lang", "source-lang", "target-lang") and text not in ("id", "en"):
            raise self.error(key, 'must be "id" or "en"')
        return text

    def pair(self, item: Any) -> Pair:
        if (
            not isinstance(item, dict)
            or set(item) != {"source", "target"}
            or not all(isinstance(path, str) for path in item.values())
        ):
            raise self.error("pairs", "each must be { source = ..., target = ... }")
        folder = Path(self.path).parent
        return Pair(str(folder / item["source"]), str(folder / item["target"]))

    def strings(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, "must be a list of strings")
        return tuple(value)

    def table(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.error(key, "must be a table")
        return value

    def typed(self, key: str, value: Any, kind: type, what: str) -> Any:
        if not isinstance(value, kind):
            raise self.error(key, f"must be {what}")
        return value

    def unknown(self, key: str, known: Iterable[str]) -> ConfigError:
        return self.error(key, "unknown setting", near(key, known))

    def error(self, key: str, message: str, hint: str = "") -> ConfigError:
        place = f"{self.path}{_line(self.text, key)}"
        return ConfigError(f"{key!r}: {message}", where=place, hint=hint)
