"""TYP006 quote-style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tqa.checking.rule import (
    Context,
    CorpusRule,
    Message,
    bad,
    bad_text,
    flag,
    good,
    good_text,
    rule,
)
from tqa.model import Bead, BlockKind, Finding, Severity, Side, Span

_LEAST = 2  # minimum number of beads with the style of the document
_NAMES = {
    "straight": Message("straight"),
    "curly": Message("curly"),
    "single": Message("single"),
}
# attributes of tags and code have straight marks in any style
_CODE = re.compile(r"<[^<>]{0,500}>|`[^`]{0,500}`|\{[^{}]{0,200}\}")
_STRAIGHT = re.compile(r"(?<![\d\"])\"(?=[^\s\"])")
# opened in one style and closed in the other
_PAIR = re.compile(r"“[^\"“”]{1,400}(?<=[^\s\"])\"(?!\w)|(?<!\w)\"(?=\w)[^\"“”]{1,400}”")
# speech in single marks: opened after a space, closed after a comma or an end mark
_SPEECH = re.compile(r"(?:\A|(?<=[\s(]))['‘](?=\w)[^'‘’\"“”\n]{4,400}[,.?!]['’](?=[\s,.;)]|\Z)")


class _Styles(NamedTuple):
    """A bead, the first mark of each style in its target, and the styles of its source."""

    bead: Bead
    first: tuple[tuple[str, Span], ...]
    source: tuple[str, ...]


@rule
@dataclass(frozen=True)
class QuoteStyle(CorpusRule):
    """One document mixes two styles of quotation marks: straight and curly, single and double.

    A second style usually shows that text was pasted in or edited by another hand. Reported once
    per document, at the first mark of the rarer style; neutral where only the shape differs from
    one quotation to the next. A mix that the source has too is ignored; so are single marks around
    a word, code, and inch marks.

    Fix: write all quotations in the style of the document.
    """

    code = "TYP006"
    name = "quote-style"
    mqm = "linguistic-conventions/punctuation"
    severity = Severity.MINOR
    message = Message("a {rare} quotation mark; elsewhere the document uses {usual} ones")
    examples = (
        good("“Ayo,” katanya.\n“Siap.”", '"Come," he said.\n"Ready."'),
        good(
            '“Ayo,” katanya.\n“Siap.”\n"Ya."',
            '“Come,” he said.\n“Ready.”\n"Yes."',
        ),
        good_text('“Ayo,” katanya.\n“Siap.”\nLayar 32" itu <a href="x">baru</a>.'),
        good_text("“Ayo,” katanya.\n“Siap.”\nIa menyebutnya ‘rumah’ saja."),
        bad(
            '"Ayo," katanya.\n"Siap," jawab Tini.\n"Baik."',
            '“Come,” he said.\n“Ready,” Tini answered.\n"Good."',
            flag('"', severity=Severity.NEUTRAL),
        ),
        bad(
            '"Come," he said.\n"Ready," Tini answered.\n"Good."',
            '"Ayo," katanya.\n"Siap," jawab Tini.\n“Baik.”',
            flag("“", severity=Severity.NEUTRAL),
            pair="en-id",
        ),
        bad_text(
            '"Ayo," katanya.\n"Kami siap," jawab Tini.\n\'Baik, kita berangkat,\' kata Andi.', "'"
        ),
        bad_text(
            '“We go,” he said.\n“Yes,” she said. “Now.”\n"Wait for me," said Andi.',
            flag('"', severity=Severity.NEUTRAL),
            lang="en",
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[_Styles]:
        text = bead.text(Side.TARGET)
        if '"' not in text and "“" not in text and not _single(text):
            return
        first = tuple(_styles(text))
        if first and all(segment.kind is not BlockKind.CODE for segment in bead.target):
            source = tuple(style for style, _ in _styles(bead.text(Side.SOURCE)))
            yield _Styles(bead, first, source)

    def judge(self, facts: list[_Styles], ctx: Context) -> Iterator[Finding]:
        theirs = {style for fact in facts for style in fact.source}
        places: dict[str, list[tuple[Bead, Span]]] = {}
        for fact in facts:
            for style, span in fact.first:
                places.setdefault(style, []).append((fact.bead, span))
        if not places:
            return
        usual = max(places, key=lambda style: len(places[style]))
        for rare, found in places.items():
            if rare == usual or len(places[usual]) < _LEAST or {rare, usual} <= theirs:
                continue
            crossed = [place for place in found if _PAIR.search(place[0].text(Side.TARGET))]
            bead, span = (crossed or found)[0]
            light = not crossed and "single" not in (rare, usual)
            yield self.flag(
                bead,
                target=span,
                severity=Severity.NEUTRAL if light else None,
                rare=_NAMES[rare],
                usual=_NAMES[usual],
            )


def _styles(text: str) -> Iterator[tuple[str, Span]]:
    """The styles of the quotations of a text, each with its first mark."""
    if "<" in text or "`" in text or "{" in text:
        text = _CODE.sub(lambda match: "x" * len(match.group()), text)
    if '"' in text:
        straight = _STRAIGHT.search(text)
        if straight and text.count('"') > 1:
            yield "straight", Span(straight.start(), straight.end())
    at = text.find("“")
    if at >= 0:
        yield "curly", Span(at, at + 1)
    if _single(text):
        single = _SPEECH.search(text)
        if single:
            yield "single", Span(single.start(), single.start() + 1)


def _single(text: str) -> bool:
    """Whether a text may have quotations in single marks: a cheap pre-check."""
    return " '" in text or "‘" in text or text[:1] == "'" or "('" in text
