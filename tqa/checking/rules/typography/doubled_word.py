"""TYP003 doubled-word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tqa.checking.rule import BeadRule, Context, Message, bad, bad_text, flag, good, good_text, rule
from tqa.lang.tables import rows
from tqa.model import Bead, Finding, Severity, Side, Span

_OPENERS = "\"“‘'(/"
_APART = str.maketrans(dict.fromkeys(_OPENERS, " "))
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})(\s+)(\1)(?![\w'’-])", re.IGNORECASE)


@rule
@dataclass(frozen=True)
class DoubledWord(BeadRule):
    """A word is repeated.

    Indonesian reduplication takes a hyphen (`anak-anak`) and is not reported. Names of two equal
    parts, words that may be repeated, and repetitions that the source has too are ignored.

    Fix: remove one, or write the reduplication with a hyphen.
    """

    code = "TYP003"
    name = "doubled-word"
    mqm = "accuracy/addition"
    severity = Severity.MINOR
    fix = "safe"
    message = Message("“{word}” is repeated")
    examples = (
        good("Anak-anak bermain.", "The children are playing."),
        good("Grup itu bernama Duran Duran.", "The band is called Duran Duran."),
        good("Ia tahu itu itu salah.", "He knew that that was wrong."),
        good("Tersangka berinisial AS.", "The suspect is known as AS."),
        good_text("She had had enough.", lang="en"),
        bad(
            "Ia tahu rumah itu kosong.",
            "He knew that that the house was empty.",
            flag("that that", suggestion="that", fix="safe"),
        ),
        bad(
            "Harga naik lagi.",
            "Prices rose rose again.",
            flag("rose rose", suggestion="rose", fix="safe"),
        ),
        bad(
            "Prices rose again.",
            "Harga harga naik lagi.",
            flag("Harga harga", suggestions=("Harga", "Harga-harga")),
            pair="en-id",
        ),
        bad_text(
            "Menteri itu akan akan hadir.", flag("akan akan", suggestions=("akan", "akan-akan"))
        ),
    )
    monolingual = True

    allowed: tuple[str, ...] = ()  #: further words that may be repeated

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        text, lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
        if not _repeats(text):
            return
        source = bead.text(Side.SOURCE).lower()
        theirs = source if _TWICE.search(source) else ""
        for match in _TWICE.finditer(text):
            first, _, second = match.groups()
            word = first.lower()
            if first[0].isupper() and second[0].isupper():
                continue  # a name: Duran Duran, Pago Pago
            if second.isupper() and not first.isupper():
                continue  # an acronym: known as AS, di DI Yogyakarta
            after = text[match.end() : match.end() + 20]
            if word in self.allowed or _rightly(word, after, lang) or word in theirs:
                continue
            yield self.flag(
                bead,
                target=Span(*match.span()),
                word=first,
                suggestions=(first, f"{first}-{second}") if lang == "id" else (first,),
            )


def _repeats(text: str) -> bool:
    """Whether a word may be repeated in a text: a cheap pre-check."""
    for opener in _OPENERS:
        if opener in text:
            text = text.translate(_APART)
            break
    parts = text.lower().split()
    if not any(map(str.startswith, parts[1:], parts)):
        return False
    return any(
        after.startswith(word) and not after[len(word) : len(word) + 1].isalpha()
        for word, after in pairwise(parts)
        if len(word) > 1
    )


def _rightly(word: str, after: str, lang: str) -> bool:
    """Whether a word may be repeated where the text `after` follows it."""
    for row in rows(f"{lang}/doubled") if lang in ("id", "en") else ():
        if row[0] == word:
            return row[1] == "-" or after.split(" ")[:2][-1] in row[1].split()
    return False
