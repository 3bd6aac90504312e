"""NUM002 magnitude-mismatch."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, flag, good, rule
from tqa.checking.rules.numbers._compare import differences
from tqa.checking.rules.numbers._difference import Fault, shown
from tqa.lang.quantity.numbers import scale_word
from tqa.lang.quantity.values import Quantity
from tqa.model import Bead, Finding, Severity, Side


@rule
@dataclass(frozen=True)
class MagnitudeMismatch(BeadRule):
    """The figures agree, but the magnitude word does not: juta for billion, miliar for million.

    Indonesian *miliar* is a billion (10⁹) and *M* after a sum is *miliar*, while
    English *m* is a million. The amount is then wrong a thousandfold.

    Fix: ribu = thousand, juta = million, miliar = billion, triliun = trillion.
    """

    code = "NUM002"
    name = "magnitude-mismatch"
    mqm = "accuracy/mistranslation/number"
    severity = Severity.CRITICAL
    fix = "unsafe"
    message = Message(
        "{source_words} is not {target_words}: the figures agree, the magnitude does not"
    )
    examples = (
        good("Nilainya Rp2,5 miliar.", "It is worth Rp2.5 billion."),
        good("Nilainya Rp2,5 M.", "It is worth Rp2.5 billion."),
        good("It costs £125m.", "Biayanya £125 juta.", pair="en-id"),
        good("Nilainya 1.500 miliar rupiah.", "It is worth 1.5 trillion rupiah."),
        good("Jutaan orang menonton.", "Millions of people watched."),
        bad(
            "Nilainya Rp2,5 miliar.",
            "It is worth Rp2.5 million.",
            flag("Rp2.5 million", suggestion="Rp2.5 billion", fix="unsafe"),
        ),
        bad(
            "Nilainya Rp2,5 M.",
            "It is worth Rp2.5 million.",
            flag("Rp2.5 million", suggestion="Rp2.5 billion", fix="unsafe"),
        ),
        bad(
            "It cost $3 trillion.",
            "Biayanya $3 miliar.",
            flag("$3 miliar", suggestion="$3 triliun", fix="unsafe"),
            pair="en-id",
        ),
        bad(
            "Two million people fled.",
            "Dua miliar orang mengungsi.",
            flag("Dua miliar", suggestion="Dua juta", fix="unsafe"),
            pair="en-id",
        ),
        bad(
            "Utangnya 6 hingga 8 triliun.",
            "It owes 6 to 8 billion.",
            flag("8 billion", suggestion="8 trillion", fix="unsafe"),
        ),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for difference in differences(bead, Fault.MAGNITUDE):
            right = _corrected(difference.source[0], difference.target[0], bead.lang(Side.TARGET))
            yield self.flag(
                bead,
                suggestions=(right,) if right else (),
                **shown(difference),
            )


def _corrected(source: Quantity, target: Quantity, lang: str) -> str:
    """The target's words with the magnitude word of the source; "" where that is ambiguous."""
    wrong, right = scale_word(target.scale, lang), scale_word(source.scale, lang)
    if not wrong or not right or wrong not in target.text or source.mantissa != target.mantissa:
        return ""
    return target.text.replace(wrong, right)
