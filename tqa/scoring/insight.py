"""Where scores come from: the worst segments, kinds of segments, findings, terms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tqa.model import Span

_WORD = re.compile(r"\S+")


class TextPiece(NamedTuple):
    """A run of words of a hypothesis, and whether the text it is compared with lacks it."""

    text: str
    differs: bool


def compared(text: str, other: str) -> tuple[TextPiece, ...]:
    """A text in pieces, those marked whose words stand in no common order with another's."""
    from rapidfuzz.distance import Indel

    words = [word.span() for word in _WORD.finditer(text)]
    differs = [True] * len(words)
    for op in Indel.opcodes([text[a:b] for a, b in words], other.split()):
        if op.tag == "equal":
            differs[op.src_start : op.src_end] = [False] * (op.src_end - op.src_start)
    runs: list[Span] = []
    for number, ((start, end), marked) in enumerate(zip(words, differs, strict=True)):
        if marked and number and differs[number - 1]:
            runs[-1] = Span(runs[-1].start, end)
        elif marked:
            runs.append(Span(start, end))
    pieces, at = [], 0
    for start, end in runs:
        pieces += [TextPiece(text[at:start], False), TextPiece(text[start:end], True)]
        at = end
    return tuple(piece for piece in (*pieces, TextPiece(text[at:], False)) if piece.text)


def spans(pieces: Sequence[TextPiece]) -> list[Span]:
    """Where the marked words stand in the whole text."""
    found, at = [], 0
    for piece in pieces:
        if piece.differs:
            found.append(Span(at, at + len(piece.text)))
        at += len(piece.text)
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """One segment with what systems made of it."""

    segment: int  # from 1
    document: str
    source: str  # "" where it is not known
    reference: str
    hypotheses: Mapping[str, tuple[TextPiece, ...]]  # by system
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cases:
    """Segments in the order of a measure, such as the worst of a system first."""

    systems: tuple[str, ...]  # one: its worst; two: where the first is ahead of the second
    metric: str  # as printed
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Bucket:
    """Segments of one kind, and what systems score on them by metric key."""

    by: str  # length, terms, numbers, names, documents
    name: str
    segments: int
    scores: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What `tqa check` finds in the output of a system, notes left out."""

    segments: int
    counts: Mapping[str, int]  # by code
    by_segment: Sequence[tuple[str, ...]]  # codes

    def per_thousand(self, prefix: str = "") -> float:
        """Findings whose codes begin so, for each 1,000 segments."""
        found = sum(count for code, count in self.counts.items() if code.startswith(prefix))
        return 1000 * found / self.segments if self.segments else 0.0

    def families(self) -> list[str]:
        """The families that have findings, such as TRM."""
        return sorted({code[:3] for code in self.counts})


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term: how often the sources have it, and how often each system renders it."""

    term: str
    targets: tuple[str, ...]
    mentions: int
    matched: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Insight:
    """What was asked for beside the scores; all of it may be empty."""

    worst: tuple[Cases, ...] = ()
    contrasts: tuple[Cases, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    findings: Mapping[str, Checked] = field(default_factory=dict)  # by system
    terms: tuple[TermRow, ...] = ()
    remarks: tuple[str, ...] = ()  # what scores and findings say together
