"""Alignments as a translation memory: TMX 1.4."""

import re
from collections.abc import Iterable
from typing import IO, ClassVar
from xml.sax.saxutils import escape, quoteattr

from tqa.format import BitextWriter, writer
from tqa.model import Bead, Bitext, Side

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


@writer
class AlignTmx(BitextWriter):
    """A translation unit a bead; beads with an empty side are no translations and stay out."""

    name: ClassVar[str] = "tmx"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str]) -> None:
        """Write the memory; `srclang` is that of the first bitext, `*all*` without one."""
        begun = False
        for bitext in bitexts:
            if not begun:
                stream.write(_HEAD.format(srclang=quoteattr(bitext.langs[0] or "*all*")))
                begun = True
            for bead in bitext.beads:
                if bead.source and bead.target:
                    stream.write(_unit(bead, bitext))
        if not begun:
            stream.write(_HEAD.format(srclang='"*all*"'))
        stream.write(_TAIL)


def _unit(bead: Bead, bitext: Bitext) -> str:
    document = bitext.document or bitext.source_file
    lines = [f"    <tu srclang={quoteattr(bitext.langs[0] or '*all*')}>"]
    if document:
        lines.append(f'      <prop type="x-document">{_text(document)}</prop>')
    lines.append(f'      <prop type="x-score">{bead.score:.3f}</prop>')
    for side in Side:
        lang = quoteattr(bitext.langs[side.value] or "und")
        lines.append(f"      <tuv xml:lang={lang}><seg>{_text(bead.text(side))}</seg></tuv>")
    return "\n".join((*lines, "    </tu>\n"))


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))
