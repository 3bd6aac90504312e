"""Plain numbers: digits by either convention, words in both languages."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqa.lang.quantity.numbers import read_number, scale_word, write_number
from tqa.lang.quantity.numerals import read_digits, write_digits

LANGS = st.sampled_from(("id", "en"))


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1.500", "id", 1500),
        ("1.500", "en", Fraction(3, 2)),
        ("1,500", "en", 1500),
        ("1.234.567,89", "id", Fraction(123456789, 100)),
        ("1,234,567.89", "en", Fraction(123456789, 100)),
        ("2,5 juta", "id", 2_500_000),
        ("2.5 billion", "en", 2_500_000_000),
        ("200rb", "id", 200_000),
        ("2.8bn", "en", 2_800_000_000),
        ("52 thousands", "en", 52_000),
        ("dua puluh satu", "id", 21),
        ("sebelas", "id", 11),
        ("dua belas", "id", 12),
        ("seribu triliun", "id", 10**15),
        ("dua setengah juta", "id", 2_500_000),
        ("satu setengah", "id", Fraction(3, 2)),
        ("dua pertiga", "id", Fraction(2, 3)),
        ("seperempat", "id", Fraction(1, 4)),
        ("dua koma lima", "id", Fraction(5, 2)),
        ("selusin", "id", 12),
        ("kedua puluh", "id", 20),
        ("twenty-one", "en", 21),
        ("a hundred and five", "en", 105),
        ("half a million", "en", 500_000),
        ("a quarter of a million", "en", 250_000),
        ("a quarter million", "en", 250_000),
        ("three quarters of a million", "en", 750_000),
        ("a fifth of a million", "en", 200_000),
        ("two and a half million", "en", 2_500_000),
        ("two-thirds", "en", Fraction(2, 3)),
        ("two dozen", "en", 24),
        ("one-point-three-billion", "en", 1_300_000_000),
        ("twenty-first", "en", 21),
        ("nineteen seventies", "en", 1970),
    ],
)
def test_read(text: str, lang: str, value: Fraction | int) -> None:
    assert read_number(text, lang) == value


@pytest.mark.parametrize(
    ("text", "lang"),
    [("ratusan", "id"), ("dozens", "en"), ("two three", "en"), ("juta", "id"), ("", "en"),
     ("rumah", "id"), ("1.2.3.4", "en")],
)  # fmt: skip
def test_no_number(text: str, lang: str) -> None:
    assert read_number(text, lang) is None


@pytest.mark.parametrize(
    ("text", "lang", "value", "foreign"),
    [
        ("12.5", "id", Fraction(25, 2), True),
        ("12,5", "en", Fraction(25, 2), True),
        ("1.500.000", "en", 1_500_000, True),
        ("20.000", "en", 20_000, True),  # nobody writes three noughts after the point
        ("0.500", "id", Fraction(1, 2), True),
        ("12.345", "en", Fraction(12345, 1000), False),
        ("2024", "id", 2024, False),
    ],
)
def test_separators(text: str, lang: str, value: Fraction | int, foreign: bool) -> None:
    reading = read_digits(text, lang)
    assert reading is not None
    assert (reading.value, reading.foreign) == (value, foreign)


def test_swapped() -> None:
    reading = read_digits("1.500", "en")
    assert reading is not None
    assert reading.swapped == 1500


@given(st.integers(0, 10**18 - 1), LANGS)
def test_words_round_trip(value: int, lang: str) -> None:
    assert read_number(write_number(value, lang), lang) == value


@given(st.integers(0, 10**12), st.integers(0, 6), LANGS)
def test_digits_round_trip(mantissa: int, decimals: int, lang: str) -> None:
    value = Fraction(mantissa, 10**decimals)
    assert read_number(write_digits(value, lang), lang) == value


def test_write() -> None:
    assert write_number(1_000, "id") == "seribu"
    assert write_number(2_115, "id") == "dua ribu seratus lima belas"
    assert write_number(121, "en") == "one hundred twenty-one"
    assert write_digits(Fraction(3001, 2), "id") == "1.500,5"
    with pytest.raises(ValueError, match="no words"):
        write_number(-1, "id")


def test_scale_word() -> None:
    assert (scale_word(9, "id"), scale_word(9, "en"), scale_word(1, "en")) == (
        "miliar", "billion", "",
    )  # fmt: skip
