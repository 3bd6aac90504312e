"""ACC005 addition."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.checking.rules.accuracy._uncovered import SURE, gap
from tqa.lang.words.tokens import words
from tqa.model import Bead, Finding, Severity, Side, Span


@rule
@dataclass(frozen=True)
class Addition(BeadRule):
    """A sentence of the translation has no counterpart in the source.

    Either the aligner found no counterpart, or hardly a word of one sentence of a bead has a
    counterpart while the rest does, and without it the two sides have similar lengths
    (neutral where the evidence is weak). Website boilerplate and headlines of other articles
    between the paragraphs are reported by DOC001 and DOC003 instead.

    Fix: remove the sentence, or add it to the source.
    """

    code = "ACC005"
    name = "addition"
    mqm = "accuracy/addition"
    severity = Severity.MINOR
    message = Message("nothing in the source corresponds to this sentence")
    examples = (
        good("Ia datang kemarin pagi.", "He came yesterday morning."),
        good("Ia datang.\n", "He came.\n***"),
        good(
            "Ia tiba pagi, membuka toko, dan membersihkan lantai.",
            "He arrived in the morning. He opened the shop and cleaned the floor.",
        ),
        bad("\nIa pulang.", "He came yesterday.\nHe went home.", "He came yesterday."),
        bad("He came yesterday.\n", "Ia datang kemarin.\nIa pergi.", "Ia pergi.", pair="en-id"),
        bad(
            "Harga beras naik.",
            "The price of rice rose. Farmers refuse to sell their dry grain to village traders.",
            "Farmers refuse to sell their dry grain to village traders.",
        ),
        bad(
            "The bridge was opened yesterday.",
            "Jembatan itu dibuka kemarin. Nelayan meminta wali kota memperluas dermaga lama.",
            "Nelayan meminta wali kota memperluas dermaga lama.",
            pair="en-id",
        ),
    )

    min_words: int = 2  #: shorter sentences are ignored

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if any(segment.mark for segment in bead.target):
            return
        text = bead.text(Side.TARGET)
        if bead.source:
            found = gap(bead, Side.TARGET)
            if found:
                severity = None if found.score >= SURE else Severity.NEUTRAL
                yield self.flag(bead, target=found.span, severity=severity)
        elif len(words(text)) >= self.min_words:
            yield self.flag(bead, target=Span(0, len(text)))
