"""The concepts that a side of a bead names, with ambiguous terms resolved; for rules."""

from collections.abc import Sequence, Set

from tqa.checking.rule import Context
from tqa.glossary import source_concepts as held
from tqa.glossary.index import Match
from tqa.glossary.senses import Context as Words
from tqa.glossary.source_concepts import Held, allowed, covers
from tqa.glossary.termbase import Interest
from tqa.model import Bead, Concept, Side, Span

__all__ = [
    "Held",
    "allowed",
    "blanked",
    "contexts",
    "covers",
    "held_concepts",
    "of_kind",
    "renderings",
]


def contexts(bead: Bead) -> tuple[Words, ...]:
    """The texts of a bead whose words are used to disambiguate terms."""
    return tuple((bead.text(side), bead.lang(side)) for side in Side if bead.segments(side))


def of_kind(bead: Bead, side: Side, ctx: Context, interest: Interest) -> Set[str]:
    """The concepts of a kind that have a term on a side: a cheap pre-check."""
    return ctx.termbase.of_kind(bead.text(side), bead.lang(side), interest)


def held_concepts(bead: Bead, ctx: Context) -> tuple[Held, ...]:
    """The concepts that the source names, in order; unresolved ones are marked as not certain."""
    return held.held_concepts(bead, ctx.termbase, ctx.date)


def renderings(bead: Bead, concept: Concept, ctx: Context) -> tuple[Match, ...]:
    """The terms of a concept in the target, in any form; of overlapping ones the longest first."""
    return held.renderings(bead, concept, ctx.termbase, ctx.date)


def blanked(text: str, spans: Sequence[Span]) -> str:
    """A text with spaces in the place of these spans."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], " " * (end - max(at, start))]
        at = max(at, end)
    return "".join((*pieces, text[at:]))
