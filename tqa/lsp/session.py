"""Findings and terms of an editor's open documents, without the protocol; in code points."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tqa.base.errors import TqaError
from tqa.checking import run
from tqa.glossary.termbase import Match, Termbase
from tqa.model import Bead, Concept, Finding, Input, Segment, Side, Status, Term
from tqa.project.config import Config, find, load
from tqa.project.inputs import belonging, configured
from tqa.project.starter import counterpart

Contents = Mapping[str, bytes]  # contents of open documents, by absolute path


@dataclass(frozen=True)
class Proposal:
    """A term that is proposed for the translation at a place."""

    term: str
    source: str  # the words of the source that it translates
    concept: Concept
    missing: bool  # whether the translation of this segment has none of the concept's terms


@dataclass
class CheckedInput:
    """The result of checking an input, with its beads and segments."""

    findings: list[Finding] = field(default_factory=list)
    beads: list[Bead] = field(default_factory=list)
    termbase: Termbase = field(default_factory=Termbase)
    failures: list[str] = field(default_factory=list)

    def segment_at(self, path: str, line: int, column: int) -> tuple[Bead, Segment, int] | None:
        """The bead and segment at a place, and the offset in the segment's text; else None."""
        for bead in self.beads:
            for side in Side:
                for segment in bead.segments(side):
                    if segment.file == path:
                        offset = _offset(segment, line, column)
                        if offset >= 0:
                            return bead, segment, offset
        return None


class Session:
    """The workspace of an editor."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.lang = "en"  # language of messages
        self._checked: dict[str, CheckedInput] = {}  # by path

    def config(self) -> Config:
        """The settings of the workspace.

        Raises:
            ConfigError: they cannot be read.
        """
        path = find(Path(self.root))
        return load(path) if path else Config()

    def check(self, path: str, contents: Contents) -> tuple[CheckedInput, tuple[str, ...]]:
        """Check the input that a document belongs to, with the editor's contents.

        That is its pair by the configuration, else the document and a translation next to it that
        is recognised by its name, else the document alone.
        """
        result = CheckedInput()
        files: tuple[str, ...] = (path,)
        try:
            config = self.config()
            self.lang = config.lang
            item = self._input(path, config)
            files = item.files
            report = run.check(
                [item.with_content(contents)],
                config,
                observe=lambda _, bitext, termbase: _note(result, bitext.beads, termbase),
            )
            result.findings = list(report.findings)
            result.failures = [failure.message for failure in report.failures]
        except TqaError as error:
            result.failures = [str(error)]
        self._checked.update(dict.fromkeys(files, result))
        return result, files

    def of(self, path: str) -> CheckedInput:
        """The last result of checking a document; empty if it was not checked."""
        return self._checked.get(path) or CheckedInput()

    def hover(self, path: str, line: int, column: int) -> str:
        """The glossary entries of the word at a place, in Markdown; "" where there is none."""
        checked = self.of(path)
        found = checked.segment_at(path, line, column)
        if found is None:
            return ""
        _, segment, offset = found
        matches = checked.termbase.occurrences(segment.text, segment.lang)
        here = [match for match in matches if match.span.start <= offset < match.span.end]
        here.sort(key=lambda match: match.span.start - match.span.end)
        return "\n\n---\n\n".join(dict.fromkeys(_entry(match) for match in here))

    def proposals(self, path: str, line: int, column: int) -> list[Proposal]:
        """The terms for the concepts of the source segment at a place, missing ones first."""
        checked = self.of(path)
        found = checked.segment_at(path, line, column)
        beads = [found[0]] if found else [b for b in checked.beads if _is_target(b, path)]
        proposals = {p.term: p for bead in beads for p in _proposals(bead, checked.termbase)}
        return sorted(proposals.values(), key=lambda p: (not p.missing, p.term.lower()))

    def _input(self, path: str, config: Config) -> Input:
        items, _ = belonging([path], configured(config))
        if items:
            return items[0]
        other = counterpart(path, os.path.isfile)
        return Input.pair(*other) if other else Input.file(path)


def _note(checked: CheckedInput, beads: tuple[Bead, ...], termbase: Termbase) -> None:
    checked.beads += beads
    checked.termbase = termbase


def _offset(segment: Segment, line: int, column: int) -> int:
    """The offset of a place in a segment's text, 0 to its length; -1 outside of the segment."""
    first, last = segment.locate(0), segment.locate(max(len(segment.text) - 1, 0))
    if not (first.line, first.column) <= (line, column) <= (last.line, last.column + 1):
        return -1
    for at in range(len(segment.text)):
        place = segment.locate(at)
        if (place.line, place.column) >= (line, column):
            return at if (place.line, place.column) == (line, column) else max(at - 1, 0)
    return len(segment.text)


def _is_target(bead: Bead, path: str) -> bool:
    return any(segment.file == path for segment in bead.target)


def _proposals(bead: Bead, termbase: Termbase) -> Iterator[Proposal]:
    source, target = bead.text(Side.SOURCE), bead.text(Side.TARGET)
    there = {match.concept.id for match in termbase.find(target, bead.lang(Side.TARGET))}
    for match in termbase.concepts_named(source, bead.lang(Side.SOURCE)):
        terms = match.concept.terms_in(bead.lang(Side.TARGET), Status.PREFERRED, Status.ADMITTED)
        for term in terms:
            missing = match.concept.id not in there
            yield Proposal(term.text, match.span.of(source), match.concept, missing)


def _entry(match: Match) -> str:
    """A glossary entry in Markdown."""
    concept = match.concept
    domain = f" ({_plain(concept.domain)})" if concept.domain else ""
    lines = [f"**{_plain(concept.id)}**{domain}"]
    for lang in ("id", "en"):
        terms = ", ".join(map(_term, concept.terms_in(lang)))
        if terms:
            lines.append(f"- {lang}: {terms}")
    rest = [_plain(text) for text in (concept.definition, concept.note) if text]
    validity = " – ".join(filter(None, (concept.valid_from, concept.valid_until)))
    return "\n\n".join(["\n".join(lines), *rest, *([f"valid: {validity}"] if validity else [])])


def _term(term: Term) -> str:
    status = "" if term.status is Status.PREFERRED else f" ({term.status.value})"
    return _plain(term.text) + status


def _plain(text: str) -> str:
    """Text of a glossary escaped for Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+!<>|" else char for char in text)
