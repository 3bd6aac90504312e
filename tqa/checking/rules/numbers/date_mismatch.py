"""NUM004 date-mismatch."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.checking.rules.numbers._compare import differences
from tqa.checking.rules.numbers._difference import Fault, shown
from tqa.model import Bead, Finding, Severity


@rule
@dataclass(frozen=True)
class DateMismatch(BeadRule):
    """A day, month, weekday or year differs between the source and the translation.

    Dates are compared part by part, so that a year or a weekday may be dropped, and in any
    notation: *Jumat (26/1)*, *Friday, Jan. 26*, *the 26th of January*. In English figures either
    order of day and month is accepted; in Indonesian the day comes first. *minggu* in lower case
    is a week, not Sunday; *may* and *march* are words.

    Fix: restore the source's date.
    """

    code = "NUM004"
    name = "date-mismatch"
    mqm = "accuracy/mistranslation/date-time"
    severity = Severity.MAJOR
    message = Message("{source_words} in the source, {target_words} in the translation")
    examples = (
        bad("Kapal itu karam tahun 1969.", "The ship sank in 1869.", "1869"),
        good("Ia lahir pada 17 Agustus 1945.", "He was born on August 17, 1945."),
        good("Rapat digelar Jumat (26/1).", "The meeting was held on Friday, Jan. 26."),
        good("Ia tiba Senin (10/12).", "He arrived Monday (12/10)."),
        good("Rapat itu digelar Minggu.", "The meeting was held on Sunday."),
        good("Dua minggu kemudian ia pulang.", "He went home two weeks later."),
        good("We may march in May.", "Kami boleh berbaris pada bulan Mei.", pair="en-id"),
        good("August 21 to 23", "21-23 Agustus", pair="en-id"),
        bad("Ia lahir pada 17 Agustus 1945.", "He was born on August 18, 1945.", "August 18, 1945"),
        bad("Rapat digelar 5 Mei 2024.", "It was held on 6 May 2024.", "6 May 2024"),
        bad(
            "Rapat digelar Senin (6/5/2024).",
            "It was held on Monday, June 5, 2024.",
            "June 5, 2024",
        ),
        good("Rapat digelar Senin (6/5/2024).", "It was held on Monday (5/6/2024)."),
        bad("Ia lahir pada 17 Agustus 1945.", "He was born in July 1945.", "July 1945"),
        bad("Rapat digelar Jumat.", "The meeting was held on Thursday.", "Thursday"),
        bad("Pemilu 2019 usai.", "The 2018 election is over.", "2018"),
        bad("It ended on Sunday.", "Itu berakhir pada hari Sabtu.", "Sabtu", pair="en-id"),
        bad("It ended in March.", "Itu berakhir pada Mei.", "Mei", pair="en-id"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for difference in differences(bead, Fault.DATE):
            yield self.flag(bead, **shown(difference))
