"""ACC002 partly-untranslated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.lang.evidence.coverage import Belongs, belonging, foreign_count
from tqa.lang.tables import words_of
from tqa.lang.words.tokens import Token, words
from tqa.model import Bead, Finding, Severity, Side, Span

_QUOTED = re.compile(r"“[^”]{1,300}”|\"[^\"]{1,300}\"|‘[^’]{1,200}’|\([^)]{1,200}\)|`[^`]{1,200}`")
Classified = tuple[tuple[Token, Belongs], ...]


@rule
@dataclass(frozen=True)
class PartlyUntranslated(BeadRule):
    """A run of words in the middle of the translation is still in the source language.

    Either several neighbouring words belong to the source language alone, with no word of the
    target language between them, or a run of words is copied verbatim from the source. A shorter
    run is a term (TRM007), unless it contains a function word with which no term is borrowed
    (*harga akan stabil*). Quotations, brackets, names and code are ignored; a sentence that is
    wholly untranslated is ACC001.

    Fix: translate the run.
    """

    code = "ACC002"
    name = "partly-untranslated"
    mqm = "accuracy/untranslated"
    severity = Severity.MAJOR
    message = Message("“{words}” is still in the source language")
    examples = (
        good("Ia menyebutnya gotong royong.", "He called it gotong royong."),
        good("Ia berkata “selamat pagi semua” tadi.", "He said “selamat pagi semua” just now."),
        good("Crude palm oil rose.", "Harga crude palm oil naik tajam lagi.", pair="en-id"),
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
        bad("Ia mengatakan harga akan stabil.", "He said that prices akan stabil.", "akan stabil"),
        bad(
            "Walhi, an environmental watchdog, protested.",
            "Walhi, an environmental watchdog, memprotes.",
            "an environmental watchdog",
            pair="en-id",
        ),
        good("Mereka membahas tanggung jawab sosial.", "They discussed tanggung jawab sosial."),
        bad(
            "Sepertiga dari hasil panen disimpan di lumbung desa.",
            "A third sepertiga dari hasil panen is kept in the village barn.",
            "sepertiga dari hasil panen",
        ),
    )

    min_words: int = 4  #: words of a run; one more where the run is not in the source verbatim

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        text = bead.text(Side.TARGET)
        here, there = bead.lang(Side.TARGET), bead.lang(Side.SOURCE)
        if not foreign_count(text, here, there):
            return
        classified = belonging(text, here, there)
        kinds = [belongs for _, belongs in classified]
        theirs = kinds.count(Belongs.THERE)
        if theirs >= 6 * kinds.count(Belongs.HERE):
            return
        runs = self._runs(text, classified) if theirs > self.min_words else iter(())
        spans = [Span(run[0].start, run[-1].end) for run in runs]
        spans += self._copied(text, classified, bead.text(Side.SOURCE), there)
        if not spans:
            return
        quoted = [
            match.span() for match in _QUOTED.finditer(text) if _theirs(match.span(), classified)
        ]
        quoted += [tag.span for tag in bead.tags(Side.TARGET) if tag.kind in ("code", "html")]
        for span in _merged(spans):
            if not any(start <= span.start and span.end <= end for start, end in quoted):
                yield self.flag(bead, target=span, words=span.of(text))

    def _runs(self, text: str, classified: Classified) -> Iterator[list[Token]]:
        """Runs from one word of the source language to another, with only unknown words between."""
        run: list[Token] = []
        ends = count = 0
        for token, belongs in classified:
            broken = run and text[run[-1].end : token.start].strip(" ,")
            if (
                broken
                or belongs is Belongs.HERE
                or (belongs is Belongs.UNKNOWN and (not run or not token.text.islower()))
            ):
                if count > self.min_words:
                    yield run[:ends]
                run, ends, count = [], 0, 0
                if belongs is not Belongs.THERE:
                    continue
            run.append(token)
            if belongs is Belongs.THERE:
                count += 1
                ends = len(run)
        if count > self.min_words:
            yield run[:ends]

    def _copied(self, text: str, classified: Classified, source: str, lang: str) -> list[Span]:
        """Runs of words that are in the source word for word.

        At least one belongs to the source's language `lang`, and hardly any to the target's.
        """
        theirs = [token.text.lower() for token in words(source)]
        pairs = set(pairwise(theirs))
        spans, start = [], 0
        for n in range(1, len(classified) + 1):
            if n < len(classified):
                one, two = classified[n - 1][0], classified[n][0]
                if (one.text, two.text) in pairs and text[one.end : two.start] == " ":
                    continue
            kinds = [belongs for _, belongs in classified[start:n]]
            there, here = kinds.count(Belongs.THERE), kinds.count(Belongs.HERE)
            long = len(kinds) >= self.min_words and there > here
            if long or (len(kinds) > 1 and not here and _is_clause(classified[start:n], lang)):
                spans.append(Span(classified[start][0].start, classified[n - 1][0].end))
            start = n
        return spans


def _is_clause(run: Classified, lang: str) -> bool:
    """Whether a run in lower case holds a function word with which no term is borrowed."""
    grammar = words_of(lang, "never_borrowed")
    return all(token.text.islower() for token, _ in run) and any(
        belongs is Belongs.THERE and token.text in grammar for token, belongs in run
    )


def _theirs(span: tuple[int, int], classified: Classified) -> bool:
    """Whether a quotation holds no word of the target language."""
    return not any(
        belongs is Belongs.HERE and span[0] <= token.start < span[1]
        for token, belongs in classified
    )


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
