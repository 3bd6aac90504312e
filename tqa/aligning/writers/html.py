"""Alignments side by side, to look at in a browser: one page, no script, nothing from outside."""

import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import IO, ClassVar

from tqa.aligning.writer import BitextWriter, Style, writer
from tqa.model import Bead, Bitext, Segment

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Alignment</title>
<style>
:root {
  color-scheme: light dark;
  --page: #fff; --ink: #1c1c1c; --faint: #666; --line: #d8d8d8; --alone: #f0f0f0; --doubt: #fff2d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #161616; --ink: #e6e6e6; --faint: #a0a0a0; --line: #3a3a3a;
    --alone: #262626; --doubt: #3b2f12;
  }
}
body {
  background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
  margin: 0 auto; max-width: 80rem; padding: 1rem;
}
h1 { font-size: 1.25rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere; }
p { color: var(--faint); margin: 0 0 1rem; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td {
  border-top: 1px solid var(--line); overflow-wrap: anywhere; padding: .45rem .6rem;
  text-align: start; vertical-align: top;
}
th { color: var(--faint); font-size: .85rem; font-weight: 600; }
.bead { color: var(--faint); font-variant-numeric: tabular-nums; width: 6.5rem; }
.bead b { font-weight: inherit; white-space: nowrap; }
.alone { background: var(--alone); }
.doubtful { background: var(--doubt); }
.doubtful .bead { color: inherit; font-weight: 600; }
bdi { white-space: pre-wrap; }
bdi + bdi { border-inline-start: 2px solid var(--faint); margin-inline-start: .3rem;
  padding-inline-start: .4rem; }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; }
  thead { display: none; }
  tr { border-top: 1px solid var(--line); padding: .4rem 0; }
  td { border: 0; padding: .1rem .6rem; }
  .bead { font-size: .85rem; width: auto; }
  td[lang]::before { color: var(--faint); content: attr(lang); display: inline-block;
    font-size: .8rem; width: 2rem; }
}
@media print { body { max-width: none; } tr { break-inside: avoid; } }
</style>
</head>
<body>
"""
# set by hand; scripts/bench/align.py counts how many beads below it are right
_DOUBTFUL = 0.5
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@writer
class AlignHtml(BitextWriter):
    """A table a bitext, a row a bead; doubtful beads and segments left alone are tinted."""

    name: ClassVar[str] = "html"

    def write(self, bitexts: Iterable[Bitext], stream: IO[str], style: Style) -> None:
        """Write the page."""
        stream.write(_HEAD)
        for bitext in bitexts:
            names = dict.fromkeys((bitext.document or bitext.source_file, bitext.target_file))
            title = " – ".join(_text(name) for name in names if name) or "bitext"
            stream.write(f"<h1>{title}</h1>\n<p>{_summary(bitext)}</p>\n<table>\n")
            stream.write(_columns(bitext.langs))
            stream.writelines(map(_row, bitext.beads))
            stream.write("</tbody>\n</table>\n")
        stream.write("</body>\n</html>\n")


def _columns(langs: tuple[str, str]) -> str:
    sides = "".join(f"<th>{_text(lang)}</th>" for lang in langs)
    return (
        f'<thead><tr><th class="bead">bead, shape, confidence</th>{sides}</tr></thead>\n<tbody>\n'
    )


def _summary(bitext: Bitext) -> str:
    """How many beads there are, of which shapes, and how many are doubtful."""
    shapes = Counter(map(_shape, bitext.beads))
    parts = [f"{len(bitext.beads)} bead{'s' * (len(bitext.beads) != 1)}"]
    parts += [f"{count} × {shape}" for shape, count in sorted(shapes.items(), key=_frequent)]
    doubtful = sum(_is_doubtful(bead) for bead in bitext.beads)
    if doubtful:
        parts.append(f"{doubtful} doubtful (confidence below {_DOUBTFUL})")
    return " · ".join(parts)


def _frequent(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _shape(bead: Bead) -> str:
    return f"{len(bead.source)}-{len(bead.target)}"


def _is_doubtful(bead: Bead) -> bool:
    return bool(bead.source and bead.target) and bead.score < _DOUBTFUL


def _row(bead: Bead) -> str:
    kind, remark = "", ""
    if not (bead.source and bead.target):
        kind = ' class="alone"'
    elif _is_doubtful(bead):
        kind, remark = ' class="doubtful"', " doubtful"
    cells = "".join(
        f'<td lang="{_text(lang)}">{_cell(segments)}</td>'
        for lang, segments in zip(bead.langs, (bead.source, bead.target), strict=True)
        if segments
    )
    if not bead.source:
        cells = "<td></td>" + cells
    elif not bead.target:
        cells += "<td></td>"
    shown = f"{_text(bead.id)} <b>{_shape(bead)}</b> {bead.score:.2f}{remark}"
    return f'<tr{kind}><td class="bead">{shown}</td>{cells}</tr>\n'


def _cell(segments: tuple[Segment, ...]) -> str:
    """The segments, each kept from turning the direction of what stands around it."""
    return " ".join(f"<bdi>{_text(segment.text)}</bdi>" for segment in segments)


def _text(text: str) -> str:
    return escape(_CONTROLS.sub("\ufffd", text))
