"""Alignments as XLIFF 1.2."""

import re
from collections.abc import Iterable
from typing import IO, ClassVar
from xml.sax.saxutils import escape, quoteattr

from tqa.format import BitextWriter, writer
from tqa.model import Bead, Bitext, Side

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


@writer
class AlignXliff(BitextWriter):
    """A file a bitext, a translation unit a bead that has a source.

    A source segment without a counterpart has no target; a target segment without
    one cannot be said in XLIFF 1.2 and stays out.
    """

    name: ClassVar[str] = "xliff"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str]) -> None:
        """Write the document."""
        stream.write(_HEAD)
        for bitext in bitexts:
            stream.write(
                _FILE.format(
                    original=quoteattr(_clean(bitext.document or bitext.source_file or "bitext")),
                    source=quoteattr(bitext.langs[0] or "und"),
                    target=quoteattr(bitext.langs[1] or "und"),
                )
            )
            for bead in bitext.beads:
                if bead.source:
                    stream.write(_unit(bead))
            stream.write(_END)
        stream.write("</xliff>\n")


def _unit(bead: Bead) -> str:
    lines = [
        f"      <trans-unit id={quoteattr(_clean(bead.id))}>",
        f"        <source>{escape(_clean(bead.text(Side.SOURCE)))}</source>",
    ]
    if bead.target:
        target = escape(_clean(bead.text(Side.TARGET)))
        lines.append(f"        <target>{target}</target>")
        lines.append(f"        <note>alignment {bead.score:.0%}</note>")
    return "\n".join((*lines, "      </trans-unit>\n"))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
