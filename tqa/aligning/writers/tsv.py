"""Alignments as a table that `tqa check` reads back."""

from collections.abc import Iterable
from typing import IO, ClassVar

from tqa.aligning.writer import BitextWriter, Style, writer
from tqa.model import Bitext, Side

_HEADER = ("id", "document", "source", "target", "score")


@writer
class AlignTsv(BitextWriter):
    """A row a bead under a header; white space inside a text becomes one space."""

    name: ClassVar[str] = "tsv"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str], style: Style) -> None:
        """Write the table."""
        stream.write("\t".join(_HEADER) + "\n")
        for bitext in bitexts:
            document = _cell(bitext.document or bitext.source_file)
            for bead in bitext.beads:
                texts = (_cell(bead.text(side)) for side in Side)
                row = (_cell(bead.id), document, *texts, f"{bead.score:.3f}")
                stream.write("\t".join(row) + "\n")


def _cell(text: str) -> str:
    return " ".join(text.split())
