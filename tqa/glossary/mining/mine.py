"""Beads -> candidates for a glossary: the one function that commands and reports call."""

from collections.abc import Iterable, Iterator

from tqa.glossary.mining.candidate_filter import SURE, Mined, least_of, sift
from tqa.glossary.mining.candidates import candidates
from tqa.glossary.mining.pairing import count
from tqa.glossary.mining.sentences import Sentence, sentence
from tqa.glossary.mining.shorts import Shorts, with_acronyms
from tqa.glossary.mining.termhood import LANGS
from tqa.model import Bead, Concept, Side


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
        beads: of either direction; boilerplate and beads with an empty side are skipped.
        known: concepts whose pairs of terms are no candidates any more.
        least: beads that must have a pair; 0 is 2, and 1 in texts of fewer than 100 beads.
        sure: the least confidence, 0..1.
        names: whether names and acronyms are wanted.
        limit: how many candidates at most, 0 for all.
    """
    sides = tuple(_sides(beads))
    counts = count(sides)
    least = least_of(least, len(sides))
    shorts = (Shorts((side[n] for side in sides), LANGS[n]) for n in (0, 1))
    found = with_acronyms(candidates(sides, counts, least), *shorts)
    mined = Mined((), len(sides), len(counts.pairs), least)
    return sift(mined, found, known, sure=sure, names=names, limit=limit)


def _sides(beads: Iterable[Bead]) -> Iterator[tuple[Sentence, Sentence]]:
    """Indonesian and English of each bead that has both."""
    for bead in beads:
        if bead.is_boilerplate or {*bead.langs} != {"id", "en"}:
            continue
        texts = {bead.lang(side): bead.text(side) for side in Side}
        if texts["id"].strip() and texts["en"].strip():
            yield sentence(texts["id"], "id"), sentence(texts["en"], "en")
