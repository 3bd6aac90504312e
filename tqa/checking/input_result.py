"""The result of the rules for one input; sent between processes, and cached by content."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tqa.base.errors import InputError
from tqa.checking import pool
from tqa.checking.checker import Checker, Part
from tqa.checking.filters import Filter
from tqa.checking.quality import quality
from tqa.checking.stale import with_history
from tqa.checking.suppression import Covered
from tqa.model import Bitext, DocumentSummary, Finding, Input
from tqa.reading.bitexts import read_bitexts

ALONE = 3  # inputs; up to so many are checked in this process
AHEAD = 4  # inputs queued per process


class Kept(NamedTuple):
    """The part of an outcome that is cached, besides the facts of project-wide rules."""

    langs: tuple[str, str]
    segments: int
    words: int
    findings: tuple[Finding, ...]
    covered: Covered


class Outcome:
    """The findings and facts of one input, added part by part."""

    def __init__(self, item: Input, checker: Checker, covered: Covered | None = None) -> None:
        self.source, self.target = item.source, item.target
        self.filter = Filter(item, checker.config, covered)
        self.findings: list[Finding] = []
        self.project: list[list[Any]] = [[] for _ in checker.corpus_rules]
        self.failure = ""
        self.langs = ("", "")
        self.segments = self.words = self.waiting = 0
        self._facts: dict[str, list[list[Any]]] = {}  # by document; its rows need not be adjacent
        self._dates: dict[str, str] = {}

    def take(self, bitext: Bitext, part: Part, checker: Checker) -> None:
        """Add the findings and facts of one bitext, or of a piece of one."""
        name = bitext.document
        self.filter.see(bitext.beads)
        if name not in self._facts:
            self._facts[name] = [[] for _ in checker.corpus_rules]
        self._dates[name] = bitext.date
        self.langs = bitext.langs
        self.segments += len(bitext.beads)
        self.waiting += len(bitext.beads)
        self.words += part.words
        self.findings += part.findings
        for n, rule in enumerate(checker.corpus_rules):
            (self._facts[name] if rule.scope == "document" else self.project)[n].extend(
                part.facts[n]
            )

    def settle(self, checker: Checker) -> None:
        """Judge the facts of documents, and clear them."""
        for name, facts in self._facts.items():
            self.findings.extend(checker.judge(facts, "document", self._dates[name]))
        self._facts.clear()
        self.waiting = 0

    def kept(self) -> Kept:
        """The part that is cached; call `settle` before."""
        covered = self.filter.suppressor.covered()
        return Kept(self.langs, self.segments, self.words, tuple(self.findings), covered)

    @classmethod
    def of(
        cls, kept: Kept, project: Sequence[Sequence[Any]], item: Input, checker: Checker
    ) -> "Outcome":
        """The settled outcome restored from the cache, with the facts of project-wide rules."""
        made = cls(item, checker, kept.covered)
        made.langs, made.segments, made.words = kept.langs, kept.segments, kept.words
        made.findings = list(kept.findings)
        made.project = [list(facts) for facts in project]
        return made

    def summary(self, found: Sequence[Finding]) -> DocumentSummary:
        """The size and quality of the input, given its findings that are reported."""
        score = quality(found, self.words)
        return DocumentSummary(self.source, self.target, self.langs, self.segments, score)


def bitexts_of(item: Input, checker: Checker) -> Iterator[Bitext]:
    """The bitexts of an input, with former sources where a rule uses the history.

    Raises:
        InputError: the input cannot be read.
    """
    bitexts = read_bitexts(item, checker.config)
    return with_history(bitexts, item) if checker.wants_history else bitexts


def whole(item: Input, checker: Checker) -> Outcome:
    """The outcome of one input; an error while reading it is part of the outcome."""
    outcome = Outcome(item, checker)
    try:
        for bitext in bitexts_of(item, checker):
            outcome.take(bitext, checker.part(bitext), checker)
    except InputError as error:
        outcome.failure = str(error)
    outcome.settle(checker)
    return outcome


def outcomes(items: Sequence[Input], checker: Checker, jobs: int) -> Iterator[Outcome]:
    """The outcomes of many small inputs, in order, over several processes if worthwhile.

    The first is computed in this process, so that forked processes share its loaded tables.
    """
    if jobs == 1 or len(items) <= ALONE:
        yield from (whole(item, checker) for item in items)
        return
    yield whole(items[0], checker)
    yield from pool.over(_whole, items[1:], checker, jobs, AHEAD)


def _whole(item: Input) -> Outcome:
    return whole(item, pool.own_checker())
