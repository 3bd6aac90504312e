"""NUM006 unit-mismatch."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, flag, good, rule
from tqa.checking.rules.numbers._compare import differences
from tqa.checking.rules.numbers._difference import Fault, shown
from tqa.model import Bead, Finding, Severity


@rule
@dataclass(frozen=True)
class UnitMismatch(BeadRule):
    """The same number is a percentage on one side only, or has another unit of measure.

    Percentage points (*poin persentase*) are not percent; where the translation calls them so,
    as many newspapers do, the finding is minor. A basis point is a hundredth of a
    percentage point. In a range the unit may be given once (*5 to 6 percent*). Converted measures
    (10 km, 6 miles) have another number and are not flagged.

    Fix: restore the unit, or convert the number as well.
    """

    code = "NUM006"
    name = "unit-mismatch"
    mqm = "accuracy/mistranslation/number"
    severity = Severity.MAJOR
    message = Message(
        "{source_words} in the source, {target_words} in the translation: the unit differs"
    )
    examples = (
        good("Laba naik 5 persen.", "Profit rose 5 per cent."),
        good("Laba naik 5,5-6 persen.", "Profit rose by 5.5 to 6 percent."),
        good("Jaraknya 15 meter.", "It is 15 metres away."),
        good("He is a 35-year-old.", "Ia berusia 35 tahun.", pair="en-id"),
        good("Setengah warganya pindah.", "50 percent of the people moved."),
        bad("Laba naik 5 persen.", "Profit rose 5.", "5"),
        bad(
            "It rose 5 percentage points.",
            "Naik 5 persen.",
            flag("5 persen", severity=Severity.MINOR),
            pair="en-id",
        ),
        bad("Jaraknya 15 kilometer.", "It is 15 miles away.", "15 miles"),
        bad("It took 3 weeks.", "Itu memakan waktu 3 bulan.", "3 bulan", pair="en-id"),
        bad("Suku bunga naik 25 persen.", "Rates rose 25 basis points.", "25 basis points"),
        good("Suku bunga naik 25 basis poin.", "Rates rose 0.25 percentage points."),
        bad("Jalannya dua belas kilometer.", "The road is twelve miles long.", "twelve miles"),
        bad("Beratnya 20 kilogram.", "It weighs 20 tonnes.", "20 tonnes"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for difference in differences(bead, Fault.UNIT):
            units = {q.unit for q in (*difference.source, *difference.target)}
            severity = Severity.MINOR if units == {"pp", "%"} else None
            yield self.flag(bead, severity=severity, **shown(difference))
