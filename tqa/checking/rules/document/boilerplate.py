"""DOC001 boilerplate."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from tqa.checking.rule import Context, CorpusRule, Message, bad, bad_text, good, good_text, rule
from tqa.model import Bead, Finding, Mark, Segment, Severity, Side, Span


class _Fact(NamedTuple):
    """A bead with boilerplate: the boilerplate blocks of each side, and the finding to report."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    finding: Finding


@rule
@dataclass(frozen=True)
class Boilerplate(CorpusRule):
    """Website boilerplate is left in the text: comment form, share links, credits, "Baca juga".

    It is included when a page is copied with everything around the article. It is not an error
    of the translation, but it inflates word counts, enters translation memories and costs
    translators' time. Each block is reported once, on the target side where both sides have it.

    Fix: remove the block from the text before it is translated.
    """

    code = "DOC001"
    name = "boilerplate"
    mqm = "other"
    severity = Severity.NEUTRAL
    message = Message("website boilerplate, not part of the article")
    boilerplate = True
    examples = (
        bad(
            "Warga menanam mangrove di sepanjang pantai utara sejak pagi hari.\n"
            "Baca juga: Abrasi mengancam tiga desa",
            "Residents have planted mangroves along the north coast since the morning.\n",
            "Baca juga: Abrasi mengancam tiga desa",
            article=True,
        ),
        bad(
            "The museum reopens on Monday after two years of repairs.\nLeave a Reply",
            "Museum itu dibuka kembali pada Senin setelah dua tahun perbaikan.\nTinggalkan Balasan",
            "Tinggalkan Balasan",
            pair="en-id",
            article=True,
        ),
        bad_text(
            "Harga cabai turun dua kali lipat di pasar induk pekan ini.\n"
            "Penulis: Rahma Dewi\n"
            "Hak Cipta © Harian Kita 2023",
            "Penulis: Rahma Dewi",
            "Hak Cipta © Harian Kita 2023",
            article=True,
        ),
        bad_text(
            "The river burst its banks on Tuesday and flooded two villages.\n"
            "Your email address will not be published. Required fields are marked *",
            "Your email address will not be published. Required fields are marked *",
            article=True,
            lang="en",
        ),
        good(
            "Ia meninggalkan komentar di laman itu tanpa menyebut nama.",
            "He left a comment on the page without giving his name.",
            article=True,
        ),
        good(
            "Copyright protects the expression of ideas, not ideas.",
            "Hak cipta melindungi ungkapan gagasan, bukan gagasannya.",
            pair="en-id",
            article=True,
        ),
        good_text("Editor film itu menerima penghargaan di Berlin kemarin malam.", article=True),
        good_text("Share prices rose on hopes of a rate cut.", lang="en", article=True),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[_Fact]:
        for segment in bead.source + bead.target:
            if segment.mark is Mark.BOILERPLATE:
                break
        else:
            return
        source, target = _boilerplate(bead.source), _boilerplate(bead.target)
        if target:
            yield _Fact(source, target, self.flag(bead, target=_spans(bead, Side.TARGET)))
        elif source:
            yield _Fact(source, (), self.flag(bead, source=_spans(bead, Side.SOURCE)))

    def judge(self, facts: list[Any], ctx: Context) -> Iterator[Finding]:
        opposite = {block for fact in facts if fact.target for block in fact.source}
        seen: set[tuple[Side, int]] = set()
        for fact in facts:
            side = Side.TARGET if fact.target else Side.SOURCE
            blocks = {(side, block) for block in fact.target or fact.source}
            if side is Side.SOURCE and opposite.issuperset(fact.source):
                continue
            if not blocks <= seen:
                yield fact.finding
            seen |= blocks


def _boilerplate(segments: tuple[Segment, ...]) -> tuple[int, ...]:
    """The numbers of the blocks whose segments are marked as boilerplate."""
    return tuple(segment.block for segment in segments if segment.mark is Mark.BOILERPLATE)


def _spans(bead: Bead, side: Side) -> tuple[Span, ...]:
    """The spans of the segments marked as boilerplate in the text of a side."""
    spans = []
    start = 0
    for segment in bead.segments(side):
        if segment.mark is Mark.BOILERPLATE:
            spans.append(Span(start, start + len(segment.text)))
        start += len(segment.text) + 1
    return tuple(spans)
