"""NUM001 number-mismatch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, flag, good, rule
from tqa.checking.rules.numbers._compare import differences
from tqa.checking.rules.numbers._difference import CLOSE, FREE, Difference, Fault, shown
from tqa.lang.quantity.quantities import find
from tqa.lang.quantity.values import DateParts, Kind, Quantity
from tqa.model import Bead, Finding, Severity, Side

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_NAME_BEFORE = re.compile(r"[a-z,] ([A-Z][a-z]{3,})[ -]$")
_SWAP = str.maketrans(".,", ",.")
MISSING = Message("only in the source: {source_words}")
ADDED = Message("only in the translation: {target_words}")
LOOSE = Message("only in the source: {source_words}; only in the translation: {target_words}")


@rule
@dataclass(frozen=True)
class NumberMismatch(BeadRule):
    """A number of one side has another value on the other side, or is missing there.

    A wrong figure reads fluently, so reviewers miss it. Values are compared, not notations:
    `1.500,75` and `1,500.75` are equal, as are *tiga*, 3 and *three*, *setengah juta* and
    500,000, 1,234 million and 1.2 billion, 10 km and 6 miles. Numbers in words (*tiga kali
    lipat*, *dua pertiga*) are reported where the other side has a different one, but never as
    missing (*one of them*, *pertama*); nor are vague ones (*puluhan*, *hundreds of*) or a
    converted sum in brackets.

    A number that the translation leaves out is minor where the clause around it is translated
    freely, and neutral where the clause is hardly translated at all; one that it adds is at most
    minor. A number that belongs to a name that the other side lacks (*Ligue 1*, French league)
    is neutral. So is a year on one side only: news is dated, and *tahun 2008* may be left out.
    Differences of one kind have rules of their own: NUM002 to NUM007.

    Fix: carry the value over, in the separators of the target language.
    """

    code = "NUM001"
    name = "number-mismatch"
    mqm = "accuracy/mistranslation/number"
    severity = Severity.MAJOR
    fix = "unsafe"
    message = Message("{source_words} in the source, {target_words} in the translation")
    examples = (
        good("Harganya Rp1.500.000,00 sebuah.", "It costs Rp1,500,000 apiece."),
        good("Profit rose 2.5 percent.", "Laba naik 2,5 persen.", pair="en-id"),
        good("Tiga orang tewas.", "Three people died."),
        good("Ia membeli 24 telur dan sejuta paku.", "He bought two dozen eggs, 1,000,000 nails."),
        good("One of them came second.", "Salah seorang menjadi juara kedua.", pair="en-id"),
        good("Puluhan rumah rusak.", "Dozens of houses were damaged."),
        good("Biayanya Rp1,5 triliun (US$95 juta).", "It costs Rp1.5 trillion."),
        good("Jaraknya 80 kilometer.", "It is 50 miles away."),
        good("Mereka kalah 0-2.", "They suffered a 2-0 defeat."),
        good("Penduduknya 1,234 juta jiwa.", "It has 1.2 million people."),
        good("Pesawat F-16 itu terbang pada era 1990-an.", "The F-16 flew in the nineties."),
        good("Hari ini, Rabu 10/1, harganya turun.", "The price fell today, Wednesday."),
        good("It is about a mile away.", "Jaraknya sekitar 1 mil.", pair="en-id"),
        good("Luasnya 3x5 meter.", "It measures 3 by 5 metres."),
        good("Harganya US$1,25.", "It costs a dollar and twenty five cents."),
        bad(
            "Itu pecah tahun 2007.",
            "It broke out in that year.",
            flag("2007", severity=Severity.NEUTRAL),
        ),
        bad("The score was 1-0 at the break.", "Skor -0 pada paruh pertama.", "1", pair="en-id"),
        bad(
            "They lead Ligue 1 with nine points.",
            "Mereka memimpin liga dengan sembilan poin.",
            flag("1", severity=Severity.NEUTRAL),
            pair="en-id",
        ),
        bad(
            "Kata Deny, Rabu (2/1).",
            "Deny said, Wednesday (/2).",
            flag("2/1", severity=Severity.NEUTRAL),
        ),
        bad(
            "Inflasi naik pada Juli 2007.",
            "Inflation rose in July.",
            flag("Juli 2007", severity=Severity.NEUTRAL),
        ),
        bad(
            "Sebanyak 12 orang tewas.",
            "As many as 12,000 people died.",
            flag("12,000", suggestion="12", fix="unsafe"),
        ),
        bad(
            "Laba naik 2,5 persen.",
            "Profit rose 25 percent.",
            flag("25 percent", suggestion="2.5 percent", fix="unsafe"),
        ),
        bad("Sebanyak 40 orang tewas.", "Many people died.", "40"),
        bad(
            "Many people died.",
            "Sebanyak 40 orang tewas.",
            flag("40", severity=Severity.MINOR),
            pair="en-id",
        ),
        bad(
            "Pandemi COVID-19 melanda.",
            "The COVID-18 pandemic struck.",
            flag("COVID-18", suggestion="COVID-19", fix="unsafe"),
        ),
        bad(
            "The 35-year-old scored.",
            "Pemain berusia 36 tahun itu mencetak gol.",
            flag("36 tahun", suggestion="35 tahun", fix="unsafe"),
            pair="en-id",
        ),
        bad(
            "Lima belas dari 40 orang selamat.",
            "Fifteen of 48 people survived.",
            flag("48", suggestion="40", fix="unsafe"),
        ),
        bad(
            "Dua pertiga responden setuju.",
            "Three quarters of respondents agreed.",
            "Three quarters",
        ),
        bad("Seperempat siswa absen.", "A third of the students were absent.", "A third"),
        good("Sepertiga siswa absen.", "A third of the students were absent."),
        bad("Ekspornya naik tiga kali lipat.", "Its exports doubled.", "doubled"),
        good("Ekspornya naik tiga kali lipat.", "Its exports tripled."),
        bad("Ini buletin ketiga badan itu.", "This is the fifth bulletin of the agency.", "fifth"),
        bad(
            "UU Nomor 19 Tahun 2016 direvisi.",
            "Law No. 16/2016 was revised.",
            flag("16", suggestion="19", fix="unsafe"),
        ),
        good("Angkatan '98 berkumpul.", "The class of 1998 met."),
        bad("Suhunya minus 3 derajat Celsius.", "It was 3 degrees Celsius.", "3 degrees Celsius"),
        good("Suhunya minus 3 derajat Celsius.", "It was three degrees Celsius below zero."),
        good("Suhunya -3°C.", "It was minus 3 degrees Celsius."),
        good("Lihat bab 12.", "See above.", options={"ignore": ("12",)}),
    )

    ignore: tuple[str, ...] = ()  #: figures never reported, as written

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        for found in differences(bead, Fault.NUMBER):
            difference = self._heeded(found)
            if difference.source or difference.target:
                yield self.flag(
                    bead,
                    severity=_severity(difference, bead),
                    message=self._wording(difference),
                    suggestions=_corrected(difference, bead.langs),
                    **shown(difference),
                )

    def _heeded(self, found: Difference) -> Difference:
        """The difference without ignored numbers; of a pair both are removed."""
        if not self.ignore:
            return found
        source, target = (
            tuple(q for q in side if q.text not in self.ignore)
            for side in (found.source, found.target)
        )
        if found.opposite and not (source and target):
            return found._replace(source=(), target=())
        return found._replace(source=source, target=target)

    def _wording(self, difference: Difference) -> Message:
        if not difference.target:
            return MISSING
        if not difference.source:
            return ADDED
        return self.message if difference.opposite else LOOSE


def _severity(difference: Difference, bead: Bead) -> Severity | None:
    """The severity of numbers that only one side has; None: the same as of a changed number.

    In a free translation they are a detail left out or added. News is dated: *Juli 2007* may
    become *in July*, a date just the weekday, and a year may be left out.
    """
    left = (*difference.source, *difference.target)
    sides = ((Side.SOURCE, difference.source), (Side.TARGET, difference.target))
    if difference.opposite:
        return None
    if all(_is_named(q, bead, side) for side, lost in sides for q in lost):
        return Severity.NEUTRAL
    if any(q.kind not in (Kind.YEAR, Kind.DATE) for q in left):
        if difference.closeness >= CLOSE:
            return None if difference.source else Severity.MINOR
        return Severity.MINOR if difference.closeness >= FREE else Severity.NEUTRAL
    for side, lost in sides:
        others = find(bead.text(side.other), bead.lang(side.other)) if lost else ()
        dates = [q.date for q in others if q.date]
        for quantity in lost:
            date = quantity.date
            if date and (date.day or date.month) and not any(_abbreviates(d, date) for d in dates):
                return None
    return Severity.NEUTRAL


def _is_named(quantity: Quantity, bead: Bead, side: Side) -> bool:
    """Whether a plain number follows a word of a name that the other side lacks."""
    name = _NAME_BEFORE.search(bead.text(side)[: quantity.span.start][-40:])
    if name is None or quantity.kind is not Kind.CARDINAL or quantity.unit or quantity.scale:
        return False
    return name[1].lower() not in bead.text(side.other).lower()


def _abbreviates(there: DateParts, lost: DateParts) -> bool:
    """Whether `there` is the date `lost` without its year, or just its weekday."""
    if there.month or there.day:
        return (there.day, there.month) == (lost.day, lost.month) and not there.year
    return there.weekday > 0 and lost.weekday in (0, there.weekday)


def _corrected(difference: Difference, langs: tuple[str, str]) -> tuple[str, ...]:
    """The target's words with the source's numeral; empty unless only the digits differ."""
    if not difference.opposite or langs[0] == langs[1]:
        return ()
    (source,), (target,) = difference.source, difference.target
    alike = source.kind is target.kind and (source.unit, source.scale) == (
        target.unit,
        target.scale,
    )
    numerals = [_NUMERAL.findall(quantity.text) for quantity in (source, target)]
    if not alike or [len(found) for found in numerals] != [1, 1]:
        return ()
    right = target.text.replace(numerals[1][0], numerals[0][0].translate(_SWAP))
    return () if right == target.text else (right,)
