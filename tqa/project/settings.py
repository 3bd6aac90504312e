"""The types of settings: how each is parsed, and its JSON Schema for editors."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from tqa.model import Severity

T = TypeVar("T")
_FIELD = re.compile(r"\{\w*\}|\*+")
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class PairPattern:
    """Patterns of sources and of their translations; both may contain `{path}` and `{name}`."""

    source: str
    target: str


@dataclass(frozen=True)
class ValueKind:
    """One type of settings."""

    read: Callable[[Any, Path], Any]  # (value, folder of the file); ValueError: what is expected
    schema: Schema  # JSON Schema
    merges: bool = False  # whether the table is merged with that of the extended file


def setting(default: T, kind: ValueKind, doc: str, example: str = "") -> T:
    """A field of the configuration: its default, type, description, and an example in TOML."""
    metadata = {"kind": kind, "doc": doc, "example": example}
    if isinstance(default, dict):
        return cast(T, field(default_factory=default.copy, metadata=metadata))
    return field(default=default, metadata=metadata)


def parse_severity(value: str) -> Severity | None:
    """The severity of this name, or None."""
    return Severity.__members__.get(value.upper())


def _must(be: str) -> ValueError:
    return ValueError(f"must be {be}")


def _string(value: Any, folder: Path) -> str:
    if not isinstance(value, str):
        raise _must("a string")
    return value


def _language(value: Any, folder: Path) -> str:
    if _string(value, folder) not in ("id", "en"):
        raise _must('"id" or "en"')
    return str(value)


def _severity(value: Any, folder: Path) -> Severity:
    severity = parse_severity(_string(value, folder))
    if severity is None:
        raise _must("neutral, minor, major or critical")
    return severity


def _truth(value: Any, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise _must("true or false")
    return value


def _number(value: Any, folder: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _must("a number")
    return float(value)


def _strings(value: Any, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _must("a list of strings")
    return tuple(value)


def _table(value: Any, folder: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _must("a table")
    return value


def _tables(value: Any, folder: Path) -> dict[str, dict[str, Any]]:
    return {name: _table(options, folder) for name, options in _table(value, folder).items()}


def _lists(value: Any, folder: Path) -> dict[str, tuple[str, ...]]:
    return {name: _strings(item, folder) for name, item in _table(value, folder).items()}


def _path(value: Any, folder: Path) -> str:
    return str(folder / _string(value, folder))


def _paths(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(str(folder / name) for name in _strings(value, folder))


def _pairs(value: Any, folder: Path) -> tuple[PairPattern, ...]:
    if not isinstance(value, list):
        raise _must("a list of { source = ..., target = ... }")
    return tuple(_pair(item, folder) for item in value)


def _pair(item: Any, folder: Path) -> PairPattern:
    if (
        not isinstance(item, dict)
        or set(item) != {"source", "target"}
        or not all(isinstance(path, str) for path in item.values())
    ):
        raise ValueError("each must be { source = ..., target = ... }")
    fields = [_FIELD.findall(item[side]) for side in ("source", "target")]
    strange = [found for found in (*fields[0], *fields[1]) if found not in ("{path}", "{name}")]
    if strange:
        raise ValueError(f"unknown field {strange[0]}: a pair may hold {{path}} and {{name}}")
    for found in fields[1]:
        if found not in fields[0]:
            raise ValueError(f"the target has {found}, which the source lacks")
    return PairPattern(str(folder / item["source"]), str(folder / item["target"]))


_LIST: Schema = {"type": "array", "items": {"type": "string"}}
_PAIR: Schema = {
    "type": "object",
    "properties": {"source": {"type": "string"}, "target": {"type": "string"}},
    "required": ["source", "target"],
    "additionalProperties": False,
}

STRING = ValueKind(_string, {"type": "string"})
LANGUAGE = ValueKind(_language, {"enum": ["id", "en"]})
SEVERITY = ValueKind(_severity, {"enum": ["neutral", "minor", "major", "critical"]})
TRUTH = ValueKind(_truth, {"type": "boolean"})
NUMBER = ValueKind(_number, {"type": "number"})
STRINGS = ValueKind(_strings, _LIST)
PATH = ValueKind(_path, {"type": "string"})
PATHS = ValueKind(_paths, _LIST)
PAIRS = ValueKind(_pairs, {"type": "array", "items": _PAIR})
LISTS = ValueKind(_lists, {"type": "object", "additionalProperties": _LIST}, merges=True)
TABLES = ValueKind(
    _tables, {"type": "object", "additionalProperties": {"type": "object"}}, merges=True
)
