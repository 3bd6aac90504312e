"""SUP001 unused-ignore."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqa.checking.inline_ignores import Ignore, ignores_in
from tqa.checking.rule import Context, Message, SuppressionRule, bad_text, good_text, rule
from tqa.model import Bitext, Finding, Severity, Side, Span

_UNUSED = Message("this ignore is unused")
_COMMENT = r"<!--(.*?)-->"  # in the examples


@rule
@dataclass(frozen=True)
class UnusedIgnore(SuppressionRule):
    """A comment ignores findings that are not there.

    The text was corrected, or the code is misspelt. An unused ignore hides the next error in
    its paragraph. Codes of rules that are not run are not reported.

    Fix: remove the comment, or the codes that it no longer needs.
    """

    code = "SUP001"
    name = "unused-ignore"
    mqm = "other"
    severity = Severity.MINOR
    message = Message("this ignore is unused: {selectors}")
    examples = (
        bad_text("Lokakarya dibuka. <!-- tqa: ignore TRM002 -->", "tqa: ignore TRM002"),
        bad_text("<!-- tqa: ignore-file TYP: kutipan asli -->", "tqa: ignore-file TYP"),
        bad_text("Lokakarya dibuka. <!-- tqa: ignore -->", "tqa: ignore"),
        good_text("Lokakarya dibuka. <!-- catatan penyunting -->"),
        good_text("Komentar tqa: ignore TRM002 hanya berlaku di dalam komentar."),
    )

    def unused(self, ignore: Ignore, idle: Sequence[str]) -> Finding:
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            mqm=self.mqm,
            message=self.message.fill(selectors=", ".join(idle)) if idle else _UNUSED,
            source_file="",
            target_file=ignore.file,
            line=ignore.place.line,
            column=ignore.place.column,
            segment="",
            target_spans=(Span(0, len(ignore.text)),),
            target_text=ignore.text,
        )

    def run(self, bitext: Bitext, ctx: Context) -> Iterator[Finding]:
        """Each ignore in the texts, as it is reported if there are no other findings."""
        for bead in bitext.beads:
            for ignore in ignores_in(bead.text(Side.TARGET), _COMMENT, bitext.target_file):
                yield self.unused(ignore, ignore.selectors)
