"""MRK004 tag."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, Message, bad, flag, good, rule
from tqa.checking.rules.markup._carried import NONE, CarriedRule
from tqa.model import Bead, BlockKind, Finding, Severity, Side

_MARK = re.compile(r"</?[A-Za-z][\w:-]{0,40}(?:\s[^<>]{0,500})?/?>")


_ELEMENT = re.compile(r"(\w+):(.*)\Z")
_PLACEHOLDERS = ("x", "ph")  # part of the text, where MRK001 checks them


@rule
@dataclass(frozen=True)
class Tag(CarriedRule):
    """An XML or HTML tag in the text is missing or added in the translation.

    Tags are compared by their names; attributes may differ, and so may their order. Inline
    elements of XLIFF (`<g id="1">`, `<pc id="1">`) are compared by their names and identifiers.

    Fix: carry the tag over, around the translation of the words that have it in the source.
    """

    code = "MRK004"
    name = "tag"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    pattern = _MARK
    signs = ("<",)
    message = Message("tag: {there} in the source, {here} in the translation")
    examples = (
        good("Klik <b>Simpan</b>.", "Click <b>Save</b>."),
        good('Buka <a href="/id">ini</a>.', 'Open <a href="/en">this</a>.'),
        good("Jika a < b dan b > c.", "If a < b and b > c."),
        bad("Klik <b>Simpan</b>.", "Click <b>Save<b>.", flag("<b>", suggestion="</b>")),
        bad("Click <br/>here.", "Klik di sini.", flag("<br/>", suggestion="<br/>"), pair="en-id"),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        yield from super().check(bead, ctx)
        if any(segment.tags for segment in (*bead.source, *bead.target)):
            yield from self._elements(bead)

    def _elements(self, bead: Bead) -> Iterator[Finding]:
        """Findings in elements that the reader of a translation unit removed from the text."""
        if not (bead.text(Side.SOURCE).strip() and bead.text(Side.TARGET).strip()):
            return
        theirs, ours = (Counter(_elements(bead, side)) for side in Side)
        for lost in (theirs - ours).elements():
            yield self.flag(bead, there=lost, here=NONE)
        for gained in (ours - theirs).elements():
            yield self.flag(bead, there=NONE, here=gained)

    def key(self, mark: str) -> str:
        """The name of the tag with its slash; attributes may be translated."""
        name = re.match(r"</?[\w:-]+", mark)
        return (name.group() if name else mark).lower() + ("/" if mark.endswith("/>") else "")


def _elements(bead: Bead, side: Side) -> Iterator[str]:
    for segment in bead.segments(side):
        if segment.kind is BlockKind.MESSAGE:
            for tag in segment.tags:
                found = _ELEMENT.match(tag.value) if tag.kind == "inline" else None
                if found and found[1] not in _PLACEHOLDERS:
                    yield f"<{found[1]} {found[2]}>"
