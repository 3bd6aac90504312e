"""The terminology metrics, on sentences of our own with values worked out by hand."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tqa.base.errors import UsageError
from tqa.glossary.mentions import tokens
from tqa.glossary.termbase import Termbase
from tqa.scoring.metric import METRICS, TermPair
from tqa.scoring.metrics._shifts import edits
from tqa.scoring.metrics._term_consistency import Occurrence
from tqa.scoring.metrics._weighted import weighted_edits
from tqa.scoring.run import score
from tqa.scoring.scoreboard import Plan, Result, TestSet

Line = tuple[str, str, str]  # source, reference, hypothesis


def by_list(key: str, line: Line, terms: dict[str, str], **options: object) -> Result:
    """One segment by a list of its terms, `target|target` for each."""
    pairs = [TermPair(source, tuple(targets.split("|"))) for source, targets in terms.items()]
    return results(key, [line], terms=[pairs], **options)


def by_glossary(
    key: str,
    lines: Sequence[Line],
    glossary: dict[str, str],
    documents: Sequence[str] | None = None,
    **options: object,
) -> Result:
    rows = [{"en": source, "id": targets} for source, targets in glossary.items()]
    return results(key, lines, termbase=Termbase.from_rows(rows), documents=documents, **options)


def results(
    key: str,
    lines: Sequence[Line],
    terms: Any = None,
    termbase: Termbase | None = None,
    documents: Sequence[str] | None = None,
    **options: object,
) -> Result:
    sources, references, hypotheses = (list(side) for side in zip(*lines, strict=True))
    testset = TestSet(
        [references], {"h": hypotheses}, sources, documents, termbase, terms, ("en", "id")
    )
    return score(testset, [METRICS[key].with_options(options)]).results["h"][key]


MARKET = ("the market opened .", "pasar ikan itu dibuka .", "pasar ikan itu dibuka .")


@pytest.mark.parametrize(
    ("hypothesis", "terms", "matched", "total"),
    [
        ("pasar ikan itu dibuka .", {"fish market": "pasar ikan"}, 1, 1),
        ("pasar daging itu dibuka .", {"fish market": "pasar ikan"}, 0, 1),
        ("pelelangan itu dibuka .", {"fish market": "pasar ikan|pelelangan"}, 1, 1),
        ("harga f(x) [baru] naik .", {"new": "[baru]", "function": "f(x)"}, 2, 2),
        ("harganya 2.5 .", {"price": "2x5"}, 0, 1),
        ("pasarnya tutup .", {"market": "pasar"}, 1, 1),
        ("perpasaran .", {"market": "asar"}, 0, 1),
        ("Pasar tutup.", {"market": "pasar"}, 1, 1),  # the first word of a sentence
        ("di pasar baru .", {"Baru Market": "Pasar Baru"}, 0, 1),
        ("nothing here .", {}, 0, 0),
        ("nothing here .", {"market": "", "city": " |kota"}, 0, 1),
    ],
)
def test_exact_match(hypothesis: str, terms: dict[str, str], matched: int, total: int) -> None:
    found = by_list("term-exact", ("", "", hypothesis), terms)
    assert (found.details["matched"], found.details["terms"]) == (matched, total)
    assert math.isnan(found.score) if not total else found.score == 100 * matched / total


@pytest.mark.parametrize("hypothesis", ["pasarnya tutup .", "pasar-pasar tutup .", "Pasar tutup ."])
def test_only_as_written(hypothesis: str) -> None:
    line = ("", "", hypothesis)
    assert by_list("term-exact", line, {"market": "pasar"}).score == 100
    assert by_list("term-exact", line, {"market": "pasar"}, inflected="no").score == 0


def test_capitals_can_be_ignored() -> None:
    line = ("", "", "di pasar baru .")
    terms = {"Baru Market": "Pasar Baru"}
    assert by_list("term-exact", line, terms, lowercase="yes").score == 100


def test_each_mention_needs_a_place_of_its_own() -> None:
    line = ("the market of the market", "pasar dari pasar", "pasar dari toko")
    found = by_list("term-exact", line, {"market": "pasar"})
    assert (found.details["matched"], found.details["terms"]) == (1, 2)
    assert found.details["by_term"] == [
        {
            "term": "market",
            "concept": "market",
            "targets": ["pasar"],
            "matched": 1,
            "occurrences": 2,
        }
    ]


@pytest.mark.parametrize(
    ("reference", "hypothesis", "two", "three"),
    [
        ("kata orang pasar buka lagi .", "kata orang pasar buka lagi .", 100, 100),
        # about the term: {kata, orang, buka, lagi}; found again: orang and buka
        ("kata orang pasar buka lagi .", "menurut orang pasar buka kembali .", 50, 50),
        # two words: {b, c, e, f} and {c, e, x} share c and e; three words: {a, b, c, e, f}
        ("a b c pasar e f .", "c pasar e x a .", 50, 60),
        ("a , b pasar ( c ) d .", "a b pasar c d", 100, 100),
        ("kata orang pasar buka lagi .", "kata orang toko buka lagi .", 0, 0),
        # {x, b} is all of {b, x} about the first term; two of {b, x, pasar} for three words
        ("pasar b x pasar b", "x pasar b", 100, 200 / 3),
    ],
)
def test_window_overlap(reference: str, hypothesis: str, two: float, three: float) -> None:
    line = ("market" + " market" * (reference.count("pasar") - 1), reference, hypothesis)
    for key, expected in (("term-window2", two), ("term-window3", three)):
        assert by_list(key, line, {"market": "pasar"}).score == pytest.approx(expected)


def test_window_is_about_the_whole_term() -> None:
    """A word of the term that stands elsewhere too is no place of it."""
    line = ("", "kota dan dewan kota baru .", "kota dan dewan kota baru .")
    assert by_list("term-window2", line, {"city council": "dewan kota"}).score == 100


def test_window_over_segments_and_over_occurrences() -> None:
    lines = [MARKET, ("go home", "pulang", "pergi"), ("the market", "pasar", "toko")]
    for over, expected in (("segments", 100 / 3), ("occurrences", 100)):
        found = by_glossary("term-window2", lines, {"market": "pasar"}, over=over)
        assert found.score == pytest.approx(expected)
    assert found.details["paired"] == 1
    assert found.details["terms"] == 2


@pytest.mark.parametrize(
    ("reference", "hypothesis", "expected"),
    [
        ("pasar ikan itu dibuka .", "pasar ikan itu dibuka .", 1),
        ("pasar ikan itu dibuka .", "pasar ikan itu ditutup .", 4 / 5),  # another word
        ("pasar ikan itu dibuka .", "toko daging itu dibuka .", 1 / 5),  # two words of the term
        ("pasar ikan itu dibuka .", "itu dibuka .", 1 / 5),  # the same, missing
        ("pasar ikan itu dibuka .", "pasar ikan besar itu dibuka .", 4 / 5),  # a word too many
        ("pasar ikan itu dibuka .", "itu pasar ikan dibuka .", 4 / 5),  # one shift
        ("dibuka .", "pasar ikan kemarin dibuka .", -1 / 2),
    ],
)
def test_term_weighted_edit_rate(reference: str, hypothesis: str, expected: float) -> None:
    found = by_list("1-term", ("", reference, hypothesis), {"fish market": "pasar ikan"})
    assert found.score == pytest.approx(100 * expected)


def test_the_second_of_two_mentions_weighs_as_much() -> None:
    line = ("market and market", "pasar dan pasar .", "pasar dan toko .")
    assert by_list("1-term", line, {"market": "pasar"}).score == pytest.approx(50)


def test_term_weight() -> None:
    line = ("", "pasar buka .", "toko buka .")
    assert by_list("1-term", line, {"market": "pasar"}, weight="1").score == pytest.approx(200 / 3)
    with pytest.raises(UsageError, match=r"1-term\.weight: must be at least 1"):
        by_list("1-term", line, {"market": "pasar"}, weight="0")


words = st.text(alphabet="abcd", max_size=7)


@given(words, words, st.data())
def test_weights_cost_no_less_than_none(hyp: str, ref: str, data: Any) -> None:
    weights = data.draw(st.lists(st.integers(1, 3), min_size=len(ref), max_size=len(ref)))
    plain, weighted = weighted_edits(hyp, ref, [1] * len(ref)), weighted_edits(hyp, ref, weights)
    assert plain <= max(len(hyp), len(ref))
    assert weighted <= sum(weights) + len(hyp)
    assert (weighted == 0) == (hyp == ref)


@given(words, words)
def test_without_weights_it_is_ter(hyp: str, ref: str) -> None:
    lowest = max(len(hyp), len(ref)) - (Counter(hyp) & Counter(ref)).total()
    expected = edits(hyp, ref, Levenshtein.distance(hyp, ref), lowest)
    assert weighted_edits(hyp, ref, [1] * len(ref)) == expected


def test_different_words_for_one_concept_are_different_terms() -> None:
    """Dead and victim are rendered each in its own way: nothing varies."""
    lines = [("a dead man", "", "mati"), ("a fatality", "", "korban jiwa")]
    rows = [{"en": "fatality|dead", "id": "korban jiwa|mati"}]
    found = results("term-consistency-first", lines, termbase=Termbase.from_rows(rows))
    assert found.score == 100


def test_success_by_segment() -> None:
    """One hit is enough, inside words and whatever the capitals."""
    lines = [
        ("The market, a market.", "", "Pasar, toko."),
        ("A market in the city.", "", "Perpasaran di kabupaten."),
    ]
    found = by_glossary("term-success", lines, {"market": "pasar", "city": "kota"})
    assert (found.details["matched"], found.details["terms"]) == (2, 3)
    assert found.score == pytest.approx(200 / 3)


def test_success_by_document() -> None:
    """Counts are compared in each document, and those too many do not make up for others."""
    lines = [
        ("a market", "", "pasar pasar pasar"),
        ("a market and a market", "", "toko"),  # d1: 3 of 3
        ("market of the city", "", "pasar kota"),
        ("market", "", "toko"),  # d2: market 1 of 2, city 1 of 1
    ]
    glossary = {"market": "pasar", "city": "kota"}
    found = by_glossary("term-success-doc", lines, glossary, ["d1", "d1", "d2", "d2"])
    assert found.score == pytest.approx(100 * (1 + 0.5 + 1) / 3)
    whole = by_glossary("term-success-doc", lines, glossary)
    assert whole.score == pytest.approx(100 * (4 / 5 + 1) / 2)


def test_a_doubled_word_is_one_rendering() -> None:
    lines = [("the market and the market", "", "pasar-pasar")]
    assert by_glossary("term-success-doc", lines, {"market": "pasar"}).score == 50


OCCURRENCES = [
    Occurrence(at, term, rendering, frozenset(["toko", "kota"]))
    for at, (term, rendering) in enumerate(
        [("shop", "kedai"), ("shop", "toko"), ("shop", "toko"), ("shop", ""), ("city", "kota")]
    )
]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("first", [True, False, False, None, True]),
        ("frequent", [False, True, True, None, True]),
        ("predefined", [False, True, True, False, True]),
    ],
)
def test_agreements(kind: str, expected: list[bool | None]) -> None:
    metric = METRICS[f"term-consistency-{kind}"]()
    assert metric.agreements(OCCURRENCES) == expected  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "micro", "macro"),
    [
        ("first", 4 / 6, (2 / 3 + 1 + 1 / 2) / 3),
        ("frequent", 4 / 6, (2 / 3 + 1 + 1 / 2) / 3),
        ("predefined", 3 / 6, (1 / 3 + 1 + 1 / 2) / 3),
    ],
)
def test_consistency(kind: str, micro: float, macro: float) -> None:
    """By document: pekan, pekan, pasar and kota in the first, pasar and pekan in the second."""
    lines = [
        ("the market", "", "pekan"),
        ("the market", "", "pekannya"),
        ("the market in the city", "", "pasar di kota"),
        ("the market of the market", "", "pasar dari pekan"),
    ]
    rows = [
        {"en": "market", "id": "pasar", "id_forbidden": "pekan"},
        {"en": "city", "id": "kota"},
    ]
    key, documents = f"term-consistency-{kind}", ["d1", "d1", "d1", "d2"]
    for average, expected in (("micro", micro), ("macro", macro)):
        found = results(
            key,
            lines,
            termbase=Termbase.from_rows(rows),
            documents=documents,
            average=average,
        )
        assert found.score == pytest.approx(100 * expected)
    assert found.details["renderings"] == {"market": {"pekan": 3, "pasar": 2}}


def test_statistics_add_up() -> None:
    """The score of the whole is that of the sum, for every metric; intervals and tests work."""
    lines = [MARKET, ("the city", "kota besar", "kota"), ("go", "pergi", "pergi")] * 7
    sources, references, hypotheses = (list(side) for side in zip(*lines, strict=True))
    worse = [line.replace("pasar", "toko") for line in hypotheses]
    testset = TestSet(
        [references],
        {"one": hypotheses, "two": worse},
        sources,
        [f"d{at // 4}" for at in range(21)],
        Termbase.from_rows([{"en": "market", "id": "pasar"}, {"en": "city", "id": "kota"}]),
        langs=("en", "id"),
    )
    keys = [each.key for each in METRICS if "term" in each.key]
    assert len(keys) == 9
    for paired in ("bootstrap", "approximate"):
        plan = Plan(confidence=True, paired=paired, resamples=60, trials=60)  # type: ignore[arg-type]
        board = score(testset, [METRICS[key]() for key in keys], plan)
        for key in keys:
            one, two = board.results["one"][key], board.results["two"][key]
            totals = one.measured.statistics.sum(axis=0, keepdims=True)
            assert one.metric.scores(totals)[0] == pytest.approx(one.score)
            assert one.interval is not None
            assert one.interval.half >= 0
            assert two.p_value is not None
            assert np.isfinite(two.p_value)
            assert board.signatures[key].rpartition("|")[2].startswith("tqa:")
        assert board.results["two"]["term-exact"].p_value < 0.1  # type: ignore[operator]


def test_nothing_to_score() -> None:
    lines = [("go home", "pulang", "pulang")] * 3
    for key in ("term-exact", "term-success", "term-success-doc", "term-window2"):
        assert math.isnan(by_glossary(key, lines, {"market": "pasar"}).score)


def test_a_glossary_needs_sources() -> None:
    rows = [{"en": "market", "id": "pasar"}]
    testset = TestSet([["a"]], {"h": ["a"]}, termbase=Termbase.from_rows(rows))
    with pytest.raises(UsageError, match="requires the source texts"):
        score(testset, [METRICS["term-exact"]()])


@given(st.text())
def test_tokens_are_the_text_without_white_space(text: str) -> None:
    found = tokens(text)
    assert "".join(token.text for token in found) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in found)


def test_tokenized_text_stays_as_it_is() -> None:
    line = '" Harga C++ , 2.5 ( baru ) kota-kota ! " ...'
    assert [token.text for token in tokens(line)] == line.split()
    assert [token.text for token in tokens("“Harga, (baru)!”")] == list("“") + ["Harga", ","] + [
        "(",
        "baru",
        ")",
        "!",
        "”",
    ]
