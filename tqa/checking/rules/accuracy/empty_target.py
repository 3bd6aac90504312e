"""ACC003 empty-target."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.model import Bead, Finding, Severity, Side, Span


@rule
@dataclass(frozen=True)
class EmptyTarget(BeadRule):
    """A unit of a bilingual file has a source but no translation.

    A sentence of an article that the translation lacks is reported as ACC004.

    Fix: translate it.
    """

    code = "ACC003"
    name = "empty-target"
    mqm = "accuracy/omission"
    severity = Severity.CRITICAL
    message = Message("the translation is empty")
    examples = (
        good("Ia datang.", "He came."),
        good(" ", " "),
        good("—", " "),
        bad("Ia datang.", " ", ""),
        bad("He came.", "  ", "", pair="en-id"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if not bead.target or bead.text(Side.TARGET).strip():
            return
        if any(map(str.isalnum, bead.text(Side.SOURCE))):
            yield self.flag(bead, target=Span(0, 0))
