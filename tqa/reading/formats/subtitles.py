"""Subtitles: SubRip (SRT) and WebVTT."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape as xml_escape

from tqa.base.errors import FormatError
from tqa.model import Document, Segment, Source
from tqa.reading.format import DocumentFormat, Escape, format
from tqa.reading.text_builder import Lines, TextBuilder

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?\Z")
_PIECE = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,60}\}|&#?\w{1,10};|[^<{&]+|.")
_ENDS = re.compile(r"[.!?…♪][\"”’'»)\]]*\Z")
_TURN = re.compile(r"[-–—]\s|\[|\(|♪|[A-Z][A-Z .]{1,30}:")  # another voice, or a sound
_PAUSE = 4.0  # seconds; a longer pause ends the sentence
_WHOLE = frozenset({"NOTE", "STYLE", "REGION"})  # blocks of WebVTT that are no cues


class _Cue(NamedTuple):
    begin: float
    end: float
    lines: list[tuple[str, int]]  # with their offsets


@format
class Subtitles(DocumentFormat):
    """A file of cues. A sentence may run over cues: those that go on are one block.

    Tags and positions are left out of the text; `Segment.unit` is the number of the first cue.
    """

    name = "subtitles"
    extensions = (".srt", ".vtt")

    def escaping(self, content: str) -> Escape | None:
        return _in_webvtt if content.startswith("WEBVTT") else _in_subrip

    def read(self, source: Source) -> Document:
        text = source.text()
        if not text.strip():
            raise FormatError("empty file", where=source.path, hint="expected cues with times")
        blocks: list[Segment] = []
        lines = Lines(text)
        for number, cues in _sentences(_cues(text, source.path)):
            builder = TextBuilder(lines)
            for cue in cues:
                before = -1
                for line, offset in cue.lines:
                    _add(builder, line, offset, before)
                    before = offset + len(line)
            builder.trim()
            if builder.length:
                blocks.append(
                    Segment(
                        str(len(blocks)),
                        builder.text,
                        "",
                        source.path,
                        builder.runs,
                        len(blocks),
                        tags=tuple(builder.tags),
                        unit=str(number),
                    )
                )
        return Document(source.path, tuple(blocks))


def _cues(text: str, path: str) -> Iterator[_Cue]:
    """The cues in order.

    Raises:
        FormatError: a block has no times, or there are none at all.
    """
    found = False
    for number, block in _blocks(text):
        first = block[0][0].strip()
        if (number == 1 and first.startswith("WEBVTT")) or first.split(" ")[0] in _WHOLE:
            continue
        at = next((n for n, (line, _) in enumerate(block[:2]) if "-->" in line), -1)
        times = _TIMES.match(block[at][0]) if at >= 0 else None
        if times is None:
            reason = "times that cannot be read" if at >= 0 else "text without times"
            raise FormatError(
                reason, where=f"{path}:{number + max(at, 0)}", hint="00:00:01,000 --> 00:00:02,000"
            )
        found = True
        yield _Cue(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), block[at + 1 :])
    if not found:
        raise FormatError("no cues", where=path, hint="expected 00:00:01,000 --> 00:00:02,000")


def _blocks(text: str) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """Runs of lines that are not blank, each with the number of its first line."""
    block: list[tuple[str, int]] = []
    at = number = begin = 0
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # it matches any line, also an empty one
        number += 1
        if match[1].strip():
            begin = begin if block else number
            block.append((match[1], at))
        elif block:
            yield begin, block
            block = []
        at = match.end()
    if block:
        yield begin, block


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = (int(each or 0) for each in clock)
    return hours * 3600 + minutes * 60 + seconds + part / 1000


def _sentences(cues: Iterator[_Cue]) -> Iterator[tuple[int, list[_Cue]]]:
    """Runs of cues that are one text: up to the end of a sentence, a pause or another speaker."""
    run: list[_Cue] = []
    first = 1
    for number, cue in enumerate(cues, 1):
        if run and not _goes_on(run[-1], cue):
            yield first, run
            run, first = [], number
        run.append(cue)
    if run:
        yield first, run


def _goes_on(before: _Cue, cue: _Cue) -> bool:
    last = _plain(before.lines[-1][0]) if before.lines else ""
    next_one = _plain(cue.lines[0][0]) if cue.lines else ""
    ended = not last or _ENDS.search(last) is not None
    return not (ended or cue.begin - before.end > _PAUSE or _TURN.match(next_one))


def _in_webvtt(text: str, at: int, end: int) -> str | None:
    return None if "\n" in text or "\r" in text else xml_escape(text)


def _in_subrip(text: str, at: int, end: int) -> str | None:
    """SubRip has no escapes: what would be read as a tag, a position or an entity is refused."""
    return text if unescape(text) == text and not re.search(r"[<>{}\r\n]", text) else None


def _plain(line: str) -> str:
    return "".join(p for p in _PIECE.findall(line) if p[0] not in "<{" or len(p) == 1).strip()


def _add(builder: TextBuilder, line: str, offset: int, before: int) -> None:
    """Add a line of a cue; a line end before it is a space.

    `before` is where the line before it ends, -1 at the beginning of a cue.
    """
    lead = len(line) - len(line.lstrip())
    if builder.length:
        space = "" if builder.ends_in_space else " "
        if before < 0:
            builder.put(space, offset - 1, offset - 1)
        else:
            builder.put(space, before, offset + lead)
    for piece in _PIECE.finditer(line, lead):
        raw, place = piece.group(), offset + piece.start()
        if raw[0] in "<{" and len(raw) > 1:
            builder.tag(builder.length, "inline", raw)
        elif raw[0] == "&" and len(raw) > 1 and unescape(raw) != raw:
            builder.put(unescape(raw), place, place + len(raw))
        else:
            builder.add(raw, place)
