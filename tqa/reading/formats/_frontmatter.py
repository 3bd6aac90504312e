"""Front matter of Markdown files: the fields that are relevant to a translation."""

import re
from typing import NamedTuple

from tqa.reading.text_builder import Lines, TextBuilder

_FENCE = re.compile(r"(---|\+\+\+)[^\S\r\n]*(?:\r\n|\n|\r)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FIELD = re.compile(r"([A-Za-z_][\w-]*)[^\S\r\n]*[:=][^\S\r\n]+(\S.*?)\s*\Z")
_QUOTED = re.compile(r"\"((?:[^\"\\]++|\\.)*+)\"|'((?:[^']++|'')*+)'")
_PIECE = re.compile(r"\\.|''|[^\\']+|[\\']")


class FrontMatter(NamedTuple):
    """The fields with their texts, and the offset at which the content begins."""

    fields: dict[str, TextBuilder]
    end: int


def front_matter(text: str, lines: Lines) -> FrontMatter:
    """The one-line fields between the fences at the head of `text`; none without both fences.

    A field is `name: value` (YAML) or `name = value` (TOML), the value plain or
    quoted; nested and multi-line values are skipped.
    """
    fence = _FENCE.match(text)
    fields: dict[str, TextBuilder] = {}
    at = fence.end() if fence else len(text)
    while fence and at < len(text):
        line = _LINE.match(text, at)
        assert line is not None  # it matches any line, also an empty one
        if line[1].rstrip() == fence[1]:
            return FrontMatter(fields, line.end())
        found = _FIELD.match(line[1])
        if found:
            builder = TextBuilder(lines)
            _value(found[2], at + found.start(2), builder)
            fields.setdefault(found[1].lower(), builder)
        at = line.end()
    return FrontMatter({}, 0)


def _value(raw: str, offset: int, builder: TextBuilder) -> None:
    quoted = _QUOTED.match(raw)
    if quoted is None:
        plain = re.split(r"\s#", raw, maxsplit=1)[0].rstrip()
        builder.add("" if plain[:1] in (">", "|", "[", "{", "&", "*", "!") else plain, offset)
        return
    number = 1 if quoted[1] is not None else 2
    for piece in _PIECE.finditer(quoted[number]):
        place = offset + quoted.start(number) + piece.start()
        escape = piece.group() == "''" if number == 2 else piece.group().startswith("\\")
        if escape and len(piece.group()) == 2:
            builder.put(piece.group()[1], place, place + 2)
        else:
            builder.add(piece.group(), place)
