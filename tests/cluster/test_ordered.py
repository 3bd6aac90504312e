"""Results in the order of their numbers, whatever order they come in."""

import pytest

from tqa.base.errors import TqaError
from tqa.cluster.ordered import turns


def test_what_comes_early_waits() -> None:
    found = turns(iter([(2, "c"), (0, "a"), (1, "b"), (3, "d")]))
    assert list(found) == ["a", "b", "c", "d"]


def test_what_comes_twice_counts_once() -> None:
    found = turns(iter([(0, "a"), (2, "c"), (0, "a"), (2, "c"), (1, "b"), (1, "b")]))
    assert list(found) == ["a", "b", "c"]


def test_what_does_not_come_is_missed() -> None:
    found = turns(iter([(0, "a"), (2, "c")]))
    assert next(found) == "a"
    with pytest.raises(TqaError, match="lost some of the results"):
        next(found)
