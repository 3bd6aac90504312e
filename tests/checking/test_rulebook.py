"""The page of every rule, and its messages in both languages."""

from pathlib import Path

import pytest

from tqa.checking.rule import RULES, Rule
from tqa.checking.rulebook import RuleFigures, catalogue, measured, page, summary_of

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
EACH = pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.code)


@EACH
def test_page(rule: type[Rule]) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.code} {rule.name}\n\nSeverity {rule.severity.label}, ")
    assert "\nFix: " in text
    assert "- wrong\n" in text
    assert "- right\n" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    texts = [line for line in text.split("\n") if line.startswith(("  - id:", "  - en:"))]
    assert texts or "  - glossary: " in text
    assert all(line == line.rstrip() for line in texts)


@EACH
def test_summary_is_one_sentence(rule: type[Rule]) -> None:
    summary = summary_of(rule)
    assert summary[0].isupper()
    assert summary.endswith(".")
    assert len(summary) <= 100


@EACH
def test_messages_are_filled_in_both_languages(rule: type[Rule]) -> None:
    if rule.needs:
        pytest.importorskip(rule.needs)
    example = next(example for example in rule.examples if example.flags)
    for finding in rule(**example.options).run(example.bitext, example.context):
        english, indonesian = finding.message.en, finding.message.id
        assert english.strip()
        assert indonesian.strip()
        assert english != indonesian


def test_options_are_shown_as_toml() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "number-mismatch"]
    assert (
        "\n## Options\n\nUnder `[tool.tqa.rules.number-mismatch]`:\n\n"
        "- `ignore` (list of strings, default `[]`)\n"
    ) in page(rule)


def test_figures_are_shares_and_rates() -> None:
    figures = RuleFigures(planted=40, found=30, findings=25, right=24, alarms=3, segments=2000)
    assert (figures.recall, figures.precision) == ("75% of 40", "96% of 25")
    assert figures.alarm_rate == "1.5"
    assert RuleFigures(0, 0, 0, 0, 0, 2000).recall == "–"


def test_measured_rules_exist_and_their_counts_agree() -> None:
    note, counts = measured()
    assert note
    for code, figures in counts.items():
        assert code in {rule.code for rule in RULES}
        assert figures.found <= figures.planted
        assert figures.right <= figures.findings


def test_catalogue_is_the_page_in_the_documentation() -> None:
    lines = catalogue().splitlines()
    assert sum(line.startswith("| ") for line in lines) == len(list(RULES)) + 2
    assert PAGE.read_text("utf-8") == catalogue()
