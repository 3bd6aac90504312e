"""ACC005 addition."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.lang.tokens import words
from tqa.model import Bead, Finding, Severity, Side, Span
from tqa.rule import BeadRule, Context, Message, bad, good, rule


@rule
@dataclass(frozen=True)
class Addition(BeadRule):
    """A sentence of the translation has nothing opposite in the source.

    Site furniture and the headlines of other articles between the paragraphs are
    told by DOC001 and DOC003 instead.

    Fix: take the sentence out, or add it to the source.
    """

    code = "ACC005"
    name = "addition"
    mqm = "accuracy/addition"
    severity = Severity.MINOR
    message = Message(
        en="nothing in the source corresponds to this sentence",
        id="kalimat ini tidak ada padanannya dalam sumber",
    )
    examples = (
        good("Ia datang kemarin pagi.", "He came yesterday morning."),
        good("Ia datang.\n", "He came.\n***"),
        bad("\nIa pulang.", "He came yesterday.\nHe went home.", "He came yesterday."),
        bad("He came yesterday.\n", "Ia datang kemarin.\nIa pergi.", "Ia pergi.", pair="en-id"),
    )

    min_words: int = 2  #: shorter sentences are let be

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if bead.source or any(segment.mark for segment in bead.target):
            return
        text = bead.text(Side.TARGET)
        if len(words(text)) >= self.min_words:
            yield self.flag(bead, target=Span(0, len(text)))
