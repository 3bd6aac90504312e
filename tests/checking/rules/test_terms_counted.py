"""How often the source names a concept, and how often the translation has its term."""

import pytest

from tqa.checking.rule import RULES, Example, bad
from tqa.model import Severity

TERMS = (
    {
        "concept": "hoax",
        "id": "hoaks",
        "en": "hoax",
        "id_forbidden": "kabar angin",
        "confusable_with": "satire",
    },
    {"concept": "satire", "id": "satire", "en": "satire"},
    {"id": "nilai", "en": "value"},
    {"id": "nilai tukar", "en": "exchange rate"},
)
TWICE = "A hoax spread and the hoax was read."


def _told(source: str, target: str) -> list[tuple[str, Severity]]:
    example = Example((source, target), pair="en-id", terms=TERMS)
    return [
        (code, finding.severity)
        for code in ("TRM001", "TRM002", "TRM004")
        for finding in RULES[code]().run(example.bitext, example.context)
    ]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("Hoaks beredar dan hoaks itu dibaca.", []),
        ("Hoaks beredar dan dibaca.", [("TRM001", Severity.NEUTRAL)]),
        ("Hoaks beredar dan kabar angin itu dibaca.", [("TRM002", Severity.MAJOR)]),
        ("Hoaks beredar dan satire itu dibaca.", [("TRM004", Severity.CRITICAL)]),
    ],
)
def test_the_second_mention_counts(target: str, told: list[tuple[str, Severity]]) -> None:
    assert _told(TWICE, target) == told


def test_a_note_tells_how_often() -> None:
    example = Example((TWICE, "Hoaks beredar dan dibaca."), pair="en-id", terms=TERMS)
    (finding,) = RULES["TRM001"]().run(example.bitext, example.context)
    assert finding.message.en == (
        "“hoax” occurs 2 times in the source, “hoaks” 1 time in the translation"
    )


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("The value and the exchange rate fell.", "Nilai dan nilai tukar turun.", []),
        ("The value and the exchange rate fell.", "Nilai tukar dan nilainya turun.", []),
        ("The value and the exchange rate fell.", "Angka dan nilai tukar turun.", ["TRM001"]),
        ("The exchange value fell.", "Nilai tukar turun.", []),
    ],
)
def test_a_longer_term_owns_its_words(source: str, target: str, codes: list[str]) -> None:
    assert [code for code, _ in _told(source, target)] == codes


@pytest.mark.parametrize(
    ("flags", "options", "severity"),
    [
        ("", {}, Severity.NEUTRAL),
        ("required", {}, Severity.MAJOR),
        ("", {"require": True}, Severity.MAJOR),
    ],
)
def test_terms_that_a_project_insists_on(
    flags: str, options: dict[str, bool], severity: Severity
) -> None:
    """Another word in the place of a required term is no matter of taste."""
    example = bad(
        "Menteri membuka lokakarya nasional kemarin.",
        "The minister opened the national gathering yesterday.",
        "lokakarya",
        terms=({"id": "lokakarya", "en": "workshop", "flags": flags},),
    )
    (rule,) = [rule for rule in RULES if rule.code == "TRM001"]
    (finding,) = rule(**options).run(example.bitext, example.context)
    assert finding.severity is severity
