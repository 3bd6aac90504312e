"""DOC003 embedded-headline."""

from collections.abc import Iterator
from dataclasses import dataclass

from tqa.checking.rule import BeadRule, Context, Message, bad, bad_text, good, rule
from tqa.model import Bead, Finding, Mark, Severity, Side, Span


@rule
@dataclass(frozen=True)
class EmbeddedHeadline(BeadRule):
    """The headline of another article is left between the paragraphs.

    News sites put links to other articles into the running text; copied from the page, they
    are lines without a full stop that interrupt the report. A translator may take them for
    sentences of it. A subheading that is aligned with its translation is not reported.

    Fix: remove the line from the text, or mark it as a heading if it is one.
    """

    code = "DOC003"
    name = "embedded-headline"
    mqm = "other"
    severity = Severity.NEUTRAL
    monolingual = True
    message = Message("looks like the headline of another article")
    boilerplate = True
    examples = (
        bad(
            "Petani di lereng Merapi memanen cabai lebih awal tahun ini.\n"
            "Bupati resmikan pasar apung di tepi danau\n"
            "Menurut mereka, hujan datang dua pekan lebih cepat daripada biasanya.",
            "Farmers on the slopes of Merapi harvested chillies earlier this year.\n"
            "\n"
            "According to them, the rain came two weeks sooner than usual.",
            "Bupati resmikan pasar apung di tepi danau",
            article=True,
        ),
        good(
            "The harbour was closed for three days because of high waves.",
            "Pelabuhan itu ditutup selama tiga hari karena gelombang tinggi.",
            pair="en-id",
            article=True,
        ),
        bad_text(
            "The harbour was closed for three days because of high waves.\n"
            "Minister Opens New Ferry Route to Outer Islands\n"
            "Fishermen stayed at home and repaired their nets in the meantime.",
            "Minister Opens New Ferry Route to Outer Islands",
            article=True,
            lang="en",
        ),
        bad(
            "The harbour was closed for three days because of high waves.\n\n"
            "Fishermen stayed at home and repaired their nets in the meantime.",
            "Pelabuhan itu ditutup selama tiga hari karena gelombang tinggi.\n"
            "Menteri Buka Rute Feri Baru ke Pulau Terluar\n"
            "Sementara itu, para nelayan tinggal di rumah dan memperbaiki jaring.",
            "Menteri Buka Rute Feri Baru ke Pulau Terluar",
            pair="en-id",
            article=True,
        ),
        good(
            "Petani di lereng Merapi memanen cabai lebih awal tahun ini.\n"
            "Musim Hujan Datang Lebih Cepat Tahun Ini\n"
            "Menurut mereka, hujan datang dua pekan lebih cepat daripada biasanya.",
            "Farmers on the slopes of Merapi harvested chillies earlier this year.\n"
            "Rainy Season Arrives Earlier This Year\n"
            "According to them, the rain came two weeks sooner than usual.",
            article=True,
        ),
        good(
            "Panen cabai lebih awal\n"
            "Petani di lereng Merapi memanen cabai lebih awal tahun ini.\n"
            "Menurut mereka, hujan datang dua pekan lebih cepat daripada biasanya",
            "Early chilli harvest\n"
            "Farmers on the slopes of Merapi harvested chillies earlier this year.\n"
            "According to them, the rain came two weeks sooner than usual",
            article=True,
        ),
    )

    def check(self, bead: Bead, ctx: Context) -> Iterator[Finding]:
        if bead.source and bead.target:
            return
        if all(segment.mark is Mark.HEADLINE for segment in bead.source + bead.target):
            yield self.flag(
                bead, source=_whole(bead, Side.SOURCE), target=_whole(bead, Side.TARGET)
            )


def _whole(bead: Bead, side: Side) -> tuple[Span, ...]:
    return (Span(0, len(bead.text(side))),) if bead.segments(side) else ()
