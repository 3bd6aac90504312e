"""ACC006 negation."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.lang.polarity import denies, negations
from tqa.model import Bead, Finding, Severity, Side, Span
from tqa.rule import BeadRule, Context, Message, bad, good, rule

GAINED = Message(
    en="“{word}” negates, and nothing in the source does",
    id="“{word}” menegasikan, sedangkan sumber tidak",
)


@rule
@dataclass(frozen=True)
class Negation(BeadRule):
    """A negation is lost or gained: the translation says the opposite.

    Negators of both languages are counted (not, n't, never, without; tidak, bukan,
    belum, jangan, tanpa), without those that do not negate (not only, tak lain).
    A side without a negator may deny in another way (fail, unable; gagal,
    menolak, ketidakpastian): then nothing is flagged.

    Fix: restore the negation, or take it out.
    """

    code = "ACC006"
    name = "negation"
    mqm = "accuracy/mistranslation"
    severity = Severity.CRITICAL
    message = Message(
        en="the source negates (“{word}”), the translation does not",
        id="sumber menegasikan (“{word}”), terjemahan tidak",
    )
    examples = (
        good("Ia tidak datang.", "He did not come."),
        good("Ia tidak datang.", "He failed to come."),
        good("Tidak hanya murah, ini kuat.", "It is cheap and also strong."),
        good("He left without a word.", "Ia pergi tanpa kata.", pair="en-id"),
        bad("Kita tidak boleh menghapusnya.", "We may delete it.", ""),
        bad("They do not agree.", "Mereka setuju.", "", pair="en-id"),
        bad("Mereka setuju.", "They do not agree.", "not"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
        if not source.strip() or not target.strip():
            return
        there = negations(source, bead.lang(Side.SOURCE))
        here = negations(target, bead.lang(Side.TARGET))
        if bool(there) == bool(here):
            return
        if there and not denies(target, bead.lang(Side.TARGET)):
            yield self.flag(bead, source=there[0], target=Span(0, 0), word=there[0].of(source))
        if here and not denies(source, bead.lang(Side.SOURCE)):
            yield self.flag(bead, target=here[0], message=GAINED, word=here[0].of(target))
