"""Every aligner puts each segment into exactly one bead, in order, whatever the texts are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.texts import TEXTS
from tqa.aligning.aligner import ALIGNERS, Aligner
from tqa.base.errors import MissingExtra, UsageError
from tqa.model import Segment

WORDS = st.sampled_from("Harga naik 2,5 persen di Jakarta. Prices rose by 2.5 percent in".split())
SIDES = st.lists(st.one_of(TEXTS, st.lists(WORDS, max_size=8).map(" ".join)), max_size=9)


@pytest.fixture(scope="module", params=ALIGNERS.keys())
def aligner(request: pytest.FixtureRequest) -> Aligner:
    made = ALIGNERS[request.param]()
    try:
        made.align([Segment("0", "a", "id")], [Segment("0", "b", "en")], ("id", "en"))
    except (MissingExtra, UsageError):
        pytest.skip("its library or model is not installed")
    return made


@settings(max_examples=50, deadline=None)
@given(source=SIDES, target=SIDES, langs=st.sampled_from([("id", "en"), ("en", "id"), ("", "")]))
def test_each_segment_is_in_one_bead_in_order(
    aligner: Aligner, source: list[str], target: list[str], langs: tuple[str, str]
) -> None:
    sides = [
        [Segment(str(n), text, lang) for n, text in enumerate(texts)]
        for texts, lang in zip((source, target), langs, strict=True)
    ]
    beads = aligner.align(*sides, langs)
    assert [segment for bead in beads for segment in bead.source] == sides[0]
    assert [segment for bead in beads for segment in bead.target] == sides[1]
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.score <= 1 for bead in beads)
    assert {bead.langs for bead in beads} <= {langs}


def test_an_aligner_is_found_by_its_name() -> None:
    names = ALIGNERS.keys()
    assert [ALIGNERS[name].name for name in names] == names
