"""Alignments side by side, to look at in a browser."""

from collections.abc import Iterable
from html import escape
from typing import IO, ClassVar

from tqa.format import BitextWriter, writer
from tqa.model import Bead, Bitext, Segment

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tqa align</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { border-top: 1px solid #8884; padding: .4rem .7rem; text-align: left; vertical-align: top; }
.score { width: 5.5rem; font-variant-numeric: tabular-nums; color: #777; }
.doubtful { background: #f5a62322; }
.single { background: #8882; }
td span + span { border-left: 2px solid #8888; margin-left: .3rem; padding-left: .4rem; }
</style>
</head>
<body>
"""
_DOUBTFUL = 0.5


@writer
class AlignHtml(BitextWriter):
    """One page: a table a bitext, a row a bead; doubtful and one-sided beads are tinted."""

    name: ClassVar[str] = "html"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str]) -> None:
        """Write the page."""
        stream.write(_HEAD)
        for bitext in bitexts:
            stream.write(f"<h1>{escape(bitext.document or bitext.source_file or 'bitext')}</h1>\n")
            stream.write('<table>\n<tr><th class="score">shape</th>')
            stream.writelines(f"<th>{escape(lang)}</th>" for lang in bitext.langs)
            stream.write("</tr>\n")
            stream.writelines(_row(bead) for bead in bitext.beads)
            stream.write("</table>\n")
        stream.write("</body>\n</html>\n")


def _row(bead: Bead) -> str:
    kind = "single" if not (bead.source and bead.target) else ""
    if not kind and bead.score < _DOUBTFUL:
        kind = "doubtful"
    shape = f"{len(bead.source)}-{len(bead.target)}"
    cells = "".join(
        f'<td lang="{escape(lang)}">{_cell(segments)}</td>'
        for lang, segments in zip(bead.langs, (bead.source, bead.target), strict=True)
    )
    return f'<tr class="{kind}"><td class="score">{shape} {bead.score:.2f}</td>{cells}</tr>\n'


def _cell(segments: tuple[Segment, ...]) -> str:
    return " ".join(f"<span>{escape(segment.text)}</span>" for segment in segments)
