"""Beads -> candidates for a glossary: the one function that commands and reports call."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from tqa.glossary.mining.candidates import Candidate, Kind, candidates
from tqa.glossary.mining.known import Known
from tqa.glossary.mining.pairing import count
from tqa.glossary.mining.sentences import Sentence, sentence
from tqa.glossary.mining.shorts import Shorts, with_acronyms
from tqa.glossary.mining.termhood import LANGS
from tqa.model import Bead, Concept, Side

SMALL = 100  # beads: in fewer, what stands once may be a candidate
LEAST = 2  # beads that must have a pair, elsewhere
SURE = 0.3  # confidence of a candidate, at least


class Mined(NamedTuple):
    """Candidates, the best first, and what became of everything else."""

    candidates: tuple[Candidate, ...]
    beads: int  # with text on both sides
    pairs: int  # of phrases that translate each other, candidates or not
    least: int  # beads that had to have a pair
    unsure: int = 0  # candidates left out: below the least confidence
    known: int = 0  # ... a glossary has them
    names: int = 0  # ... names and acronyms, where they are not wanted


def mine(
    beads: Iterable[Bead],
    known: Iterable[Concept] = (),
    *,
    least: int = 0,
    sure: float = SURE,
    names: bool = True,
    limit: int = 0,
) -> Mined:
    """Candidates for a glossary from the beads of one or more bitexts.

    Args:
        beads: of either direction; furniture and beads with an empty side are passed over.
        known: concepts whose pairs of terms are no candidates any more.
        least: beads that must have a pair; 0 is 2, and 1 in texts of fewer than 100 beads.
        sure: the least confidence, 0..1.
        names: whether names and acronyms are wanted.
        limit: how many candidates at most, 0 for all.
    """
    sides = tuple(_sides(beads))
    counts = count(sides)
    least = least or (LEAST if len(sides) >= SMALL else 1)
    shorts = (Shorts((side[n] for side in sides), LANGS[n]) for n in (0, 1))
    found = with_acronyms(candidates(sides, counts, least), *shorts)
    steps: dict[str, int] = {}

    def keep(name: str, wanted: Callable[[Candidate], bool]) -> None:
        nonlocal found
        kept = [candidate for candidate in found if wanted(candidate)]
        steps[name] = len(found) - len(kept)
        found = kept

    glossary = Known(known)
    keep("unsure", lambda candidate: candidate.confidence >= sure)
    keep("known", lambda candidate: not glossary.has(candidate.id, candidate.en))
    keep("names", lambda candidate: names or candidate.kind is Kind.TERM)
    kept = [replace(c, known_as=glossary.renderings(c.id)) for c in found[: limit or None]]
    return Mined(tuple(kept), len(sides), len(counts.pairs), least, **steps)


def _sides(beads: Iterable[Bead]) -> Iterator[tuple[Sentence, Sentence]]:
    """Indonesian and English of each bead that has both."""
    for bead in beads:
        if bead.furniture or {*bead.langs} != {"id", "en"}:
            continue
        texts = {bead.lang(side): bead.text(side) for side in Side}
        if texts["id"].strip() and texts["en"].strip():
            yield sentence(texts["id"], "id"), sentence(texts["en"], "en")
