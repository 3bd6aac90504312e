"""Parsing of inline ignores: `tqa: ignore TRM001 reason` in a comment of a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.model import Position
from tqa.reading.text_builder import Lines

_IGNORE = re.compile(r"\btqa:[ \t]*ignore(-file)?\b[ \t]*([^\r\n]*)")
_SELECTOR = re.compile(  # a name after a code needs a comma: it may be the reason's first word
    r"(?:\A|[ \t]*,[ \t]*|[ \t]+(?=[A-Z]))(ALL|[A-Z]{3}\d{0,3}|[a-z]+(?:-[a-z]+)+)(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment that ignores findings.

    It applies to the paragraph, list item, heading or message that contains it, to the
    next one if it is in none, or to the whole file.
    """

    file: str
    place: Position
    selectors: tuple[str, ...]  # codes, prefixes of codes, or names of rules
    reason: str = ""
    whole: bool = False  # applies to the whole file

    @property
    def text(self) -> str:
        """The text of the comment in its canonical form."""
        return f"tqa: ignore{'-file' * self.whole} {', '.join(self.selectors)}".rstrip()


def ignores_in(text: str, comment: str, file: str) -> Iterator[Ignore]:
    """The ignores of a file; `comment` is a regular expression whose group is the comment's text.

    The rest of the comment after the selectors is the reason. A comment without any selector
    ignores nothing.
    """
    if "tqa:" not in text:
        return
    lines = Lines(text)
    for found in re.finditer(comment, text, re.M | re.S):
        ignore = _IGNORE.search(found[1])
        if ignore:
            selectors, reason = _parts(ignore[2])
            place = lines.at(found.start())
            yield Ignore(file, place, selectors, reason, ignore[1] is not None)


def _parts(text: str) -> tuple[tuple[str, ...], str]:
    """The selectors at the beginning of a text, and the reason after them."""
    selectors = []
    at = 0
    while found := _SELECTOR.match(text, at):
        selectors.append(found[1])
        at = found.end()
    return tuple(selectors), text[at:].strip(" \t:;,-–—()")
