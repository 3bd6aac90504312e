"""The configuration that `tqa init` writes, derived from the names of files."""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tqa.project.git import repository
from tqa.project.inputs import listing
from tqa.reading.format import FORMATS, BitextFormat, DocumentFormat

# the marks of a language in names of folders and files
_MARKS = {
    "id": frozenset(("id", "id-id", "id_id", "in", "indonesia", "indonesian", "bahasa", "ind")),
    "en": frozenset(("en", "en-us", "en_us", "en-gb", "en_gb", "english", "inggris", "eng")),
}
_GLOSSARY = re.compile(r"(?:gloss?ar|istilah|termbase|terminolog|terms\b)", re.IGNORECASE)
_GLOSSARY_TYPES = (".tsv", ".csv", ".tbx", ".xlsx")
_NO_TEXT = (".tsv", ".csv", ".json", ".jsonl", ".yaml", ".yml", ".xlsx", ".pot", ".mo")  # no text
Both = tuple[str, str]  # (Indonesian, English)
SAMPLE = 20  # number of pairs for which git is asked which file is older


@dataclass(frozen=True)
class Starter:
    """The content of a first configuration."""

    pairs: tuple[tuple[str, str, int], ...] = ()  # patterns of source and target, number of files
    files: tuple[str, ...] = ()
    glossaries: tuple[str, ...] = ()


def starter(root: str) -> Starter:
    """The pairs and files that `tqa.toml` in the folder `root` should name."""
    names = [name.replace(os.sep, "/") for name in listing(root)]
    glossaries = tuple(name for name in names if _is_glossary(name))
    paired: dict[Both, list[Both]] = {}
    for patterns, both in _paired(names):
        paired.setdefault(patterns, []).append(both)
    by_size = sorted(paired.items(), key=lambda item: -len(item[1]))
    pairs = tuple((*_directed(root, patterns, found), len(found)) for patterns, found in by_size)
    return Starter(pairs, tuple(_bilingual(names)), glossaries)


def written(found: Starter) -> str:
    """The configuration as TOML, with comments on what to do next."""
    lines = ["# Settings of tqa; docs/configuration.md of tqa lists all of them.", ""]
    if found.pairs:
        lines += [
            "# Sources and translations: swap them where the direction is wrong.",
            "pairs = [",
        ]
        for source, target, count in found.pairs:
            both = f"source = {json.dumps(source)}, target = {json.dumps(target)}"
            lines.append(f"  {{ {both} }},  # {count} now")
        lines += ["]", ""]
    else:
        lines += [
            "# No sources with translations were found; name them:",
            '# pairs = [{ source = "content/id/{path}.md", target = "content/en/{path}.md" }]',
            "",
        ]
    if found.files:
        lines += ["# Bilingual files.", _list("files", found.files), ""]
    if found.glossaries:
        lines += [_list("glossary", found.glossaries), ""]
    else:
        lines += ['# glossary = ["terms.tsv"]  # columns id and en', ""]
    lines += ['fail-on = "major"  # neutral, minor, major or critical', ""]
    return "\n".join(lines)


def counterpart(path: str, exists: Callable[[str], bool]) -> Both | None:
    """(Source, translation) if a document has a counterpart by its name; else None.

    A document without a language mark is the source, else the Indonesian one.
    """
    name = path.replace(os.sep, "/")
    for lang, other in (("id", "en"), ("en", "id")):
        for _, _, found in _counterparts(name, lang, other):
            if found != name and exists(found):
                unmarked = not _has_mark(found, other)
                return (found, name) if unmarked or lang == "en" else (name, found)
    folder, _, base = name.rpartition("/")
    stem, dot, suffix = base.rpartition(".")
    for mark in ("id", "en") if dot else ():
        found = _joined(folder, f"{stem}.{mark}.{suffix}")
        if exists(found):
            return name, found
    return None


def _list(key: str, values: Sequence[str]) -> str:
    return f"{key} = {json.dumps(list(values), ensure_ascii=False)}"


def _is_glossary(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in _GLOSSARY_TYPES and bool(_GLOSSARY.search(path.stem))


def _paired(names: Sequence[str]) -> Iterator[tuple[Both, Both]]:
    """(Indonesian and English pattern, both files) for each pair of documents."""
    known = set(names)
    for name in names:
        reader = FORMATS.get(PurePosixPath(name).suffix.lower())
        if reader is None or not issubclass(reader, DocumentFormat):
            continue
        for pattern, other_pattern, other in _counterparts(name, "id", "en"):
            if other in known and other != name:
                yield (pattern, other_pattern), (name, other)
                break
        else:
            for pattern, other_pattern, other in _counterparts(name, "en", ""):
                marked = other in known and other != name and not _has_mark(other, "en")
                if marked and not _has_mark(other, "id"):
                    yield (other_pattern, pattern), (other, name)
                    break


def _counterparts(name: str, lang: str, other: str) -> Iterator[tuple[str, str, str]]:
    """(Pattern, counterpart's pattern, counterpart) for each mark of language `lang` in a name.

    The counterpart has a mark of `other` in its place, or none.
    """
    parts = name.split("/")
    for n, part in enumerate(parts[:-1]):
        if part.lower() in _MARKS[lang]:
            rest = PurePosixPath("/".join(parts[n + 1 :]))
            field = "{path}" + rest.suffix
            head, tail = parts[:n], parts[n + 1 :]
            for mark in [*_in_case(part, other), None]:
                middle = [] if mark is None else [mark]
                yield (
                    "/".join([*head, part, field]),
                    "/".join([*head, *middle, field]),
                    "/".join([*head, *middle, *tail]),
                )
    stem, dot, suffix = parts[-1].rpartition(".")
    if stem.lower() in _MARKS[lang]:  # locales/id.json
        for mark in _in_case(stem, other):
            found = "/".join([*parts[:-1], f"{mark}.{suffix}"])
            yield name, found, found
    base, sign, mark_of = _last_mark(stem)
    if dot and mark_of.lower() in _MARKS[lang]:
        folder = "/".join(parts[:-1])
        for mark in [*_in_case(mark_of, other), None]:
            infix = "" if mark is None else f"{sign}{mark}"
            yield (
                _joined(folder, f"{{name}}{sign}{mark_of}.{suffix}"),
                _joined(folder, f"{{name}}{infix}.{suffix}"),
                _joined(folder, f"{base}{infix}.{suffix}"),
            )


def _in_case(mark: str, lang: str) -> list[str]:
    """The marks of a language in the same case as `mark`, those of the same length first."""
    if not lang:
        return []
    marks = sorted(_MARKS[lang], key=lambda m: (len(m) != len(mark), m))
    if mark.isupper():
        return [m.upper() for m in marks]
    if "-" in mark or "_" in mark:
        marks = [m[:3] + m[3:].upper() if mark[3:].isupper() else m for m in marks]
    return [m.capitalize() if mark[:1].isupper() else m for m in marks]


def _last_mark(stem: str) -> tuple[str, str, str]:
    """The parts of a stem that ends in a mark: `article`, `.`, `id` for `article.id`."""
    found = re.fullmatch(r"(.+)([._-])([A-Za-z]{2}(?:[-_][A-Za-z]{2})?)", stem)
    return (found[1], found[2], found[3]) if found else (stem, "", "")


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _has_mark(name: str, lang: str) -> bool:
    stem = PurePosixPath(name).stem
    parts = {*name.split("/")[:-1], stem, _last_mark(stem)[2]}
    return not _MARKS[lang].isdisjoint(map(str.lower, parts))


def _directed(root: str, patterns: Both, paired: Sequence[Both]) -> Both:
    """The patterns of sources and targets: sources are unmarked, else older, else Indonesian."""
    indonesian, english = patterns
    if not _has_mark(english, "en") and _has_mark(indonesian, "id"):
        return english, indonesian
    repo = repository(os.path.join(root, "x"))
    if repo is None or not _has_mark(indonesian, "id"):
        return indonesian, english
    firsts = Counter(
        _earlier(repo.first_changes([os.path.join(root, path) for path in both]))
        for both in paired[:SAMPLE]
    )
    return (english, indonesian) if firsts[1] > firsts[0] else (indonesian, english)


def _earlier(positions: Sequence[int]) -> int:
    """Which of two files is older, from `first_changes`: 0, 1, or -1 if equal."""
    one, two = positions
    return -1 if one == two else int(two > one)


def _bilingual(names: Sequence[str]) -> Iterator[str]:
    """Patterns of the bilingual files, without those that are named by other languages."""
    patterns: dict[tuple[str, str], dict[str, bool]] = {}  # by extension and first folder
    for name in names:
        path = PurePosixPath(name)
        suffix = path.suffix.lower()
        reader = FORMATS.get(suffix)
        if reader and issubclass(reader, BitextFormat) and suffix not in _NO_TEXT:
            root = path.parts[0] if len(path.parts) > 1 else ""
            pattern = _of_language(path)
            known = patterns.setdefault((suffix, root), {})
            known[pattern or _joined(root, f"**/*{suffix}" if root else f"*{suffix}")] = bool(
                pattern
            )
    for _, found in sorted(patterns.items()):
        yield from [pattern for pattern, marked in found.items() if marked] or found


def _of_language(path: PurePosixPath) -> str:
    """The pattern of files with the same language mark; "" if the name has no such mark."""
    marks = _MARKS["id"] | _MARKS["en"]
    for n, part in enumerate(path.parts[:-1]):
        if part.lower() in marks:
            return "/".join([*path.parts[: n + 1], f"**/*{path.suffix}"])
    marked = path.stem.lower() in marks or _last_mark(path.stem)[2].lower() in marks
    return str(path) if marked else ""
