"""Places: from a bead's text to the segment, line and column."""

import pickle

from tqa.model import Bead, BlockKind, Mark, Position, Run, Segment, Side, Span, Tag

SOFT = Segment(
    "1",
    "satu dua",
    runs=(Run(0, Position(3, 5, 20)), Run(4, Position(3, 9, 24)), Run(5, Position(4, 1, 25))),
    tags=(Tag(Span(5, 8), "code"),),
)
NEXT = Segment("2", "tiga", runs=(Run(0, Position(9, 1, 99)),), tags=(Tag(Span(0, 4), "link"),))


def test_locate_follows_runs() -> None:
    assert SOFT.locate(1) == Position(3, 6, 21)
    assert SOFT.locate(6) == Position(4, 2, 26)


def test_slice_moves_runs_and_tags() -> None:
    part = SOFT.slice(5, 8, id="1.2")
    assert part.text == "dua"
    assert part.locate(0) == Position(4, 1, 25)
    assert part.tags == (Tag(Span(0, 3), "code"),)


def test_bead_text_joins_and_finds() -> None:
    bead = Bead("b", (), (SOFT, NEXT), ("", "id"))
    assert bead.text(Side.TARGET) == "satu dua tiga"
    assert bead.find(Side.TARGET, 9) == (NEXT, 0)
    assert bead.find(Side.TARGET, 6) == (SOFT, 6)
    assert bead.tags(Side.TARGET) == (Tag(Span(5, 8), "code"), Tag(Span(9, 13), "link"))
    assert not bead.bilingual


def test_segments_and_beads_survive_pickling_whole() -> None:
    runs, tags = (Run(0, Position(2, 3, 9)),), (Tag(Span(0, 2), "code"),)
    kind, mark = BlockKind.QUOTE, Mark.HEADLINE
    segment = Segment("s1", "Ya.", "id", "a.md", runs, 4, kind, mark, tags, "unit")
    bead = Bead("b", (segment,), (), ("id", "en"), 0.5, "doc", "former")
    assert pickle.loads(pickle.dumps(bead)) == bead
