"""MRK003 email-or-handle."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.model import Bead, Finding, Severity, Side
from tqa.rule import BeadRule, Context, Message, bad, good, rule
from tqa.rules.markup._carried import found_by, unequal

FIND = found_by(
    re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?<![\w@/])@\w{2,40}"),
    ("@",),
    str.lower,
)


@rule
@dataclass(frozen=True)
class EmailOrHandle(BeadRule):
    """An e-mail address or an @handle is missing, changed, or added in the translation.

    Fix: copy it as it stands.
    """

    code = "MRK003"
    name = "email-or-handle"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    message = Message(
        en="{there} in the source, {here} in the translation",
        id="{there} dalam sumber, {here} dalam terjemahan",
    )
    examples = (
        good("Surel: redaksi@contoh.id.", "E-mail: redaksi@contoh.id."),
        good("Ikuti @kabarnusa!", "Follow @KabarNusa!"),
        bad("Surel: redaksi@contoh.id", "E-mail: newsroom@contoh.id", "newsroom@contoh.id"),
        bad("Follow @kabarnusa.", "Ikuti @kabar_nusa.", "@kabar_nusa", pair="en-id"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for lost, gained in unequal(bead, FIND):
            there = lost.span.of(bead.text(Side.SOURCE)) if lost else "∅"
            here = gained.span.of(bead.text(Side.TARGET)) if gained else "∅"
            yield self.flag(
                bead,
                source=lost.span if lost else (),
                target=gained.span if gained else (),
                suggestions=(there,) if lost else (),
                there=there,
                here=here,
            )
