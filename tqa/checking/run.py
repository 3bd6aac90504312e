"""The pipeline: inputs and settings -> read, segment, align, check -> a report."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tqa.base.errors import InputError
from tqa.checking.checker import Checker
from tqa.checking.filters import Filters
from tqa.checking.fingerprints import fingerprinted, order
from tqa.checking.input_result import Outcome, bitexts_of, outcomes
from tqa.checking.pool import parts
from tqa.checking.result_cache import Results
from tqa.glossary.termbase import Termbase
from tqa.model import (
    Bitext,
    DocumentSummary,
    Failure,
    Finding,
    Input,
    Report,
    Source,
)
from tqa.project.config import Config

OnProgress = Callable[[int], None]  # called with the number of beads just checked
SMALL = 1 << 17  # bytes; a smaller input is checked by one process as a whole
WINDOW = 50_000  # beads of one input that corpus rules compare; bounds the memory of facts
Observe = Callable[[Input, Bitext, Termbase], None]  # called with each bitext just checked


def check(
    inputs: Sequence[Input],
    config: Config,
    on_progress: OnProgress | None = None,
    jobs: int = 1,
    observe: Observe | None = None,
) -> Report:
    """Check document pairs, bilingual files and single documents, over `jobs` processes.

    An input that cannot be read becomes a Failure of the report; the others are
    checked. The report is the same for any number of jobs. Of an input of more than
    `WINDOW` beads, corpus rules compare those of one such window at a time.

    Raises:
        UsageError: invalid settings.
        GlossaryError: a glossary cannot be read.
    """
    run = _Run(config, jobs, on_progress)
    for outcome in _each(inputs, run, observe):
        run.close(outcome)
    return run.report()


def judge(items: Iterable[tuple[Input, Bitext]], config: Config) -> Report:
    """As `check`, for bitexts that are already read and aligned, each with its input."""
    run = _Run(config, 1, None)
    for item, bitext in items:
        outcome = Outcome(item, run.checker)
        outcome.take(bitext, run.checker.part(bitext), run.checker)
        outcome.settle(run.checker)
        run.close(outcome)
    return run.report()


class _Run:
    """The state of a run, from which its report is made."""

    def __init__(self, config: Config, jobs: int, on_progress: OnProgress | None) -> None:
        self.checker = Checker(config)
        self.jobs = jobs
        self.on_progress = on_progress or (lambda _: None)
        self.filters = Filters(config)
        self.project: list[list[Any]] = [[] for _ in self.checker.corpus_rules]
        self.findings: list[Finding] = []
        self.failures: list[Failure] = []
        self.documents: list[DocumentSummary] = []

    def gather(self, outcome: Outcome) -> None:
        """Add the facts of an outcome for rules that judge over all inputs."""
        for mine, facts in zip(self.project, outcome.project, strict=True):
            mine.extend(facts)
            facts.clear()

    def judge(self) -> None:
        """Judge these facts, and clear them."""
        found = self.checker.judge(self.project, "project")
        self.findings += filter(self.filters.keep, found)

    def close(self, outcome: Outcome) -> None:
        """Add an input whose findings are complete."""
        self.gather(outcome)
        if outcome.failure:
            self.failures.append(Failure(outcome.target, outcome.failure))
            if not outcome.segments:
                return
        found = [finding for finding in outcome.findings if outcome.filter.keeps(finding)]
        self.findings += found
        self.documents.append(outcome.summary(found))

    def report(self) -> Report:
        """The report, once all inputs are added."""
        self.judge()
        self.findings += self.filters.unused()
        found = fingerprinted(sorted(self.findings, key=order))
        return Report(found, tuple(self.failures), tuple(self.documents))


def _each(inputs: Sequence[Input], run: _Run, observe: Observe | None) -> Iterator[Outcome]:
    """The outcome of each input, in order: small ones from the cache or computed in parallel."""
    small = [item for item in inputs if observe is None and _is_small(item)]
    config = run.checker.config
    results = Results(run.checker) if config.cache and small and not config.changed_since else None
    kept = [results.take(item) if results else ("", None) for item in small]
    missing = [item for item, (_, known) in zip(small, kept, strict=True) if known is None]
    if missing or len(small) < len(inputs):
        _ = run.checker.termbase  # a glossary that cannot be read is reported before any text
    made = outcomes(missing, run.checker, run.jobs)
    taken = iter(zip(small, kept, strict=True))
    upcoming = next(taken, None)
    for item in inputs:
        if upcoming is None or item is not upcoming[0]:
            yield _streamed(item, run, observe)
            continue
        key, known = upcoming[1]
        outcome = known or next(made)
        if results and known is None:
            results.put(key, outcome)
        run.filters.add(outcome.filter)
        run.on_progress(outcome.segments)
        yield outcome
        upcoming = next(taken, None)
    if results:
        results.close()


def _streamed(item: Input, run: _Run, observe: Observe | None) -> Outcome:
    """The outcome of a large input, whose pieces are checked in parallel."""
    checker = run.checker
    outcome = Outcome(item, checker)
    run.filters.add(outcome.filter)
    try:
        for bitext, part in parts(bitexts_of(item, checker), checker, checker.config, run.jobs):
            outcome.take(bitext, part, checker)
            if outcome.waiting >= WINDOW:
                outcome.settle(checker)
                run.gather(outcome)
                run.judge()
            if observe:
                observe(item, bitext, checker.termbase)
            run.on_progress(len(bitext.beads))
    except InputError as error:
        outcome.failure = str(error)
    outcome.settle(checker)
    return outcome


def _is_small(item: Input) -> bool:
    """Whether an input is so small that one process checks it as a whole."""
    return sum(map(_size, item.sources)) <= SMALL


def _size(source: Source) -> int:
    if source.data is not None:
        return len(source.data)
    try:
        return os.stat(source.path).st_size
    except OSError:
        return 0
