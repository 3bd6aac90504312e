"""Alignments as bead indexes: the form of alignment benchmarks."""

from collections.abc import Iterable
from typing import IO, ClassVar

from tqa.aligning.writer import BitextWriter, Style, writer
from tqa.model import Bitext


@writer
class AlignBeads(BitextWriter):
    """`source indexes TAB target indexes`, 0-based and comma-joined; one side may be empty."""

    name: ClassVar[str] = "beads"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str], style: Style) -> None:
        """Write a bead a line; the beads must hold every segment, in order."""
        for bitext in bitexts:
            source = target = 0
            for bead in bitext.beads:
                ends = source + len(bead.source), target + len(bead.target)
                sides = range(source, ends[0]), range(target, ends[1])
                stream.write("\t".join(",".join(map(str, side)) for side in sides) + "\n")
                source, target = ends
