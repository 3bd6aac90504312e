"""The pipeline: inputs and settings -> read, segment, align, check -> a report."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from tqa.bitexts import Input, read_bitexts
from tqa.checker import Checker, chosen_rules
from tqa.config import Config
from tqa.errors import GlossaryError, InputError, TqaError
from tqa.filters import Filter, Filters, ignored
from tqa.format import Source
from tqa.glossary.format import glossary_format_of, read_glossary
from tqa.glossary.mend import compatible
from tqa.glossary.termbase import Termbase
from tqa.model import Bitext, Concept, DocumentSummary, Failure, Finding, Report, Side
from tqa.quality import quality
from tqa.rule import Context, TermbaseRule
from tqa.shard import parts
from tqa.stale import with_history
from tqa.textio import read_bytes

Progress = Callable[[int], None]  # told the number of beads just checked
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
    checker = Checker(config)
    project: list[list[Any]] = [[] for _ in checker.corpus_rules]
    filters = Filters(config)
    findings: list[Finding] = []
    failures: list[Failure] = []
    documents: list[DocumentSummary] = []
    for item in inputs:
        run = _Run(item, checker, project, filters.of(item))
        bitexts = read_bitexts(item, config)
        if any(rule.history for rule in checker.bead_rules):
            bitexts = with_history(bitexts, item)
        try:
            for bitext, part in parts(bitexts, checker, config, jobs):
                run.take(bitext, part.findings, part.facts, part.words)
                if run.waiting >= WINDOW:
                    run.settle()
                    findings += filter(filters.keep, checker.judge(project, "project"))
                if observe:
                    observe(item, bitext, checker.termbase)
                if progress:
                    progress(len(bitext.beads))
        except InputError as error:
            failures.append(Failure(_name(item), str(error)))
            if not run.segments:
                continue
        found = [finding for finding in run.close() if run.filter.keeps(finding)]
        findings += found
        documents.append(run.summary(found))
    findings += filter(filters.keep, checker.judge(project, "project"))
    findings += filters.unused()
    return Report(fingerprinted(sorted(findings, key=_order)), tuple(failures), tuple(documents))


def lint(
    paths: Sequence[str], config: Config, date: str = "", texts: Sequence[Source] = ()
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
    held = tuple(pair for source in texts for pair in _texts(source, config))
    ctx = Context(Termbase(concepts), date, held)
    found = [f for rule in rules for f in rule.check(ctx) if not ignored(f, config)]
    return Report(fingerprinted(sorted(found, key=_order)), tuple(failures))


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
        edits = compatible(mend for rule in rules for mend in rule.mends(ctx))
        for path in {edit.entry.file for edit in edits}:
            format = glossary_format_of(path)
            mine = [edit for edit in edits if edit.entry.file == path]
            after[path] = format.edit(after[path], path, mine)
            concepts[path] = tuple(format.read(after[path], path))
    return {path: (before[path], data) for path, data in after.items() if data != before[path]}


def _texts(source: Source, config: Config) -> Iterator[tuple[str, str]]:
    """The texts of a document, or of both sides of a bilingual file, with their languages."""
    for bitext in read_bitexts(source, config):
        for bead in bitext.beads:
            for side in Side:
                if bead.lang(side):
                    yield bead.text(side), bead.lang(side)


class _Run:
    """The findings and facts of one input as they come in."""

    def __init__(
        self, item: Input, checker: Checker, project: list[list[Any]], filter: Filter
    ) -> None:
        self.item = item
        self.filter = filter
        self.checker = checker
        self.project = project  # the facts of rules that judge over all inputs
        self.facts: dict[str, list[list[Any]]] = {}  # by document, whose rows may stand apart
        self.dates: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.langs = ("", "")
        self.segments = self.words = self.waiting = 0

    def take(
        self, bitext: Bitext, findings: list[Finding], facts: list[list[Any]], words: int
    ) -> None:
        """Add what the rules say of one bitext, or of a piece of one."""
        name = bitext.document
        self.filter.see(bitext.beads)
        if name not in self.facts:
            self.facts[name] = [[] for _ in self.checker.corpus_rules]
        self.dates[name] = bitext.date
        self.langs = bitext.langs
        self.segments += len(bitext.beads)
        self.waiting += len(bitext.beads)
        self.words += words
        self.findings += findings
        for n, rule in enumerate(self.checker.corpus_rules):
            (self.facts[name] if rule.scope == "document" else self.project)[n].extend(facts[n])

    def close(self) -> list[Finding]:
        """All findings of the input, its documents judged one by one."""
        self.settle()
        return self.findings

    def settle(self) -> None:
        """Judge what was gathered, and forget it."""
        for name, facts in self.facts.items():
            self.findings.extend(self.checker.judge(facts, "document", self.dates[name]))
        self.facts.clear()
        self.waiting = 0

    def summary(self, found: Sequence[Finding]) -> DocumentSummary:
        """The input's size and quality."""
        item = self.item
        source, target = ("", item.path) if isinstance(item, Source) else (item.source, item.target)
        score = quality(found, self.words)
        return DocumentSummary(source, target, self.langs, self.segments, score)


def _name(item: Input) -> str:
    return item.path if isinstance(item, Source) else item.target


def _order(finding: Finding) -> tuple[object, ...]:
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
        words = (finding.code, finding.source_text, finding.target_text, finding.text)
        digest = hashlib.sha256("\0".join(map(_squeezed, words)).encode("utf-8", "replace"))
        key = digest.hexdigest()[:16]
        number = seen[finding.file, key]
        seen[finding.file, key] += 1
        done.append(replace(finding, fingerprint=f"{key}-{number}" if number else key))
    return tuple(done)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
