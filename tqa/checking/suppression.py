"""Suppression by inline ignores: which findings they suppress, and which ignores are unused."""

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tqa.base.errors import TqaError
from tqa.checking.checker import selects
from tqa.checking.inline_ignores import Ignore, ignores_in
from tqa.model import Bead, Finding, Segment, Source
from tqa.reading.bitexts import reader_of

_LARGEST = 32 << 20  # bytes; ignores of larger files are not read
Key = tuple[str, str]  # file, segment id


class Covered(NamedTuple):
    """The ignores of an input after all of its beads were seen, as plain data for the cache."""

    ignores: tuple[Ignore, ...]
    covering: tuple[tuple[str, str, tuple[int, ...]], ...]  # file, segment id, indices of ignores


class Suppressor:
    """The ignores of the files of one input; call `see` with all beads before `keeps`."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._start({source.path: _ignores(source) for source in sources})

    def _start(self, ignores: dict[str, list[Ignore]]) -> None:
        self._waiting = ignores
        self._whole = {
            path: [ignore for ignore in some if ignore.whole] for path, some in ignores.items()
        }
        self._everything = [ignore for each in ignores.values() for ignore in each]
        self._covering: dict[Key, list[Ignore]] = {}
        self._used: set[tuple[int, str]] = set()  # (ignore, selector)

    def covered(self) -> Covered:
        """The ignores and what they cover; call it after all beads were seen."""
        places = {id(ignore): n for n, ignore in enumerate(self._everything)}
        covering = (
            (file, segment, tuple(places[id(ignore)] for ignore in ignores))
            for (file, segment), ignores in self._covering.items()
        )
        return Covered(tuple(self._everything), tuple(covering))

    @classmethod
    def of(cls, covered: Covered) -> "Suppressor":
        """Restore a suppressor from `covered`."""
        made = cls(())
        ignores: dict[str, list[Ignore]] = {}
        for ignore in covered.ignores:
            ignores.setdefault(ignore.file, []).append(ignore)
        made._start(ignores)
        for file, segment, places in covered.covering:
            made._covering[file, segment] = [covered.ignores[place] for place in places]
        return made

    def see(self, beads: Sequence[Bead]) -> None:
        """Record which ignores cover which segments of beads, given in the order of the text."""
        if not any(self._waiting.values()):
            return
        for path, waiting in self._waiting.items():
            segments = [s for bead in beads for s in (*bead.source, *bead.target) if s.file == path]
            if waiting and segments:
                blocks = _blocks(segments)
                covered = _covered(waiting, blocks)
                self._waiting[path] = [i for i in waiting if id(i) not in covered]
                for ignore in waiting:
                    if id(ignore) in covered:
                        for segment in blocks[covered[id(ignore)]]:
                            self._covering.setdefault((path, segment.id), []).append(ignore)

    def keeps(self, finding: Finding) -> bool:
        """Whether no ignore matches the finding; marks those that do as used."""
        if not self._everything:
            return True
        sides = (
            (finding.source_file, finding.source_segments),
            (finding.target_file, finding.target_segments),
        )
        found = [
            ignore
            for file, segments in sides
            for segment in segments
            for ignore in (*self._covering.get((file, segment), ()), *self._whole.get(file, ()))
        ]
        used = {(id(i), s) for i in found for s in i.selectors if selects(s, finding)}
        self._used |= used
        return not used

    def unused(self) -> Iterator[tuple[Ignore, tuple[str, ...]]]:
        """The ignores that suppressed nothing, each with its unused selectors."""
        for ignore in self._everything:
            idle = tuple(s for s in ignore.selectors if (id(ignore), s) not in self._used)
            if idle or not ignore.selectors:
                yield ignore, idle


def _ignores(source: Source) -> list[Ignore]:
    """The ignores of a file; empty where it cannot be read, which its reader reports.

    Also empty for a very large file, which is read as a stream: its text is never held in memory.
    """
    try:
        comment = reader_of(source).comment
        if source.data is None and os.path.getsize(source.path) > _LARGEST:
            return []
        return list(ignores_in(source.text(), comment, source.path)) if comment else []
    except (TqaError, OSError):
        return []


def _blocks(segments: Iterable[Segment]) -> dict[int, list[Segment]]:
    """Segments by the index of their block, in the order of the file."""
    blocks: dict[int, list[Segment]] = {}
    for segment in sorted(segments, key=lambda s: s.locate(0).offset):
        blocks.setdefault(segment.block, []).append(segment)
    return blocks


def _covered(ignores: Iterable[Ignore], blocks: dict[int, list[Segment]]) -> dict[int, int]:
    """The block that each ignore (by its id) covers, if it is among these blocks.

    That is the last block that begins before the comment, if it extends to its line at least;
    else the next one.
    """
    order = list(blocks)
    starts = [blocks[block][0].locate(0).offset for block in order]
    covered = {}
    for ignore in ignores:
        if ignore.whole:
            continue
        next_one = bisect_right(starts, ignore.place.offset)
        if next_one and _last_line(blocks[order[next_one - 1]]) >= ignore.place.line:
            covered[id(ignore)] = order[next_one - 1]
        elif next_one < len(order):
            covered[id(ignore)] = order[next_one]
    return covered


def _last_line(segments: Sequence[Segment]) -> int:
    return max(s.locate(max(len(s.text) - 1, 0)).line for s in segments)
