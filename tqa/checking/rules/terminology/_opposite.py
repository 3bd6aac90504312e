"""What the target has in the place of a missing term."""

from collections.abc import Sequence, Set
from enum import Enum
from functools import lru_cache

from tqa.checking.rules.terminology._held import blanked
from tqa.checking.rules.terminology._lexical import meanings
from tqa.glossary.forms import spelt
from tqa.glossary.senses import says_any, vocabulary
from tqa.lang.words.known import TEXTS
from tqa.lang.words.tokens import Token, words
from tqa.model import Bead, Concept, Side, Span

# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_WINDOW = 0.25  # share of the target's length, on each side of the expected place
_MIN_LETTERS = 4
_MIN_STEM = 5
_MAX_WORDS = 3  # maximum number of words of another term in its place


class Opposite(Enum):
    """What a translation has for a concept that it does not name."""

    NO_TERM = "no term"  # and the concept is not an everyday word, which could be paraphrased
    ANOTHER_WORD = "another word"  # one that no other word of the source explains
    SYNONYM = "synonym"  # one that the dictionary has for the source's word
    AGAIN = "again"  # another word in addition to the term itself
    FEWER = "fewer"  # the term itself, but less often than the source
    UNCLEAR = "unclear"  # left out or paraphrased


def opposite(
    bead: Bead, spans: Sequence[Span], concept: Concept, *, again: bool = False
) -> Opposite:
    """What the target has for the concept that the source names at `spans`.

    With `again`, what it has there in addition to a term of the concept.
    """
    source, source_lang = bead.text(Side.SOURCE), bead.lang(Side.SOURCE)
    target, target_lang = bead.text(Side.TARGET), bead.lang(Side.TARGET)
    known = vocabulary(target, target_lang)
    terms = [t.text for t in concept.terms_in(source_lang) if t.status.allowed]
    if not all(is_everyday(text, source_lang) for text in terms):
        return Opposite.NO_TERM
    senses = frozenset(meaning for text in terms for meaning in meanings(text, source_lang))
    wanted = [t.text.lower() for t in concept.terms_in(target_lang) if t.status.allowed]
    if again:
        other = senses - {word for text in wanted for word in (text, *text.split())}
        if says_any(other, known):
            return Opposite.ANOTHER_WORD
    elif says_any(senses, known) or any(_has_kin(w, known) for w in wanted):
        return Opposite.SYNONYM
    if stands_alone(source, source_lang, target, target_lang, spans, wanted if again else ()):
        return Opposite.ANOTHER_WORD
    return Opposite.UNCLEAR


def _has_kin(term: str, known: frozenset[str]) -> bool:
    """Whether words include a derivation of a term: parliamentary for parliament."""
    stem = term[: max(_MIN_STEM, len(term) - 2)]
    return len(term) > _MIN_STEM and any(word.startswith(stem) for word in known)


def is_everyday(text: str, lang: str) -> bool:
    """Whether a term is a word or phrase of the general dictionary."""
    return bool(meanings(text, lang))


def stands_alone(
    source: str,
    source_lang: str,
    target: str,
    target_lang: str,
    spans: Sequence[Span],
    terms: Sequence[str] = (),
) -> bool:
    """Whether a few words near the expected place are the only unexplained ones.

    A close translation, in which all other content words have their counterparts,
    shows that these stand for the term; a free translation shows nothing.
    """
    parts = {part for term in terms for part in term.split()}
    content = _content(target)
    whole = vocabulary(source, source_lang)
    if len(_odd(content, target_lang, whole, parts)) > _MAX_WORDS:
        return False  # the usual case
    odd = _odd(content, target_lang, vocabulary(blanked(source, spans), source_lang), parts)
    if not 0 < len(odd) <= _MAX_WORDS or odd[-1] - odd[0] >= _MAX_WORDS:
        return False
    middle = (content[odd[0]].start + content[odd[-1]].end) / 2 / len(target)
    places = ((span.start + span.end) / 2 / len(source) for span in spans)
    return min(abs(middle - place) for place in places) <= _WINDOW


@lru_cache(maxsize=TEXTS)
def _content(text: str) -> tuple[Token, ...]:
    """The words of a text that are not names and are longer than most function words."""
    return tuple([t for t in words(text) if len(t[0]) >= _MIN_LETTERS and t[0].islower()])


def _odd(
    content: Sequence[Token], lang: str, others: frozenset[str], parts: Set[str]
) -> Sequence[int]:
    """The indices of the words that no word of `others` explains and that are not in `parts`."""
    return [
        at
        for at, (word, _, _) in enumerate(content)
        if not says_any(_explanations(word, lang), others) and parts.isdisjoint(spelt(word, lang))
    ]


@lru_cache(maxsize=65536)
def _explanations(word: str, lang: str) -> frozenset[str]:
    """The words that a word may translate, or be a copy of."""
    return meanings(word, lang).union(spelt(word, lang))
