"""Candidates -> those that pass the filters, and counts of the others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from tqa.glossary.mining.candidates import Candidate, CandidateKind
from tqa.glossary.mining.known import KnownPairs
from tqa.model import Concept

SMALL = 100  # segments: in fewer, what stands once may be a candidate
LEAST = 2  # segments that must have a pair, elsewhere
# set by hand; scripts/bench/constants.py mine and scripts/bench/extract.py show the effect
SURE = 0.3  # confidence of a candidate, at least


class Mined(NamedTuple):
    """Candidates, the best first, and what became of everything else."""

    candidates: tuple[Candidate, ...]
    beads: int  # with text on both sides; segments where the texts are no translations
    pairs: int  # of phrases that translate each other, candidates or not
    least: int  # beads that had to have a pair
    unsure: int = 0  # candidates left out: below the least confidence
    known: int = 0  # ... a glossary has them
    names: int = 0  # ... names and acronyms, where they are not wanted


def least_of(least: int, segments: int) -> int:
    """Segments that must have a pair, by what was asked for and how many there are."""
    return least or (LEAST if segments >= SMALL else 1)


def sift(
    mined: Mined,
    found: Sequence[Candidate],
    known: Iterable[Concept],
    *,
    sure: float,
    names: bool,
    limit: int,
) -> Mined:
    """The same with those of the candidates found that are wanted.

    Args:
        mined: what was counted.
        found: the candidates, the best first.
        known: concepts whose pairs of terms are no candidates any more.
        sure: the least confidence, 0..1.
        names: whether names and acronyms are wanted.
        limit: how many candidates at most, 0 for all.
    """
    steps: dict[str, int] = {}

    def keep(name: str, wanted: Callable[[Candidate], bool]) -> None:
        nonlocal found
        kept = [candidate for candidate in found if wanted(candidate)]
        steps[name] = len(found) - len(kept)
        found = kept

    glossary = KnownPairs(known)
    keep("unsure", lambda candidate: candidate.confidence >= sure)
    keep("known", lambda candidate: not glossary.has(candidate.id, candidate.en))
    keep("names", lambda candidate: names or candidate.kind is CandidateKind.TERM)
    kept = [replace(c, known_as=glossary.renderings(c.id)) for c in found[: limit or None]]
    return mined._replace(candidates=tuple(kept), **steps)
