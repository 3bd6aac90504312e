"""The scope of a negator, found again on the other side of a bead."""

import re
from bisect import bisect_left
from enum import Enum
from functools import lru_cache
from itertools import takewhile

from tqa.lang.evidence.coverage import Coverage, coverage
from tqa.lang.evidence.polarity import (
    companions,
    contraries,
    degrees,
    denials,
    dependents,
    fused,
    modals,
    negators,
    residues,
)
from tqa.lang.tables import with_role, words_of
from tqa.lang.words.tokens import Token, words
from tqa.model import Bead, Side, Span

_AFTER = 4  # content words after a negator that it may deny
_REACH = 12  # words after the negator among which those are sought
_BEFORE = 2  # content words before the negator that help to locate its clause
_NEAR = 8  # words before the counterpart among which a denial may be
_BETWEEN = 2  # content words that may stand between the two
_FUSED = 3  # words around a negator within which the word it denies is
# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_APART = 0.25  # share of a side's length by which the same denial may be displaced
_CLAUSE_END = re.compile(r"[.!?;:]")
# cannot, couldn't: a modal and its negator in one word
_MODAL_PART = re.compile(r"[a-z]+?(?=not|n['’]t)")


class Fate(Enum):
    """What the other side has for a negated clause."""

    DENIED = "denied"  # it is denied there too
    LOST = "lost"  # it is there, and nothing denies it
    LIKELY = "likely"  # words around it are there, and nothing denies them
    POSSIBLE = "possible"  # later words of it are there, its first is not; nothing denies them
    UNKNOWN = "unknown"  # it is not there, or cannot be found


def fate(bead: Bead, side: Side, negator: Span) -> Fate:
    """What the other side has for the clause that `negator` denies on `side` of the bead."""
    text, other = bead.text(side), bead.text(side.other)
    lang, other_lang = bead.lang(side), bead.lang(side.other)
    if other_lang == "en" and idle_do(other):
        return Fate.LOST
    covered = coverage(text, lang, other, other_lang)
    scope, before = _surroundings(covered, text, negator, lang)
    denying = _denying(other, other_lang)
    deniers = None  # computed only where a denying word is in the right place
    if _close(covered, scope, before, denying, other_lang):
        deniers = _deniers(bead, side, covered, negator, denying)
        if _close(covered, scope, before, deniers, other_lang):
            return Fate.DENIED
    if _contrary(covered, scope, lang, other) or _holds(covered, scope, denying, other_lang):
        return Fate.DENIED
    left_over = _left_over(negator.of(text), other, other_lang, denying)
    if scope and covered.found(scope[0]):
        lost = left_over or _aligned(covered, scope, before)
        return Fate.LOST if lost else Fate.POSSIBLE
    if _depends(other, other_lang) or left_over:
        return Fate.LIKELY
    if deniers is None:
        deniers = _deniers(bead, side, covered, negator, denying)
    if scope and _doubled(covered, text, lang, negator, scope[0]):
        return Fate.DENIED
    if deniers:
        return Fate.UNKNOWN
    if _helped(text, negator, lang, other, other_lang):
        return Fate.LIKELY
    found = sum(map(covered.found, scope))
    around = found + sum(map(covered.found, before))
    if scope and covered.known(scope[0]):  # paraphrased: none of its translations is there
        enough = found and (around >= 2 or len(scope) + len(before) <= 2)
        return Fate.POSSIBLE if enough else Fate.UNKNOWN
    return Fate.LIKELY if around >= 2 else Fate.UNKNOWN


def _surroundings(
    covered: Coverage, text: str, negator: Span, lang: str
) -> tuple[list[int], list[int]]:
    """Indices of the content words that a negator may deny, and of those before it."""
    tokens, helping = covered.tokens, modals(lang) | companions(lang)
    content = covered.content
    begin = bisect_left(tokens, negator.end, key=lambda token: token.start)
    reach = range(begin, min(begin + _REACH, len(tokens)))
    inside = list(takewhile(lambda n: not _ended(text, negator.end, tokens[n]), reach))
    scope = content[bisect_left(content, begin) : bisect_left(content, begin + len(inside))]
    scope = [n for n in scope if tokens[n].text.lower() not in helping][:_AFTER]
    if not scope:
        scope = [n for n in inside if tokens[n].text.lower() in degrees(lang)][:1]
    return scope, [n for n in content if tokens[n].end <= negator.start][-_BEFORE:]


def _depends(other: str, other_lang: str) -> bool:
    """Whether the other side holds a word that requires a negator, outside of any denial."""
    found = dependents(other, other_lang)
    if not found:
        return False
    denied = denials(other, other_lang)
    return any(not any(a <= span.start < b for a, b in denied) for span in found)


def _left_over(negator: str, other: str, other_lang: str, denying: set[int]) -> bool:
    """Whether the other side holds the remains of a lost negator: (tidak) pernah for never."""
    left = residues(negator, other_lang)
    return bool(left) and any(
        n not in denying and token.text.lower() in left for n, token in enumerate(words(other))
    )


def _helped(text: str, negator: Span, lang: str, other: str, other_lang: str) -> bool:
    """Whether a modal is next to the negator, and the other side has a modal too."""
    near = text[max(0, negator.start - 8) : negator.start].split()[-1:]
    near += _MODAL_PART.findall(text[negator.start : negator.end].lower())
    near += text[negator.end : negator.end + 24].split()[:2]
    if modals(lang).isdisjoint(word.lower() for word in near):
        return False
    verbs = modals(other_lang)
    return any(token.text.lower() in verbs for token in words(other))


@lru_cache(maxsize=1)
def _idle_do() -> re.Pattern[str]:
    """Matches an auxiliary do without the not that would require it: did pursue."""
    forms = "|".join(with_role("en/small_words", "idle do"))
    return re.compile(rf"\b(?:{forms})\s+(?:[a-z]+ly\s+)?([a-z]{{3,}})\b")


@lru_cache(maxsize=256)
def idle_do(text: str) -> bool:
    """Whether an English do, does or did precedes a plain verb, as is rare without a not."""
    light = words_of("en", "light_words")
    return any(
        match[1] not in light and not any(a <= match.start() < b for a, b in denials(text, "en"))
        for match in _idle_do().finditer(text)
    )


def _ended(text: str, start: int, token: Token) -> bool:
    return bool(_CLAUSE_END.search(text, start, token.start))


def _denying(text: str, lang: str) -> set[int]:
    """The indices of the words of a text that deny."""
    return _inside(text, (*negators(text, lang), *denials(text, lang)))


def _inside(text: str, spans: tuple[Span, ...]) -> set[int]:
    """The indices of the words of a text that are in one of the spans."""
    if not spans:
        return set()
    return {
        n
        for n, token in enumerate(words(text))
        if any(start <= token.start < end for start, end in spans)
    }


def _close(
    covered: Coverage, scope: list[int], before: list[int], deniers: set[int], lang: str
) -> bool:
    """Whether a denying word is near a counterpart of the scope, or else of the words before."""
    if not deniers:
        return False
    near = [n for n in scope if covered.found(n)] or before
    places = {n for word in near for n in covered.places(word)}
    return any(_governs(covered, at, place, lang) for at in deniers for place in places)


def _governs(covered: Coverage, denier: int, place: int, lang: str) -> bool:
    """Whether a denying word of the other side may deny the word at `place`."""
    if denier >= place:
        return denier <= place + 2
    if denier < place - _NEAR:
        return False
    light = words_of(lang, "light_words")
    between = covered.theirs[denier + 1 : place]
    return sum(token.text.lower() not in light for token in between) <= _BETWEEN


def _contrary(covered: Coverage, scope: list[int], lang: str, other: str) -> bool:
    """Whether the other side has the antonym of a denied word: near for tidak jauh."""
    for n in scope[:1]:
        found = contraries(covered.tokens[n].text.lower(), lang)
        if found and any(token.text.lower() in found for token in words(other)):
            return True
    return False


def _holds(covered: Coverage, scope: list[int], denying: set[int], lang: str) -> bool:
    """Whether a counterpart of the denied word includes the denial: unbeaten for terkalahkan."""
    return any(
        place in denying and fused(covered.theirs[place].text, lang)
        for n in scope[:1]
        for place in (covered.places(n) if denying else ())
    )


def _doubled(covered: Coverage, text: str, lang: str, negator: Span, first: int) -> bool:
    """Whether the negator denies a negative word, paraphrased: tak akan kesulitan, easily."""
    at = covered.tokens[first].start
    denied = any(start <= at < end for start, end in denials(text, lang) if start >= negator.end)
    return denied and not covered.found(first)


def _aligned(covered: Coverage, scope: list[int], before: list[int]) -> bool:
    """Whether the counterpart of the scope's first word is near those of its neighbours."""
    rest = [*scope[1:], *before]
    if not rest:
        return True
    places = covered.places(scope[0])
    return any(
        abs(place - other) <= _NEAR
        for n in rest
        if covered.found(n)
        for other in covered.places(n)
        for place in places
    )


def _deniers(
    bead: Bead, side: Side, covered: Coverage, negator: Span, denying: set[int]
) -> set[int]:
    """The denying words of the other side that can translate `negator`.

    Left out are the counterparts of other words, and one denying word for each other denying
    word of this side that has no other counterpart, at about the same relative position. A
    counterpart that includes the denial stays unless the word does too: suboptimal for maksimal.
    """
    if not denying:
        return denying
    theirs, lang = covered.theirs, bead.lang(side.other)
    ours = _inside(bead.text(side), denials(bead.text(side), bead.lang(side)))
    at = sum(token.start < negator.start for token in covered.tokens)
    ratio = len(theirs) / max(len(covered.tokens), 1)
    reach = max(_NEAR, _APART * len(theirs))
    first, last = (min(denying) - reach) / ratio, (max(denying) + reach) / ratio
    taken = set()
    for i in range(max(0, int(first)), min(len(covered.tokens), int(last) + 1)):
        found = () if at - 2 <= i <= at else covered.places(i)
        if found:
            place = min(found, key=lambda n, i=i: abs(n - i * ratio))  # type: ignore[misc]
            # where undamaged denies damaged, broken is not a separate denial
            plain = i not in ours or (lang == "en" and not fused(covered.tokens[i].text, "id"))
            if not (plain and fused(theirs[place].text, lang)):
                taken.add(place)
    left = denying - taken
    for i in sorted(ours):
        if left and not covered.found(i) and abs(i - at) > _FUSED:
            same = min(left, key=lambda n, i=i: abs(n - i * ratio))  # type: ignore[misc]
            if abs(same - i * ratio) <= _APART * len(theirs):
                left.discard(same)
    return left
