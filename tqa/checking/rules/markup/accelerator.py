"""MRK006 accelerator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tqa.checking.rule import Context, CorpusRule, Message, bad, good, rule
from tqa.model import Bead, BlockKind, Finding, Severity, Side, Span

_NONE = Message("none")
_LONGEST = 120  # characters; longer texts are not labels
_HABIT = 3  # labels of a document with one on both sides, from which doubtful signs count
# certain ones begin a word; within a word (E&xit), the sign may be part of a name
_FIRM = {
    "&": re.compile(r"(?<![\w&])&(?=[^\W_])(?!\w{1,31};)"),
    "_": re.compile(r"(?:\A|(?<=[\s(]))_(?=[^\W\d_])(?=\w\w|\w\Z|\w\))"),
}
_INNER = {
    "&": re.compile(r"(?<=[^\W\d_])&(?=[^\W\d_])(?!\w{1,31};)(?![A-Z])"),
    "_": re.compile(r"(?<=[^\W\d_])_(?=[a-z])"),
}


class _Labels(NamedTuple):
    """The accelerators of both sides of a bead: the certain ones, and all possible ones."""

    bead: Bead
    sign: str
    firm: tuple[int, int]  # number of certain ones in the source and the target
    marks: tuple[tuple[Span, ...], tuple[Span, ...]]

    @property
    def counts(self) -> tuple[int, int]:
        return len(self.marks[0]), len(self.marks[1])


@rule
@dataclass(frozen=True)
class Accelerator(CorpusRule):
    """The accelerator of a label (`&File`, `_File`) is lost, doubled or added in the translation.

    The sign before a letter makes it the key that opens the menu or presses the button. Qt and
    Windows write `&`, GTK `_`. Any letter may be chosen. `&&`, `&amp;`, `AT&T`, a single `&`
    between spaces and names such as `user_name` are not accelerators; a sign within a word
    counts as one where several labels of the document have one on both sides.

    Fix: put the sign before one letter of the translation.
    """

    code = "MRK006"
    name = "accelerator"
    mqm = "locale-conventions/shortcut-key"
    severity = Severity.MAJOR
    message = Message("accelerator: {there} in the source, {here} in the translation")
    monolingual = False
    examples = (
        good("&File", "&Berkas", pair="en-id"),
        good("Save &As…", "Sim&pan Sebagai…", pair="en-id"),
        good("Simpan & Tutup", "Save and Close"),
        good("Saham AT&T naik.", "AT&T shares rose."),
        good("R&amp;D naik.", "Research rose."),
        good("Isi user_name dan _id.", "Fill in the user name."),
        good("_Berkas", "_File"),
        good("Cari && Ganti", "Find && Replace"),
        bad("&Open file", "Buka berkas", "&O", pair="en-id"),
        bad("&Open file", "&&Buka berkas", "&O", pair="en-id"),
        bad("&Buka berkas", "&Open &file", "&O … &f"),
        bad("Close", "&Tutup", "&T", pair="en-id"),
        bad("_Simpan", "Save", "_S"),
        bad(
            "&New\n&Open\n&Print\nE&xit",
            "&Baru\n&Buka\n&Cetak\nKeluar",
            "&x",
            pair="en-id",
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[_Labels]:
        source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
        for sign in "&_":
            if sign not in source and sign not in target:
                continue
            if not source.strip() or not target.strip() or _verbatim(bead):
                continue
            if len(source) > _LONGEST or len(target) > 2 * _LONGEST:
                continue
            sides = tuple(_marks(text, sign) for text in (source, target))
            if sides[0][1] or sides[1][1]:
                marks = sides[0][1], sides[1][1]
                yield _Labels(bead, sign, (sides[0][0], sides[1][0]), marks)

    def judge(self, facts: list[_Labels], ctx: Context) -> Iterator[Finding]:
        habit = {
            sign: sum(fact.counts == (1, 1) for fact in facts if fact.sign == sign) >= _HABIT
            for sign in "&_"
        }
        for fact in facts:
            there, here = fact.counts
            if there == here:
                continue
            if habit[fact.sign] or _certain(fact):
                yield self._finding(fact)

    def _finding(self, fact: _Labels) -> Finding:
        source, target = fact.marks
        texts = fact.bead.text(Side.SOURCE), fact.bead.text(Side.TARGET)
        there, here = (
            " ".join(span.of(text) for span in spans) or _NONE
            for spans, text in zip(fact.marks, texts, strict=True)
        )
        return self.flag(fact.bead, source=source, target=target, there=there, here=here)


def _verbatim(bead: Bead) -> bool:
    return any(segment.kind is BlockKind.CODE for segment in (*bead.source, *bead.target))


def _marks(text: str, sign: str) -> tuple[int, tuple[Span, ...]]:
    """The number of certain accelerators of a text, and the spans of all possible ones."""
    if sign not in text or (sign == "_" and text.count("_") > 1):
        return 0, ()  # snake_case, __name__, _emphasis_
    firm = [match.start() for match in _FIRM[sign].finditer(text)]
    inner = [match.start() for match in _INNER[sign].finditer(text)]
    return len(firm), tuple(Span(at, at + 2) for at in sorted(firm + inner))


def _certain(fact: _Labels) -> bool:
    """Whether the bead alone decides: all of its signs are certain, none is ambiguous."""
    if fact.firm != fact.counts:
        return False
    for side, spans in zip(Side, fact.marks, strict=True):
        text = fact.bead.text(side)
        broken = side is Side.TARGET and fact.sign == "&"  # && or a lone & is not an accelerator
        if not spans and fact.sign in text and not broken:
            return False
        if fact.sign == "_" and spans and not (spans[0].start == 0 and text[1].isupper()):
            return False
    return True
