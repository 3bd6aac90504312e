"""The translation of a term among the terms of other texts: by the dictionary and by meaning.

No sentence here is the translation of another, so nothing can be counted. The embedded dictionary
says which words translate each other; vectors of a sentence encoder say which terms of the other
language are near, by their margin against the nearest others (Artetxe & Schwenk 2019). Two terms
that are each other's best are a pair.
"""

from collections.abc import Sequence
from math import exp
from typing import Any, NamedTuple

import numpy as np

from tqa.glossary.mining.pairing import Key, Numbered, lexical, translated
from tqa.glossary.mining.terms import TermCandidate
from tqa.lang.forms.wordclass import Class, word_classes

Array = Any

_NEAREST = 5  # other terms against which the nearness of two is taken
# chosen on PANL economy and sport with scripts/bench/extract.py --comparable (bench/README.md)
_LISTED = 2.0  # what the dictionary weighs beside the margin, whose range is about -.5 to 1
_USUAL = 0.15  # ... and that a term stands there twice as often
_DECISIVE = 1.5  # weight from which `lexical` knows that a word translates another, and no cognate
_NEXT = 2  # terms that are named as other translations

# The logarithm of the odds that a pair is right, and what a margin of 1 adds to it.
_ODDS = {True: (1.5, 3.0), False: (-1.5, 5.0)}


class BestMatch(NamedTuple):
    """Two terms that are each other's best."""

    id: int  # which of the Indonesian terms
    en: int
    near: float  # margin: how much nearer in meaning than the nearest others, about -.5..1
    listed: bool  # whether the dictionary makes the words of each words of the other
    others: tuple[int, ...]  # English terms that come next

    @property
    def sure(self) -> float:
        """0..1: how surely two terms translate each other."""
        odds, slope = _ODDS[self.listed]
        return 1 / (1 + exp(-odds - slope * self.near))


def matches(
    ids: Sequence[TermCandidate], ens: Sequence[TermCandidate], vectors: tuple[Array, Array] | None
) -> list[BestMatch]:
    """The pairs of terms that are each other's best, in the order of the Indonesian ones.

    `vectors` are two arrays of a unit vector a term; without them the dictionary decides
    alone. A name or an acronym that it does not have is paired with its like only, as an encoder
    has the names of one kind near each other.
    """
    if not ids or not ens:
        return []
    known = listed([term.key for term in ids], [term.key for term in ens])
    near = margins(*vectors) if vectors else np.zeros(known.shape, np.float32)
    score = near + _LISTED * known
    score += np.add.outer(*(_usual(side) for side in (ids, ens)))
    named = np.logical_or.outer(*([term.named for term in side] for side in (ids, ens)))
    score[~known & (named | (vectors is None))] = -np.inf
    best, back = score.argmax(1), score.argmax(0)
    found = []
    for n, m in enumerate(best.tolist()):
        if back[m] == n and np.isfinite(score[n, m]):
            found.append(BestMatch(n, m, float(near[n, m]), bool(known[n, m]), _next(score[n], m)))
    return found


def _next(scores: Array, best: int) -> tuple[int, ...]:
    """What comes next to the best."""
    order = np.argsort(-scores, kind="stable")[: _NEXT + 1]
    return tuple(n for n in order.tolist() if n != best and np.isfinite(scores[n]))[:_NEXT]


def _usual(side: Sequence[TermCandidate]) -> Array:
    """What speaks for the usual term of several that mean the same."""
    return _USUAL * np.log2([term.seen for term in side])


def margins(ids: Array, ens: Array) -> Array:
    """The cosine of each pair, twice, less the mean cosine of either with its nearest others.

    The mean vector of each language is taken away first: it encodes the language, not the meaning.
    """
    cosines = _centred(ids) @ _centred(ens).T
    forth, back = _nearest(cosines), _nearest(cosines.T)
    margin: Array = 2 * cosines - forth[:, None] - back[None, :]
    return margin


def _centred(vectors: Array) -> Array:
    apart = vectors - vectors.mean(0)
    return apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)


def _nearest(cosines: Array) -> Array:
    """The mean of the nearest cosines of each row."""
    many = min(_NEAREST, cosines.shape[1])
    return np.partition(cosines, -many, axis=1)[:, -many:].mean(1)


def listed(ids: Sequence[Key], ens: Sequence[Key]) -> Array:
    """Which pairs the dictionary has: as phrases, or each word of either as one of the other.

    Small words are left out. A term that is listed in part is mostly a longer one.
    """
    keys = ([_content(key, "id") for key in ids], [_content(key, "en") for key in ens])
    numbers = (Numbered(), Numbered())
    left, right = (
        [known.of(key) for key in side] for known, side in zip(numbers, keys, strict=True)
    )
    links: dict[int, set[int]] = {}
    for (one, other), weight in lexical(numbers[0].words, numbers[1].words).items():
        if weight >= _DECISIVE:
            links.setdefault(one, set()).add(other)
    holders: dict[int, list[int]] = {}
    for at, key in enumerate(right):
        for word in set(key):
            holders.setdefault(word, []).append(at)
    where = {key: at for at, key in enumerate(ens)}
    table: Array = np.zeros((len(ids), len(ens)), bool)
    for row, key in enumerate(left):
        reached = [links.get(word, set()) for word in key]
        for at in {at for other in reached[0] for at in holders[other]}:
            table[row, at] = _is_covered(reached, right[at])
        for phrase in translated(ids[row]):
            if phrase in where:
                table[row, where[phrase]] = True
    return table


def _content(key: Key, lang: str) -> Key:
    """The words of a term without small ones."""
    return tuple(word for word in key if not word_classes(word, lang) & Class.FUNCTION) or key


def _is_covered(reached: Sequence[set[int]], key: Sequence[int]) -> bool:
    """Whether every word reaches one of a term, and every one of it is reached."""
    return all(not words.isdisjoint(key) for words in reached) and set().union(*reached) >= {*key}
