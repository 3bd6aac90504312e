"""Beads as a stream of XML yields them, gathered into bitexts."""

from collections.abc import Iterator
from typing import Protocol

from tqa.format import Source
from tqa.formats._xmlstream import Handler, XmlStream
from tqa.model import Bead, Bitext

_CHUNK = 500  # beads in one bitext at most, so that a large file streams


class Harvester(Handler, Protocol):
    """A handler that makes beads."""

    beads: list[Bead]  # made and not yet taken


def bitexts(source: Source, handler: Harvester, kind: str) -> Iterator[Bitext]:
    """The beads as bitexts: runs of one document and language pair, of at most 500 beads."""
    waiting: list[Bead] = []
    for _ in XmlStream(source, handler).read():
        taken, handler.beads = handler.beads, []
        for bead in taken:
            other = waiting and (waiting[0].document, waiting[0].langs) != (
                bead.document,
                bead.langs,
            )
            if other or len(waiting) == _CHUNK:
                yield _bitext(waiting, source.path, kind)
                waiting = []
            waiting.append(bead)
    if waiting:
        yield _bitext(waiting, source.path, kind)


def _bitext(beads: list[Bead], path: str, kind: str) -> Bitext:
    first = beads[0]
    return Bitext(tuple(beads), first.langs, path, path, first.document, kind=kind)
