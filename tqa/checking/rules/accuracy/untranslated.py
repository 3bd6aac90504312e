"""ACC001 untranslated."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.base.messages import language
from tqa.checking.rule import BeadRule, Context, Message, bad, flag, good, rule
from tqa.lang.evidence.coverage import Belongs, belonging, belongs, foreign_count
from tqa.lang.words.tokens import words
from tqa.model import Bead, BlockKind, Finding, Severity, Side, Span


@rule
@dataclass(frozen=True)
class Untranslated(BeadRule):
    """A whole sentence of the translation is still in the source language.

    Most of the words that belong to one language only belong to the source language. A copy of
    the source needs less evidence, and is minor where it has two or three words. Names, numbers,
    code and single words are no evidence.

    Fix: translate it.
    """

    code = "ACC001"
    name = "untranslated"
    mqm = "accuracy/untranslated"
    severity = Severity.MAJOR
    message = Message("the sentence is still in {language}")
    examples = (
        good("Hasil rapat akan diumumkan besok.", "The outcome will be announced tomorrow."),
        good("PT Tirta Buana Tbk", "PT Tirta Buana Tbk"),
        good("Ia berkata “selamat pagi” tadi.", "He said “selamat pagi” just now."),
        bad(
            "Hasil rapat akan diumumkan besok pagi.",
            "Hasil rapat akan diumumkan besok pagi.",
            "Hasil rapat akan diumumkan besok pagi.",
        ),
        bad(
            "The results will be announced tomorrow.",
            "The results will be announced tomorrow.",
            "The results will be announced tomorrow.",
            pair="en-id",
        ),
        bad(
            "Hasilnya diumumkan besok dan sidang ditutup.",
            "Hasilnya akan dibuka besok di kantor itu.",
            "Hasilnya akan dibuka besok di kantor itu.",
        ),
        bad(
            "Old Harbour Bridge to Be Closed",
            "Old Harbour Bridge to Be Closed",
            "Old Harbour Bridge to Be Closed",
            pair="en-id",
        ),
        bad(
            "Settings saved.",
            "Settings saved.",
            flag("Settings saved.", severity=Severity.MINOR),
            pair="en-id",
        ),
        good("Settings", "Settings", pair="en-id"),
        good("Video game", "Video game", pair="en-id"),
        good("Manchester United vs Real Madrid", "Manchester United vs Real Madrid", pair="en-id"),
    )

    min_words: int = 3  #: words that must belong to the source language alone

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        here, there = bead.lang(Side.TARGET), bead.lang(Side.SOURCE)
        source = bead.text(Side.SOURCE)
        at = 0
        for segment in bead.target:
            end = at + len(segment.text)
            likely = foreign_count(segment.text, here, there) or segment.text.istitle()
            if segment.kind is BlockKind.CODE:
                pass
            elif likely and self._foreign(segment.text, here, there, source):
                yield self.flag(bead, target=Span(at, end), language=language(there))
            elif _is_short_copy(segment.text, source, here, there):
                yield self.flag(
                    bead, target=Span(at, end), language=language(there), severity=Severity.MINOR
                )
            at = end + 1

    def _foreign(self, text: str, here: str, there: str, source: str) -> bool:
        kinds = [kind for _, kind in belonging(text, here, there)]
        theirs, ours = kinds.count(Belongs.THERE), kinds.count(Belongs.HERE)
        if theirs >= self.min_words and theirs >= 6 * ours:
            return True
        if text.strip() not in source or len(kinds) <= self.min_words:
            return False
        if theirs > ours:
            return theirs >= 2 * ours
        return text.istitle() and self._title(text, here, there)

    def _title(self, text: str, here: str, there: str) -> bool:
        """Whether the words of a copied headline would belong to the source language."""
        kinds = [belongs(token.text.lower(), here, there) for token in words(text)]
        theirs, ours = kinds.count(Belongs.THERE), kinds.count(Belongs.HERE)
        return len(kinds) >= 2 * self.min_words and theirs >= max(self.min_words, 3 * ours)


def _is_short_copy(text: str, source: str, here: str, there: str) -> bool:
    """Whether the text copies a source whose few words all belong to its language only."""
    if text.strip() != source.strip():
        return False
    found = [token.text for token in words(text)]
    return len(found) > 1 and all(
        belongs(word if n else word[:1].lower() + word[1:], here, there) is Belongs.THERE
        for n, word in enumerate(found)
    )
