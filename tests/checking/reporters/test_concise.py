"""`concise`: a line a finding, and the summary."""

import pytest

from tests.checking.reporters.findings import finding, report, written
from tqa.base.messages import Message
from tqa.model import Failure, Report, Severity


def test_one_line_each() -> None:
    hostile = finding("x", (0, 1), message=Message("a\nb\x1b[2J"))
    lines = written("concise", report(hostile, hostile), quiet=True).splitlines()
    assert lines == ["b.txt:3:7: XXX001 [major] a␊b␛[2J"] * 2


@pytest.mark.parametrize(
    ("severities", "english", "indonesian"),
    [
        ((), "0 findings in", "0 temuan dalam"),
        ((Severity.MAJOR,), "1 finding (1 major) in", "1 temuan (1 berat) dalam"),
        (
            (Severity.NEUTRAL, Severity.MINOR, Severity.CRITICAL, Severity.MINOR),
            "3 findings (1 critical, 2 minor, 1 note) in",
            "3 temuan (1 kritis, 2 ringan, 1 catatan) dalam",
        ),
        ((Severity.NEUTRAL,) * 2, "0 findings (2 notes) in", "0 temuan (2 catatan) dalam"),
    ],
)
def test_counts(severities: tuple[Severity, ...], english: str, indonesian: str) -> None:
    what = report(*(finding("x", severity=severity) for severity in severities))
    assert written("concise", what).splitlines()[-1].startswith(english)
    assert written("concise", what, lang="id").splitlines()[-1].startswith(indonesian)


def test_numbers_in_the_style_of_the_language() -> None:
    what = report(*[finding("x", severity=Severity.CRITICAL)] * 60, words=1250)
    english = "60 findings (60 critical) in 1 document, 10 segments, 1,250 words."
    assert written("concise", what).splitlines()[-1] == (
        f"{english} MQM score 0.0 (1,500 penalty points, 1,200.0 per 1,000 words)."
    )
    indonesian = "60 temuan (60 kritis) dalam 1 dokumen, 10 segmen, 1.250 kata."
    assert written("concise", what, lang="id").splitlines()[-1] == (
        f"{indonesian} Skor MQM 0,0 (1.500 poin penalti, 1.200,0 per 1.000 kata)."
    )


def test_no_summary_of_nothing() -> None:
    assert written("concise", Report((), (Failure("a", "a: no"),))) == ""
    assert written("concise", report(), quiet=True) == ""
