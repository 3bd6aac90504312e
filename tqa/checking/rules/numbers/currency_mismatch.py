"""NUM005 currency-mismatch."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, flag, good, rule
from tqa.checking.rules.numbers._compare import differences
from tqa.checking.rules.numbers._difference import Fault, shown
from tqa.model import Bead, Finding, Severity

ADDED = Message("{target_words}: the source names no such currency")


@rule
@dataclass(frozen=True)
class CurrencyMismatch(BeadRule):
    """The same amount is in another currency, or a currency is called by another's name.

    A dollar without a country (*$*, *dolar*) matches any dollar; US, Singapore and Australian
    dollars do not match each other. Where other amounts are in another currency, or only the
    translation names an additional one, the finding is neutral, a note for the reviewer.

    Fix: name the source's currency; put a conversion in brackets after the amount.
    """

    code = "NUM005"
    name = "currency-mismatch"
    mqm = "accuracy/mistranslation/number"
    severity = Severity.MAJOR
    message = Message(
        "{source_words} in the source, {target_words} in the translation: the currency differs"
    )
    examples = (
        good("Harganya Rp8.000.", "It costs 8,000 rupiah."),
        good("Harganya 10 ribu dolar AS.", "It costs $10,000."),
        good("It costs £5.", "Harganya 5 poundsterling.", pair="en-id"),
        good("Rupiah menguat terhadap dolar AS.", "The rupiah rose against the greenback."),
        bad("Harganya US$130.000.", "It costs €130,000.", "€130,000"),
        bad("Harganya 5 dolar Singapura.", "It costs US$5.", "US$5"),
        bad("It costs Rp8,000.", "Harganya US$8.000.", "US$8.000", pair="en-id"),
        bad(
            "The rupiah fell per dollar.",
            "Rupiah terhadap euro AS turun per dolar AS.",
            flag("euro", severity=Severity.NEUTRAL),
            pair="en-id",
        ),
        bad(
            "The rupiah fell against the yen.",
            "Rupiah melemah terhadap euro.",
            "euro",
            pair="en-id",
        ),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for difference in differences(bead, Fault.CURRENCY):
            yield self.flag(
                bead,
                severity=None if difference.opposite else Severity.NEUTRAL,
                message=None if difference.source else ADDED,
                **shown(difference),
            )
