"""The page of every rule, and its messages in both languages."""

import pytest

from tqa.rule import RULES, Rule
from tqa.rulebook import page, summary_of

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
    assert texts
    assert all(line == line.rstrip() for line in texts)


@EACH
def test_summary_is_one_sentence(rule: type[Rule]) -> None:
    summary = summary_of(rule)
    assert summary[0].isupper()
    assert summary.endswith(".")
    assert len(summary) <= 100


@EACH
def test_messages_are_filled_in_both_languages(rule: type[Rule]) -> None:
    example = next(example for example in rule.examples if example.flags)
    for finding in rule(**example.options).run(example.bitext, example.context):
        english, indonesian = finding.message
        assert english.strip()
        assert indonesian.strip()
        assert english != indonesian


def test_options_are_shown_as_toml() -> None:
    (rule,) = [rule for rule in RULES if rule.name == "number-mismatch"]
    assert page(rule).endswith(
        "## Options\n\nUnder `[tool.tqa.rules.number-mismatch]`:\n\n"
        "- `ignore` (list of strings, default `[]`)\n"
    )
