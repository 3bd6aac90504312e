"""Suggestions that may take the place of the words flagged -> edits of files."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from tqa.base.errors import InputError
from tqa.base.textio import decode, encoding_of
from tqa.model import Finding
from tqa.reading.text_builder import Lines

_ENTITY = re.compile(r"&#?\w{1,31};")
_ENTITY_BEFORE = re.compile(_ENTITY.pattern + r"\Z")
_LONGEST = 34  # characters of an entity
_ESCAPED = frozenset('"\n\t')  # what message files write with a backslash
_MARKUP = frozenset("\"'\\<>&`\t\r\n|{}")  # what some format would write otherwise


class Edit(NamedTuple):
    """Characters of a file, as offsets, and what shall stand in their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Fixed:
    """A file before and after its corrections."""

    before: bytes
    after: bytes
    count: int  # corrections made


def fixable(finding: Finding, *, unsafe: bool) -> bool:
    """Whether the finding's suggestion is certain enough to be written."""
    return finding.fix == "safe" or (unsafe and finding.fix == "unsafe")


def fixed(path: str, data: bytes, findings: Iterable[Finding]) -> Fixed:
    """The content of a file with the suggestions of its findings in place, all else as it was.

    A finding is passed over where the file does not hold the flagged words as they are (an entity
    or a line end within), where a suggestion needs escaping, and where it overlaps another.
    """
    try:
        text = decode(data, path)
    except InputError:
        return Fixed(data, data, 0)  # no text file
    lines = Lines(text)
    edits = [edit for each in findings if (edit := _edit(each, text, lines)) is not None]
    chosen = _apart(edits)
    mark, encoding = encoding_of(data)
    return Fixed(data, mark + _applied(text, chosen).encode(encoding), len(chosen))


def _edit(finding: Finding, text: str, lines: Lines) -> Edit | None:
    """The edit of one finding: its words stand where it is placed, with the same neighbours."""
    right = finding.suggestions[0]
    (span,) = finding.target_spans
    wrong = span.of(finding.target_text)
    if _MARKUP & (set(right) - set(wrong)):
        return None
    start = lines.offset(finding.line, finding.column)
    end = start + len(wrong)
    if text[start:end] != wrong:
        return None
    before, after = finding.target_text[: span.start][-1:], finding.target_text[span.end :][:1]
    left, right_of = text[max(start - _LONGEST, 0) : start], text[end : end + _LONGEST]
    if before and not _stands(before, left[-1:], _ENTITY_BEFORE.search(left)):
        return None
    escaped = after in _ESCAPED and right_of.startswith("\\")
    if after and not (escaped or _stands(after, right_of[:1], _ENTITY.match(right_of))):
        return None
    return Edit(start, end, right)


def _stands(char: str, written: str, entity: re.Match[str] | None) -> bool:
    """Whether a neighbour of the words is there: itself, a line end for a space, an entity."""
    as_entity = entity is not None and unescape(entity[0]) == char
    return char == written or (char.isspace() and written.isspace()) or as_entity


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that do not touch each other, in order; of two the first."""
    chosen: list[Edit] = []
    for edit in sorted(set(edits)):
        if not chosen or edit.start > chosen[-1].end:
            chosen.append(edit)
    return chosen


def _applied(text: str, edits: Sequence[Edit]) -> str:
    pieces = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])
