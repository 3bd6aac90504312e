"""The compiled kernel and the way in Python give the same, whatever comes."""

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.peer import corpus, disturbed, sides
from tests.unbuilt import pure
from tqa.kernel import kernel
from tqa.scoring.metric import METRICS
from tqa.scoring.significance import _counts

native: Any = kernel()
pytestmark = pytest.mark.skipif(native is None, reason="this installation has no compiled kernel")


def both(key: str, options: dict[str, Any], hyps: list[str], refs: list[list[str]]) -> None:
    metric = METRICS[key].with_options(options)
    compiled = metric.statistics(*sides(hyps, refs))
    with pure():
        assert kernel() is None
        plain = metric.statistics(*sides(hyps, refs))
    assert compiled.tolist() == plain.tolist()
    assert kernel() is native


CASES: list[tuple[str, dict[str, Any]]] = [
    ("bleu", {}),
    ("bleu", {"tokenize": "char", "max_ngram_order": 7}),
    ("chrf++", {}),
    ("chrf++", {"lowercase": True, "whitespace": True, "char_order": 11}),
    ("ter", {}),
    ("ter", {"no_punct": True, "case_sensitive": True}),
]


@pytest.mark.parametrize(("key", "options"), CASES)
def test_usual_text(key: str, options: dict[str, Any]) -> None:
    lines = corpus(200)
    both(key, options, disturbed(lines, 1), [lines, disturbed(lines, 2)])


ANY = st.text(max_size=60)
FEW = st.text("ab .\u00a0", max_size=80)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY | FEW, ANY | FEW), min_size=1, max_size=4))
def test_any_text(lines: list[tuple[str, str]]) -> None:
    for key, options in CASES:
        both(key, options, [line[0] for line in lines], [[line[1] for line in lines]])


@pytest.mark.parametrize("length", [63, 64, 65, 200])
def test_edits_about_the_width_of_a_word(length: int) -> None:
    chance = random.Random(length)
    words = [f"w{chance.randrange(length)}" for _ in range(length)]
    turned = words[length // 2 :] + words[: length // 2]
    pairs = [(words, turned), (turned, words[:-3]), (words[::-1], words), (words * 2, words)]
    hyps, refs = ([" ".join(pair[side]) for pair in pairs] for side in (0, 1))
    both("ter", {}, hyps, [refs])


def side(ids: list[int], starts: list[int]) -> tuple[Any, Any]:
    return np.array(ids, np.uint32), np.array(starts, np.int64)


GOOD = side([1, 2, 3], [0, 2, 3])
BAD = [
    side([1, 2, 3], [0, 2, 4]),
    side([1, 2, 3], [0, 4, 3]),
    side([1, 2, 3], [1, 2, 3]),
    side([1, 2, 3], [0, -5, 3]),
    side([1, 2, 3], [0, 2**62, 3]),
    side([1, 2, 3], [0, 3, -(2**63), 3]),
    side([1, 2, 3], []),
    side([1, 2, 3], [0, 3]),
    (b"abc", b"xyz"),
]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_arrays_that_do_not_fit_are_refused(bad: tuple[Any, Any]) -> None:
    for call in (
        lambda: native.matches((GOOD, bad), 4),
        lambda: native.matches((bad, GOOD), 4),
        lambda: native.edits(GOOD, bad),
        lambda: native.edits(bad, GOOD),
    ):
        with pytest.raises(ValueError, match=r"starts|segments"):
            call()


def test_other_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the table"):
        native.expand(GOOD, side([7, 8], [0, 1, 2]))
    with pytest.raises(ValueError, match="not in the table"):
        native.expand(side([0], [0, 1]), GOOD)
    with pytest.raises(ValueError, match="order"):
        native.matches((GOOD, GOOD), 0)
    with pytest.raises(ValueError, match="no segment"):
        native.tally(np.array([0, 5], np.int64), 2)
    with pytest.raises(ValueError, match="as many"):
        native.tally(np.array([0, 1, 1], np.int64), 2)
    with pytest.raises(TypeError):
        native.matches((GOOD, "ab"), 2)
    with pytest.raises(TypeError):
        native.chunks(native.vocabulary(), ["a", b"b"])
    with pytest.raises(ValueError, match="Capsule"):
        native.chunks("words", ["a"])


def test_vocabularies_grow() -> None:
    words = native.vocabulary()
    lines = [f"{number} {number + 1}\u3000x" for number in range(30_000)]
    ids, starts, signs, sign_starts, new = native.chunks(words, lines)
    assert [new[k - 1] for k in np.frombuffer(ids, np.uint32)[:6]] == ["0", "1", "x", "1", "2", "x"]
    assert len(new) == len(set(new)) == 30_002
    assert np.frombuffer(starts, np.int64).tolist() == list(range(0, 90_001, 3))
    assert signs.decode("utf-32-le").startswith("01x12x23x")
    assert len(np.frombuffer(sign_starts, np.int64)) == 30_001
    assert native.chunks(words, ["7 new x"])[4] == ["new"]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40), st.integers(1, 5), st.integers(0, 2**32))
def test_counts_of_resamples(segments: int, rows: int, seed: int) -> None:
    drawn = np.random.default_rng(seed).integers(0, segments, (rows, segments))
    compiled = _counts(drawn)
    with pure():
        assert _counts(drawn).tolist() == compiled.tolist()
