"""Alignments as JSON lines."""

import json
from collections.abc import Iterable
from typing import IO, ClassVar

from tqa.aligning.writer import BitextWriter, Style, writer
from tqa.model import Bitext, Side


@writer
class AlignJsonl(BitextWriter):
    """An object a bead: its texts, languages, segments and confidence."""

    name: ClassVar[str] = "jsonl"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str], style: Style) -> None:
        """Write one object a line."""
        for bitext in bitexts:
            for bead in bitext.beads:
                row = {
                    "id": bead.id,
                    "document": bitext.document or bitext.source_file,
                    "source_lang": bitext.langs[0],
                    "target_lang": bitext.langs[1],
                    "source": bead.text(Side.SOURCE),
                    "target": bead.text(Side.TARGET),
                    "source_segments": [segment.id for segment in bead.source],
                    "target_segments": [segment.id for segment in bead.target],
                    "score": round(bead.score, 4),
                }
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
