"""DOC004 stale-translation."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.model import Bead, Finding, Severity, Side, Span


@rule
@dataclass(frozen=True)
class StaleTranslation(BeadRule):
    """The source sentence has changed since it was translated.

    The translation says what the source said before. In a git repository the history of both
    files shows it: the source has changed since the translation was last edited. A shallow clone
    has no history, so let CI fetch all of it. In a bilingual file the previous source text shows
    it, where the format keeps that.

    Fix: translate the sentence again; commit both together.
    """

    code = "DOC004"
    name = "stale-translation"
    mqm = "accuracy/mistranslation"
    severity = Severity.MAJOR
    history = True
    message = Message("the source has changed since this was translated; it read: {former}")
    examples = (
        bad(
            "Pendaftaran ditutup pada 15 Mei.",
            "Registration closes on 1 May.",
            "Registration closes on 1 May.",
            former="Pendaftaran ditutup pada 1 Mei.",
        ),
        bad(
            "Registration closes on 15 May.",
            "Pendaftaran ditutup pada 1 Mei.",
            "Pendaftaran ditutup pada 1 Mei.",
            pair="en-id",
            former="Registration closes on 1 May.",
        ),
        good("Pendaftaran ditutup pada 15 Mei.", "Registration closes on 15 May."),
        good(
            "Pendaftaran ditutup  pada 15 Mei.",
            "Registration closes on 15 May.",
            former="Pendaftaran ditutup pada 15 Mei.",
        ),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if not (bead.former and bead.source and bead.target):
            return
        text = bead.text(Side.SOURCE)
        if bead.former.split() != text.split():
            whole = Span(0, len(bead.text(Side.TARGET)))
            source = _changed(bead.former, text)
            yield self.flag(bead, source=source, target=whole, former=bead.former)


def _changed(former: str, text: str) -> Span:
    """The span of `text` between the start and end that it shares with `former`, in whole words."""
    start = 0
    while start < min(len(former), len(text)) and former[start] == text[start]:
        start += 1
    end = 0
    while end < min(len(former), len(text)) - start and former[-1 - end] == text[-1 - end]:
        end += 1
    first = text.rfind(" ", 0, start) + 1
    last = text.find(" ", len(text) - end)
    return Span(first, last if last >= 0 else len(text))
