"""Every metric with every option gives the statistics, scores and signatures of sacrebleu."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.peer import corpus, disturbed, peer, sides
from tqa.scoring.metric import METRICS

CASES: list[tuple[str, dict[str, Any]]] = [
    ("bleu", {}),
    ("bleu", {"lowercase": True}),
    *(("bleu", {"tokenize": name}) for name in ("none", "intl", "char", "zh")),
    *(("bleu", {"smooth_method": name}) for name in ("none", "floor", "add-k")),
    ("bleu", {"smooth_method": "floor", "smooth_value": 0.5}),
    ("bleu", {"smooth_method": "add-k", "smooth_value": 2.5}),
    ("bleu", {"max_ngram_order": 2}),
    ("bleu", {"max_ngram_order": 6, "effective_order": True}),
    ("chrf", {}),
    ("chrf", {"lowercase": True, "beta": 3}),
    ("chrf", {"whitespace": True}),
    ("chrf", {"eps_smoothing": True}),
    ("chrf", {"char_order": 9}),
    ("chrf++", {}),
    ("chrf++", {"lowercase": True, "eps_smoothing": True}),
    ("chrf++", {"char_order": 0}),
    ("ter", {}),
    ("ter", {"case_sensitive": True}),
    ("ter", {"no_punct": True}),
    ("ter", {"no_punct": True, "case_sensitive": True}),
    ("ter", {"normalized": True}),
    ("ter", {"normalized": True, "no_punct": True, "asian_support": True}),
]
NAMES = [f"{key}-{'-'.join(f'{k}={v}' for k, v in options.items())}" for key, options in CASES]
LINES = corpus(120)
# Texts that are empty, alike, foreign, or of one line with a break, beside the usual ones.
HYPOTHESES = [
    *disturbed(LINES, 1),
    "",
    "alone",
    "",
    "日本語の文章。中文字符，测试！",
    "a\u00a0b\u2003c\td 1.5\u20092,0",
    "ΣΑΣ İstanbul ﬁne straße",
    "x" * 80,
    "well-\nknown or not\nhere",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9",
]
REFERENCES = [
    *LINES,
    "",
    "",
    "missing",
    "日本語の文。中文字，测试！",
    "a b c\td 1.5\u20092,0",
    "σας istanbul fine STRASSE",
    "y" * 80,
    "well-known or\nnot here",
    "9 8 7 6 5 4 3 2 1 0 z y x w v u t s r q p o n m l k j i h g f e d c b a",
]


def check(
    key: str,
    options: dict[str, Any],
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
) -> None:
    ours, theirs = METRICS[key].with_options(options), peer(key, options)
    found = ours.statistics(*sides(hypotheses, references))
    expected = theirs._extract_corpus_statistics(hypotheses, references)
    assert found.tolist() == expected
    total = np.cumsum(found, axis=0)[-1:]
    score = theirs.corpus_score(hypotheses, references)
    assert ours.scores(total)[0] == score.score
    assert ours.name == score.name
    assert ours.signature(len(references)) == str(theirs.get_signature())


@pytest.mark.parametrize(("key", "options"), CASES, ids=NAMES)
def test_one_reference(key: str, options: dict[str, Any]) -> None:
    check(key, options, HYPOTHESES, [REFERENCES])


@pytest.mark.parametrize(("key", "options"), CASES, ids=NAMES)
def test_three_references(key: str, options: dict[str, Any]) -> None:
    others = [disturbed(REFERENCES, seed) for seed in (3, 4)]
    check(key, options, HYPOTHESES, [REFERENCES, *others])


@pytest.mark.parametrize(("key", "options"), CASES, ids=NAMES)
def test_segments(key: str, options: dict[str, Any]) -> None:
    ours = METRICS[key].with_options(options)
    single = {**options, "effective_order": True} if key == "bleu" else options
    theirs = peer(key, single)
    scores = ours.segment_scores(ours.statistics(*sides(HYPOTHESES, [REFERENCES])))
    pairs = zip(HYPOTHESES, REFERENCES, strict=True)
    assert scores.tolist() == [theirs.sentence_score(h, [r]).score for h, r in pairs]


@pytest.mark.parametrize("key", ["bleu", "chrf", "chrf++", "ter"])
@pytest.mark.parametrize("hypotheses", [["", ""], ["one", ""], ["same here", "and there"]])
def test_nothing_to_compare(key: str, hypotheses: list[str]) -> None:
    check(key, {}, hypotheses, [["", ""]])
    check(key, {}, hypotheses, [["same here", "and there"]])


WORD = st.sampled_from(
    ["a", "b", "c", "B.", "1,5", "x-y", "(d)", "é…", "&amp;", "10-", "..", "\x85"]
)
LINE = st.lists(WORD, max_size=14).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(LINE, LINE, LINE), min_size=1, max_size=4))
def test_any_text(lines: list[tuple[str, str, str]]) -> None:
    """Few words many times: shifts, clipped counts and references that tie."""
    hypotheses, *references = ([line[k] for line in lines] for k in range(3))
    for key in ("bleu", "chrf++", "ter"):
        check(key, {}, hypotheses, references)


def test_alphabets_beyond_a_word_of_bits() -> None:
    """Thousands of different signs in one segment, and many segments with many signs."""
    signs = "".join(chr(0x4E00 + number) for number in range(3000))
    lines = [signs, signs[:900], *(signs[k : k + 40] for k in range(0, 2900, 10))]
    other = [line[5:] + line[:7] for line in lines]
    for key in ("bleu", "chrf++"):
        check(key, {"tokenize": "char"} if key == "bleu" else {}, lines, [other])


def test_long_segments() -> None:
    """Beyond the beam of sacrebleu's edit distance."""
    lines = [" ".join(corpus(6, seed)) for seed in range(6)]
    check("ter", {}, [disturbed([line], 1)[0] for line in lines], [lines])
    check("ter", {}, lines[1:], [lines[:-1]])


def test_a_segment_twice_over() -> None:
    """Where the beam misses the alignment that has nothing but insertions."""
    line = " ".join(f"w{number}" for number in range(90))
    check("ter", {}, [f"{line} {line}"], [[line]])
