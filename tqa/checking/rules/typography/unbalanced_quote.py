"""TYP001 unbalanced-quote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from tqa.checking.rules.typography._pairs import (
    Stray,
    cut_quotes,
    spans_of,
    stray_marks,
    stray_quotes,
)
from tqa.model import Bead, Finding, Severity, Side

_MARK = re.compile("[\"“”„«»]|''|‘‘|’’")
# a mark with the shape of an opening one that closes, and the other way round
_TURNED = re.compile(r"(?<!\s)(?<!^)“(?!\w)|(?:(?<=\s)|^)[”»](?=\w)")
_MARKS = ("“", "”", "„", "«", "»", "‘‘", "’’")


@rule
@dataclass(frozen=True)
class UnbalancedQuote(CorpusRule):
    """A double quotation mark is unmatched in its paragraph.

    The reader cannot see where a quotation begins or ends. A quotation may span several sentences
    of a paragraph; where it spans several paragraphs, each begins with a mark and only the last
    ends with one. The finding is neutral where the source quotes nothing, as the other mark may
    be in a neighbouring segment, and where no mark is missing but one faces the wrong way.

    Fix: add the missing mark, or turn the one that faces the wrong way.
    """

    code = "TYP001"
    name = "unbalanced-quote"
    mqm = "design-and-markup/unpaired-mark"
    severity = Severity.MINOR
    message = Message("unmatched quotation mark {mark}")
    examples = (
        good("“Kita siap,” katanya.", "“We are ready,” he said."),
        good('"Kita siap. Ayo," katanya.', '"We are ready. Let us go," she said.'),
        good_text('Ia membeli televisi 32" kemarin.'),
        good_text("“Kita siap.\n“Kita berangkat,” katanya."),
        good('Sifatnya rahasia," ujarnya.', 'It is secret," he said.'),
        good("“Kita siap.\nAyo pergi,” katanya.", "“We are ready.\nLet us go,” he said."),
        good("'Kita siap dan kita pergi.", "“We are ready and we go."),
        good_text("''Kita siap,'' katanya."),
        bad("“Kita siap,” katanya.", "We are ready,” he said.", "”"),
        bad("“Kita siap,” katanya.", "“We are ready, he said.", "“"),
        bad(
            "“We are ready,” he said.",
            "“Kita siap“, katanya.",
            flag("“", severity=Severity.NEUTRAL),
            pair="en-id",
        ),
        bad_text('Menteri menyebut "langkah nyata itu kemarin.', '"'),
        bad_text("“Ini penting. Pada akhirnya, dia berkata: “Kerjakan.”", "“"),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Bead]:
        if _quotes(bead.text(Side.TARGET)) or _quotes(bead.text(Side.SOURCE)):
            yield bead

    def judge(self, facts: list[Bead], ctx: Context) -> Iterator[Finding]:
        opened: set[tuple[str, int]] | None = None
        for bead, strays in stray_marks(facts, stray_quotes, cut_quotes):
            if opened is None:
                opened = _opened(facts)
            if _goes_on(bead, strays[0], opened):
                strays = strays[1:]  # the quotation continues in the next paragraph
            if strays:
                spans = spans_of(strays)
                text = bead.text(Side.TARGET)
                harmless = _runs_on(bead, strays) or _faces_wrong(text, strays) or _follows(bead)
                severity = Severity.NEUTRAL if harmless else None
                mark = spans[0].of(text)
                yield self.flag(bead, target=spans, severity=severity, mark=mark)


def _quotes(text: str) -> bool:
    """Whether a text has any quotation mark."""
    if '"' in text or "''" in text:
        return True
    return not text.isascii() and any(mark in text for mark in _MARKS)


def _runs_on(bead: Bead, strays: Sequence[Stray]) -> bool:
    """Whether the source quotes nothing: the quotation may span neighbouring segments."""
    return bool(bead.source) and len(strays) == 1 and not _quotes(bead.text(Side.SOURCE))


def _follows(bead: Bead) -> bool:
    """Whether the source has an unmatched mark of its own, which the translation copies."""
    return bool(bead.source) and bool(cut_quotes(bead.text(Side.SOURCE)))


def _faces_wrong(text: str, strays: Sequence[Stray]) -> bool:
    """Whether the number of marks is right, and an unmatched one faces the wrong way."""
    if len(_MARK.findall(text)) % 2:
        return False
    return any(_TURNED.match(text, stray.at) for stray in strays)


def _opened(beads: list[Bead]) -> set[tuple[str, int]]:
    """The blocks that begin with a quotation mark: (file, block)."""
    return {
        (bead.target[0].file, bead.target[0].block)
        for bead in beads
        if bead.target and bead.text(Side.TARGET).lstrip()[:1] in ("“", '"')
    }


def _goes_on(bead: Bead, stray: Stray, opened: set[tuple[str, int]]) -> bool:
    first = bead.target[0]
    at_start = stray.opens and not bead.text(Side.TARGET)[: stray.at].strip()
    return at_start and (first.file, first.block + 1) in opened
