"""YAML message files of one language, such as those of Rails."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tqa.base.errors import FormatError, MissingExtra
from tqa.model import Document, Source
from tqa.reading.format import DocumentFormat, Escape, format
from tqa.reading.formats._keyed import KeyedText, document, lang_in_path, lang_of
from tqa.reading.formats._yaml_escapes import escaping
from tqa.reading.text_builder import Lines, TextBuilder

if TYPE_CHECKING:
    from yaml.nodes import Node, ScalarNode

_LINE_END = re.compile(r"[ \t]*(\r\n|\n|\r)[ \t]*")
_STRING = "tag:yaml.org,2002:str"
_ESCAPES = {"x": 4, "u": 6, "U": 10}  # the lengths of escapes with a number


@format
class YamlMessages(DocumentFormat):
    """A YAML file whose strings are messages, at any depth; a pair is matched by the keys.

    One key over everything that is a language is no part of the keys, as in Rails (`id:`);
    it names the language, else the path does. An anchored node counts once, however often it
    is repeated. Needs the extra `yaml` (PyYAML); Python tags are not evaluated.
    """

    name = "yaml"
    extensions = (".yml", ".yaml")
    comment = r"(?:^|[ \t])#[ \t]([^\r\n]*)"

    def escaping(self, content: str) -> Escape | None:
        return escaping(content)

    def read(self, source: Source) -> Document:
        text = source.text()
        if not text.strip():
            raise FormatError("empty file", where=source.path, hint="expected a YAML mapping")
        entries = list(_entries(text, _composed(text, source.path)))
        tops = {entry.keys[0] for entry in entries}
        lang = lang_of(tops.pop()) if len(tops) == 1 else ""
        if lang and all(len(entry.keys) > 1 for entry in entries):
            entries = [entry._replace(keys=entry.keys[1:]) for entry in entries]
        return document(source.path, entries, lang or lang_in_path(source.path))


def _composed(text: str, path: str) -> "Node":
    try:
        import yaml
    except ImportError:
        raise MissingExtra(
            "YAML files require PyYAML", where=path, hint="pip install 'tqa[yaml]'"
        ) from None
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}:{mark.line + 1}" if mark else path
        raise FormatError(f"bad YAML: {error.problem or error.context}", where=where) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise FormatError(f"bad YAML: {error.reason}", where=f"{path}:{line}") from None
    except RecursionError:
        raise FormatError("bad YAML: nested too deeply", where=path) from None
    if not isinstance(root, yaml.MappingNode):
        raise FormatError("not a YAML mapping of messages", where=f"{path}:1")
    return root


def _entries(text: str, root: "Node") -> Iterator[KeyedText]:
    """The strings in the order of the file; each node once, so that aliases cannot multiply."""
    lines = Lines(text)
    seen: set[int] = set()
    stack: list[tuple[tuple[str, ...], Any]] = [((), root)]
    while stack:
        keys, node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "mapping":
            pairs = [((*keys, str(key.value)), value) for key, value in node.value]
            stack += reversed([pair for pair in pairs if pair[0][-1] != "<<"])
        elif node.id == "sequence":
            stack += reversed([((*keys, str(n)), each) for n, each in enumerate(node.value)])
        elif node.tag == _STRING and keys:
            yield KeyedText(keys, _located(text, node, lines))


def _located(text: str, node: "ScalarNode", lines: Lines) -> TextBuilder:
    """The value of a scalar with the place of each character."""
    start, end = node.start_mark.index, node.end_mark.index
    builder = TextBuilder(lines)
    style = node.style or ""
    if style in ("|", ">"):
        line_end = _LINE_END.search(text, start, end)
        start = line_end.end(1) if line_end else end  # after the line of the indicator
    elif style:
        start, end = start + 1, end - 1
    builder.begin(min(start, max(len(text) - 1, 0)))
    _Walk(text[start:end], start, style, builder).run(node.value)
    return builder


class _Walk:
    """Walks a value along the characters it was read from."""

    def __init__(self, raw: str, offset: int, style: str, builder: TextBuilder) -> None:
        self._raw = raw
        self._offset = offset
        self._style = style
        self._builder = builder
        self._at = 0

    def run(self, value: str) -> None:
        """Add each character of the value with its place."""
        for char in value:
            self._one(char)

    def _one(self, char: str) -> None:
        raw, at = self._raw, self._at
        if self._style == '"' and raw[at : at + 1] == "\\":
            self._escape(char)
        elif self._style == "'" and raw.startswith("''", at):
            self._put(char, 2)
        elif char in " \n" and self._break_at(at):
            self._line_end(char)
        else:
            self._literal(char)

    def _literal(self, char: str) -> None:
        raw, at = self._raw, self._at
        if raw[at : at + 1] != char and raw[at : at + 1].isspace():
            self._at += len(raw[at:]) - len(raw[at:].lstrip())  # behind a line end: indentation
            self._one(char)
            return
        if raw[at : at + 1] == char:
            self._builder.add(char, self._offset + at)
            self._at = at + 1
        else:
            self._put(char, 0)

    def _put(self, char: str, length: int) -> None:
        place = self._offset + min(self._at, max(len(self._raw) - 1, 0))
        self._builder.put(char, place, place + length)
        self._at += length

    def _escape(self, char: str) -> None:
        raw, at = self._raw, self._at
        if raw[at + 1 : at + 2] in ("\n", "\r"):  # an escaped line end: the line continues
            rest = raw[at + 1 :]
            self._at = at + 1 + len(rest) - len(rest.lstrip())
            self.run(char)
            return
        self._put(char, _ESCAPES.get(raw[at + 1 : at + 2], 2))

    def _break_at(self, at: int) -> bool:
        """Whether white space with a line end begins here."""
        return _LINE_END.match(self._raw, at) is not None

    def _line_end(self, char: str) -> None:
        """A line end: a space for it stands for the white space around it, too."""
        before = self._at
        found = _LINE_END.match(self._raw, before)
        assert found is not None  # checked by the caller
        self._at = found.end() if char == " " else found.end(1)
        self._builder.put(char, self._offset + before, self._offset + self._at)
