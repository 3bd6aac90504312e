"""TYP001 unbalanced-quote."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.model import Bead, Finding, Severity, Side
from tqa.rule import Context, CorpusRule, Message, bad, bad_text, good, good_text, rule
from tqa.rules.typography._pairs import span_of, stray_in_blocks, stray_quotes


@rule
@dataclass(frozen=True)
class UnbalancedQuote(CorpusRule):
    """A double quotation mark has no partner in its paragraph.

    The reader cannot tell where somebody's words begin or end. A quotation may
    run over several sentences of a paragraph; where it runs over several
    paragraphs, each opens it anew and only the last closes it.

    Fix: add the missing mark, or turn round the one that faces the wrong way.
    """

    code = "TYP001"
    name = "unbalanced-quote"
    mqm = "design-and-markup/unpaired-mark"
    severity = Severity.MINOR
    message = Message(
        en="the quotation mark {mark} has no partner",
        id="tanda petik {mark} tidak berpasangan",
    )
    examples = (
        good("“Kita siap,” katanya.", "“We are ready,” he said."),
        good('"Kita siap. Ayo," katanya.', '"We are ready. Let us go," she said.'),
        good_text('Ia membeli televisi 32" kemarin.'),
        good_text("“Kita siap.\n“Kita berangkat,” katanya."),
        good('Sifatnya rahasia," ujarnya.', 'It is secret," he said.'),
        bad("“Kita siap,” katanya.", "“We are ready, he said.", "“"),
        bad("“We are ready,” he said.", "“Kita siap“, katanya.", "“", pair="en-id"),
        bad_text('Menteri menyebut "langkah nyata itu kemarin.', '"'),
        bad_text("“Ini penting. Pada akhirnya, dia berkata: “Kerjakan.”", "“"),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Bead]:
        if any(mark in bead.text(side) for side in Side for mark in '"“”„«»'):
            yield bead

    def judge(self, facts: list[Bead], ctx: Context) -> Iterator[Finding]:
        found = list(stray_in_blocks(facts, stray_quotes))
        starts = {
            (s.file, s.block)
            for bead in facts
            for s in bead.target[:1]
            if bead.text(Side.TARGET).lstrip()[:1] in ("“", '"')
        }
        for bead, stray in found:
            at_start = not bead.text(Side.TARGET)[: stray.at].strip()
            first = bead.target[0]
            if stray.opens and at_start and (first.file, first.block + 1) in starts:
                continue  # the quotation goes on in the next paragraph
            yield self.flag(bead, target=span_of(stray), mark=stray.char)
