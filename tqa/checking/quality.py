"""The MQM score of what was checked."""

from collections.abc import Iterable

from tqa.lang.words.tokens import words
from tqa.model import Bead, Finding, Quality


def word_count(bead: Bead) -> int:
    """The number of words of the target, MQM's evaluation word count."""
    return sum(len(words(segment.text)) for segment in bead.target)


def quality(findings: Iterable[Finding], word_total: int) -> Quality:
    """MQM 2.0 linear quality: severity penalties 0/1/5/25 over the words evaluated."""
    return Quality(word_total, sum(finding.severity.penalty for finding in findings))
