"""ACC007 duplicated-content."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tqa.checking.rule import Context, CorpusRule, Message, bad, good, related, rule
from tqa.checking.rules.accuracy._sentences import sentences
from tqa.lang.words.known import TEXTS
from tqa.model import Bead, Finding, Severity, Side, Span
from tqa.model import Related as Place

_MARKS = " .,;:!?…\"“”‘’'()[]-–—*_"


class TargetSentence(NamedTuple):
    """A sentence of the translation."""

    bead: Bead
    span: Span
    key: str  # the same for equal sentences


@rule
@dataclass(frozen=True)
class DuplicatedContent(CorpusRule):
    """A sentence occurs twice in the translation, but only once in the source.

    Compared within a segment and between neighbouring ones, without regard to case and
    punctuation. Where the source repeats itself too, nothing is reported.

    Fix: remove the second one.
    """

    code = "ACC007"
    name = "duplicated-content"
    mqm = "accuracy/addition"
    severity = Severity.MINOR
    monolingual = False
    message = Message("this sentence occurs twice in the translation, but only once in the source")
    examples = (
        good("Ia datang. Ia datang.", "He came. He came."),
        good("Kami siap.\nKami siap.", "We are ready now.\nWe are ready now."),
        good("Terima kasih.\nMakasih.", "Thank you.\nThank you."),
        bad(
            "Harga beras naik tajam.",
            "The price of rice rose sharply. The price of rice rose sharply.",
            "The price of rice rose sharply.",
        ),
        bad(
            "Prices rose sharply.\nFarmers are glad of it.",
            "Harga naik sangat tajam.\nHarga naik sangat tajam.",
            "Harga naik sangat tajam.",
            pair="en-id",
        ),
        bad(
            "\nHarga beras naik tajam.",
            "The price of rice rose sharply.\nThe price of rice rose sharply.",
            "The price of rice rose sharply.",
        ),
    )

    min_words: int = 4  #: shorter sentences may recur
    window: int = 3  #: sentences back that count as neighbours

    def gather(self, bead: Bead, ctx: Context) -> Iterator[TargetSentence]:
        text = bead.text(Side.TARGET)
        if text.count(" ") < self.min_words - 1 or any(segment.mark for segment in bead.target):
            return
        for span in sentences(text):
            key = _key(span.of(text))
            if key.count(" ") >= self.min_words - 1:
                yield TargetSentence(bead, span, key)

    def judge(self, facts: list[TargetSentence], ctx: Context) -> Iterator[Finding]:
        for n, fact in enumerate(facts):
            for other in facts[max(0, n - self.window) : n]:
                if other.key == fact.key and not _repeats(other, fact):
                    wrong, right = (
                        (other, fact) if _surplus(other) > _surplus(fact) else (fact, other)
                    )
                    place: Place = related(right.bead, Side.TARGET, right.span)
                    yield self.flag(wrong.bead, target=wrong.span, related=[place])
                    break


def _surplus(fact: TargetSentence) -> int:
    """How many more sentences the translation has than the source, in the bead of the fact."""
    bead = fact.bead
    return len(_keys(bead.text(Side.TARGET))) - len(_keys(bead.text(Side.SOURCE)))


def _key(sentence: str) -> str:
    """The words of a sentence, without regard to case, spacing and punctuation."""
    return " ".join(sentence.lower().split()).strip(_MARKS)


def _repeats(one: TargetSentence, two: TargetSentence) -> bool:
    """Whether the source repeats itself where the translation does."""
    if one.bead is not two.bead:
        first, second = (_key(fact.bead.text(Side.SOURCE)) for fact in (one, two))
        return bool(first and second) and (first in second or second in first)
    return _says_twice(one.bead.text(Side.SOURCE))


@lru_cache(maxsize=TEXTS)
def _says_twice(text: str) -> bool:
    keys = _keys(text)
    return len(keys) != len(set(keys))


@lru_cache(maxsize=TEXTS)
def _keys(text: str) -> tuple[str, ...]:
    """The key of each sentence of a text."""
    return tuple([_key(span.of(text)) for span in sentences(text)])
