"""ACC002 partly-untranslated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.lang.evidence import Belongs, belonging
from tqa.lang.tokens import Token
from tqa.model import Bead, Finding, Severity, Side, Span
from tqa.rule import BeadRule, Context, Message, bad, good, rule

_QUOTED = re.compile(r"“[^”]{1,300}”|\"[^\"]{1,300}\"|‘[^’]{1,200}’|\([^)]{1,200}\)|`[^`]{1,200}`")


@rule
@dataclass(frozen=True)
class PartlyUntranslated(BeadRule):
    """A run of words in the middle of the translation is still in the source language.

    Several neighbouring words that belong to the source language alone, with no
    word of the target's between them. Quoted words, brackets, names and code are
    left out; a sentence wholly untranslated is ACC001.

    Fix: translate the run.
    """

    code = "ACC002"
    name = "partly-untranslated"
    mqm = "accuracy/untranslated"
    severity = Severity.MAJOR
    message = Message(
        en="“{words}” is still in the source language",
        id="“{words}” masih dalam bahasa sumber",
    )
    examples = (
        good("Ia menyebutnya gotong royong.", "He called it gotong royong."),
        good("Ia berkata “selamat pagi semua” tadi.", "He said “selamat pagi semua” just now."),
        good("The plan will be announced.", "Rencana itu akan diumumkan.", pair="en-id"),
        bad(
            "Rapat itu akan membahas kenaikan harga bahan bakar bersubsidi.",
            "The meeting will discuss kenaikan harga bahan bakar that is subsidised.",
            "kenaikan harga bahan bakar",
        ),
        bad(
            "The minister said the new rules would apply from Monday.",
            "Menteri itu mengatakan the new rules would berlaku mulai Senin.",
            "the new rules would",
            pair="en-id",
        ),
    )

    min_words: int = 3  #: words of a run that must belong to the source language alone

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        text = bead.text(Side.TARGET)
        told = belonging(text, bead.lang(Side.TARGET), bead.lang(Side.SOURCE))
        kinds = [belongs for _, belongs in told]
        theirs = kinds.count(Belongs.THERE)
        if theirs < self.min_words or theirs >= 6 * kinds.count(Belongs.HERE):
            return
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        quoted += [tag.span for tag in bead.tags(Side.TARGET) if tag.kind in ("code", "html")]
        for run in self._runs(text, told):
            span = Span(run[0].start, run[-1].end)
            if not any(start <= span.start and span.end <= end for start, end in quoted):
                yield self.flag(bead, target=span, words=span.of(text))

    def _runs(self, text: str, told: tuple[tuple[Token, Belongs], ...]) -> Iterator[list[Token]]:
        """Runs from a word of the source language to the last, across lower-case untold words."""
        run: list[Token] = []
        ends = count = 0
        for token, belongs in told:
            broken = run and text[run[-1].end : token.start].strip(" ,")
            if (
                broken
                or belongs is Belongs.HERE
                or (belongs is Belongs.UNTOLD and (not run or not token.text.islower()))
            ):
                if count >= self.min_words:
                    yield run[:ends]
                run, ends, count = [], 0, 0
                if belongs is not Belongs.THERE:
                    continue
            run.append(token)
            if belongs is Belongs.THERE:
                count += 1
                ends = len(run)
        if count >= self.min_words:
            yield run[:ends]
