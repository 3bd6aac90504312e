"""The scope of a negator, found again on the other side of a bead."""

import re
from bisect import bisect_left
from enum import Enum
from functools import lru_cache
from itertools import takewhile

from tqa.lang.evidence import Coverage, coverage
from tqa.lang.polarity import affixed, denials, dependents, modals, negators, residues
from tqa.lang.tables import words_of
from tqa.lang.tokens import Token, words
from tqa.model import Bead, Side, Span

_AFTER = 4  # content words that a negator may stand before
_BEFORE = 2  # content words before it that show where its clause stands
_NEAR = 4  # words before the counterpart among which a denial may stand
_REACH = 12  # words after it among which they are
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
    if other_lang == "en" and idle_do(other):
        return Fate.LOST
    covered = coverage(text, lang, other, other_lang)
    scope, before = _surroundings(covered, text, negator, lang)
    denying = _denying(other, other_lang)
    close = _close(covered, scope, before, denying) if denying else set()
    if close and _deniers(bead, side, covered, negator, close):
        return Fate.DENIED
    if scope and covered.found(scope[0]):
        return Fate.LOST
    if dependents(other, other_lang) or _left_over(negator.of(text), other, other_lang):
        return Fate.LIKELY
    if denying and _deniers(bead, side, covered, negator, denying):
        return Fate.UNKNOWN
    if _helped(text, negator, lang, other, other_lang):
        return Fate.LIKELY
    found = sum(map(covered.found, scope))
    if scope and covered.known(scope[0]):  # put another way: it has translations, and none is there
        return Fate.POSSIBLE if found >= 2 else Fate.UNKNOWN
    found += sum(map(covered.found, before))
    return Fate.LIKELY if found >= 2 else Fate.UNKNOWN


def _surroundings(
    covered: Coverage, text: str, negator: Span, lang: str
) -> tuple[list[int], list[int]]:
    """The content words that a negator may stand before, and those before it, by index."""
    tokens, helping = covered.tokens, modals(lang)
    content = covered.content
    begin = bisect_left(tokens, negator.end, key=lambda token: token.start)
    reach = range(begin, min(begin + _REACH, len(tokens)))
    inside = list(takewhile(lambda n: not _ended(text, negator.end, tokens[n]), reach))
    scope = content[bisect_left(content, begin) : bisect_left(content, begin + len(inside))]
    scope = [n for n in scope if tokens[n].text.lower() not in helping][:_AFTER]
    return scope, [n for n in content if tokens[n].end <= negator.start][-_BEFORE:]


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


def _ended(text: str, start: int, token: Token) -> bool:
    return bool(_CLAUSE_END.search(text, start, token.start))


def _denying(text: str, lang: str) -> set[int]:
    """The words of a text that deny, by index."""
    spans = (*negators(text, lang), *denials(text, lang))
    if not spans:
        return set()
    return {
        n
        for n, token in enumerate(words(text))
        if any(start <= token.start < end for start, end in spans)
    }


def _close(covered: Coverage, scope: list[int], before: list[int], denying: set[int]) -> set[int]:
    """Those denying words that stand by a counterpart of the scope, or else of what is before."""
    near = [n for n in scope if covered.found(n)] or before
    places = {n for word in near for n in covered.places(word)}
    return {at for at in denying if any(n - _NEAR <= at <= n + 2 for n in places)}


def _deniers(
    bead: Bead, side: Side, covered: Coverage, negator: Span, denying: set[int]
) -> set[int]:
    """Those denying words of the other side that translate no word but those before the negator."""
    theirs, lang = words(bead.text(side.other)), bead.lang(side.other)
    at = sum(token.start < negator.start for token in covered.tokens)
    ratio = len(theirs) / max(len(covered.tokens), 1)
    taken = {
        min(found, key=lambda n, i=i: abs(n - i * ratio))  # type: ignore[misc]
        for i, found in enumerate(map(covered.places, range(len(covered.tokens))))
        if found and not at - 2 <= i <= at
    }
    return {n for n in denying if n not in taken or (lang == "en" and affixed(theirs[n].text))}
