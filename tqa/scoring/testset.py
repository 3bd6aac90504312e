"""A test set, read from files with equal numbers of segments."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tqa.base.errors import FormatError, InputError, UsageError
from tqa.lang.language import detect
from tqa.scoring.columns import lines_of, raw_lines
from tqa.scoring.metric import TermPair
from tqa.scoring.scoreboard import TestSet

if TYPE_CHECKING:
    from tqa.glossary.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Files:
    """Where a test set is; "" for what it does not have."""

    references: Sequence[str]
    systems: Mapping[str, str]
    sources: str = ""
    documents: str = ""  # the document of each segment
    terms: str = ""  # a JSON value for each segment
    glossary: Sequence[str] = ()  # files, or names of bundled ones
    langs: tuple[str, str] = ("", "")  # of source and target; detected where ""
    name: str = ""

    def by_line(self) -> list[str]:
        """All files that have a text for each segment."""
        more = (self.sources, self.documents)
        return [*self.references, *self.systems.values(), *filter(None, more)]


def named(values: Sequence[str]) -> dict[str, str]:
    """Systems and their files from `NAME=FILE`, or `FILE`, named as its file without suffixes.

    Raises:
        UsageError: two systems of one name, or a name without a file.
    """
    files: dict[str, str] = {}
    for value in values:
        name, sign, file = value.partition("=")
        if not sign:
            name, file = PurePath(value).name.split(".")[0] or value, value
        if not name or not file:
            raise UsageError(f"--hyp {value!r}: expected NAME=FILE")
        if name in files:
            hint = f"use distinct names: --hyp NAME={file}"
            raise UsageError(f"two systems are named {name!r}: {files[name]}, {file}", hint=hint)
        files[name] = file
    return files


def read(files: Files) -> TestSet:
    """The test set in these files.

    Raises:
        InputError: files of different numbers of lines; nothing is scored by accident.
    """
    lines = {path: lines_of(path) for path in files.by_line()}
    if files.terms:
        lines[files.terms] = raw_lines(files.terms)
    first = files.references[0]
    for path, own in lines.items():
        if len(own) != len(lines[first]):
            raise InputError(
                f"{first} has {len(lines[first]):,} lines and {path} has {len(own):,}",
                hint="line n of each file must be the same segment; nothing was scored",
            )
    sources, references = lines.get(files.sources), [lines[path] for path in files.references]
    return TestSet(
        references,
        {name: lines[path] for name, path in files.systems.items()},
        sources,
        lines.get(files.documents),
        termbase_of(files.glossary),
        _terms(files.terms, lines[files.terms]) if files.terms else None,
        _langs(files, sources, references[0]),
        files.name,
    )


def looks_tokenized(lines: Sequence[str]) -> int:
    """The number of lines that end like tokenized text."""
    return sum(line.endswith(" .") for line in lines)


def termbase_of(glossary: Sequence[str]) -> "Termbase | None":
    """The termbase of glossaries by path or name; none of none."""
    if not glossary:
        return None
    from tqa.glossary.termbase import Termbase
    from tqa.project.glossaries import glossary_path

    return Termbase.load([glossary_path(name) for name in glossary])


def _langs(
    files: Files, sources: Sequence[str] | None, references: Sequence[str]
) -> tuple[str, str]:
    """The languages; looked for in the text only where terms ask for them."""
    if not (files.glossary or files.terms):
        return files.langs

    texts = ("\n".join((sources or ())[:200]), "\n".join(references[:200]))
    source, target = (
        lang or detect(text).lang for lang, text in zip(files.langs, texts, strict=True)
    )
    return source, target


def _terms(path: str, lines: Sequence[str]) -> list[list[TermPair]]:
    """The terms of each segment: `{"term": "translation"}`, or a list of translations there.

    Raises:
        FormatError: a line is something else.
    """
    return [list(_pairs(line, f"{path}:{number}")) for number, line in enumerate(lines, 1)]


def _pairs(line: str, where: str) -> Iterator[TermPair]:
    hint = 'such as {"term": "translation", "other": ["one", "two"]}, or {}'
    try:
        data: Any = json.loads(line or "{}")
    except ValueError:
        raise FormatError("not JSON", where=where, hint=hint) from None
    if not isinstance(data, dict):
        raise FormatError("expected a JSON object of terms", where=where, hint=hint)
    for term, value in data.items():
        targets = [value] if isinstance(value, str) else value
        if not isinstance(targets, list) or not all(isinstance(each, str) for each in targets):
            raise FormatError(
                f"{term!r}: expected a string or a list of strings", where=where, hint=hint
            )
        yield TermPair(term, tuple(targets))
