"""Transcripts: one utterance a line, after the name of who speaks."""

from tqa import Segment, Source
from tqa.model import Document, Position, Run
from tqa.reading.format import DocumentFormat, format


@format
class Transcript(DocumentFormat):
    """`Speaker: what is said`; the speaker is not part of the text."""

    name = "transcript"
    extensions = (".transcript",)

    def read(self, source: Source) -> Document:
        segments = []
        offset = 0
        for number, line in enumerate(source.text().splitlines(keepends=True)):
            speaker, sign, said = line.rstrip("\r\n").partition(": ")
            if sign:
                start = len(speaker) + len(sign)
                place = Position(number + 1, start + 1, offset + start)
                segments.append(
                    Segment(
                        str(number), said, file=source.path, runs=(Run(0, place),), block=number
                    )
                )
            offset += len(line)
        return Document(source.path, tuple(segments))
