"""The scope of a negator, found again on the other side of a bead."""

import re
from enum import Enum
from functools import lru_cache
from itertools import takewhile

from tqa.lang.evidence import Counterpart, counterparts
from tqa.lang.polarity import affixed, denials, dependents, modals, negators, residues
from tqa.lang.tables import words_of
from tqa.lang.tokens import words
from tqa.model import Bead, Side, Span

_AFTER = 4  # content words that a negator may stand before
_BEFORE = 2  # content words before it that show where its clause stands
_NEAR = 4  # words before the counterpart among which a denial may stand
_CLAUSE_END = re.compile(r"[.!?;:]")
# did pursue: an English do that is there only for a not, and the not is gone
_IDLE_DO = re.compile(r"\b(?:do|does|did)\s+(?:[a-z]+ly\s+)?([a-z]{3,})\b")


# cannot, couldn't: a modal and its negator in one word
_MODAL_PART = re.compile(r"[a-z]+?(?=not|n['’]t)")


class Fate(Enum):
    """What became of a negated clause on the other side."""

    DENIED = "denied"  # it is denied there too
    LOST = "lost"  # it is there, and nothing denies it
    LIKELY = "likely"  # words around it are there, and nothing denies them
    POSSIBLE = "possible"  # its first word is not there, later ones are
    UNKNOWN = "unknown"  # it is not there, or cannot be found


def fate(bead: Bead, side: Side, negator: Span) -> Fate:
    """What became of the clause that `negator` denies on `side` of the bead."""
    text, other = bead.text(side), bead.text(side.other)
    lang, other_lang = bead.lang(side), bead.lang(side.other)
    pairs = counterparts(text, lang, other, other_lang)
    after = [p for p in pairs if p.token.start >= negator.end][:12]
    after = list(takewhile(lambda p: not _ended(text, negator.end, p), after))
    before = [p for p in pairs if p.token.end <= negator.start and not p.light][-_BEFORE:]
    helping = modals(lang)
    scope = [p for p in after if not p.light and p.token.text.lower() not in helping][:_AFTER]
    found = [p for p in scope if p.places]
    near = found or [p for p in before if p.places]
    if other_lang == "en" and idle_do(other):
        return Fate.LOST
    deniers = _deniers(bead, side, pairs, negator)
    if any(n - _NEAR <= at <= n + 2 for p in near for n in p.places for at in deniers):
        return Fate.DENIED
    if near and scope and scope[0].places:
        return Fate.LOST
    if dependents(other, other_lang) or _left_over(negator.of(text), other, other_lang):
        return Fate.LIKELY
    if deniers:
        return Fate.UNKNOWN
    if _helped(text, negator, lang, other, other_lang):
        return Fate.LIKELY
    count = len(found) + sum(bool(p.places) for p in before)
    if scope and scope[0].known:  # put another way: it has translations, and none is there
        return Fate.POSSIBLE if len(found) >= 2 else Fate.UNKNOWN
    return Fate.LIKELY if count >= 2 else Fate.UNKNOWN


def _left_over(negator: str, other: str, other_lang: str) -> bool:
    """Whether the other side holds what a lost negator leaves behind: (tidak) pernah of never."""
    left = residues(negator, other_lang)
    return bool(left) and any(token.text.lower() in left for token in words(other))


def _helped(text: str, negator: Span, lang: str, other: str, other_lang: str) -> bool:
    """Whether a modal stands by the negator and one on the other side, undenied."""
    near = text[max(0, negator.start - 8) : negator.start].split()[-1:]
    near += _MODAL_PART.findall(text[negator.start : negator.end].lower())
    near += text[negator.end : negator.end + 24].split()[:2]
    if modals(lang).isdisjoint(word.lower() for word in near):
        return False
    verbs = modals(other_lang)
    return any(token.text.lower() in verbs for token in words(other))


@lru_cache(maxsize=256)
def idle_do(text: str) -> bool:
    """Whether an English do, does or did stands before a plain verb, as it seldom does."""
    light = words_of("en", "light_words")
    return any(match[1] not in light for match in _IDLE_DO.finditer(text))


def _ended(text: str, start: int, pair: Counterpart) -> bool:
    return bool(_CLAUSE_END.search(text, start, pair.token.start))


def _deniers(
    bead: Bead, side: Side, pairs: tuple[Counterpart, ...], negator: Span
) -> tuple[int, ...]:
    """Words of the other side that deny, and translate no word but those before the negator."""
    text, other, lang = bead.text(side), bead.text(side.other), bead.lang(side.other)
    spans = (*negators(other, lang), *denials(other, lang))
    at = sum(token.start < negator.start for token in words(text))
    ratio = len(words(other)) / max(len(pairs), 1)
    taken = {
        min(p.places, key=lambda n, i=i: abs(n - i * ratio))  # type: ignore[misc]
        for i, p in enumerate(pairs)
        if p.places and not at - 2 <= i <= at
    }
    return tuple(
        n
        for n, token in enumerate(words(other))
        if any(start <= token.start < end for start, end in spans)
        and (n not in taken or (lang == "en" and bool(affixed(token.text))))
    )
