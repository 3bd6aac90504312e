"""What a name misspelt and a date told in part weigh."""

import pytest

from tqa.checking.rule import RULES, Context, Example
from tqa.model import Severity


def _severities(code: str, source: str, target: str, pair: str = "id-en") -> list[Severity]:
    bitext = Example((source, target), pair=pair).bitext
    return [finding.severity for finding in RULES[code]().run(bitext, Context())]


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


def test_a_slip_of_the_source_is_told_by_its_other_spellings() -> None:
    source = "Kata Kansomg, ya.\nKansong pergi.\nMenurut Kansong, itu benar."
    target = "Yes, said Kansong.\nKansong left.\nThat is right, according to Kansong."
    assert _severities("NAM002", source, target) == [Severity.NEUTRAL]
    slip = "Yes, said Kansomg.\nKansong left.\nThat is right, according to Kansong."
    assert _severities("NAM002", source.replace("Kansomg", "Kansong"), slip) == [Severity.MINOR]


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Tinggi air 40 cm di jalan itu.", "The water on the road was high.", Severity.MAJOR),
        ("The water on the road was high.", "Tinggi air di jalan itu 40 cm.", Severity.MINOR),
    ],
)
def test_an_added_figure_weighs_less_than_a_lost_one(
    source: str, target: str, severity: Severity
) -> None:
    pair = "id-en" if source.startswith("Tinggi") else "en-id"
    assert _severities("NUM001", source, target, pair) == [severity]


def test_the_short_form_of_a_body_has_one_spelling() -> None:
    ministry = {
        "id": "Kementerian Komunikasi dan Informatika",
        "en": "Ministry of Communication and Informatics",
        "id_admitted": "Kominfo",
    }
    city = {"id": "Kota Jakarta", "en": "city of Jakarta", "id_admitted": "Jakarta"}
    texts = ("Kominfo ada di Jakarta.", "Komifo is in Jakatra.")
    example = Example(texts, terms=(ministry, city))
    severities = [
        [f.severity for f in RULES["NAM002"]().run(example.bitext, context)]
        for context in (example.context, Context())
    ]
    assert severities == [[Severity.MAJOR, Severity.MINOR], [Severity.MINOR, Severity.MINOR]]


def test_what_a_lost_never_leaves_behind_proves_the_loss() -> None:
    free = "Kami pernah menyantap hidangan lezat begitu di sana."
    (severity,) = _severities("ACC006", "We have never eaten such food there.", free, "en-id")
    assert severity >= Severity.MAJOR


def test_a_lost_minus_has_no_figure_to_correct() -> None:
    bitext = Example(("Suhunya minus 3 derajat.", "It was 3 degrees.")).bitext
    (finding,) = RULES["NUM001"]().run(bitext, Context())
    assert not finding.suggestions
    assert finding.source_text[slice(*finding.source_spans[0])] == "minus 3 derajat"
