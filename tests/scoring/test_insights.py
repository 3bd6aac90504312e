"""Where scores come from: segments, kinds of segments, findings, terms."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqa.base.errors import UsageError
from tqa.checking.checker import Checker
from tqa.glossary.termbase import Termbase
from tqa.project.config import Config
from tqa.scoring.explain import Extras, look
from tqa.scoring.insight import compared, spans
from tqa.scoring.metric import METRICS
from tqa.scoring.run import score
from tqa.scoring.scoreboard import Scoreboard, TestSet

SOURCES = [
    "The infodemic spread to 40 villages.",
    "We went home.",
    "Ms. Dewi Lestari wrote about the infodemic and the infodemic again.",
    "They did not come.",
]
REFERENCES = [
    "Infodemi itu menyebar ke 40 desa.",
    "Kami pulang.",
    "Dewi Lestari menulis tentang infodemi itu dan infodemi itu lagi.",
    "Mereka tidak datang.",
]
GOOD = REFERENCES
BAD = [
    "Infodemi itu menyebar ke 400 desa.",
    "Kami pulang.",
    "Dewi Lestari menulis tentang kabar itu dan kabar itu lagi.",
    "",
]
ROWS = [{"en": "infodemic", "id": "infodemi"}]


def board(metrics: str = "chrf", **changes: object) -> Scoreboard:
    values: dict[str, object] = {
        "sources": SOURCES,
        "documents": ["d2", "d2", "d1", "d1"],
        "termbase": Termbase.from_rows(ROWS),
        "langs": ("en", "id"),
    }
    testset = TestSet([REFERENCES], {"good": GOOD, "bad": BAD}, **{**values, **changes})  # type: ignore[arg-type]
    return score(testset, [METRICS[key]() for key in metrics.split(",")])


def test_the_worst_segments_first() -> None:
    good, bad = look(board(), Extras(worst=2)).insight.worst
    assert [case.segment for case in bad.cases] == [4, 3]
    assert bad.metric == "chrF2"
    third = bad.cases[1]
    assert (third.document, third.source, third.reference) == ("d1", SOURCES[2], REFERENCES[2])
    marked = [piece.text for piece in third.hypotheses["bad"] if piece.differs]
    assert marked == ["kabar", "kabar"]
    assert [case.segment for case in good.cases] == [1, 2]


def test_a_metric_where_lower_is_better_and_one_with_gaps() -> None:
    both = board("ter,term-exact")
    edits = look(both, Extras(worst=1, by="ter")).insight.worst[1]
    assert [case.segment for case in edits.cases] == [4]
    exact = look(both, Extras(worst=4, by="term-exact")).insight.worst[1]
    assert [case.segment for case in exact.cases] == [3, 1]  # the others hold no term
    with pytest.raises(UsageError, match="--by 'bleu': this metric is not computed"):
        look(both, Extras(worst=1, by="bleu"))


def test_contrasts_mark_what_two_systems_do_otherwise() -> None:
    ahead, behind = look(board(), Extras(contrasts=9)).insight.contrasts
    assert (ahead.systems, behind.systems) == (("good", "bad"), ("bad", "good"))
    assert [case.segment for case in ahead.cases] == [4, 3, 1]
    assert behind.cases == ()
    first = ahead.cases[2]
    assert [p.text for p in first.hypotheses["good"] if p.differs] == ["40"]
    assert [p.text for p in first.hypotheses["bad"] if p.differs] == ["400"]


words = st.text(alphabet="ab \n", max_size=30)


@given(words, words)
def test_pieces_are_the_text(text: str, other: str) -> None:
    pieces = compared(text, other)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    assert all(one.differs != two.differs for one, two in pairwise(pieces))
    marked = [text[start:end] for start, end in spans(pieces)]
    assert all(part == part.strip() for part in marked)
    kept = [word for piece in pieces if not piece.differs for word in piece.text.split()]
    rest = iter(other.split())
    assert all(word in rest for word in kept)  # in order


def test_buckets() -> None:
    kinds = ("length", "terms", "numbers", "names", "documents")
    found = look(board("chrf,term-exact"), Extras(buckets=kinds)).insight.buckets
    sizes = {(bucket.by, bucket.name): bucket.segments for bucket in found}
    assert sizes == {
        ("length", "0-10 words"): 4,
        ("terms", "no terms"): 2,
        ("terms", "1 term"): 2,
        ("numbers", "no numbers"): 3,
        ("numbers", "with numbers"): 1,
        ("names", "no names"): 3,
        ("names", "with names"): 1,
        ("documents", "d2"): 2,
        ("documents", "d1"): 2,
    }
    scores = {bucket.name: bucket.scores["bad"] for bucket in found}
    assert scores["with names"]["term-exact"] == 0
    assert scores["with numbers"]["term-exact"] == 100
    assert scores["d1"]["chrf"] < scores["d2"]["chrf"] < 100
    for by, message in (
        ("documents", "requires --docs"),
        ("terms", "requires --glossary or --terms"),
    ):
        bare = board(documents=None, termbase=None)
        with pytest.raises(UsageError, match=message):
            look(bare, Extras(buckets=(by,)))


def test_findings_stand_beside_scores() -> None:
    checker = Checker(Config(bundled=False))
    checker.termbase = Termbase.from_rows(ROWS)
    found = look(board(), Extras(), checker).insight.findings
    assert found["good"].counts == {}
    assert found["bad"].by_segment[0] == ("NUM001",)
    assert "TRM001" in found["bad"].by_segment[2]
    assert found["bad"].by_segment[3] == ("ACC003",)
    assert found["bad"].per_thousand("NUM") == 250
    with pytest.raises(UsageError, match="--findings requires the source texts"):
        look(board(sources=None, termbase=None), Extras(), checker)


def test_a_better_score_with_more_term_errors_is_remarked_upon() -> None:
    count = 12
    source, reference = (
        ["The infodemic spread quickly today."] * count,
        ["Infodemi cepat menyebar hari ini."] * count,
    )
    systems = {
        "old": ["Infodemi itu sudah cepat beredar pada hari ini."] * count,
        "new": ["Kabar cepat menyebar hari ini."] * count,
    }
    testset = TestSet(
        [reference], systems, source, None, Termbase.from_rows(ROWS), langs=("en", "id")
    )
    checker = Checker(Config(bundled=False, select=("TRM001",)))
    checker.termbase = Termbase.from_rows(ROWS)
    board = look(score(testset, [METRICS["bleu"]()]), Extras(), checker)
    (remark,) = board.insight.remarks
    assert remark.startswith("new: BLEU +")
    assert remark.endswith("but new TRM findings (0.0 -> 1000.0 for 1,000 segments)")


def test_terms_of_each_system() -> None:
    (row,) = look(board("chrf,term-exact"), Extras(terms=True)).insight.terms
    assert (row.term, row.targets, row.mentions) == ("infodemic", ("infodemi",), 3)
    assert row.matched == {"good": 3, "bad": 1}
    with pytest.raises(UsageError, match="--by-term requires a term metric"):
        look(board(), Extras(terms=True))
