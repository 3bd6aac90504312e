"""Alignments as XLIFF 1.2."""

from collections.abc import Iterable
from typing import IO, ClassVar

from tqa.aligning.writer import BitextWriter, Style, writer
from tqa.base.xmltext import attribute, content
from tqa.model import Bead, Bitext, Side

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
"""
_FILE = """  <file original={original} source-language={source} target-language={target} \
datatype="plaintext">
    <body>
"""
_END = """    </body>
  </file>
"""
# set by hand; scripts/bench/align.py counts how many beads below it are right
_DOUBTFUL = 0.5  # confidence below which a reviewer should look


@writer
class AlignXliff(BitextWriter):
    """A file a bitext, a translation unit a bead that has a source.

    A doubtful bead has the state `needs-review-translation`, the others `translated`. A source
    segment without a counterpart has no target; a target segment without one cannot be said
    in XLIFF 1.2 and stays out.
    """

    name: ClassVar[str] = "xliff"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str], style: Style) -> None:
        """Write the document; one without any bitext has an empty file, as the schema requires."""
        stream.write(_HEAD)
        begun = False
        for bitext in bitexts:
            begun = True
            stream.write(_file(bitext.document or bitext.source_file, bitext.langs))
            for bead in bitext.beads:
                if bead.source:
                    stream.write(_unit(bead))
            stream.write(_END)
        if not begun:
            stream.write(_file("", ("", "")) + _END)
        stream.write("</xliff>\n")


def _file(original: str, langs: tuple[str, str]) -> str:
    return _FILE.format(
        original=attribute(original or "bitext"),
        source=attribute(langs[0] or "und"),
        target=attribute(langs[1] or "und"),
    )


def _unit(bead: Bead) -> str:
    lines = [
        f"      <trans-unit id={attribute(bead.id)}>",
        f"        <source>{content(bead.text(Side.SOURCE))}</source>",
    ]
    if bead.target:
        state = "needs-review-translation" if bead.score < _DOUBTFUL else "translated"
        target = content(bead.text(Side.TARGET))
        lines.append(f'        <target state="{state}">{target}</target>')
        lines.append(f"        <note>alignment {bead.score:.0%}</note>")
    return "\n".join((*lines, "      </trans-unit>\n"))
