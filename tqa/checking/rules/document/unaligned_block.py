"""DOC002 unaligned-block."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from tqa.checking.rule import Context, CorpusRule, Message, bad, good, rule
from tqa.model import Bead, Finding, Severity, Side, Span


class _Fact(NamedTuple):
    """The blocks of one bead, with the finding to report if they have no counterpart."""

    side: Side
    blocks: tuple[int, ...]
    words: int
    finding: Finding | None  # None if there is a counterpart, or the block is not article text


_NOT_IN_SOURCE = Message("the whole paragraph has no counterpart in the source")


@rule
@dataclass(frozen=True)
class UnalignedBlock(CorpusRule):
    """A whole paragraph of one document has no counterpart in the other.

    A paragraph was skipped, or exists in one version only: the two documents may not be
    versions of the same text. It is reported once, at its first sentence; boilerplate and
    headlines of other articles are not reported.

    Fix: translate the paragraph, or remove it from the other document too.
    """

    code = "DOC002"
    name = "unaligned-block"
    mqm = "accuracy/omission"
    severity = Severity.MINOR
    monolingual = False
    message = Message("the whole paragraph has no counterpart in the target")
    boilerplate = True
    examples = (
        bad(
            "Sungai itu meluap pada Selasa malam.\n"
            "Dua desa terendam dan warga mengungsi ke balai desa.",
            "The river burst its banks on Tuesday night.\n",
            "Dua desa terendam dan warga mengungsi ke balai desa.",
        ),
        bad(
            "The river burst its banks on Tuesday night.\n",
            "Sungai itu meluap pada Selasa malam.\n"
            "Dua desa terendam dan warga mengungsi ke balai desa.",
            "Dua desa terendam dan warga mengungsi ke balai desa.",
            pair="en-id",
        ),
        good(
            "Sungai itu meluap pada Selasa malam.\nDua desa terendam.",
            "The river burst its banks on Tuesday night.\nTwo villages were flooded.",
        ),
        good(
            "The river burst its banks on Tuesday night.\nAgain.",
            "Sungai itu meluap pada Selasa malam.\n",
            pair="en-id",
        ),
        good(
            "Sungai itu meluap pada Selasa malam dan merendam dua desa.\n"
            "Baca juga: Warga diminta waspada banjir susulan",
            "The river burst its banks on Tuesday night and flooded two villages.\n",
            article=True,
        ),
    )

    words: int = 5  #: shorter blocks are never reported

    def gather(self, bead: Bead, ctx: Context) -> Iterator[_Fact]:
        source, target = bead.source, bead.target
        if source and target and source[0].file == target[0].file:
            return  # the rows and messages of a bilingual file have both sides
        alone = not (source and target)
        for side in Side:
            segments = bead.segments(side)
            if segments:
                blocks = tuple(segment.block for segment in segments)
                ours = alone and not any(segment.mark for segment in segments)
                size = sum(segment.text.count(" ") + 1 for segment in segments)
                yield _Fact(side, blocks, size, self._finding(bead, side) if ours else None)

    def _finding(self, bead: Bead, side: Side) -> Finding:
        span = (Span(0, len(bead.text(side))),)
        source = side is Side.SOURCE
        return self.flag(
            bead,
            source=span if source else (),
            target=() if source else span,
            message=None if source else _NOT_IN_SOURCE,
        )

    def judge(self, facts: list[Any], ctx: Context) -> Iterator[Finding]:
        sizes: dict[tuple[Side, int], int] = {}
        paired: set[tuple[Side, int]] = set()
        for fact in facts:
            for block in fact.blocks:
                key = (fact.side, block)
                sizes[key] = sizes.get(key, 0) + fact.words
                if fact.finding is None:
                    paired.add(key)
        for fact in facts:
            keys = {(fact.side, block) for block in fact.blocks}
            if (
                fact.finding
                and not keys & paired
                and max(map(sizes.__getitem__, keys)) >= self.words
            ):
                paired |= keys
                yield fact.finding
