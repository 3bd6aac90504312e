"""Results of a run: findings, scores, failures, a report."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from tqa.base.messages import Message
from tqa.model.text import Bitext, Position, Region, Span


class Severity(IntEnum):
    """MQM severity levels, in order."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        """The lower-case name used in options and output."""
        return self.name.lower()

    def __str__(self) -> str:
        return self.label

    @property
    def penalty(self) -> int:
        """MQM penalty points (MQM 2.0): 0, 1, 5, 25."""
        return (0, 1, 5, 25)[self]


class Related(NamedTuple):
    """Another place that explains a finding (the first spelling of a name, a rival term)."""

    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of a rule. Spans are offsets into `source_text` and `target_text`."""

    code: str
    name: str
    severity: Severity
    mqm: str  # path in the MQM typology
    message: Message
    source_file: str
    target_file: str
    line: int  # in the target file if the target has a place, else in the source file
    column: int
    segment: str  # the bead's id
    source_segments: tuple[str, ...] = ()
    target_segments: tuple[str, ...] = ()
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    source_regions: tuple[Region, ...] = ()  # the place of each span in its file
    target_regions: tuple[Region, ...] = ()
    source_text: str = ""
    target_text: str = ""
    suggestions: tuple[str, ...] = ()
    fix: str = ""  # "safe" or "unsafe" if the suggestion can replace the target span
    concept: str = ""
    related: tuple[Related, ...] = ()
    fingerprint: str = ""

    @property
    def file(self) -> str:
        """The file that `line` and `column` are of."""
        return self.target_file if self._in_target else self.source_file

    @property
    def _in_target(self) -> bool:
        return bool(self.target_segments or not self.source_file)

    @property
    def words(self) -> tuple[str, ...]:
        """The words flagged in `file`, span by span."""
        if self._in_target:
            return tuple(span.of(self.target_text) for span in self.target_spans)
        return tuple(span.of(self.source_text) for span in self.source_spans)

    @property
    def region(self) -> Region:
        """The place of the first of `words` in `file`; empty if there are none."""
        regions = self.target_regions if self._in_target else self.source_regions
        if regions:
            return regions[0]
        place = Position(max(self.line, 1), max(self.column, 1), -1)
        return Region(place, place)

    @property
    def text(self) -> str:
        """The words flagged: the target's where there are any, else the source's."""
        spans, text = self.target_spans, self.target_text
        if not spans:
            spans, text = self.source_spans, self.source_text
        return " … ".join(span.of(text) for span in spans)


@dataclass(frozen=True, slots=True)
class Score:
    """The value of one metric for one system on one test set."""

    metric: str  # its key, such as "bleu"
    signature: str
    value: float  # NaN if there was nothing to score
    segments: tuple[float, ...] = ()  # the score of each segment by itself
    interval: tuple[float, float] | None = None  # 95% confidence interval, by bootstrap
    n: int = 0  # number of segments
    p_value: float | None = None  # for the difference from the baseline system


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Quality:
    """MQM 2.0 linear scoring (ISO 5060): penalty points against words evaluated."""

    words: int  # number of words of the evaluated (target) side
    penalty: int  # the sum of the findings' severity penalties

    @property
    def per_thousand(self) -> float:
        """Penalty points per 1,000 words; 0 if there are no words."""
        return 1000 * self.penalty / self.words if self.words else 0.0

    @property
    def score(self) -> float:
        """The MQM quality score, from 100 (no errors) down to 0: 100 (1 - penalty / words)."""
        return max(0.0, 100 - self.per_thousand / 10)


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """The size and quality of one document pair, document or bilingual file that was checked."""

    source_file: str  # "" if there is no source side, or both sides are in one file
    target_file: str
    langs: tuple[str, str]
    segments: int
    quality: Quality


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run, which reporters write."""

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    documents: tuple[DocumentSummary, ...] = ()
    bitexts: tuple[Bitext, ...] = field(default=(), repr=False)  # all bitexts, if requested

    @property
    def quality(self) -> Quality:
        """The quality over all documents together."""
        return Quality(
            sum(document.quality.words for document in self.documents),
            sum(document.quality.penalty for document in self.documents),
        )
