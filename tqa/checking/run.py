"""The pipeline: inputs and settings -> read, segment, align, check -> a report."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any

from tqa.base.errors import GlossaryError, InputError, TqaError
from tqa.base.textio import read_bytes, squeezed
from tqa.checking.checker import Checker, chosen_rules
from tqa.checking.filters import Filters, ignored
from tqa.checking.input_result import Outcome, bitexts_of, outcomes
from tqa.checking.pool import parts
from tqa.checking.result_cache import Results
from tqa.checking.rule import Context, TermbaseRule
from tqa.glossary.compatibility import compatible
from tqa.glossary.format import glossary_format_of, read_glossary
from tqa.glossary.termbase import Termbase
from tqa.lang.words.known import TEXTS
from tqa.model import (
    Bitext,
    Concept,
    DocumentSummary,
    Failure,
    Finding,
    Input,
    Report,
    Side,
    Source,
)
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts

Progress = Callable[[int], None]  # told the number of beads just checked
SMALL = 1 << 17  # bytes of an input that one process checks by itself
WINDOW = 50_000  # beads of one input that corpus rules see together: their facts are memory
Observe = Callable[[Input, Bitext, Termbase], None]  # told of what was just checked, and by what


def check(
    inputs: Sequence[Input],
    config: Config,
    progress: Progress | None = None,
    jobs: int = 1,
    observe: Observe | None = None,
) -> Report:
    """Check document pairs, bilingual files and single documents, over `jobs` processes.

    An input that cannot be read becomes a Failure of the report; the others are
    checked. The report is the same for any number of jobs. Of an input of more than
    `WINDOW` beads, corpus rules compare those of one such window at a time.

    Raises:
        UsageError: the settings cannot be obeyed.
        GlossaryError: a glossary cannot be read.
    """
    run = _Run(config, jobs, progress)
    for outcome in _each(inputs, run, observe):
        run.close(outcome)
    return run.report()


def judge(items: Iterable[tuple[Input, Bitext]], config: Config) -> Report:
    """As `check`, of bitexts that are read and aligned already, each with the input it is of."""
    run = _Run(config, 1, None)
    for item, bitext in items:
        outcome = Outcome(item, run.checker)
        outcome.take(bitext, run.checker.part(bitext), run.checker)
        outcome.settle(run.checker)
        run.close(outcome)
    return run.report()


class _Run:
    """The report of a run in the making."""

    def __init__(self, config: Config, jobs: int, progress: Progress | None) -> None:
        self.checker = Checker(config)
        self.jobs = jobs
        self.tell = progress or (lambda _: None)
        self.filters = Filters(config)
        self.project: list[list[Any]] = [[] for _ in self.checker.corpus_rules]
        self.findings: list[Finding] = []
        self.failures: list[Failure] = []
        self.documents: list[DocumentSummary] = []

    def gather(self, outcome: Outcome) -> None:
        """Take the facts of rules that judge over all inputs."""
        for mine, facts in zip(self.project, outcome.project, strict=True):
            mine.extend(facts)
            facts.clear()

    def judge(self) -> None:
        """Judge them, and forget them."""
        found = self.checker.judge(self.project, "project")
        self.findings += filter(self.filters.keep, found)

    def close(self, outcome: Outcome) -> None:
        """Take an input whose findings are complete."""
        self.gather(outcome)
        if outcome.failure:
            self.failures.append(Failure(outcome.target, outcome.failure))
            if not outcome.segments:
                return
        found = [finding for finding in outcome.findings if outcome.filter.keeps(finding)]
        self.findings += found
        self.documents.append(outcome.summary(found))

    def report(self) -> Report:
        """The report, once all inputs are in."""
        self.judge()
        self.findings += self.filters.unused()
        found = fingerprinted(sorted(self.findings, key=order))
        return Report(found, tuple(self.failures), tuple(self.documents))


def _each(inputs: Sequence[Input], run: _Run, observe: Observe | None) -> Iterator[Outcome]:
    """The outcome of each input, in order: small ones from the cache or side by side."""
    small = [item for item in inputs if observe is None and _is_small(item)]
    config = run.checker.config
    results = Results(config) if config.cache and small and not config.changed_since else None
    kept = [results.take(item) if results else ("", None) for item in small]
    missing = [item for item, (_, known) in zip(small, kept, strict=True) if known is None]
    if missing or len(small) < len(inputs):
        _ = run.checker.termbase  # a glossary that cannot be read is told before any text
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
        run.tell(outcome.segments)
        yield outcome
        upcoming = next(taken, None)
    if results:
        results.close()


def _streamed(item: Input, run: _Run, observe: Observe | None) -> Outcome:
    """The outcome of a large input, whose pieces are checked side by side."""
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
            run.tell(len(bitext.beads))
    except InputError as error:
        outcome.failure = str(error)
    outcome.settle(checker)
    return outcome


def _is_small(item: Input) -> bool:
    """Whether an input is worth no more than one process."""
    return sum(map(_size, item.sources)) <= SMALL


def _size(source: Source) -> int:
    if source.data is not None:
        return len(source.data)
    try:
        return os.stat(source.path).st_size
    except OSError:
        return 0


def lint(
    paths: Sequence[str], config: Config, date: str = "", texts: Sequence[Input] = ()
) -> Report:
    """Check glossaries themselves, together; held against `texts` where some are given.

    `date` (ISO 8601) decides what is out of date; with "" everything that ends is.

    Raises:
        UsageError: the settings cannot be obeyed.
        InputError: a text cannot be read.
    """
    rules = [rule for rule in chosen_rules(config) if isinstance(rule, TermbaseRule)]
    concepts: list[Concept] = []
    failures: list[Failure] = []
    for path in paths:
        try:
            concepts += read_glossary(path)
        except GlossaryError as error:
            failures.append(Failure(path, str(error)))
    held = tuple(pair for text in texts for pair in _texts(text, config))
    ctx = Context(Termbase(concepts), date, held)
    found = [f for rule in rules for f in rule.check(ctx) if not ignored(f, config)]
    return Report(fingerprinted(sorted(found, key=order)), tuple(failures))


def mend(paths: Sequence[str], config: Config, date: str = "") -> dict[str, tuple[bytes, bytes]]:
    """Glossary files before and after the corrections that are certain; nothing is written.

    Only files that change are in it. Those that cannot be read are left out: `lint` tells of them.

    Raises:
        UsageError: the settings cannot be obeyed, or a file cannot be corrected without loss.
    """
    rules = [rule for rule in chosen_rules(config) if isinstance(rule, TermbaseRule)]
    before: dict[str, bytes] = {}
    concepts: dict[str, Sequence[Concept]] = {}
    for path in paths:
        try:
            concepts[path] = read_glossary(path)
            before[path] = read_bytes(path)
        except TqaError:
            continue
    after = dict(before)
    turn: dict[str, bytes] = {}
    while turn != after:  # a correction may open the way for the next
        turn = dict(after)
        ctx = Context(Termbase(chain.from_iterable(concepts.values())), date)
        edits = compatible(each for rule in rules for each in rule.corrections(ctx))
        for path in {edit.entry.file for edit in edits}:
            format = glossary_format_of(path)
            mine = [edit for edit in edits if edit.entry.file == path]
            after[path] = format.edit(after[path], path, mine)
            concepts[path] = tuple(format.read(after[path], path))
    return {path: (before[path], data) for path, data in after.items() if data != before[path]}


def _texts(text: Input, config: Config) -> Iterator[tuple[str, str]]:
    """The texts of a document, or of both sides of a bilingual file, with their languages."""
    for bitext in read_bitexts(text, config):
        for bead in bitext.beads:
            for side in Side:
                if bead.lang(side):
                    yield bead.text(side), bead.lang(side)


def order(finding: Finding) -> tuple[object, ...]:
    """The key that findings are sorted by."""
    return (
        finding.file,
        finding.line,
        finding.column,
        finding.code,
        finding.segment,
        finding.source_spans,
        finding.target_spans,
    )


def fingerprinted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with stable fingerprints.

    A fingerprint hangs on the rule, the words of the segment pair and the words
    flagged, and on the how-manieth such finding of its file it is; not on line
    numbers, and not on the language of messages.
    """
    seen: Counter[tuple[str, str]] = Counter()
    done = []
    for finding in findings:
        digest = _begun(finding.code, finding.source_text, finding.target_text).copy()
        digest.update(squeezed(finding.text).encode("utf-8", "replace"))
        key = digest.hexdigest()[:16]
        number = seen[finding.file, key]
        seen[finding.file, key] += 1
        done.append(replace(finding, fingerprint=f"{key}-{number}" if number else key))
    return tuple(done)


@lru_cache(maxsize=TEXTS)
def _begun(*words: str) -> "hashlib._Hash":
    """The digest of these words, to be copied and gone on with: long texts have many findings."""
    return hashlib.sha256(
        "".join(f"{squeezed(word)}\0" for word in words).encode("utf-8", "replace")
    )
