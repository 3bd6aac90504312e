"""Fixes: suggestions that can replace the words flagged -> edits of files."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from tqa.base.errors import InputError, UsageError
from tqa.base.textio import decode, encoding_of, read_bytes
from tqa.model import Finding, Position, Region
from tqa.reading.format import Escape, format_of
from tqa.reading.text_builder import Lines

_LARGEST = 20_000_000  # bytes; a larger file is not opened only to show edits
_NEXT_WORD = re.compile(r"\S* (?=[^\W\d_])")  # up to the next word, on the same line


class Edit(NamedTuple):
    """A span of a file and its replacement, escaped for the format of the file."""

    region: Region
    text: str


@dataclass(frozen=True)
class Fixed:
    """A file before and after its corrections."""

    before: bytes
    after: bytes
    count: int  # number of fixes applied


class Content:
    """The text of a file, and the escaping of its format."""

    def __init__(self, path: str, data: bytes) -> None:
        """Decode the file.

        Raises:
            FormatError: it is not text in UTF-8 or UTF-16.
        """
        self.text = decode(data, path)
        self._path = path

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, to convert positions to offsets."""
        return Lines(self.text)

    @cached_property
    def escape(self) -> Escape | None:
        """The function that escapes text for the file; None where its format cannot be edited."""
        try:
            return format_of(self._path).escaping(self.text)
        except UsageError:
            return None


def fixable(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a safe fix, or with `unsafe` any fix."""
    return finding.fix == "safe" or (unsafe and finding.fix == "unsafe")


def fixed(path: str, data: bytes, findings: Iterable[Finding]) -> Fixed:
    """The content of a file with the fixes of its findings applied.

    A finding is skipped where the file has something else between its words (a tag), where the
    format cannot represent the suggestion there, and where its edit overlaps an earlier one.
    """
    try:
        content = Content(path, data)
    except InputError:
        return Fixed(data, data, 0)  # not a text file
    chosen = _apart(edit for each in findings for edit in edits(each, content)[:1])
    mark, encoding = encoding_of(data)
    return Fixed(data, mark + _applied(content.text, chosen).encode(encoding), len(chosen))


def edits(finding: Finding, content: Content | None) -> tuple[Edit, ...]:
    """The edit of the finding's file for each of its suggestions.

    Empty where the finding does not have exactly one span, or where the format of the file cannot
    represent one of the suggestions.
    """
    words, region = finding.words, finding.region
    if content is None or len(words) != 1 or region.start.offset < 0:
        return ()
    if not region.replaceable or not finding.suggestions or content.escape is None:
        return ()
    found = [_edit(words[0], right, region, content) for right in finding.suggestions]
    return tuple(edit for edit in found if edit) if all(found) else ()


def content_of(path: str) -> Content | None:
    """The content of a text file; None where it is not text, or is very large."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return _content(path, str(Path.cwd()), found.st_mtime_ns, found.st_size)


@lru_cache(8)
def _content(path: str, folder: str, time: int, size: int) -> Content | None:
    """As `content_of`, cached by modification time and size."""
    if size > _LARGEST:
        return None
    try:
        return Content(path, read_bytes(path))
    except InputError:
        return None


def _edit(wrong: str, right: str, region: Region, content: Content) -> Edit | None:
    start, end = region.start.offset, region.end.offset
    written = content.text[start:end]
    if region.literal and written != wrong:
        return None  # the file has changed since the check
    if "<" in written and "<" not in wrong:
        return None  # a comment in the white space around a line end
    if region.fold:
        edit = _folded(wrong, right, region, content)
        if edit:
            return edit
    text = content.escape(right, start, end) if content.escape else None
    return None if text is None else Edit(region, text)


def _folded(wrong: str, right: str, region: Region, content: Content) -> Edit | None:
    """An edit of words across a line end that keeps the line end.

    The line end takes the place of a space of the replacement, preferably next to unchanged words;
    else it moves after the next word. None where neither is possible; the lines are then joined.
    """
    assert region.fold is not None  # checked by the caller
    (first, last), text = region.fold, content.text
    start, end = region.start.offset, region.end.offset
    left, rest = text[start:first], text[last:end]
    if f"{left} {rest}" != wrong or content.escape is None:
        return None
    at = _break_at(left, rest, right)
    if at >= 0:
        begun = content.escape(right[:at], start, first)
        done = content.escape(right[at + 1 :], last, end)
        whole = begun is not None and done is not None
        return Edit(region, f"{begun}{text[first:last]}{done}") if whole else None
    behind = _NEXT_WORD.match(text, end)
    done = content.escape(right, start, end)
    if not right or behind is None or done is None:
        return None
    size = behind.end() - end
    to = Position(region.end.line, region.end.column + size, region.end.offset + size)
    return Edit(region._replace(end=to), f"{done}{behind[0][:-1]}{text[first:last]}")


def _break_at(left: str, rest: str, right: str) -> int:
    """The offset of the space of a replacement at which the line may be broken; -1 for none."""
    if right.startswith(f"{left} "):
        return len(left)
    at = len(right) - len(rest) - 1 if right.endswith(f" {rest}") else right.rfind(" ")
    return at if at >= 0 and right[at + 1 : at + 2].isalpha() else -1


def _apart(found: Iterable[Edit]) -> list[Edit]:
    """The edits that do not overlap, in order; of two overlapping ones the first."""
    chosen: list[Edit] = []
    for edit in sorted(set(found), key=_order):
        if not chosen or edit.region.start.offset > chosen[-1].region.end.offset:
            chosen.append(edit)
    return chosen


def _order(edit: Edit) -> tuple[int, int, str]:
    return edit.region.start.offset, edit.region.end.offset, edit.text


def _applied(text: str, chosen: Sequence[Edit]) -> str:
    pieces = []
    at = 0
    for region, new in chosen:
        pieces += [text[at : region.start.offset], new]
        at = region.end.offset
    return "".join([*pieces, text[at:]])
