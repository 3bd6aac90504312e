"""Currencies and measures compared."""

import pytest

from tqa.lang.quantity.units import dimension, same_currency, same_measure


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("USD", "USD", True),
        ("$", "USD", True),
        ("SGD", "$", True),
        ("SGD", "USD", False),
        ("L", "GBP", True),
        ("EUR", "USD", False),
    ],
)
def test_currencies(one: str, other: str, same: bool) -> None:
    assert same_currency(one, other) is same
    assert same_currency(other, one) is same


@pytest.mark.parametrize(
    ("value", "unit", "other", "other_unit", "same"),
    [
        (10, "km", 6, "mi", True),
        (10, "km", 10, "mi", False),
        (24, "h", 1, "d", True),
        (30, "degC", 86, "degF", True),
        (30, "degC", 80, "degF", False),
        (2, "ha", 20000, "m2", True),
        (5, "kg", 5, "km", False),
        (5, "kg", 5, "no such unit", False),
    ],
)
def test_measures(value: int, unit: str, other: int, other_unit: str, same: bool) -> None:
    assert same_measure(value, unit, other, other_unit) is same


def test_dimension() -> None:
    assert (dimension("km"), dimension("nothing")) == ("length", "")
