"""What a quotation mark without a partner weighs."""

import pytest

from tqa.checking.rule import RULES, bad


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("“Kita siap,” katanya.", "“We are ready,“ he said.", "NEUTRAL"),
        ("“Kita siap,” katanya.", "He said, ”We are ready.”", "NEUTRAL"),
        ("“Kita siap,” katanya.", "“We are ready, he said.", "MINOR"),
        ("“Kita siap.” “Ayo.”", "“We are ready. “Let us go.", "MINOR"),
        ("Kita siap, katanya.", "We are ready,” he said.", "NEUTRAL"),
    ],
)
def test_a_mark_that_faces_the_wrong_way_weighs_less(
    source: str, target: str, severity: str
) -> None:
    example = bad(source, target)
    found = RULES["TYP001"]().run(example.bitext, example.context)
    assert {finding.severity.name for finding in found} == {severity}
