"""Where the words of a finding end in the file, and columns in the units that formats count in."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tqa.base.errors import FormatError
from tqa.base.textio import decode, read_bytes
from tqa.model import Finding

_LINE_END = re.compile(r"\r\n|\n|\r")
_LARGEST = 20_000_000  # bytes of a file that is opened to see where words end
_REACH = 8  # lines that flagged words may go on over


class Region(NamedTuple):
    """A range of a file, half-open, in 1-based lines and columns of code points.

    `words` are the characters of it; of a place without width, or one whose
    words the file writes otherwise (entities, escapes), they are "".
    """

    line: int
    column: int
    end_line: int
    end_column: int
    words: str = ""


def region(finding: Finding, content: Sequence[str] | None = None) -> Region:
    """The place of a finding with the end of its (first) flagged words.

    `content` are the lines of its file, where they are at hand already.
    """
    line, column = max(finding.line, 1), max(finding.column, 1)
    words = _flagged(finding)
    known = lines_of(finding.file) if content is None else content
    lines = known[line - 1 : line - 1 + _REACH] if words else ()
    if lines:
        rest = "\n".join((lines[0][column - 1 :], *lines[1:]))
        found = re.match(r"\s+".join(map(re.escape, words.split())), rest)
        if found and found.group():
            breaks = found.group().count("\n")
            tail = len(found.group()) - found.group().rfind("\n")
            end = tail if breaks else column + len(found.group())
            return Region(line, column, line + breaks, end, found.group())
    return Region(line, column, line, column)


def replaceable(finding: Finding, where: Region) -> bool:
    """Whether the finding's suggestions may take the place of the region's words."""
    spans = finding.target_spans if finding.target_segments else finding.source_spans
    return bool(finding.suggestions and where.words) and len(spans) == 1


def _flagged(finding: Finding) -> str:
    if finding.target_segments or not finding.source_file:
        spans, text = finding.target_spans, finding.target_text
    else:
        spans, text = finding.source_spans, finding.source_text
    return spans[0].of(text) if spans else ""


def lines_of(file: str) -> tuple[str, ...]:
    """The lines of a text file; none where it cannot be read as text, or is very large."""
    try:
        found = Path(file).stat()
    except (OSError, ValueError):
        return ()
    return _lines(file, str(Path.cwd()), found.st_mtime_ns, found.st_size)


@lru_cache(8)
def _lines(file: str, folder: str, time: int, size: int) -> tuple[str, ...]:
    """The lines of the file as it was at this time."""
    if size > _LARGEST:
        return ()
    try:
        return lines_in(decode(read_bytes(file), file))
    except FormatError:
        return ()


def lines_in(text: str) -> tuple[str, ...]:
    """The lines of a text, as editors and findings count them: U+2028 and its like end none."""
    return tuple(_LINE_END.split(text))


def utf8_column(file: str, line: int, column: int) -> int:
    """The 1-based column in bytes of UTF-8; unchanged where the file's line is not known."""
    lines = lines_of(file)
    if not 0 < line <= len(lines):
        return column
    return len(lines[line - 1][: column - 1].encode("utf-8", "replace")) + 1


def uri(file: str) -> str:
    """A path as a URI reference: relative ones stay so, absolute ones get `file:`."""
    path = file.replace("\\", "/")
    if path.startswith("/"):
        return f"file://{quote(path)}"
    quoted = quote(path)
    return f"./{quoted}" if ":" in quoted.split("/")[0] else quoted
