"""What a report on a glossary holds. Read this first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from tqa.base.messages import Message
from tqa.glossary.mining.candidates import Candidate
from tqa.model import Concept, Failure, Severity, Span, Status


class TermOutcome(Enum):
    """What a translation has in one place: a segment pair whose source names a concept.

    In a text without a translation a place is a segment that names the concept itself.
    """

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"  # an outdated term stands there (TRM002)
    FORBIDDEN = "forbidden"  # a forbidden term stands there (TRM002)
    CONFUSED = "confused"  # the term of a concept that this one is confused with (TRM004)
    MISSING = "missing"  # no term, and a finding says so (TRM001, TRM005)
    OTHERWISE = "otherwise"  # no term, left out or said freely: nothing to hold against it

    @property
    def kept(self) -> bool:
        """Whether the translation follows the glossary."""
        return self in (TermOutcome.PREFERRED, TermOutcome.ADMITTED)

    @property
    def wrong(self) -> bool:
        """Whether somebody should look at it."""
        return not self.kept and self is not TermOutcome.OTHERWISE


@dataclass(frozen=True, slots=True)
class Tally:
    """Places by their outcome; outcomes that do not occur are left out."""

    counts: Mapping[TermOutcome, int] = field(default_factory=dict)

    @classmethod
    def of(cls, outcomes: Iterable[TermOutcome]) -> "Tally":
        """The tally of single outcomes."""
        counts = dict.fromkeys(TermOutcome, 0)
        for outcome in outcomes:
            counts[outcome] += 1
        return cls({outcome: count for outcome, count in counts.items() if count})

    @classmethod
    def sum(cls, tallies: Iterable["Tally"]) -> "Tally":
        """Several tallies together."""
        counts = dict.fromkeys(TermOutcome, 0)
        for tally in tallies:
            for outcome, count in tally.counts.items():
                counts[outcome] += count
        return cls({outcome: count for outcome, count in counts.items() if count})

    def __getitem__(self, outcome: TermOutcome) -> int:
        return self.counts.get(outcome, 0)

    @property
    def places(self) -> int:
        """All places."""
        return sum(self.counts.values())

    @property
    def kept(self) -> int:
        """Places with an allowed term."""
        return sum(count for outcome, count in self.counts.items() if outcome.kept)

    @property
    def wrong(self) -> int:
        """Places that somebody should look at."""
        return sum(count for outcome, count in self.counts.items() if outcome.wrong)

    @property
    def judged(self) -> int:
        """Kept and wrong places: what compliance is reckoned from."""
        return self.kept + self.wrong

    @property
    def compliance(self) -> float | None:
        """Kept places among those judged, 0..1; None where none is."""
        return self.kept / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in their context. Spans are offsets into `source` and `target`."""

    file: str
    line: int
    column: int
    langs: tuple[str, str]
    source: str
    target: str
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of a rule."""

    code: str
    severity: Severity
    message: Message
    quote: Quote
    found: str  # the words flagged
    suggestions: tuple[str, ...]
    fingerprint: str
    outcome: TermOutcome | None = None  # of the place, for findings about a concept's term


@dataclass(frozen=True, slots=True)
class Rendering:
    """One term that translations use for a concept."""

    term: str
    status: Status
    count: int  # places
    documents: int
    quotes: tuple[Quote, ...]  # the first ones


@dataclass(frozen=True, slots=True)
class Presence:
    """A concept in one document."""

    document: int  # index into the report's documents
    said: int  # occurrences in the source, or in a text without a translation
    found: int  # occurrences of its terms in the translation
    tally: Tally


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """A concept that occurs."""

    concept: Concept
    presences: tuple[Presence, ...]
    renderings: tuple[Rendering, ...]  # most frequent first
    problems: tuple[Problem, ...]

    @property
    def tally(self) -> Tally:
        """Its places in all documents."""
        return Tally.sum(presence.tally for presence in self.presences)

    @property
    def said(self) -> int:
        """Occurrences in the sources."""
        return sum(presence.said for presence in self.presences)

    @property
    def found(self) -> int:
        """Occurrences in the translations."""
        return sum(presence.found for presence in self.presences)


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """A document pair, a document of a bilingual file, or a text without a translation."""

    source_file: str
    target_file: str
    part: str  # the name of the document within its file, "" where the file is one
    langs: tuple[str, str]
    concepts: int  # that occur in it
    tally: Tally

    @property
    def name(self) -> str:
        """Both files, or the one that there is, and the part."""
        if self.source_file and self.target_file and self.source_file != self.target_file:
            return f"{self.source_file} → {self.brief}"
        return self.brief

    @property
    def brief(self) -> str:
        """The file of the translation, or the one that there is, and the part."""
        file = self.target_file or self.source_file
        return f"{file}: {self.part}" if self.part else file


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A concept that goes by several terms which are no forms of one another."""

    concept: Concept
    main: str
    renderings: tuple[Rendering, ...]  # the main one first
    problems: tuple[Problem, ...]  # TRM003: inside one document


@dataclass(frozen=True, slots=True)
class ReportedVariant:
    """A name in two spellings (NAM001-NAM003), or a word rendered otherwise once (CON003)."""

    right: str
    wrong: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One run in the history of a project."""

    date: str
    documents: int
    concepts_seen: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class ComplianceChange:
    """A concept with more or fewer wrong places than in the earlier report."""

    concept: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ReportTrend:
    """What changed since an earlier report."""

    before: HistoryPoint
    changes: tuple[ComplianceChange, ...]
    new: int  # findings that the earlier report has not
    gone: int  # findings of it that are no more


@dataclass(frozen=True, slots=True)
class TermReport:
    """How well the texts of a run follow the glossary."""

    date: str  # ISO 8601, the day of the report
    glossaries: tuple[str, ...]
    concepts: int  # of the glossaries
    documents: tuple[DocumentUse, ...]
    uses: tuple[ConceptUse, ...]  # those to be looked at first, then the most frequent
    never: tuple[Concept, ...]  # concepts that no text names
    inconsistencies: tuple[Inconsistency, ...] = ()
    words: tuple[ReportedVariant, ...] = ()
    names: tuple[ReportedVariant, ...] = ()
    candidates: tuple[Candidate, ...] = ()  # terms worth adding, the best first
    failures: tuple[Failure, ...] = ()
    fingerprints: tuple[str, ...] = ()  # of all findings, sorted
    trend: ReportTrend | None = None
    history: tuple[HistoryPoint, ...] = ()  # of earlier runs, the oldest first

    @property
    def tally(self) -> Tally:
        """All places."""
        return Tally.sum(document.tally for document in self.documents)

    @property
    def point(self) -> HistoryPoint:
        """This run, as a point of a history."""
        return HistoryPoint(self.date, len(self.documents), len(self.uses), self.tally)
