"""KBR001 shouting."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tqa import Message, Severity, Span
from tqa.checking.rule import SegmentRule, bad_text, good_text, rule


@rule
@dataclass(frozen=True)
class Shouting(SegmentRule):
    """A sentence ends with several exclamation marks.

    Readers take it for advertising.

    Fix: keep one mark, or write a full stop.
    """

    code = "KBR001"
    name = "shouting"
    mqm = "style/register"
    severity = Severity.MINOR
    message = Message("{count} exclamation marks", indonesian="{count} tanda seru")
    examples = (
        good_text("Awas!"),
        good_text("Read this.", lang="en"),
        good_text("Dia datang."),
        bad_text("Awas!!!", "!!!"),
    )

    allowed: int = 1  #: so many marks are right

    def spans(self, text: str, lang: str) -> Iterator[tuple[Span, Mapping[str, object]]]:
        for match in re.finditer("!+", text):
            count = len(match[0])
            if count > self.allowed:
                yield Span(*match.span()), {"count": count, "suggestions": ("!",)}
