"""What stands in the target in the place of a term that is missing there."""

from collections.abc import Sequence
from enum import Enum

from tqa.glossary.forms import forms
from tqa.glossary.senses import says, vocabulary
from tqa.lang.tokens import words
from tqa.model import Bead, Concept, Side, Span
from tqa.rules.terminology._lexical import meanings

_WINDOW = 0.25  # of the target's length, on each side of the expected place
_MIN_LETTERS = 4


class Opposite(Enum):
    """What a translation has opposite a concept that it does not name."""

    ANOTHER_WORD = "another word"  # that nothing else in the source explains
    SYNONYM = "synonym"  # that the dictionary gives for the source's word
    NOTHING = "nothing"  # left out, or said otherwise


def opposite(bead: Bead, spans: Sequence[Span], concept: Concept) -> Opposite:
    """What stands in the target for the concept that the source names at `spans`."""
    source, source_lang = bead.text(Side.SOURCE), bead.lang(Side.SOURCE)
    target, target_lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
    known = vocabulary(target, target_lang)
    terms = [t.text for t in concept.terms_in(source_lang) if t.status.allowed]
    for text in terms:
        if any(says(meaning, known) for meaning in meanings(text, source_lang)):
            return Opposite.SYNONYM
    if unexplained(source, source_lang, target, target_lang, spans):
        return Opposite.ANOTHER_WORD
    return Opposite.NOTHING


def unexplained(
    source: str, source_lang: str, target: str, target_lang: str, spans: Sequence[Span]
) -> list[Span]:
    """Content words near the expected place that translate no other word of the source."""
    rest = source
    for span in spans:
        rest = f"{rest[: span.start]}{' ' * (span.end - span.start)}{rest[span.end :]}"
    others = vocabulary(rest, source_lang)
    places = [(span.start + span.end) / 2 / max(1, len(source)) for span in spans]
    found = []
    for token in words(target):
        at = (token.start + token.end) / 2 / max(1, len(target))
        if not token.text.islower() or len(token.text) < _MIN_LETTERS:
            continue
        if min(abs(at - place) for place in places) > _WINDOW:
            continue
        if not _is_explained(token.text, target_lang, others):
            found.append(Span(token.start, token.end))
    return found


def _is_explained(word: str, lang: str, others: frozenset[str]) -> bool:
    low = word.lower()
    if any(form in others for form, _ in forms(low, lang)):
        return True
    return any(says(meaning, others) for meaning in meanings(low, lang))
