"""NUM007 time-mismatch."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.checking.rules.numbers._compare import differences
from tqa.checking.rules.numbers._difference import Fault, shown
from tqa.model import Bead, Finding, Severity


@rule
@dataclass(frozen=True)
class TimeMismatch(BeadRule):
    """A clock time or its zone differs between the sides.

    *pukul 14.30*, 14:30 and 2:30 p.m. are equal; so are 14.30 WIB and 07:30 GMT. Indonesian
    gives official times on the 24-hour clock (*pukul 09.30 WIB* is in the morning), and in
    speech the half before the hour: *setengah delapan* is half past seven. WIB is UTC+7, WITA
    UTC+8, WIT UTC+9. *2 jam* is a duration, not a time.

    Fix: restore the time; where the zone is changed, convert the hour as well.
    """

    code = "NUM007"
    name = "time-mismatch"
    mqm = "accuracy/mistranslation/date-time"
    severity = Severity.MAJOR
    message = Message("{source_words} in the source, {target_words} in the translation")
    examples = (
        good("Acara mulai pukul 14.30 WIB.", "It starts at 2:30 p.m."),
        good("Acara mulai pukul 14.30 WIB.", "It starts at 07:30 GMT."),
        good("Ia pulang pukul 8 malam.", "He went home at 8."),
        good("It opens at 9 a.m.", "Buka pukul 09.00.", pair="en-id"),
        good("Perjalanan itu 2 jam 30 menit.", "The trip takes 2 hours and 30 minutes."),
        bad("Acara mulai pukul 14.30 WIB.", "It starts at 4:30 p.m.", "4:30 p.m."),
        bad("Acara mulai pukul 14.30 WIB.", "It starts at 14:30 WITA.", "14:30 WITA"),
        good("Ia pulang pukul setengah delapan malam.", "He went home at half past seven."),
        good("Kereta tiba pukul dua kurang seperempat.", "The train arrives at a quarter to two."),
        bad("Acara mulai pukul 09.30 WIB.", "It starts at 9:30 p.m.", "9:30 p.m."),
        bad(
            "Ia pulang pukul setengah delapan.",
            "He went home at half past eight.",
            "half past eight",
        ),
        bad("It opens at 9 a.m.", "Buka pukul 9 malam.", "9 malam", pair="en-id"),
        bad("It closes at 21:15.", "Tutup pukul 21.50.", "21.50", pair="en-id"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for difference in differences(bead, Fault.TIME):
            yield self.flag(bead, **shown(difference))
