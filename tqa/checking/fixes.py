"""Suggestions that may take the place of the words flagged -> edits of files."""

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

_LARGEST = 20_000_000  # bytes of a file that is opened only to show its edits
_NEXT_WORD = re.compile(r"\S* (?=[^\W\d_])")  # up to the next word, on the same line


class Edit(NamedTuple):
    """Characters of a file, and what is to stand in their place, as the file's format writes it."""

    region: Region
    text: str


@dataclass(frozen=True)
class Fixed:
    """A file before and after its corrections."""

    before: bytes
    after: bytes
    count: int  # corrections made


class Content:
    """The text of a file, and how its format writes text into it."""

    def __init__(self, path: str, data: bytes) -> None:
        """Decode the file.

        Raises:
            FormatError: it is no text in UTF-8 or UTF-16.
        """
        self.text = decode(data, path)
        self._path = path

    @cached_property
    def lines(self) -> Lines:
        """Where its lines begin."""
        return Lines(self.text)

    @cached_property
    def escape(self) -> Escape | None:
        """How text is written into it; None where its format does not allow it."""
        try:
            return format_of(self._path).escaping(self.text)
        except UsageError:
            return None


def fixable(finding: Finding, *, unsafe: bool) -> bool:
    """Whether the finding's suggestion is certain enough to be written."""
    return finding.fix == "safe" or (unsafe and finding.fix == "unsafe")


def fixed(path: str, data: bytes, findings: Iterable[Finding]) -> Fixed:
    """The content of a file with the suggestions of its findings in place, all else as it was.

    A finding is passed over where its words are not the only thing that stands in their place
    in the file (a tag within), where the format cannot write the suggestion there, and where
    its edit overlaps another.
    """
    try:
        content = Content(path, data)
    except InputError:
        return Fixed(data, data, 0)  # no text file
    chosen = _apart(edit for each in findings for edit in edits(each, content)[:1])
    mark, encoding = encoding_of(data)
    return Fixed(data, mark + _applied(content.text, chosen).encode(encoding), len(chosen))


def edits(finding: Finding, content: Content | None) -> tuple[Edit, ...]:
    """The edit of the finding's file that each of its suggestions stands for.

    None where the finding is not of one span, or where the file does not take one of them.
    """
    words, region = finding.words, finding.region
    if content is None or len(words) != 1 or region.start.offset < 0:
        return ()
    if not region.replaceable or not finding.suggestions or content.escape is None:
        return ()
    found = [_edit(words[0], right, region, content) for right in finding.suggestions]
    return tuple(edit for edit in found if edit) if all(found) else ()


def content_of(path: str) -> Content | None:
    """The content of a text file; None where it cannot be read as text, or is very large."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return _content(path, str(Path.cwd()), found.st_mtime_ns, found.st_size)


@lru_cache(8)
def _content(path: str, folder: str, time: int, size: int) -> Content | None:
    """The content of the file as it was at this time."""
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
        return None  # the file has changed since
    if "<" in written and "<" not in wrong:
        return None  # a comment in the white space of a line end
    if region.fold:
        edit = _folded(wrong, right, region, content)
        if edit:
            return edit
    text = content.escape(right, start, end) if content.escape else None
    return None if text is None else Edit(region, text)


def _folded(wrong: str, right: str, region: Region, content: Content) -> Edit | None:
    """An edit of words over a line end that keeps the line end.

    It stays where the replacement has a space, best beside words that do not change; else it goes
    behind the next word. None where neither is possible: lines are joined then.
    """
    assert region.fold is not None  # asked by the caller
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
    """The space of a replacement at which its line may end, -1 for none."""
    if right.startswith(f"{left} "):
        return len(left)
    at = len(right) - len(rest) - 1 if right.endswith(f" {rest}") else right.rfind(" ")
    return at if at >= 0 and right[at + 1 : at + 2].isalpha() else -1


def _apart(found: Iterable[Edit]) -> list[Edit]:
    """The edits that do not touch each other, in order; of two the first."""
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
