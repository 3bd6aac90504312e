"""A test set from files: one segment a line, plain or compressed, all files equally long."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tqa.errors import FormatError, InputError, MissingExtra, UsageError
from tqa.metric import TermPair
from tqa.scoreboard import TestSet
from tqa.textio import decode, read_bytes

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
        """All files that have a line for each segment."""
        more = (self.sources, self.documents, self.terms)
        return [*self.references, *self.systems.values(), *filter(None, more)]


def lines_of(path: str) -> list[str]:
    """The lines of a file without white space at their ends, as sacrebleu reads them.

    Raises:
        FormatError: it cannot be read, or is empty.
        MissingExtra: a compression that this Python cannot undo.
    """
    text = decode(_plain(read_bytes(path), path), path)
    if not text:
        raise FormatError("empty file", where=path, hint="one segment a line is expected")
    return [line.rstrip() for line in text.removesuffix("\n").split("\n")]


def _plain(data: bytes, path: str) -> bytes:
    """The content of a file that may be compressed, told by its first bytes."""
    import bz2
    import gzip
    import lzma
    import zlib

    ways: dict[bytes, Callable[[bytes], bytes]] = {
        b"\x1f\x8b": gzip.decompress,
        b"\xfd7zXZ": lzma.decompress,
        b"BZh": bz2.decompress,
        b"\x28\xb5\x2f\xfd": _zstd,
    }
    for mark, decompress in ways.items():
        if data.startswith(mark):
            try:
                return decompress(data)
            except (OSError, EOFError, lzma.LZMAError, zlib.error):
                raise FormatError("a compressed file that is cut off or damaged", where=path) from (
                    None
                )
    return data


def _zstd(data: bytes) -> bytes:
    from importlib import import_module

    for name in ("compression.zstd", "zstandard"):  # Python's own from 3.14 on
        try:
            module = import_module(name)
        except ImportError:
            continue
        if name == "zstandard":
            return bytes(module.ZstdDecompressor().decompressobj().decompress(data))
        return bytes(module.decompress(data))
    raise MissingExtra("zstd files need another package", hint="pip install zstandard")


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
            raise UsageError(f"--hyp {value!r}: not NAME=FILE")
        if name in files:
            hint = f"name them apart: --hyp NAME={file}"
            raise UsageError(f"two systems are named {name!r}: {files[name]}, {file}", hint=hint)
        files[name] = file
    return files


def read(files: Files) -> TestSet:
    """The test set in these files.

    Raises:
        InputError: files of different numbers of lines; nothing is scored by accident.
    """
    lines = {path: lines_of(path) for path in files.by_line()}
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
        _termbase(files.glossary),
        _terms(files.terms, lines[files.terms]) if files.terms else None,
        _langs(files, sources, references[0]),
        files.name,
    )


def _termbase(glossary: Sequence[str]) -> "Termbase | None":
    if not glossary:
        return None
    from tqa.checker import glossary_path
    from tqa.glossary.termbase import Termbase

    return Termbase.load([glossary_path(name) for name in glossary])


def _langs(
    files: Files, sources: Sequence[str] | None, references: Sequence[str]
) -> tuple[str, str]:
    """The languages; looked for in the text only where terms ask for them."""
    if not (files.glossary or files.terms):
        return files.langs
    from tqa.lang.language import detect

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
        raise FormatError("not an object of terms", where=where, hint=hint)
    for term, value in data.items():
        targets = [value] if isinstance(value, str) else value
        if not isinstance(targets, list) or not all(isinstance(each, str) for each in targets):
            raise FormatError(f"{term!r}: not a text or a list of texts", where=where, hint=hint)
        yield TermPair(term, tuple(targets))
