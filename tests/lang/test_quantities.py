"""Quantities of a text: what each is, and its value."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqa.lang.quantity.quantities import find
from tqa.lang.quantity.values import ClockTime, DateParts, Kind, Quantity


def only(text: str, lang: str) -> Quantity:
    found = find(text, lang)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "lang", "words", "kind", "value", "unit"),
    [
        ("biaya Rp1,5 triliun itu", "id", "Rp1,5 triliun", Kind.MONEY, 1_500_000_000_000, "IDR"),
        ("biaya Rp 1.500.000,- itu", "id", "Rp 1.500.000", Kind.MONEY, 1_500_000, "IDR"),
        ("biaya Rp2,5 M itu", "id", "Rp2,5 M", Kind.MONEY, 2_500_000_000, "IDR"),
        ("cost £125m then", "en", "£125m", Kind.MONEY, 125_000_000, "L"),
        ("a three-hundred-million dollar deal", "en", "three-hundred-million dollar", Kind.MONEY,
         300_000_000, "$"),
        ("10 ribu dolar AS", "id", "10 ribu dolar AS", Kind.MONEY, 10_000, "USD"),
        ("the US dollar fell", "en", "US dollar", Kind.CURRENCY, None, "USD"),
        ("naik 2,5 persen", "id", "2,5 persen", Kind.PERCENT, Fraction(5, 2), "%"),
        ("up 2.5 per cent", "en", "2.5 per cent", Kind.PERCENT, Fraction(5, 2), "%"),
        ("naik 5 poin persentase", "id", "5 poin persentase", Kind.POINT, 5, "pp"),
        ("a 35-year-old man", "en", "35-year", Kind.MEASURE, 35, "yr"),
        ("dua minggu kemudian", "id", "dua minggu", Kind.MEASURE, 2, "wk"),
        ("kecepatan 60 km/jam", "id", "60 km/jam", Kind.MEASURE, 60, "km/h"),
        ("luas 100 m2 saja", "id", "100 m2", Kind.MEASURE, 100, "m2"),
        ("abad ke-20", "id", "ke-20", Kind.ORDINAL, 20, ""),
        ("the 21st century", "en", "21st", Kind.ORDINAL, 21, ""),
        ("Perang Dunia II", "id", "II", Kind.ORDINAL, 2, ""),
        ("era 1990-an", "id", "1990-an", Kind.DECADE, 1990, ""),
        ("in the '90s", "en", "90s", Kind.DECADE, 90, ""),
        ("sejak 2012", "id", "2012", Kind.YEAR, 2012, ""),
        ("hundreds of thousands fled", "en", "hundreds of thousands", Kind.VAGUE, None, ""),
        ("ratusan ribu orang", "id", "ratusan ribu", Kind.VAGUE, None, ""),
        ("pandemi COVID-19 itu", "id", "COVID-19", Kind.CODE, 19, ""),
        ("an A380 jet", "en", "A380", Kind.CODE, 380, ""),
        ("dua pertiga warga", "id", "dua pertiga", Kind.FRACTION, Fraction(2, 3), ""),
    ],
)  # fmt: skip
def test_kinds(
    text: str, lang: str, words: str, kind: Kind, value: Fraction | int | None, unit: str
) -> None:
    found = only(text, lang)
    assert (found.text, found.kind, found.value, found.unit) == (words, kind, value, unit)
    assert found.span.of(text) == words


@pytest.mark.parametrize(
    ("text", "lang", "date"),
    [
        ("17 Agustus 1945", "id", DateParts(17, 8, 1945)),
        ("August 17, 1945", "en", DateParts(17, 8, 1945)),
        ("the 3rd of May 2012", "en", DateParts(3, 5, 2012)),
        ("Jan. 26", "en", DateParts(26, 1)),
        ("3/4/2024", "id", DateParts(3, 4, 2024, numeric=True)),
        ("12/16/2012", "en", DateParts(16, 12, 2012, numeric=True)),
        ("2024-04-03", "en", DateParts(3, 4, 2024)),
        ("pada hari Minggu", "id", DateParts(weekday=7)),
        ("ia tiba Minggu sore", "id", DateParts(weekday=7)),
        ("it ended in May", "en", DateParts(month=5)),
        ("Mei 2012", "id", DateParts(month=5, year=2012)),
    ],
)
def test_dates(text: str, lang: str, date: DateParts) -> None:
    assert only(text, lang).date == date


@pytest.mark.parametrize(
    ("text", "lang"),
    [("pada minggu lalu", "id"), ("we may march", "en"), ("the sun sat low", "en")],
)
def test_no_dates(text: str, lang: str) -> None:
    assert not find(text, lang)


def test_doubtful_month() -> None:
    date = only("said Theresa May", "en").date
    assert date is not None
    assert not date.sure


@pytest.mark.parametrize(
    ("text", "lang", "time"),
    [
        ("pukul 14.30 WIB", "id", ClockTime(14, 30, False, "WIB", 420)),
        ("jam 8 malam", "id", ClockTime(20, 0)),
        ("pukul tujuh pagi", "id", ClockTime(7, 0)),
        ("at 2:30 p.m.", "en", ClockTime(14, 30)),
        ("at 7am", "en", ClockTime(7, 0)),
        ("at 12:15 a.m.", "en", ClockTime(0, 15)),
        ("at 1430 GMT", "en", ClockTime(14, 30, False, "UTC", 0)),
        ("at seven o'clock", "en", ClockTime(7, 0, half_day=True)),
        ("at noon", "en", ClockTime(12, 0)),
        ("pukul 09.30", "id", ClockTime(9, 30)),
        ("pukul 9.30", "id", ClockTime(9, 30, half_day=True)),
        ("pukul 9.30 WITA", "id", ClockTime(9, 30, False, "WITA", 480)),
        ("pukul setengah delapan", "id", ClockTime(7, 30, half_day=True)),
        ("jam setengah 1 siang", "id", ClockTime(12, 30)),
        ("pukul tujuh lewat seperempat malam", "id", ClockTime(19, 15)),
        ("pukul 8 kurang 10 menit", "id", ClockTime(7, 50, half_day=True)),
        ("at half past seven in the evening", "en", ClockTime(19, 30)),
        ("a quarter to two", "en", ClockTime(1, 45, half_day=True)),
        ("ten minutes to 8", "en", ClockTime(7, 50, half_day=True)),
    ],
)
def test_times(text: str, lang: str, time: ClockTime) -> None:
    assert only(text, lang).time == time


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("five to seven people", "en"),
        ("a quarter to three-quarters", "en"),
        ("half after two years", "en"),
        ("a quarter to 10 percent", "en"),
        ("setengah delapan", "id"),
    ],
)
def test_numbers_that_are_no_times(text: str, lang: str) -> None:
    assert Kind.TIME not in {q.kind for q in find(text, lang)}


@pytest.mark.parametrize(
    ("text", "lang", "times"),
    [
        ("it doubled", "en", 2),
        ("a tenfold rise", "en", 10),
        ("naik tiga kali lipat", "id", 3),
        ("naik 2,5 kali lipat", "id", Fraction(5, 2)),
    ],
)
def test_multiples(text: str, lang: str, times: Fraction | int) -> None:
    quantity = only(text, lang)
    assert (quantity.kind, quantity.value, quantity.unit) == (Kind.MULTIPLE, times, "fold")


@pytest.mark.parametrize(
    ("text", "lang", "degrees"),
    [
        ("minus 3 derajat Celsius", "id", -3),
        ("3 derajat di bawah nol", "id", -3),
        ("-3°C", "id", -3),
        ("three degrees below freezing", "en", -3),
        ("20-30°C", "en", 30),
        ("minus 3 percent", "en", 3),
    ],
)
def test_below_zero(text: str, lang: str, degrees: int) -> None:
    assert degrees in {quantity.value for quantity in find(text, lang)}


def test_duration_is_no_time() -> None:
    assert [q.kind for q in find("selama 2 jam 30 menit", "id")] == [Kind.MEASURE] * 2


@pytest.mark.parametrize(
    ("text", "lang", "kinds"),
    [
        ("5 to 6 percent", "en", [Kind.PERCENT] * 2),
        ("Rp1 juta-Rp2 juta", "id", [Kind.MONEY] * 2),
        ("21-23 Agustus", "id", [Kind.DATE] * 2),
        ("pukul 19.30-21.00 WITA", "id", [Kind.TIME] * 2),
        ("menang 6-4", "id", [Kind.SCORE] * 2),
        ("naik 47,63 menjadi Rp217 triliun", "id", [Kind.CARDINAL, Kind.MONEY]),
    ],
)
def test_ranges(text: str, lang: str, kinds: list[Kind]) -> None:
    assert [q.kind for q in find(text, lang)] == kinds


def test_range_of_years() -> None:
    assert [q.value for q in find("the 1950-53 war", "en")] == [1950, 1953]


def test_shared_magnitude_is_an_alternative() -> None:
    assert [(q.value, q.alternative) for q in find("2-3 juta ton", "id")] == [
        (2, 2_000_000),
        (3_000_000, None),
    ]


@pytest.mark.parametrize(
    "text", ["lihat https://a.id/2012/11/7", "kirim ke a1@b2.id", "Ada {0} dan %1$s", "&#39;"]
)
def test_opaque(text: str) -> None:
    assert not find(text, "id")


def test_unknown_language_reads_digits() -> None:
    assert only("12 rumah", "").value == 12


WORDS = """
Rp 1.500 1,5 juta million dua puluh satu setengah half a and point koma 17 Agustus May 2012
Minggu pukul 14.30 p.m. WIB - , . / ( ) % persen ke- an s COVID- 0 00 1/2 US$ € m A II
"""
PIECES = st.lists(st.sampled_from(WORDS.split()))
TEXTS = st.one_of(st.text(), PIECES.map(" ".join), PIECES.map("".join))


@given(
    st.one_of(st.text(), PIECES.map(" ".join), PIECES.map("".join)), st.sampled_from(("id", "en"))
)
def test_any_text(text: str, lang: str) -> None:
    found = find(text, lang)
    for quantity in found:
        assert quantity.span.of(text) == quantity.text
        assert quantity.span.start <= quantity.number.start <= quantity.number.end
    for one, two in pairwise(found):
        assert one.span.end <= two.span.start
