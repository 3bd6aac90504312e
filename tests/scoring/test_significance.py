"""Intervals and p-values are those of sacrebleu, above all where systems hardly differ."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import pytest
from sacrebleu.significance import PairedTest

from tests.scoring.peer import corpus, disturbed, near_ties, peer
from tqa.scoring.metric import METRICS
from tqa.scoring.run import score
from tqa.scoring.scoreboard import Plan, Scoreboard, Test, TestSet

KEYS = ("bleu", "chrf", "chrf++", "ter")
LINES = corpus(150)
SYSTEMS = near_ties(LINES)
COUNTS = {"bootstrap": ("bs", 300), "approximate": ("ar", 640)}


@lru_cache
def ours(paired: Test, references: int, seed: int = 12345) -> Scoreboard:
    plan = Plan(paired=paired, resamples=300, trials=640, seed=seed)
    return score(TestSet(refs(references), SYSTEMS), [METRICS[key]() for key in KEYS], plan)


@lru_cache
def theirs(paired: Test, references: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    kind, samples = COUNTS[paired]
    metrics = {key: peer(key, {}) for key in KEYS}
    test = PairedTest(list(SYSTEMS.items()), metrics, refs(references), kind, samples)
    signatures, results = test()
    return signatures, results


def refs(number: int) -> list[list[str]]:
    return [LINES, *(disturbed(LINES, seed) for seed in range(20, 19 + number))]


@pytest.mark.parametrize("references", [1, 2, 3])
@pytest.mark.parametrize("paired", ["bootstrap", "approximate"])
def test_p_values(paired: Literal["bootstrap", "approximate"], references: int) -> None:
    board, (_, results) = ours(paired, references), theirs(paired, references)
    for name, key in zip([each.name for each in board.metrics], KEYS, strict=True):
        for system, expected in zip(SYSTEMS, results[name], strict=True):
            found = board.results[system][key]
            assert found.score == expected.score
            assert found.p_value == expected.p_value, (system, key)


def test_near_ties_are_not_all_significant() -> None:
    """What the comparison is worth: p-values between the least and one."""
    values = [
        result.p_value
        for paired in ("bootstrap", "approximate")
        for results in ours(paired, 1).results.values()
        for result in results.values()
        if result.p_value is not None
    ]
    assert sum(0.01 < value < 0.99 for value in values) >= 8


@pytest.mark.parametrize("references", [1, 2, 3])
def test_intervals(references: int) -> None:
    board, (_, results) = ours("bootstrap", references), theirs("bootstrap", references)
    for name, key in zip([each.name for each in board.metrics], KEYS, strict=True):
        for system, expected in zip(SYSTEMS, results[name], strict=True):
            found = board.results[system][key].interval
            assert found is not None
            assert found.mean == pytest.approx(expected.mean, abs=2e-5)
            assert found.half == pytest.approx(expected.ci, abs=2e-5)


@pytest.mark.parametrize("paired", ["bootstrap", "approximate"])
def test_signatures(paired: Literal["bootstrap", "approximate"]) -> None:
    board, (signatures, _) = ours(paired, 2), theirs(paired, 2)
    assert list(board.signatures.values()) == [str(each) for each in signatures.values()]


@pytest.mark.parametrize("paired", ["bootstrap", "approximate"])
def test_the_order_of_a_pair_does_not_matter(paired: Literal["bootstrap", "approximate"]) -> None:
    metrics = [METRICS[key]() for key in KEYS]
    plan = Plan(paired=paired, resamples=300, trials=640, all_pairs=True)
    turned = TestSet([LINES], dict(reversed(SYSTEMS.items())))
    board = score(turned, metrics, plan)
    assert len(board.pairs) == len(SYSTEMS) * (len(SYSTEMS) - 1) // 2
    for system in SYSTEMS:
        if system != "base":
            pair = ("base", system) if ("base", system) in board.pairs else (system, "base")
            expected = {key: each.p_value for key, each in ours(paired, 1).results[system].items()}
            assert board.pairs[pair] == expected


def test_seeds() -> None:
    """Zero is a seed like any other; the same seed gives the same."""
    first, again = (ours.__wrapped__("bootstrap", 1, 0) for _ in range(2))
    assert first.pairs == again.pairs
    assert first.pairs != ours("bootstrap", 1).pairs
