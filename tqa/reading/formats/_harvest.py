"""Beads of an XML stream, grouped into bitexts."""

from collections.abc import Iterator
from typing import Protocol

from tqa.base.errors import FormatError
from tqa.model import Bead, Bitext, Source
from tqa.reading.formats._xmlstream import Handler, XmlStream

_CHUNK = 500  # maximum number of beads of a bitext, so that large files are streamed


class Harvester(Handler, Protocol):
    """A handler of XML events that makes beads."""

    beads: list[Bead]  # made and not yet taken


def bitexts(source: Source, handler: Harvester, kind: str) -> Iterator[Bitext]:
    """The beads as bitexts: runs of one document and language pair, of at most 500 beads."""
    waiting: list[Bead] = []
    for bead in _beads(source, handler):
        if isinstance(bead, FormatError):
            if waiting:
                yield _bitext(waiting, source.path, kind)
            raise bead
        if waiting and (
            len(waiting) == _CHUNK
            or (waiting[0].document, waiting[0].langs) != (bead.document, bead.langs)
        ):
            yield _bitext(waiting, source.path, kind)
            waiting = []
        waiting.append(bead)
    if waiting:
        yield _bitext(waiting, source.path, kind)


def _beads(source: Source, handler: Harvester) -> Iterator[Bead | FormatError]:
    """The beads in order; an error in the file is the last item, after the beads before it."""
    stream = XmlStream(source, handler).read()
    error: FormatError | None = None
    more = True
    while more:
        try:
            next(stream)
        except StopIteration:
            more = False
        except FormatError as caught:
            error, more = caught, False
        taken, handler.beads = handler.beads, []
        yield from taken
    if error:
        yield error


def _bitext(beads: list[Bead], path: str, kind: str) -> Bitext:
    first = beads[0]
    return Bitext(tuple(beads), first.langs, path, path, first.document, kind=kind)
