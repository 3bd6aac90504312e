"""NUM003 number-format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tqa.base.messages import language
from tqa.checking.rule import BeadRule, Context, Message, bad, bad_text, flag, good, good_text, rule
from tqa.checking.rules.numbers._compare import differences
from tqa.checking.rules.numbers._difference import Fault
from tqa.lang.quantity.dates import cues
from tqa.lang.quantity.quantities import find
from tqa.lang.quantity.values import Kind, Quantity
from tqa.model import Bead, Finding, Severity, Side

_SWAP = str.maketrans(".,", ",.")
_GROUPED = re.compile(r"[.,]\d{3}[.,]\d|[.,]000$")
_SHAPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")  # groups of thousands, unlike a version
_WORD_BEFORE = re.compile(r"(\S+)\s$")


@rule
@dataclass(frozen=True)
class NumberFormat(BeadRule):
    """A number is written in the separators of the other language.

    Indonesian has a decimal comma and groups by dots (1.234,5), English the reverse (1,234.5).
    `1.500` is fifteen hundred in Indonesian, one and a half in English. With a source, its value
    shows what is meant; without one, only numbers that are invalid in the language of the text
    are reported. Foreign money with cents may keep its dot in Indonesian (US$3.50, EYD V).

    Fix: swap the separators.
    """

    code = "NUM003"
    name = "number-format"
    mqm = "locale-conventions/number-format"
    severity = Severity.MINOR
    fix = "safe"
    monolingual = True
    message = Message("“{number}” does not follow the {language} number format")
    examples = (
        good("Harganya Rp1.500.000.", "It costs Rp1,500,000."),
        good("It rose 12.375 percent.", "Naik 12,375 persen.", pair="en-id"),
        good("It costs US$3.50.", "Harganya US$3.50.", pair="en-id"),
        good("Install Python 3.11 now.", "Pasang Python 3.11 sekarang.", pair="en-id"),
        good_text("Harganya Rp1.500 pada pukul 14.30."),
        good_text("It has 1,500 members and grew 2.5 percent.", lang="en"),
        bad(
            "Laba naik 2,5 persen.",
            "Profit rose 2,5 percent.",
            flag("2,5", suggestion="2.5", fix="safe"),
        ),
        bad(
            "Ada 1.500 orang.",
            "There were 1.500 people.",
            flag("1.500", suggestion="1,500", fix="safe"),
        ),
        bad(
            "It rose 12.375 percent.",
            "Naik 12.375 persen.",
            flag("12.375", suggestion="12,375", fix="safe"),
            pair="en-id",
        ),
        bad(
            "It costs £2.8bn.",
            "Harganya £2.8 miliar.",
            flag("2.8 miliar", suggestion="2,8 miliar", fix="safe"),
            pair="en-id",
        ),
        bad_text(
            "Laba naik 2.5 persen menjadi Rp1,500,000.",
            flag("2.5", suggestion="2,5", fix="safe"),
            flag("1,500,000", suggestion="1.500.000", fix="safe"),
        ),
        bad_text(
            "It lost Rp1.500.000, or 12,5 percent.",
            flag("1.500.000", suggestion="1,500,000", fix="safe"),
            flag("12,5", suggestion="12.5", fix="safe"),
            lang="en",
        ),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        if lang not in ("id", "en"):
            return
        if bead.bilingual:
            for difference in differences(bead, Fault.FORMAT):
                there = difference.source[0].number.of(bead.text(Side.SOURCE))
                if _is_grouped(difference.target[0], text, lang, there):
                    continue  # the error is in the source
                if not _excused(difference.target[0], text, lang):
                    yield self._finding(bead, difference.target[0], difference.source[0])
            return
        for quantity in find(text, lang):
            if _unreadable(quantity, lang) and not _excused(quantity, text, lang):
                yield self._finding(bead, quantity)

    def _finding(self, bead: Bead, quantity: Quantity, source: Quantity | None = None) -> Finding:
        lang = bead.lang(Side.TARGET)
        number = quantity.number.of(bead.text(Side.TARGET))
        return self.flag(
            bead,
            source=() if source is None else source.span,
            target=quantity.number,
            suggestions=(number.translate(_SWAP),),
            number=number,
            language=language(lang),
        )


def _is_grouped(quantity: Quantity, text: str, lang: str, there: str) -> bool:
    """Whether a plain number, copied from the source, has the target language's thousands."""
    here = quantity.number.of(text)
    if quantity.kind is not Kind.CARDINAL or quantity.scale or here != there:
        return False
    head, *groups = here.split("," if lang == "en" else ".")
    return bool(groups) and len(head) <= 3 and all(len(group) == 3 for group in groups)


def _unreadable(quantity: Quantity, lang: str) -> bool:
    """Whether the numeral alone shows the other language's separators."""
    if quantity.foreign:
        bare = quantity.kind is Kind.CARDINAL and not quantity.scale
        return not bare or _GROUPED.search(quantity.text) is not None
    # English Rp8.000: rupiah amounts never have three decimals
    return (
        lang == "en"
        and quantity.unit == "IDR"
        and quantity.swapped is not None
        and quantity.precision - quantity.scale == -3
        and Fraction(quantity.mantissa).denominator == 1
    )


def _excused(quantity: Quantity, text: str, lang: str) -> bool:
    """Whether the separators are allowed: cents of foreign money, versions and sections."""
    if quantity.kind is Kind.MONEY:
        cents = quantity.precision == -2 and not quantity.scale
        return lang == "id" and cents and quantity.unit != "IDR" and quantity.text[-1].isdecimal()
    if quantity.unit or quantity.scale or _SHAPED.fullmatch(quantity.text):
        return False
    before = _WORD_BEFORE.search(text[max(0, quantity.span.start - 40) : quantity.span.start])
    if before is None:
        return False
    word, start = before.group(1), quantity.span.start - len(before.group(0))
    return word.lower() in cues(lang, "version") or (word[0].isupper() and start > 0)
