"""ACC006 negation."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, good, rule
from tqa.checking.rules.accuracy._scope import Fate, fate
from tqa.lang.evidence.coverage import share_covered
from tqa.lang.evidence.polarity import additives, denials, negations, negators, restrictions
from tqa.model import Bead, Finding, Severity, Side, Span

GAINED = Message("the translation has the negation “{word}”, the source does not")
_SEVERITY = {
    Fate.LOST: Severity.CRITICAL,
    Fate.LIKELY: Severity.MAJOR,
    Fate.POSSIBLE: Severity.MINOR,
    Fate.UNKNOWN: Severity.NEUTRAL,
}
# set by hand; scripts/bench/constants.py check and scripts/bench/check.py show the effect
_CLOSE = 0.55  # share of words with counterparts; below it, a translation is free
_LESS = {
    Severity.CRITICAL: Severity.MAJOR,
    Severity.MAJOR: Severity.MINOR,
    Severity.MINOR: Severity.NEUTRAL,
    Severity.NEUTRAL: Severity.NEUTRAL,
}


@rule
@dataclass(frozen=True)
class Negation(BeadRule):
    """A negation is lost or gained: the translation says the opposite.

    One side denies (not, n't, never, without; tidak, bukan, belum, jangan, tanpa), and the
    other has the same clause without a negation. The clause is found by its words: where the
    words in the scope of the negator have no counterpart, the clause is paraphrased and nothing
    is reported. A denial near the counterpart may have any form (fail, unable, undamaged, only;
    gagal, menolak, ketidakpastian), and phrases that contain a negator without denying (tak
    lain, no doubt, isn't it?) are ignored. “Not only” that has become “only” is reported too.

    The finding is critical where the first word in the scope of the negator is found undenied,
    major where the words around it or the modal verb are, minor where only later words are; one
    severity lower in a free translation, in which about half of the words have no counterpart.
    Where the clause is not found, and the other side has no negation at all, it is neutral.

    Fix: restore the negation, or remove it.
    """

    code = "ACC006"
    name = "negation"
    mqm = "accuracy/mistranslation"
    severity = Severity.CRITICAL
    message = Message("the source has the negation “{word}”, the translation does not")
    examples = (
        good("Ia tidak datang.", "He did not come."),
        good("Ia tidak datang.", "He failed to come."),
        good("Tidak hanya murah, ini kuat.", "It is cheap and also strong."),
        good("Mobil itu ditemukan tidak rusak.", "The car was found undamaged."),
        good("Kondisinya tidak jelas.", "Their condition is unclear."),
        good("Paling tidak tiga orang datang.", "At least three people came."),
        good("He left without a word.", "Ia pergi tanpa kata.", pair="en-id"),
        good("See rule No. 8 first.", "Lihat dulu aturan nomor 8.", pair="en-id"),
        good("They refused to agree.", "Mereka tidak setuju.", pair="en-id"),
        good("Juara yang belum terkalahkan itu datang.", "The unbeaten champion came."),
        good("Hasil panen di sana tidak maksimal.", "The harvest there was suboptimal."),
        good("Kepala desa itu tidak kompeten.", "The village head was incompetent."),
        good("Rumahnya tidak jauh dari pasar.", "His house is near the market."),
        good("Petani tak akan kesulitan menjual beras.", "Farmers could easily sell the rice."),
        good("We have yet to open the school.", "Sekolah itu belum kami buka.", pair="en-id"),
        good("The river is no longer clean.", "Sungai itu sudah kotor.", pair="en-id"),
        good(
            "The ban stops the goods from getting wet.",
            "Larangan itu menjaga agar barang tidak basah.",
            pair="en-id",
        ),
        good(
            "Ia baru akan berangkat setelah hujan reda.",
            "He will not leave until it stops raining.",
        ),
        good("Kapal itu baru berlayar ketika pagi.", "The ship did not sail until morning."),
        good("Kebijakan itu bukannya tanpa kritik.", "The policy has drawn criticism."),
        bad(
            "Smoking is banned in offices but not in private houses.",
            "Merokok dilarang di kantor, tetapi di rumah pribadi.",
            "",
            pair="en-id",
        ),
        bad("No victims were reported.", "Ada korban yang dilaporkan.", "", pair="en-id"),
        bad("I don't know who came.", "Saya tahu siapa yang datang.", "", pair="en-id"),
        bad(
            "Sales are not limited to cities only.",
            "Penjualan hanya di kota.",
            "hanya",
            pair="en-id",
        ),
        bad("Kita tidak boleh menghapusnya.", "We may delete it.", ""),
        bad("They do not agree.", "Mereka setuju.", "", pair="en-id"),
        bad("Mereka setuju.", "They do not agree.", "not"),
        bad(
            "Bukan hanya mahal, jalan itu rusak.", "The road is only expensive, it is bad.", "only"
        ),
        bad("We have never seen such a thing.", "Kami pernah melihat itu.", "", pair="en-id"),
        bad("Polisi tidak menyebut namanya.", "The police did disclose the identity.", ""),
    )

    max_length: int = 4000  #: characters; in longer texts clauses are not compared

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
        if not source or not target or max(len(source), len(target)) > self.max_length:
            return
        there = negators(source, bead.lang(Side.SOURCE))
        here = negators(target, bead.lang(Side.TARGET))
        if bool(there) != bool(here) and source != target:
            yield from self._clauses(bead, Side.SOURCE if there else Side.TARGET)
            yield from self._restricted(bead, Side.SOURCE if there else Side.TARGET)

    def _clauses(self, bead: Bead, side: Side) -> Iterator[Finding]:
        """The first clause that `side` denies and the other side does not."""
        text = bead.text(side)
        for negator in negations(text, bead.lang(side)):
            found = fate(bead, side, negator)
            severity = _SEVERITY.get(found)
            if severity is None or (found is Fate.UNKNOWN and self._denies(bead, side.other)):
                continue
            if _is_free(bead):
                severity = _LESS[severity]
            yield self._lost(bead, side, negator, severity)
            return

    def _denies(self, bead: Bead, side: Side) -> bool:
        """Whether a side has a negation of any form."""
        return bool(denials(bead.text(side), bead.lang(side)))

    def _lost(self, bead: Bead, side: Side, negator: Span, severity: Severity) -> Finding:
        word = negator.of(bead.text(side))
        if side is Side.TARGET:
            return self.flag(bead, target=negator, message=GAINED, severity=severity, word=word)
        return self.flag(bead, source=negator, target=Span(0, 0), severity=severity, word=word)

    def _restricted(self, bead: Bead, side: Side) -> Iterator[Finding]:
        """“Not only” on this side, and “only” on the other without its “not”."""
        phrases = additives(bead.text(side), bead.lang(side))
        only = restrictions(bead.text(side.other), bead.lang(side.other))
        if not phrases:
            return
        ours = restrictions(bead.text(side), bead.lang(side))
        if len(only) <= sum(span.start < phrases[0].start for span in ours):
            return
        word = phrases[0].of(bead.text(side))
        if side is Side.SOURCE:
            yield self.flag(bead, source=phrases[0], target=only[0], word=word)
        else:
            yield self.flag(bead, source=only[0], target=phrases[0], message=GAINED, word=word)


def _is_free(bead: Bead) -> bool:
    """Whether either side has many words without a counterpart."""
    texts = [(bead.text(side), bead.lang(side)) for side in Side]
    return min(share_covered(*texts[0], *texts[1]), share_covered(*texts[1], *texts[0])) < _CLOSE
