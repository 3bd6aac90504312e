"""CON002 same-target-different-source."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import Context, CorpusRule, Message, bad, good, rule
from tqa.checking.rules.consistency._repeats import Repeat, named, place, repeats, whole
from tqa.lang.evidence.coverage import Coverage, coverage
from tqa.lang.forms.morphology import lemma
from tqa.model import Bead, Finding, Severity, Side

# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_FOREIGN = 0.67  # share of a source's words without counterpart if the translation is another's
_FEW = 5  # content words up to which one differing word counts; in longer texts it is a synonym


@rule
@dataclass(frozen=True)
class SameTargetDifferentSource(CorpusRule):
    """Two different source segments have the same translation, which fits only one of them.

    It happens when a translation is copied from a similar segment (*Save all* over *Close all*)
    and not fully adapted. Reported where the translation covers all of one source and lacks a
    word in which the other differs; two ways to say one thing (*Delete the file*, *Remove the
    file*) may well have one translation.

    Fix: translate the segment again.
    """

    code = "CON002"
    name = "same-target-different-source"
    mqm = "accuracy/mistranslation"
    severity = Severity.MINOR
    monolingual = False
    scope = "project"
    message = Message("the same translation is used for another source, “{other}”, at {place}")
    examples = (
        good("Delete it now.\nRemove it now.", "Hapus sekarang.\nHapus sekarang.", pair="en-id"),
        good("3 files saved.\nA file saved.", "3 berkas disimpan.\nBerkas disimpan.", pair="en-id"),
        good("Open the file.\nOpen the files.", "Buka berkas.\nBuka berkas.", pair="en-id"),
        good("Ya.\nBenar.", "Yes.\nYes."),
        bad(
            "Buka pintu dapur.\nTutup pintu dapur.",
            "Open the kitchen door.\nOpen the kitchen door.",
            "Open the kitchen door.",
        ),
        bad(
            "Save all windows\nClose all windows",
            "Tutup semua jendela\nTutup semua jendela",
            "Tutup semua jendela",
            pair="en-id",
        ),
        bad(
            "Harga beras naik.\nHujan turun di desa.\nHarga beras naik.",
            "Rice prices rose.\nRice prices rose.\nRice prices rose.",
            "Rice prices rose.",
        ),
    )

    min_words: int = 2  #: shorter segments are ignored

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Repeat]:
        yield from repeats(bead, self.min_words)

    def judge(self, facts: list[Repeat], ctx: Context) -> Iterator[Finding]:
        groups: dict[bytes, list[Repeat]] = {}
        for fact in facts:
            groups.setdefault(fact.target, []).append(fact)
        for group in groups.values():
            if len({fact.source for fact in group}) > 1:
                yield from self._copied(group)

    def _copied(self, group: list[Repeat]) -> Iterator[Finding]:
        """A finding for each pair whose translation fits another pair's source, but not its own."""
        sources = {fact.source: _Words(fact.bead) for fact in reversed(group)}
        fitting = [said for said in sources.values() if not said.lost]
        if not fitting:
            return
        own = fitting[-1]  # the first in the order of the text
        there = place(own.bead, Side.SOURCE)
        for fact in group:
            if sources[fact.source].differs_from(own):
                yield self.flag(
                    fact.bead,
                    target=whole(fact.bead, Side.TARGET),
                    related=(there,),
                    **named(there),
                )


class _Words:
    """The content words of a source, and those of them that its translation lacks."""

    def __init__(self, bead: Bead) -> None:
        self.bead = bead
        lang = bead.lang(Side.SOURCE)
        covered = coverage(
            bead.text(Side.SOURCE), lang, bead.text(Side.TARGET), bead.lang(Side.TARGET)
        )
        lost = [n for n in covered.content if not covered.found(n)]
        self.all = self._lemmas(covered, covered.content, lang)
        self.lost = self._lemmas(covered, lost, lang)
        self.surely_lost = self._lemmas(covered, [n for n in lost if covered.known(n)], lang)

    @staticmethod
    def _lemmas(covered: Coverage, places: list[int], lang: str) -> frozenset[str]:
        return frozenset(lemma(covered.tokens[n].text, lang) for n in places)

    def differs_from(self, own: "_Words") -> bool:
        """Whether the translation lacks the words in which this source differs from `own`."""
        apart = self.all - own.all
        if not self.surely_lost & apart or not own.all - self.all:
            return False
        like = len(apart) == 1 and 1 < len(self.all) <= _FEW
        return like or len(self.lost) > _FOREIGN * len(self.all)
