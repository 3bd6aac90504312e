"""TYP002 unbalanced-bracket."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, CorpusRule, Message, bad, bad_text, good, good_text, rule
from tqa.checking.rules.typography._pairs import spans_of, stray_brackets, stray_marks
from tqa.model import Bead, Finding, Severity, Side

_MARKS = "()[]{}"


@rule
@dataclass(frozen=True)
class UnbalancedBracket(CorpusRule):
    """A bracket is unmatched in its paragraph.

    Brackets are matched by nesting: `(a [b] c)` is right, `(a [b) c]` is not. The bracket of a
    list item, `a)` or `1)`, needs no partner.

    Fix: add the missing bracket or remove the unmatched one.
    """

    code = "TYP002"
    name = "unbalanced-bracket"
    mqm = "design-and-markup/unpaired-mark"
    severity = Severity.MINOR
    message = Message("unmatched bracket {mark}")
    examples = (
        good("Badan itu (BNPB) siaga.", "The agency (BNPB) is on alert."),
        good("a) lokasi; b) waktu", "a) place; b) time"),
        good_text("Terima kasih :) dan sampai jumpa."),
        bad("Badan itu (BNPB) siaga.", "The agency (BNPB is on alert.", "("),
        good("Harga (termasuk pajak. Ini baru) naik.", "The price (with tax. It is new) rose."),
        bad("Badan itu siaga.", "The agency BNPB) is on alert.", ")"),
        bad("The minister [ed.] agreed.", "Menteri red] setuju.", "]", pair="en-id"),
        bad_text("Wakil menteri-red) memerintahkan kami.", ")"),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Bead]:
        source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
        for mark in _MARKS:
            if mark in target or mark in source:
                yield bead
                return

    def judge(self, facts: list[Bead], ctx: Context) -> Iterator[Finding]:
        for bead, strays in stray_marks(facts, stray_brackets, stray_brackets):
            spans = spans_of(strays)
            yield self.flag(bead, target=spans, mark=spans[0].of(bead.text(Side.TARGET)))
