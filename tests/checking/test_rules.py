"""Every example of every rule, and every card: an extra example is a regression test."""

import pytest

from tqa.checking.rule import RULES, Example, Flag, Rule
from tqa.model import Finding

CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples)
]


def said(rule: type[Rule], finding: Finding) -> Flag:
    """All that a finding says, as an example states it."""
    severity = None if finding.severity is rule.severity else finding.severity
    return Flag(finding.text, severity, finding.suggestions, finding.fix)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: type[Rule], example: Example) -> None:
    if rule.needs:
        pytest.importorskip(rule.needs)
    found = list(rule(**example.options).run(example.bitext, example.context))
    assert [said(rule, finding) for finding in found] == list(example.flags)
    for finding in found:
        assert finding.message.en
        assert finding.message.id
        for text, spans in (
            (finding.source_text, finding.source_spans),
            (finding.target_text, finding.target_spans),
        ):
            assert all(0 <= start <= end <= len(text) for start, end in spans)


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.code)
def test_card(rule: type[Rule]) -> None:
    assert rule.__module__.rsplit(".", 1)[-1] == rule.name.replace("-", "_")
    assert {bool(example.flags) for example in rule.examples} == {True, False}
    assert (rule.__doc__ or "").strip()
    assert len(rule.examples) >= 4
