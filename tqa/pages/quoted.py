"""Texts of users as HTML: isolated from what stands around them, with words marked, shortened."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tqa.model import Span
from tqa.pages.marks import visible

if TYPE_CHECKING:
    from markupsafe import Markup

_AROUND = 90  # characters kept on each side of the words that an excerpt is about
_SLACK = 15  # characters by which an excerpt may be longer in order to end with a word


def bdi(text: str, lang: str = "") -> "Markup":
    """A text that cannot turn the direction of its surroundings."""
    return marked(text, (), lang)


def marked(text: str, spans: Iterable[Span] = (), lang: str = "", kind: str = "") -> "Markup":
    """A text with `<mark>` around spans (offsets into `text`); `kind` is the class of the marks."""
    from markupsafe import Markup, escape

    pieces, at = [], 0
    opened = Markup('<mark class="{}">').format(kind) if kind else Markup("<mark>")
    for start, end in sorted(spans):
        if start < at or end <= start:  # inside the one before, or empty
            continue
        pieces += [escape(visible(text[at:start])), opened]
        pieces += [escape(visible(text[start:end])), Markup("</mark>")]
        at = end
    pieces.append(escape(visible(text[at:])))
    opening = Markup('<bdi lang="{}">').format(lang) if lang else Markup("<bdi>")
    return opening + Markup("").join(pieces) + Markup("</bdi>")


def excerpt(
    text: str, spans: Sequence[Span] = (), lang: str = "", kind: str = "", around: int = _AROUND
) -> "Markup":
    """As `marked`, but of a long text only what stands around the first span."""
    first = min(spans, default=Span(0, 0))
    start = word_start(text, max(0, first.start - around))
    end = word_end(text, min(len(text), max(first.end, first.start) + around))
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    moved = [
        Span(max(s.start, start) - start + len(head), min(s.end, end) - start + len(head))
        for s in spans
        if s.start < end and s.end > start
    ]
    return marked(head + text[start:end] + tail, moved, lang, kind)


def word_start(text: str, at: int) -> int:
    """The beginning of the word before `at`, if it is near."""
    if at == 0:
        return 0
    blank = text.rfind(" ", max(0, at - _SLACK), at)
    return blank + 1 if blank >= 0 else at


def word_end(text: str, at: int) -> int:
    """The end of the word at `at`, if it is near."""
    if at == len(text):
        return at
    blank = text.find(" ", at, at + _SLACK)
    return blank if blank >= 0 else at
