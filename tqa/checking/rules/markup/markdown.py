"""MRK005 markdown."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tqa.checking.rule import Context, CorpusRule, Message, bad, flag, good, rule
from tqa.checking.rules.markup._inline import KINDS, Inline, has_markup, heading_level, inlines
from tqa.model import Bead, BlockKind, Finding, Severity, Side, Span

_LIGHT = ("emphasis", "strikethrough")  # losing one only changes the appearance
_HOST = re.compile(r"https?://(?:www\.|id\.|en\.)?([^/?#:]{1,200})", re.I)
# each kind in English and Indonesian
_NAMES = {
    "link": Message("link"),
    "image": Message("image"),
    "code": Message("code"),
    "strong": Message("strong emphasis"),
    "emphasis": Message("emphasis"),
    "strikethrough": Message("strikethrough"),
}
_LEVEL = Message("heading of level {there} in the source, of level {here} in the translation")
_CHANGED = Message("{there} in the source, {here} in the translation")
_GAINED = Message("{kind} that is not in the source")


class _Difference(NamedTuple):
    """A difference in a bead: in elements of one kind, in a value, or in heading levels."""

    bead: Bead
    kind: str
    source: tuple[Inline, ...] = ()
    target: tuple[Inline, ...] = ()
    levels: tuple[int, int] = (0, 0)

    @property
    def excess(self) -> int:
        """How many more of these elements the target has than the source."""
        return len(self.target) - len(self.source)

    @property
    def blocks(self) -> tuple[object, ...]:
        """The blocks that are compared: markup may move with a sentence inside its block."""
        source, target = self.bead.source[0], self.bead.target[0]
        if source.file == target.file:  # a message or table row is compared by itself
            return self.bead.id, self.bead.id
        return source.block, target.block


@rule
@dataclass(frozen=True)
class Markdown(CorpusRule):
    """Markdown is lost or changed: a link, an image, code, emphasis, the level of a heading.

    Compared in Markdown files, and in messages and tables whose texts contain it
    (`[text](address)`, `` `code` ``, `**strong**`, `*emphasis*`, `# heading`). The text of links
    may change and so may relative addresses; code of one word stays unchanged. Indonesian sets
    foreign words in italics, so emphasis may be added there and dropped in English. Elements
    that move to a neighbouring sentence of their paragraph are ignored.

    Fix: carry the markup over, around the translation of the words that have it in the source.
    """

    code = "MRK005"
    name = "markdown"
    mqm = "design-and-markup/markup-tag"
    severity = Severity.MAJOR
    message = Message("{kind} of the source is missing in the translation")
    monolingual = False
    examples = (
        good("Baca [panduan](/id/mulai) dulu.", "Read the [guide](/en/start) first."),
        good("Jalankan `tqa check` lalu **tunggu**.", "Run `tqa check`, then **wait**."),
        good("Harganya 5 * 3 * 2 ribu.", "It costs thirty thousand."),
        good("Run the workshop again.", "Adakan *workshop* itu lagi.", pair="en-id"),
        good("Can't open `%s' now", "Tidak dapat membuka %s", pair="en-id"),
        bad("Baca [panduan](/id/mulai) dulu.", "Read the guide first.", "[panduan](/id/mulai)"),
        bad(
            "Set `--output` first.",
            "Atur dulu --output.",
            flag("`--output`", severity=Severity.MINOR),
            pair="en-id",
        ),
        bad(
            "Set `--output` first.",
            "Atur dulu `--keluaran`.",
            flag("`--keluaran`", severity=Severity.MINOR),
            pair="en-id",
        ),
        bad("Do **not** close it.", "Jangan tutup.", "**not**", pair="en-id"),
        bad(
            "Tutup jendela itu.",
            "Close **that** window.",
            flag("**that**", severity=Severity.MINOR),
        ),
        bad("## Memasang", "### Installing", "###"),
        bad(
            "See [the map](https://example.org/map).",
            "Lihat [peta](https://contoh.test/map).",
            flag("[peta](https://contoh.test/map)", severity=Severity.MINOR),
            pair="en-id",
        ),
    )

    def gather(self, bead: Bead, ctx: Context) -> Iterator[_Difference]:
        if not bead.source or not bead.target or not has_markup(bead) or _verbatim(bead):
            return
        if not bead.text(Side.SOURCE).strip() or not bead.text(Side.TARGET).strip():
            return
        yield from _headings(bead)
        theirs, ours = inlines(bead, Side.SOURCE), inlines(bead, Side.TARGET)
        if theirs or ours:
            yield from _differences(bead, theirs, ours)

    def judge(self, facts: list[_Difference], ctx: Context) -> Iterator[Finding]:
        balance: Counter[tuple[object, ...]] = Counter()
        shifts: Counter[int] = Counter()
        for fact in facts:
            if fact.kind == "heading":
                shifts[fact.levels[1] - fact.levels[0]] += 1
            for side, block in zip(Side, fact.blocks, strict=True):
                balance[fact.kind, side, fact.bead.target[0].file, block] += fact.excess
        usual = shifts.most_common(1)[0][0] if shifts else 0
        reported = False
        for fact in facts:
            if fact.kind == "heading":
                shift = fact.levels[1] - fact.levels[0]
                if shift and not (reported and shift == usual):
                    yield self._heading(fact)
                reported = reported or shift == usual != 0
            elif fact.excess and not all(
                balance[fact.kind, side, fact.bead.target[0].file, block]
                for side, block in zip(Side, fact.blocks, strict=True)
            ):
                continue  # moved to a neighbouring sentence
            else:
                yield self._inline(fact)

    def _heading(self, fact: _Difference) -> Finding:
        there, here = fact.levels
        spans = [
            Span(0, level if text[:level] == "#" * level else len(text))
            for level, text in zip(fact.levels, map(fact.bead.text, Side), strict=True)
        ]
        return self.flag(
            fact.bead, source=spans[0], target=spans[1], message=_LEVEL, there=there, here=here
        )

    def _inline(self, fact: _Difference) -> Finding:
        texts = [
            " ".join(mark.value or mark.span.of(fact.bead.text(side)) for mark in marks)
            for side, marks in zip(Side, (fact.source, fact.target), strict=True)
        ]
        changed = fact.excess == 0
        light = fact.excess >= 0 or fact.kind in _LIGHT or _still_there(fact)
        return self.flag(
            fact.bead,
            source=[mark.span for mark in fact.source] if fact.excess <= 0 else (),
            target=[mark.span for mark in fact.target] if fact.excess >= 0 else (),
            severity=Severity.MINOR if light else None,
            message=_CHANGED if changed else _GAINED if fact.excess > 0 else None,
            kind=_NAMES[fact.kind],
            there=texts[0],
            here=texts[1],
        )


def _verbatim(bead: Bead) -> bool:
    return any(segment.kind is BlockKind.CODE for segment in (*bead.source, *bead.target))


def _headings(bead: Bead) -> Iterator[_Difference]:
    """The levels where both sides are headings; equal ones too, to find the usual shift."""
    if len(bead.source) == len(bead.target) == 1:
        levels = heading_level(bead, Side.SOURCE), heading_level(bead, Side.TARGET)
        if all(levels):
            yield _Difference(bead, "heading", levels=levels)


def _differences(
    bead: Bead, theirs: tuple[Inline, ...], ours: tuple[Inline, ...]
) -> Iterator[_Difference]:
    """The differences of each kind: too few, too many, or as many with another code or address."""
    for kind in KINDS:
        there = [mark for mark in theirs if mark.kind == kind]
        here = [mark for mark in ours if mark.kind == kind]
        if len(there) == len(here):
            yield from _changes(bead, kind, there, here)
        elif not _italics(bead, kind, len(here) - len(there)):
            gone, new = _without(there, here), _without(here, there)
            if len(gone) > len(new) or kind != "code" or _unmarked(bead, new):
                yield _Difference(bead, kind, tuple(gone), tuple(new))


def _unmarked(bead: Bead, new: list[Inline]) -> bool:
    """Whether the source has the words, but not as code; else they are an addition."""
    text = bead.text(Side.SOURCE)
    return all(mark.value in text for mark in new)


def _still_there(fact: _Difference) -> bool:
    """Whether the lost code is in the translation, but not as code."""
    text = fact.bead.text(Side.TARGET)
    return fact.kind == "code" and all(mark.value in text for mark in fact.source)


def _changes(
    bead: Bead, kind: str, there: list[Inline], here: list[Inline]
) -> Iterator[_Difference]:
    if kind not in ("code", "link", "image"):
        return
    for old, new in zip(_without(there, here), _without(here, there), strict=True):
        if _other(kind, old.value, new.value):
            yield _Difference(bead, kind, (old,), (new,))


def _without(marks: list[Inline], others: list[Inline]) -> list[Inline]:
    """The surplus marks: those whose value the others lack, else the last ones."""
    if all(mark.value for mark in (*marks, *others)):
        equal = Counter(mark.value for mark in others)
        left = []
        for mark in marks:
            if equal[mark.value]:
                equal[mark.value] -= 1
            else:
                left.append(mark)
        return left
    return marks[len(others) :]


def _other(kind: str, old: str, new: str) -> bool:
    """Whether two values that must be equal differ: code of one word, hosts of addresses."""
    if kind == "code":
        return not re.search(r"[\s{<]", old + new) and not (old.isalpha() and new.isalpha())
    hosts = _HOST.match(old), _HOST.match(new)
    return all(hosts) and hosts[0][1].lower() != hosts[1][1].lower()  # type: ignore[index]


def _italics(bead: Bead, kind: str, excess: int) -> bool:
    """Whether the difference is italics for a foreign word, as Indonesian has them."""
    return kind == "emphasis" and bead.lang(Side.TARGET if excess > 0 else Side.SOURCE) == "id"
