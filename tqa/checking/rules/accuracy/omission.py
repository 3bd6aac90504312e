"""ACC004 omission."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.checking.rules.accuracy._uncovered import LIKELY, SURE, gap
from tqa.lang.words.tokens import words
from tqa.model import Bead, Finding, Severity, Side, Span


@rule
@dataclass(frozen=True)
class Omission(BeadRule):
    """A sentence of the source has no counterpart in the translation.

    Either the aligner found no counterpart, or hardly a word of one sentence of a bead has a
    counterpart while the rest does, and without it the two sides have similar lengths. Website
    boilerplate (share links, comment forms, other articles' headlines) need not be translated.
    The finding is minor where the evidence is weak, as in a free translation, and neutral where
    it is weaker still.

    Fix: translate the sentence, or remove it from the source too.
    """

    code = "ACC004"
    name = "omission"
    mqm = "accuracy/omission"
    severity = Severity.MAJOR
    message = Message("nothing in the translation corresponds to this sentence")
    examples = (
        good("Ia datang kemarin pagi.", "He came yesterday morning."),
        good("Ia datang.\n***", "He came.\n"),
        good(
            "Ia tiba pagi. Ia membuka toko dan membersihkan lantai.",
            "He arrived in the morning, opened the shop and cleaned the floor.",
        ),
        bad("Ia datang kemarin pagi.\nIa pulang.", "\nHe went home.", "Ia datang kemarin pagi."),
        bad("He came yesterday.\nHe left.", "Ia datang kemarin.\n", "He left.", pair="en-id"),
        bad(
            "Harga beras naik. Petani menolak menjual gabah kering kepada tengkulak di desa.",
            "The price of rice rose.",
            "Petani menolak menjual gabah kering kepada tengkulak di desa.",
        ),
        bad(
            "The bridge was opened yesterday. Fishermen asked the mayor to widen the harbour.",
            "Jembatan itu dibuka kemarin.",
            "Fishermen asked the mayor to widen the harbour.",
            pair="en-id",
        ),
    )

    min_words: int = 2  #: shorter sentences are ignored

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if any(segment.mark for segment in bead.source):
            return
        text = bead.text(Side.SOURCE)
        if bead.target:
            found = gap(bead, Side.SOURCE)
            if found:
                severity = None if found.score >= SURE else Severity.MINOR
                if found.score < LIKELY:
                    severity = Severity.NEUTRAL
                yield self.flag(bead, source=found.span, severity=severity)
        elif len(words(text)) >= self.min_words:
            yield self.flag(bead, source=Span(0, len(text)))
