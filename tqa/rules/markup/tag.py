"""MRK004 tag."""

import re
from dataclasses import dataclass

from tqa.model import Severity
from tqa.rule import Message, bad, good, rule
from tqa.rules.markup._carried import CarriedRule

_MARK = re.compile(r"</?[A-Za-z][\w:-]{0,40}(?:\s[^<>]{0,500})?/?>")


@rule
@dataclass(frozen=True)
class Tag(CarriedRule):
    """An XML or HTML tag in the text is missing or added in the translation.

    Tags are compared by their names; attributes may differ, and so may their order.

    Fix: carry the tag over, around the words that translate those it was around.
    """

    code = "MRK004"
    name = "tag"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    pattern = _MARK
    signs = ("<",)
    message = Message(
        en="tag {there} in the source, {here} in the translation",
        id="tag {there} dalam sumber, {here} dalam terjemahan",
    )
    examples = (
        good("Klik <b>Simpan</b>.", "Click <b>Save</b>."),
        good('Buka <a href="/id">ini</a>.', 'Open <a href="/en">this</a>.'),
        good("Jika a < b dan b > c.", "If a < b and b > c."),
        bad("Klik <b>Simpan</b>.", "Click <b>Save<b>.", "<b>"),
        bad("Click <br/>here.", "Klik di sini.", "<br/>", pair="en-id"),
    )

    def key(self, mark: str) -> str:
        """The tag's name with its slash: attributes may be translated."""
        name = re.match(r"</?[\w:-]+", mark)
        return (name.group() if name else mark).lower() + ("/" if mark.endswith("/>") else "")
