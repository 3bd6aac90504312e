"""The pipeline: inputs and settings -> read, segment, align, check -> a report."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from typing import Any

from tqa.bitexts import Input, read_bitexts
from tqa.checker import Checker
from tqa.config import Config
from tqa.errors import InputError
from tqa.format import Source
from tqa.model import Bitext, DocumentSummary, Failure, Finding, Report
from tqa.quality import quality
from tqa.shard import parts

Progress = Callable[[int], None]  # told the number of beads just checked


def check(
    inputs: Sequence[Input], config: Config, progress: Progress | None = None, jobs: int = 1
) -> Report:
    """Check document pairs, bilingual files and single documents, over `jobs` processes.

    An input that cannot be read becomes a Failure of the report; the others are
    checked. The report is the same for any number of jobs.

    Raises:
        UsageError: the settings cannot be obeyed.
        GlossaryError: a glossary cannot be read.
    """
    checker = Checker(config)
    project: list[list[Any]] = [[] for _ in checker.corpus_rules]
    findings: list[Finding] = []
    failures: list[Failure] = []
    documents: list[DocumentSummary] = []
    for item in inputs:
        run = _Run(item, checker, project)
        try:
            for bitext, part in parts(read_bitexts(item, config), checker, config, jobs):
                run.take(bitext, part.findings, part.facts, part.words)
                if progress:
                    progress(len(bitext.beads))
        except InputError as error:
            failures.append(Failure(_name(item), str(error)))
            if not run.segments:
                continue
        found = _unignored(run.close(), config)
        findings += found
        documents.append(run.summary(found))
    findings += _unignored(checker.judge(project, "project"), config)
    return Report(fingerprinted(sorted(findings, key=_order)), tuple(failures), tuple(documents))


class _Run:
    """The findings and facts of one input as they come in."""

    def __init__(self, item: Input, checker: Checker, project: list[list[Any]]) -> None:
        self.item = item
        self.checker = checker
        self.project = project  # the facts of rules that judge over all inputs
        self.facts: list[list[Any]] = [[] for _ in checker.corpus_rules]
        self.findings: list[Finding] = []
        self.last: Bitext | None = None
        self.segments = self.words = 0

    def take(
        self, bitext: Bitext, findings: list[Finding], facts: list[list[Any]], words: int
    ) -> None:
        """Add what the rules say of one bitext; a new document ends the one before."""
        if self.last is not None and self.last.document != bitext.document:
            self._end_document()
        self.last = bitext
        self.segments += len(bitext.beads)
        self.words += words
        self.findings += findings
        for n, rule in enumerate(self.checker.corpus_rules):
            (self.facts if rule.scope == "document" else self.project)[n].extend(facts[n])

    def _end_document(self) -> None:
        date = self.last.date if self.last else ""
        self.findings.extend(self.checker.judge(self.facts, "document", date))

    def close(self) -> list[Finding]:
        """All findings of the input, its last document judged."""
        self._end_document()
        return self.findings

    def summary(self, found: Sequence[Finding]) -> DocumentSummary:
        """The input's size and quality."""
        item = self.item
        source, target = ("", item.path) if isinstance(item, Source) else (item.source, item.target)
        langs = self.last.langs if self.last else ("", "")
        score = quality(found, self.words)
        return DocumentSummary(source, target, langs, self.segments, score)


def _name(item: Input) -> str:
    return item.path if isinstance(item, Source) else item.target


def _unignored(findings: Iterable[Finding], config: Config) -> list[Finding]:
    return [finding for finding in findings if not _ignored(finding, config)]


def _ignored(finding: Finding, config: Config) -> bool:
    return any(
        fnmatch(finding.file, glob) and any(finding.code.startswith(code) for code in codes)
        for glob, codes in config.per_file_ignores.items()
    )


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
