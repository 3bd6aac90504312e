"""NAM002 name-mismatch."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.lang.exonyms import equivalent
from tqa.lang.language import is_word
from tqa.lang.names import NameWord, name_words
from tqa.lang.spelling import adapted, derived, distance, fold, modern, near, recognisable
from tqa.lang.tokens import words
from tqa.model import Bead, Finding, Severity, Side, Span
from tqa.rule import BeadRule, Context, Message, bad, good, rule


@rule
@dataclass(frozen=True)
class NameMismatch(BeadRule):
    """A name of the source is spelt otherwise in the translation.

    A word that can only be a name stands in the translation, the source has no
    such word but one that differs by a letter or two. Names that the languages
    write differently by right (Jerman/Germany, Katolik/Catholic), people named
    after places (Australia/Australian), and old against new spelling
    (Soekarno/Sukarno) are no mismatch. A spelling in which readers still know
    the name is minor: one that sounds alike (Burhanudin/Burhanuddin), or a slip of one
    letter after the first of a longer name (Pyongyang/Pyonyang).

    Fix: copy the source's spelling.
    """

    code = "NAM002"
    name = "name-mismatch"
    mqm = "accuracy/mistranslation/name"
    severity = Severity.MAJOR
    message = Message(
        en="the source spells “{wrong}” as “{right}”",
        id="sumber menulis “{wrong}” sebagai “{right}”",
    )
    examples = (
        good("Kata Usman, Jerman menang.", "Germany won, Usman said."),
        good("Tim Australia menang.", "The Australian team won."),
        good("Gereja Katolik di Kolombia.", "The Catholic Church in Colombia."),
        good("Presiden Soekarno berpidato.", "President Sukarno gave a speech."),
        good("Menteri Parlemen hadir.", "A minister of Parliament attended."),
        bad("Kata Usman Kansong, ya.", "Yes, said Osman Kansong.", "Osman"),
        bad("Melati Anggraini menilai itu.", "Melati Anggraeni thinks so.", "Anggraeni"),
        bad(
            "The talks in Makassar ended.", "Perundingan di Makasar usai.", "Makasar", pair="en-id"
        ),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if not bead.source or not bead.target:
            return
        target = name_words(bead.text(Side.TARGET))
        if not target:
            return
        here, there = bead.lang(Side.TARGET), bead.lang(Side.SOURCE)
        source_text = bead.text(Side.SOURCE)
        unknown = [
            word
            for word in target
            if len(word.text) >= 4
            and not is_word(word.text.lower(), here)
            and not is_word(word.text.lower(), there)
        ]
        if not unknown:
            return
        known = {fold(token.text) for token in words(source_text)}
        strange = [word for word in unknown if fold(word.text) not in known]
        if not strange:
            return
        names = name_words(source_text)
        said, kept = (Counter(fold(w.text) for w in side) for side in (names, target))
        free = [word for word in names if kept[fold(word.text)] < said[fold(word.text)]]
        for word in strange:
            right = _spelt(word, free, there)
            if right:
                yield self.flag(
                    bead,
                    severity=_severity(word.text, right.text),
                    source=Span(right.start, right.end),
                    target=Span(word.start, word.end),
                    suggestions=(right.text,),
                    wrong=word.text,
                    right=right.text,
                )


def _severity(wrong: str, right: str) -> Severity | None:
    """A spelling in which the name is still known is a lesser slip, or a chosen romanisation."""
    return Severity.MINOR if recognisable(wrong, right) else None


def _spelt(word: NameWord, free: list[NameWord], lang: str) -> NameWord | None:
    """The source's name that this one is a slip of, or None."""
    close = [other for other in free if near(word.text, other.text)]
    if not close:
        return None
    best = min(close, key=lambda other: distance(word.text, other.text, 3))
    a, b = word.text, best.text
    if (derived(a, b) or adapted(a, b)) and not _lost_s(a, b, lang):
        return None
    return None if modern(a) == modern(b) or equivalent(a, b) else best


def _lost_s(a: str, b: str, lang: str) -> bool:
    """Whether the English name has no s at its end and the other has: it is no plural then.

    `lang` is the language of `b`.
    """
    english, other = (b, a) if lang == "en" else (a, b)
    return fold(other) == fold(english) + "s"
