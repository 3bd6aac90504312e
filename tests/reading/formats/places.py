"""What every reader promises: each character of a segment is where `locate` says."""

from collections.abc import Iterable

from tqa.model import Bead, Segment, Source
from tqa.reading.format import BitextFormat, DocumentFormat
from tqa.reading.text_builder import Lines


def segments_of(reader: DocumentFormat, text: str, name: str) -> tuple[Segment, ...]:
    return reader.read(Source(name, text.encode())).segments


def beads_of(reader: BitextFormat, text: str, name: str) -> list[Bead]:
    return [bead for bitext in reader.read(Source(name, text.encode())) for bead in bitext.beads]


def check_places(text: str, segments: Iterable[Segment], escapes: str = "") -> None:
    """Each character stands literally, as a line break read as a space, or begins an escape."""
    lines = Lines(text)
    for segment in segments:
        for index, char in enumerate(segment.text):
            place = segment.locate(index)
            there = text[place.offset]
            assert place == lines.at(place.offset)
            assert there == char or (char == " " and there in "\r\n\t<") or there in escapes
