"""Alignments as a translation memory: TMX 1.4b."""

from collections.abc import Iterable
from typing import IO, ClassVar

from tqa.aligning.writer import BitextWriter, Style, writer
from tqa.base.xmltext import attribute, content
from tqa.model import Bead, Bitext, Side

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="tqa" creationtoolversion="1" segtype="sentence" o-tmf="tqa" \
adminlang="en" srclang={srclang} datatype="plaintext"/>
  <body>
"""
_TAIL = """  </body>
</tmx>
"""
_ANY = "*all*"  # TMX for "no one source language"


@writer
class AlignTmx(BitextWriter):
    """A translation unit a bead; beads with an empty side are no translations and stay out."""

    name: ClassVar[str] = "tmx"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str], style: Style) -> None:
        """Write the memory; `srclang` is that of the first bitext, `*all*` without one."""
        begun = False
        for bitext in bitexts:
            if not begun:
                stream.write(_HEAD.format(srclang=attribute(bitext.langs[0] or _ANY)))
                begun = True
            for bead in bitext.beads:
                if bead.source and bead.target:
                    stream.write(_unit(bead, bitext))
        if not begun:
            stream.write(_HEAD.format(srclang=attribute(_ANY)))
        stream.write(_TAIL)


def _unit(bead: Bead, bitext: Bitext) -> str:
    document = bitext.document or bitext.source_file
    lines = [f"    <tu srclang={attribute(bitext.langs[0] or _ANY)}>"]
    if document:
        lines.append(f'      <prop type="x-document">{content(document)}</prop>')
    lines.append(f'      <prop type="x-score">{bead.score:.3f}</prop>')
    for side in Side:
        lang = attribute(bitext.langs[side.value] or "und")
        lines.append(f"      <tuv xml:lang={lang}><seg>{content(bead.text(side))}</seg></tuv>")
    return "\n".join((*lines, "    </tu>\n"))
