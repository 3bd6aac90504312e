"""Numbers as people write them."""

import pytest

from tqa.pages.figures import number, percent


def test_separators() -> None:
    assert (number(1234567, "en"), number(1234567, "id")) == ("1,234,567", "1.234.567")
    assert (number(1234.56, "en", 1), number(1234.56, "id", 1)) == ("1,234.6", "1.234,6")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 0, "–"),
        (0, 9, "0%"),
        (9, 9, "100%"),
        (1999, 2000, "99%"),
        (1, 2000, "1%"),
        (1, 3, "33%"),
    ],
)
def test_nearly_all_is_not_all(part: int, whole: int, said: str) -> None:
    assert percent(part, whole, "en") == said
