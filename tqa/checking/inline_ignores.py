"""`tqa: ignore TRM001 reason` in a comment of a document: what is written, and where."""

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

    It holds for the paragraph, list item, heading or message that it stands in, for the
    next one where it stands by itself, or for the whole file.
    """

    file: str
    place: Position
    selectors: tuple[str, ...]  # codes, beginnings of codes, or names of rules
    reason: str = ""
    whole: bool = False  # the whole file

    @property
    def text(self) -> str:
        """As it is to be written."""
        return f"tqa: ignore{'-file' * self.whole} {', '.join(self.selectors)}".rstrip()


def ignores_in(text: str, comment: str, file: str) -> Iterator[Ignore]:
    """The ignores of a file; `comment` is a regular expression whose group is a comment's content.

    What follows the selectors is the reason. A comment without any selector
    has none, and so ignores nothing.
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
