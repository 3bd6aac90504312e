"""Patterns of the configuration and paths of the command line -> inputs."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tqa.model import Input
from tqa.project.config import Config
from tqa.project.git import repository
from tqa.project.settings import PairPattern
from tqa.reading.format import FORMATS, DocumentFormat

_FIELD = re.compile(r"\{(path|name)\}")
_LEFT_OUT = frozenset(("node_modules", "__pycache__", "venv"))  # outside of git repositories


@dataclass(frozen=True)
class ProjectInputs:
    """The inputs that the configuration names, and the sources without a translation."""

    inputs: tuple[Input, ...] = ()
    untranslated: tuple[str, ...] = ()


def configured(config: Config) -> ProjectInputs:
    """All pairs and files of the configuration, in its order, each once."""
    found: dict[Input, None] = {}
    lacking: dict[str, None] = {}
    for pair in config.pairs:
        pairs, rest = _expanded(pair, config)
        found.update(dict.fromkeys(pairs))
        lacking.update(dict.fromkeys(rest))
    taken = {path for each in found for path in each.files}
    for pattern in config.files:
        files = (path for path in _matching(pattern, config) if path not in taken)
        found.update(dict.fromkeys(map(Input.file, files)))
    translated = {each.source for each in found if each.is_pair}
    return ProjectInputs(tuple(found), tuple(path for path in lacking if path not in translated))


def belonging(paths: Sequence[str], found: ProjectInputs) -> tuple[list[Input], list[str]]:
    """The inputs of which paths are a file or a folder above, and the paths without any."""
    inputs: dict[Input, None] = {}
    others = []
    for path in paths:
        inside = _is_inside(path)
        mine = [each for each in found.inputs if any(map(inside, each.files))]
        inputs.update(dict.fromkeys(mine))
        if not mine:
            others.append(path)
    return list(inputs), others


def _is_inside(path: str) -> Callable[[str], bool]:
    """A function that tests whether a file is the one at `path`, or is below that folder."""
    real = os.path.abspath(path)
    folder = real + os.sep if os.path.isdir(path) else ""
    return lambda file: (
        os.path.abspath(file) == real or (bool(folder) and os.path.abspath(file).startswith(folder))
    )


def _expanded(pair: PairPattern, config: Config) -> tuple[list[Input], list[str]]:
    """The pairs of a pattern of which both files exist, and the sources without a translation."""
    if not _FIELD.search(pair.source):
        return [Input.pair(pair.source, pair.target)], []
    whole = re.compile(_as_regex(pair.source))
    narrower = _literal(pair.target) > _literal(pair.source)  # docs/{path} -> docs/id/{path}
    others = re.compile(_as_regex(pair.target)) if narrower else None
    pairs, lacking = [], []
    for path in _files(_root(pair.source)):
        match = whole.fullmatch(_slashed(path))
        if not match or excluded(path, config) or not _is_document(path):
            continue
        if others and others.fullmatch(_slashed(path)):
            continue
        target = _filled(pair.target, match.groupdict())
        if os.path.abspath(target) == os.path.abspath(path) or excluded(target, config):
            continue
        if os.path.isfile(target):
            pairs.append(Input.pair(_tidy(path), _tidy(target)))
        else:
            lacking.append(_tidy(path))
    return pairs, lacking


def translation_of(path: str, config: Config) -> str:
    """The path of the translation of a source by the configuration; "" if it has no pair."""
    for pair in config.pairs:
        match = re.fullmatch(_as_regex(pair.source), _slashed(_tidy(path)))
        if match:
            return _tidy(_filled(pair.target, match.groupdict()))
    return ""


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: values[field[1]], pattern)


def _as_regex(pattern: str) -> str:
    """A pattern as a regular expression; repeated `{path}` or `{name}` must match the same text."""
    parts = []
    at = 0
    seen: set[str] = set()
    for field in _FIELD.finditer(_slashed(pattern)):
        parts.append(re.escape(_slashed(pattern)[at : field.start()]))
        inner = ".+" if field[1] == "path" else "[^/]+"
        parts.append(f"(?P={field[1]})" if field[1] in seen else f"(?P<{field[1]}>{inner})")
        seen.add(field[1])
        at = field.end()
    return "".join([*parts, re.escape(_slashed(pattern)[at:])])


def _literal(pattern: str) -> int:
    """The number of literal characters of a pattern."""
    return len(_FIELD.sub("", pattern))


def _root(pattern: str) -> str:
    """The folder that all files of a pattern are in."""
    literal = re.split(r"[{*?\[]", _slashed(pattern))[0]
    return os.path.dirname(literal)


def _matching(pattern: str, config: Config) -> Iterator[str]:
    """The files that match a glob pattern, in which `**` matches any folders."""
    slashed = _slashed(pattern)
    globs = {slashed, slashed.replace("**/", "")}
    for path in _files(_root(pattern)):
        name = _slashed(path)
        if any(_globbed(name, glob) for glob in globs) and not excluded(path, config):
            yield _tidy(path)


def _globbed(path: str, glob: str) -> bool:
    """Like fnmatch, but `*` matches within one folder, and `**` across folders."""
    if "**" in glob:
        return fnmatchcase(path, glob)
    return path.count("/") == glob.count("/") and fnmatchcase(path, glob)


def excluded(path: str, config: Config) -> bool:
    """Whether `exclude` matches a file or a folder above it."""
    name = _slashed(path)
    return any(
        name == glob or name.startswith(glob.rstrip("/") + "/") or fnmatchcase(name, glob)
        for glob in map(_slashed, config.exclude)
    )


def _is_document(path: str) -> bool:
    reader = FORMATS.get(Path(path).suffix.lower())
    return reader is not None and issubclass(reader, DocumentFormat)


def _files(folder: str) -> Iterator[str]:
    """The sorted files below a folder, with its path as given, without those that git ignores."""
    for name in listing(folder or "."):
        yield os.path.join(folder, name)


def listing(folder: str) -> tuple[str, ...]:
    """The files below a folder, relative to it, not ignored by git; without git, not hidden."""
    if not os.path.isdir(folder):
        return ()
    repo = repository(os.path.join(folder, "x"))
    names: Iterable[str] = repo.files(folder) if repo else _walked(folder)
    return tuple(sorted(name for name in names if os.path.isfile(os.path.join(folder, name))))


def _walked(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".") and f not in _LEFT_OUT]
        for name in files:
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(here, name), folder)


def _tidy(path: str) -> str:
    """A normalised path relative to the current directory."""
    return path if os.path.isabs(path) else os.path.relpath(path)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
