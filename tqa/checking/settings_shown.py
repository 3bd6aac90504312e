"""Settings as TOML, as a JSON Schema for editors, and as a page of the documentation."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from typing import Any

from tqa.checking.rule import RULES
from tqa.model import Severity
from tqa.project.config import EXTEND, KEYS, Config
from tqa.project.settings import PairPattern

_EXTEND = "A configuration file to inherit from; settings of this file override it."
_CACHES = (
    "",
    "## Caches",
    "",
    "tqa caches what it can compute again in the folder `tqa` of the user's cache folder",
    "(`XDG_CACHE_HOME`, `~/.cache`, `LOCALAPPDATA`): `results` of inputs, large `termbases`,",
    "`statistics` of scores, sentence vectors (`embeddings`). `tqa cache dir` prints the folder,",
    "`tqa cache clear` deletes it.",
    "",
    "Entries are plain data, checked before use: reading them runs no code. An entry that is",
    "damaged, too large or of another version is computed again and replaced. Each cache is",
    "bounded in entries and bytes, and evicts the least recently used. A folder that belongs to",
    "another user, or that others can write into, is not used.",
)


def as_toml(config: Config) -> str:
    """The effective settings as a configuration file."""
    head = f"# from {config.file}\n" if config.file else "# no configuration file\n"
    values = {key: getattr(config, field.name) for key, field in KEYS.items()}
    return head + "".join(
        f"{key} = {_toml(value)}\n" if value != "" else f"# {key} is not set\n"
        for key, value in values.items()
    )


def _toml(value: Any) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, Severity):
        return json.dumps(value.label)
    if isinstance(value, PairPattern):
        return _toml({"source": value.source, "target": value.target})
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of tqa.toml and of `[tool.tqa]`, for editors."""
    properties: dict[str, Any] = {EXTEND: {"type": "string", "description": _EXTEND}}
    for key, field in KEYS.items():
        kind = dict(field.metadata["kind"].schema)
        properties[key] = {**kind, "description": field.metadata["doc"]}
    properties["rules"] = {**properties["rules"], "properties": dict(_rule_options())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tqa",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _rule_options() -> Iterator[tuple[str, Any]]:
    """The options of each rule that has any, as tables."""

    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", tuple: "array"}
    for rule in RULES:
        options = {
            option.name.replace("_", "-"): {"type": kinds[type(option.default)]}
            for option in dataclasses.fields(rule)  # type: ignore[arg-type]
        }
        if options:
            yield (
                rule.name,
                {"type": "object", "properties": options, "additionalProperties": False},
            )


def page() -> str:
    """The reference of all settings in Markdown: docs/configuration.md."""
    lines = [
        "# Configuration",
        "",
        "Settings are in `tqa.toml`, or under `[tool.tqa]` in `pyproject.toml`; the nearest",
        "file in the current directory or its parents is used. `tqa init` writes a",
        "first one, `tqa check --show-settings` prints the settings in force, `--show-files` the",
        "files to be checked.",
        "Paths are relative to the file. Patterns do not match what git ignores.",
        "[tqa.schema.json](tqa.schema.json) is a JSON schema for editors.",
        "",
        f"- `{EXTEND}`: {_EXTEND} Tables such as `rules` are merged. Example: "
        '`extend = "../tqa.toml"`',
    ]
    default = Config()
    for key, field in KEYS.items():
        example = field.metadata["example"]
        value = _toml(getattr(default, field.name))
        shown = f" Example: `{key} = {example}`" if example else f" Default: `{value}`"
        lines.append(f"- `{key}`: {field.metadata['doc']}{shown}")
    return "\n".join((*lines, *_CACHES)) + "\n"
