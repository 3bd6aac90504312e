"""The pipeline: paths and settings -> read, segment, align, check -> a report."""

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from tqa.bitexts import Input, read_bitexts
from tqa.bundled import folder
from tqa.config import Config
from tqa.errors import ConfigError, InputError, UsageError
from tqa.format import Source
from tqa.glossary.termbase import Termbase
from tqa.model import (
    Bead,
    Bitext,
    DocumentSummary,
    Failure,
    Finding,
    Report,
)
from tqa.quality import quality, word_count
from tqa.rule import RULES, BeadRule, Context, CorpusRule, Rule

Progress = Callable[[int], None]  # told the number of beads just checked


def check(inputs: Sequence[Input], config: Config, progress: Progress | None = None) -> Report:
    """Check document pairs, bilingual files and single documents.

    An input that cannot be read becomes a Failure of the report; the others are checked.

    Raises:
        UsageError: the settings cannot be obeyed.
        GlossaryError: a glossary cannot be read.
    """
    rules = chosen_rules(config)
    termbase = load_termbase(config)
    findings: list[Finding] = []
    failures: list[Failure] = []
    documents: list[DocumentSummary] = []
    project = _Gathering([rule for rule in rules if _scope(rule) == "project"])
    for item in inputs:
        run = _Run(rules, termbase, project, progress)
        try:
            for bitext in read_bitexts(item, config):
                run.feed(bitext)
        except InputError as error:
            failures.append(Failure(_name(item), str(error)))
        found = _unignored(run.close(), config)
        findings += found
        if run.segments or not failures or failures[-1].file != _name(item):
            documents.append(run.summary(item, found))
    findings += _unignored(project.judge(Context(termbase)), config)
    return Report(fingerprinted(sorted(findings, key=_order)), tuple(failures), tuple(documents))


def chosen_rules(config: Config) -> list[Rule]:
    """The selected rules with their options, in order of their codes.

    Raises:
        UsageError: a selector that names no rule.
        ConfigError: an unknown rule or option in the configuration.
    """
    for selector in (*config.select, *config.extend_select, *config.ignore):
        if not any(_selects(selector, rule) for rule in RULES):
            raise UsageError(f"no rule {selector!r}", hint="`tqa rules` lists them")
    names = {rule.name: rule for rule in RULES}
    for name in config.rules:
        if name not in names:
            raise ConfigError(f"no rule {name!r}", where=config.file, hint="`tqa rules` lists them")
    return [
        rule(**_options(rule, config))
        for rule in RULES
        if _wanted(rule, config) and not any(_selects(s, rule) for s in config.ignore)
    ]


def _wanted(rule: type[Rule], config: Config) -> bool:
    if any(_selects(selector, rule) for selector in config.extend_select):
        return True
    if config.select:
        return any(_selects(selector, rule) for selector in config.select)
    return rule.enabled


def _selects(selector: str, rule: type[Rule]) -> bool:
    return selector == "ALL" or rule.code.startswith(selector) or rule.name == selector


def _options(rule: type[Rule], config: Config) -> dict[str, Any]:
    options = config.rules.get(rule.name, {})
    known = {f.name.replace("_", "-"): f for f in fields(rule)}  # type: ignore[arg-type]
    for key in options:
        if key not in known:
            raise ConfigError(
                f"rule {rule.name!r} has no option {key!r}",
                where=config.file,
                hint=f"known: {', '.join(sorted(known)) or 'none'}",
            )
    return {
        known[key].name: tuple(value) if isinstance(value, list) else value
        for key, value in options.items()
    }


def load_termbase(config: Config) -> Termbase:
    """The project's glossaries, over the bundled ones unless these are turned off."""
    bundled = sorted(folder("glossaries").glob("*.tsv")) if config.bundled else []
    paths = [_glossary(name) for name in config.glossary]
    named = [path for path in bundled if path.stem != "example_project" and path not in paths]
    return Termbase.load(paths, bundled=named)


def _glossary(name: str) -> Path:
    """A glossary by its path, or a bundled one by its name."""
    path = Path(name)
    by_name = folder("glossaries") / f"{path.name}.tsv"
    return by_name if not path.exists() and by_name.exists() else path


class _Gathering:
    """Facts of corpus rules, by rule."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.facts: list[tuple[CorpusRule, list[Any]]] = [
            (rule, []) for rule in rules if isinstance(rule, CorpusRule)
        ]

    def gather(self, bead: Bead, ctx: Context) -> None:
        for rule, facts in self.facts:
            if rule.sees(bead):
                facts.extend(rule.gather(bead, ctx))

    def judge(self, ctx: Context) -> Iterator[Finding]:
        for rule, facts in self.facts:
            if facts:
                yield from rule.judge(facts, ctx)
                facts.clear()


class _Run:
    """The rules over the bitexts of one input."""

    def __init__(
        self,
        rules: Sequence[Rule],
        termbase: Termbase,
        project: _Gathering,
        progress: Progress | None,
    ) -> None:
        self.bead_rules = [rule for rule in rules if isinstance(rule, BeadRule)]
        self.document = _Gathering(rule for rule in rules if _scope(rule) == "document")
        self.project = project
        self.ctx = Context(termbase)
        self.progress = progress
        self.name: Hashable = None
        self.langs = ("", "")
        self.segments = self.words = 0
        self.findings: list[Finding] = []

    def feed(self, bitext: Bitext) -> None:
        """Check the beads of one bitext; a new document ends the one before."""
        if self.name != bitext.document:
            self._end_document()
            self.name = bitext.document
        self.ctx = replace(self.ctx, date=bitext.date)
        self.langs = bitext.langs
        self.segments += len(bitext.beads)
        self.words += word_count(bitext)
        for bead in bitext.beads:
            for rule in self.bead_rules:
                if rule.sees(bead):
                    self.findings.extend(rule.check(bead, self.ctx))
            self.document.gather(bead, self.ctx)
            self.project.gather(bead, self.ctx)
        if self.progress:
            self.progress(len(bitext.beads))

    def _end_document(self) -> None:
        self.findings.extend(self.document.judge(self.ctx))

    def close(self) -> list[Finding]:
        """All findings of the input, its last document judged."""
        self._end_document()
        return self.findings

    def summary(self, item: Input, found: Sequence[Finding]) -> DocumentSummary:
        source, target = ("", item.path) if isinstance(item, Source) else (item.source, item.target)
        return DocumentSummary(
            source, target, self.langs, self.segments, quality(found, self.words)
        )


def _scope(rule: Rule) -> str:
    return rule.scope if isinstance(rule, CorpusRule) else ""


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
        parts = (finding.code, finding.source_text, finding.target_text, finding.text)
        digest = hashlib.sha256("\0".join(map(_squeezed, parts)).encode("utf-8", "replace"))
        key = digest.hexdigest()[:16]
        number = seen[finding.file, key]
        seen[finding.file, key] += 1
        done.append(replace(finding, fingerprint=f"{key}-{number}" if number else key))
    return tuple(done)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
