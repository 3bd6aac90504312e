"""The baseline of lengths alone."""

from tqa.aligning.aligners.length import Length
from tqa.model import Segment


def sizes(source: list[int], target: list[int]) -> list[tuple[int, int]]:
    sides = (
        [Segment(str(n), "x" * length) for n, length in enumerate(lengths)]
        for lengths in (source, target)
    )
    return [(len(b.source), len(b.target)) for b in Length().align(*sides, ("id", "en"))]


def test_equal_lengths_go_together() -> None:
    assert sizes([40, 90, 20], [42, 88, 21]) == [(1, 1), (1, 1), (1, 1)]


def test_a_merged_segment() -> None:
    assert sizes([40, 90, 120, 30], [42, 210, 31]) == [(1, 1), (2, 1), (1, 1)]


def test_empty_sides() -> None:
    assert sizes([], []) == []
    assert sizes([10, 10], []) == [(1, 0), (1, 0)]
