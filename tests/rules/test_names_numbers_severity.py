"""What a name misspelt and a date told in part weigh."""

import pytest

from tqa.model import Bead, Segment, Severity
from tqa.rule import RULES, Context


def _severities(code: str, source: str, target: str) -> list[Severity]:
    bead = Bead("1", (Segment("s", source),), (Segment("t", target),), ("id", "en"))
    return [finding.severity for finding in RULES[code]().check(bead, Context())]


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Inflasi naik pada Juli 2007.", "Inflation rose in July.", Severity.NEUTRAL),
        ("Itu terbit pada 3 Mei 2008.", "It came out on May 3.", Severity.NEUTRAL),
        ("Rabu, 8 Agustus 2007, pasar tutup.", "The market closed Wednesday.", Severity.NEUTRAL),
        ("Pasar tutup bulan Mei.", "The market closed in May 2008.", Severity.NEUTRAL),
        ("Obligasi tahun 2007 terbit.", "The bonds were issued.", Severity.NEUTRAL),
        ("Itu terbit pada 3 Mei 2008.", "It came out in May 2008.", Severity.MAJOR),
        ("Laba naik 40 persen.", "Profit rose.", Severity.MAJOR),
    ],
)
def test_a_year_left_out_weighs_less_than_a_number(
    source: str, target: str, severity: Severity
) -> None:
    assert set(_severities("NUM001", source, target)) == {severity}


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Burhanudin hadir.", "Burhanuddin came.", Severity.MINOR),
        ("Bashir hadir.", "Basir came.", Severity.MINOR),
        ("Kata Kansong, ya.", "Yes, said Kansomg.", Severity.MINOR),
        ("Kata Usman, ya.", "Yes, said Osman.", Severity.MAJOR),
        ("Kata Rachmawati, ya.", "Yes, said Rachnavati.", Severity.MAJOR),
    ],
)
def test_a_name_that_is_still_known_is_a_lesser_slip(
    source: str, target: str, severity: Severity
) -> None:
    assert _severities("NAM002", source, target) == [severity]
