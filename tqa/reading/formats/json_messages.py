"""JSON message files of one language, such as i18next and Flutter ARB."""

import json
import re
from collections.abc import Iterator

from tqa.base.errors import FormatError
from tqa.model import Document, Source
from tqa.reading.format import DocumentFormat, Escape, format
from tqa.reading.formats._escapes import in_json
from tqa.reading.formats._keyed import KeyedText, document, lang_in_path, lang_of
from tqa.reading.text_builder import Lines, TextBuilder

_DECODER = json.JSONDecoder()
_SKIP = re.compile(r"[\s,:]*")
_SCALAR = re.compile(r"[^\s,\]}]+")
_PIECE = re.compile(r"[^\\]+|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.", re.S)


@format
class JsonMessages(DocumentFormat):
    """A JSON file whose strings are messages, at any depth; a pair is matched by the keys.

    Keys that begin with `@` are metadata, as in ARB files; `@@locale` names the language, else
    the path does (`en.json`, `id/app.json`).
    """

    name = "json"
    extensions = (".json", ".arb")

    def escaping(self, content: str) -> Escape | None:
        return in_json

    def read(self, source: Source) -> Document:
        text = source.text()
        if not text.strip():
            raise FormatError("empty file", where=source.path, hint="expected a JSON object")
        root = _parsed(text, source.path)
        if not isinstance(root, dict):
            raise FormatError("not a JSON object of messages", where=f"{source.path}:1")
        locale = root.get("@@locale")
        lang = lang_of(locale) if isinstance(locale, str) else ""
        entries = (e for e in _strings(text) if not any(k.startswith("@") for k in e.keys))
        return document(source.path, entries, lang or lang_in_path(source.path))


def _parsed(text: str, path: str) -> object:
    try:
        return json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        reason = f"{error.msg[:1].lower()}{error.msg[1:]}"
        raise FormatError(f"bad JSON: {reason}", where=f"{path}:{error.lineno}") from None
    except RecursionError:
        raise FormatError("bad JSON: nested too deeply", where=path) from None


def _strings(text: str) -> Iterator[KeyedText]:
    """The strings of valid JSON that are values, with their keys and places."""
    lines = Lines(text)
    keys: list[str] = []
    lists: list[int] = []  # for each open bracket: the next index, -1 for an object
    named = False  # a key has been read and its value has not
    at = _skip(text, 0)
    while at < len(text):
        char = text[at]
        value = named or not lists or lists[-1] >= 0
        if char in "]}":
            lists.pop()
            named = False
            at += 1
            if lists:
                keys.pop()
        elif char == '"' and not value:
            key, at = _DECODER.raw_decode(text, at)
            keys.append(key)
            named = True
        else:
            if lists and lists[-1] >= 0:
                keys.append(str(lists[-1]))
                lists[-1] += 1
            named = False
            if char in "[{":
                lists.append(0 if char == "[" else -1)
                at += 1
            elif char == '"':
                _, end = _DECODER.raw_decode(text, at)
                yield KeyedText(tuple(keys), _located(text, at + 1, end - 1, lines))
                at = end
                keys.pop()
            else:
                scalar = _SCALAR.match(text, at)
                at = scalar.end() if scalar else at + 1
                keys.pop()
        at = _skip(text, at)


def _skip(text: str, at: int) -> int:
    match = _SKIP.match(text, at)
    return match.end() if match else at


def _located(text: str, start: int, end: int, lines: Lines) -> TextBuilder:
    builder = TextBuilder(lines)
    builder.begin(start)
    for piece in _PIECE.finditer(text, start, end):
        raw = piece.group()
        if raw[0] == "\\":
            builder.put(json.loads(f'"{raw}"'), *piece.span())
        else:
            builder.add(raw, piece.start())
    return builder
