"""JSON Lines: one sentence pair per object."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, Run, Segment, Source
from tqa.reading.format import BitextFormat, Escape, format
from tqa.reading.formats._escapes import in_json
from tqa.reading.formats._records import EXPECTED, Fields, bitexts, fields_of
from tqa.reading.text_builder import Lines, TextBuilder

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_SPACE = re.compile(r"[ \t]*")
_PIECE = re.compile(r"[^\\]+|(?:\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|\\u....|\\.")
_DECODER = json.JSONDecoder()


class _Value(NamedTuple):
    """A value and the offset at which its raw text begins."""

    value: Any
    offset: int


@format
class JsonLines(BitextFormat):
    """A file with one JSON object per line.

    Keys `source` and `target`, or two languages (also inside a `translation`
    object); optional `id`, `document`, `source_lang` and `target_lang`.
    """

    name = "jsonl"
    extensions = (".jsonl",)

    def escaping(self, content: str) -> Escape | None:
        return in_json

    def read(self, source: Source) -> Iterator[Bitext]:
        text = source.text()
        if not text.strip():
            raise FormatError(
                "empty file",
                where=source.path,
                hint=f"expected one JSON object per line: {EXPECTED}",
            )
        return bitexts(_beads(text, source.path), source.path)


def _beads(text: str, path: str) -> Iterator[Bead]:
    lines = Lines(text)
    at, number = 0, 0
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # it matches any line, also an empty one
        number += 1
        if match[1].strip():
            yield _bead(text, match.start(1), match.end(1), number, path, lines)
        at = match.end()


def _bead(text: str, start: int, end: int, number: int, path: str, lines: Lines) -> Bead:
    where = f"{path}:{number}"
    line = text[start:end]
    try:
        record = _object(line, _SPACE.match(line).end())  # type: ignore[union-attr]
    except (ValueError, RecursionError, IndexError) as error:
        reason = getattr(error, "msg", "") or "not a JSON object"
        raise FormatError(f"bad JSON: {reason[:1].lower()}{reason[1:]}", where=where) from None
    nested = record.get("translation")
    if nested and isinstance(nested.value, dict):
        record.update(_object(line, nested.offset))
        del record["translation"]
    names = list(record)
    fields = fields_of(names, where)
    name = _plain(record, names, fields.id) or str(number)
    langs = _langs(record, fields)
    source, target = (
        _segment(
            record[names[column]], names[column], where, (name, lang, path), start, text, lines
        )
        for column, lang in zip(fields[:2], langs, strict=True)
    )
    document = _plain(record, names, fields.document)
    return Bead(name, (source,), (target,), langs, 1.0, document)


def _object(line: str, at: int) -> dict[str, _Value]:
    """The members of the JSON object at `at`, each value with its place in the line.

    Raises:
        ValueError: it is not a JSON object; also where more follows it.
    """
    value, end = _DECODER.raw_decode(line, at)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    if not line[:at].strip() and line[end:].strip():
        raise json.JSONDecodeError("more than one value", line, end)
    members: dict[str, _Value] = {}
    at = _skip(line, at + 1)
    while line[at] != "}":
        key, at = _DECODER.raw_decode(line, at)
        at = _skip(line, _skip(line, at) + 1)
        found, end = _DECODER.raw_decode(line, at)
        members[key] = _Value(found, at)
        at = _skip(line, end)
        if line[at] == ",":
            at = _skip(line, at + 1)
    return members


def _skip(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def _plain(record: dict[str, _Value], names: list[str], column: int) -> str:
    if column < 0:
        return ""
    value = record[names[column]].value
    return "" if value is None else str(value)


def _langs(record: dict[str, _Value], fields: Fields) -> tuple[str, str]:
    source, target = fields.langs
    for side, keys in enumerate((("source_lang", "src_lang"), ("target_lang", "tgt_lang"))):
        for key in keys:
            found = record.get(key)
            if found and isinstance(found.value, str):
                source, target = (found.value, target) if side == 0 else (source, found.value)
    return source, target


def _segment(
    found: _Value,
    key: str,
    where: str,
    names: tuple[str, str, str],
    start: int,
    text: str,
    lines: Lines,
) -> Segment:
    value = "" if found.value is None else found.value
    if not isinstance(value, str):
        raise FormatError(f"{key!r} is not a string", where=where)
    name, lang, path = names
    return Segment(name, value, lang, path, _runs(value, found, start, text, lines))


def _runs(value: str, found: _Value, start: int, text: str, lines: Lines) -> tuple[Run, ...]:
    at = start + found.offset + (1 if value else 0)
    end = at + len(value)
    if text[at:end] == value and "\\" not in value:
        return (Run(0, lines.at(at)),)
    builder = TextBuilder(lines)
    _, end = _DECODER.raw_decode(text, at - 1)
    for piece in _PIECE.finditer(text, at, end - 1):
        if piece.group().startswith("\\"):
            builder.put(json.loads(f'"{piece.group()}"'), *piece.span())
        else:
            builder.add(piece.group(), piece.start())
    return builder.runs
