"""Settings: `tqa.toml` or `[tool.tqa]` in pyproject.toml -> a frozen Config."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tqa.base.errors import ConfigError, InputError
from tqa.base.textio import decode, read_bytes
from tqa.model import Severity
from tqa.project.settings import (
    LANGUAGE,
    LISTS,
    NUMBER,
    PAIRS,
    PATH,
    PATHS,
    SEVERITY,
    STRING,
    STRINGS,
    TABLES,
    TRUTH,
    PairPattern,
    setting,
)

FILES = ("tqa.toml", ".tqa.toml", "pyproject.toml")


@dataclass(frozen=True)
class Config:
    """All settings of a run. The field names are the configuration's keys, with hyphens."""

    source_lang: str = setting("", LANGUAGE, "Language of the sources; detected when absent.")
    target_lang: str = setting("", LANGUAGE, "Language of the translations; detected when absent.")
    glossary: tuple[str, ...] = setting(
        (), PATHS, "Glossaries of the project, relative to this file.", '["terms.tsv"]'
    )
    bundled: bool = setting(True, TRUTH, "Use the glossaries that come with tqa.")
    cache: bool = setting(
        True, TRUTH, "Cache results and large glossaries in the user's cache folder."
    )
    pairs: tuple[PairPattern, ...] = setting(
        (),
        PAIRS,
        "Sources and their translations, relative to this file. `{path}` stands for any folders "
        "and a name, `{name}` for one name.",
        '[{ source = "content/id/{path}.md", target = "content/en/{path}.md" }]',
    )
    files: tuple[str, ...] = setting(
        (), PATHS, "Patterns of bilingual files and of single texts.", '["locale/**/*.po"]'
    )
    exclude: tuple[str, ...] = setting(
        (), PATHS, "Patterns of files and folders to skip.", '["content/id/drafts"]'
    )
    select: tuple[str, ...] = setting(
        (), STRINGS, "Run only these rules: codes, prefixes or names.", '["TRM", "NUM001"]'
    )
    extend_select: tuple[str, ...] = setting(
        (), STRINGS, "Rules to run in addition to the default ones."
    )
    ignore: tuple[str, ...] = setting((), STRINGS, "Rules that are not run.", '["TYP005"]')
    per_file_ignores: Mapping[str, tuple[str, ...]] = setting(
        {}, LISTS, "Rules that are not reported in some files.", '{ "archive/*" = ["TYP"] }'
    )
    fail_on: Severity = setting(
        Severity.MAJOR, SEVERITY, "The minimum severity of findings that fail the run."
    )
    min_quality: float = setting(
        0.0, NUMBER, "The MQM score (0 to 100) below which the run fails.", "97.5"
    )
    baseline: str = setting(
        "", PATH, "Baseline file; its findings are not reported.", '"tqa-baseline.json"'
    )
    changed_since: str = setting(
        "",
        STRING,
        "A git revision: only segments that changed since then are reported.",
        '"origin/main"',
    )
    aligner: str = setting("lexical", STRING, "How documents are aligned: lexical or length.")
    rules: Mapping[str, Mapping[str, Any]] = setting(
        {},
        TABLES,
        "Options of rules, by their names.",
        '{ number-mismatch = { ignore = ["2024"] } }',
    )
    lang: str = setting("en", LANGUAGE, "The language of messages.")
    file: str = ""  # the configuration file, "" if there is none


KEYS = {f.name.replace("_", "-"): f for f in fields(Config) if f.metadata}  # as in the file
EXTEND = "extend"  # the key that names a file whose settings are defaults of this one


def find(start: Path) -> Path | None:
    """The nearest configuration file in `start` or above (pyproject.toml only with [tool.tqa])."""
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _has_section(path)):
                return path
    return None


def _has_section(path: Path) -> bool:
    return re.search(r"^\s*\[+tool\.tqa\b", path.read_text("utf-8", "replace"), re.M) is not None


def load(path: Path, seen: tuple[Path, ...] = ()) -> Config:
    """The settings of a configuration file, which override those of the file that it extends.

    `seen` are the files that extend this one, to detect circular ones.

    Raises:
        ConfigError: not TOML, an unknown key (the hint names a similar one), an invalid value.
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
    base = reader.extended(data, seen)
    return replace(Config(**{**base, **reader.values(data, base)}), file=str(path))


def where(config: Config, *keys: str) -> str:
    """`file:line` of a key of the configuration file; `keys` is the path of tables to it.

    Only the file, if the key is not found.
    """
    try:
        text = decode(read_bytes(config.file), config.file) if config.file else ""
    except InputError:
        text = ""
    return config.file + _line(text, *keys)


def _line(text: str, *keys: str) -> str:
    """`:line` of the line that sets the last key or begins the table of that name; else ""."""
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
    """A hint that names the nearest known word, or all known words if none is near."""
    words = sorted(known)
    found = difflib.get_close_matches(word, words, 1, 0.5)
    return f"did you mean {found[0]!r}?" if found else f"known: {', '.join(words) or 'none'}"


@dataclass(frozen=True)
class _Reader:
    """Turns TOML values into a Config, with errors that name file, line and nearest key."""

    path: str
    text: str

    def extended(self, data: Mapping[str, Any], seen: tuple[Path, ...]) -> dict[str, Any]:
        """The settings of the file that this one extends, by field name."""
        if EXTEND not in data:
            return {}
        if not isinstance(data[EXTEND], str):
            raise self.error(EXTEND, "must be a string")
        path = Path(self.path).parent / data[EXTEND]
        files = (*seen, Path(self.path).resolve())
        if path.resolve() in files:
            raise self.error(EXTEND, "circular reference")
        if not path.is_file():
            raise self.error(EXTEND, f"there is no file {str(path)!r}")
        base = load(path, files)
        return {f.name: getattr(base, f.name) for f in KEYS.values()}

    def values(self, data: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
        """The settings of this file, by field name; some tables are merged with those of `base`."""
        values: dict[str, Any] = {}
        for key, value in data.items():
            if key == EXTEND:
                continue
            if key not in KEYS:
                raise self.unknown(key, (*KEYS, EXTEND))
            name, kind = KEYS[key].name, KEYS[key].metadata["kind"]
            try:
                values[name] = kind.read(value, Path(self.path).parent)
            except ValueError as error:
                raise self.error(key, str(error)) from None
            if kind.merges:
                values[name] = {**base.get(name, {}), **values[name]}
        return values

    def table(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.error(key, "must be a table")
        return value

    def unknown(self, key: str, known: Iterable[str]) -> ConfigError:
        return self.error(key, "unknown setting", near(key, known))

    def error(self, key: str, message: str, hint: str = "") -> ConfigError:
        place = f"{self.path}{_line(self.text, key)}"
        return ConfigError(f"{key!r}: {message}", where=place, hint=hint)
