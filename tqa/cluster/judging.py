"""What the actors of a check do: check pieces, judge facts, number fingerprints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from zlib import crc32

from tqa.base.textio import squeezed
from tqa.checking.checker import Checker
from tqa.checking.filters import ignored
from tqa.checking.fingerprints import fingerprinted, order
from tqa.cluster.pieces import Broken, InputEnd, InputPiece
from tqa.cluster.stream import Record, key
from tqa.model import Finding
from tqa.project.config import Config

PROJECT = "project"  # the scope of rules that judge over all documents
_SPREAD = 16  # groups that the documents of a window, or findings, are spread over


class PieceCounts(NamedTuple):
    """The counts of one piece."""

    input: int
    number: int
    settles: bool
    segments: int
    words: int
    langs: tuple[str, str]
    records: int  # findings and facts that came of it


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """What corpus rules of one scope gathered from a piece."""

    input: int
    window: int
    number: int
    document: str
    date: str
    facts: list[list[Any]]  # of each corpus rule, in the checker's order


@dataclass(frozen=True, slots=True)
class CountedFinding:
    """A finding, and the input whose quality it is counted for: -1 for none."""

    finding: Finding
    input: int
    order: bytes


class Checking:
    """Pieces -> counts, findings of bead rules, facts of corpus rules."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.checker = Checker(config)

    def __call__(self, piece: InputPiece | Broken | InputEnd) -> Iterator[Record]:
        """The records of a piece."""
        if not isinstance(piece, InputPiece):
            yield Record("part", piece)
            return
        part = self.checker.part(piece.bitext)
        beads, langs = len(piece.bitext.beads), piece.bitext.langs
        place = (piece.input, piece.window, piece.number)
        found = list(_found(part.findings, piece.input, place, self.config))
        found += self._facts(piece, part.facts)
        counts = (piece.settles, beads, part.words, langs, len(found))
        yield Record("part", PieceCounts(piece.input, piece.number, *counts))
        yield from found

    def _facts(self, piece: InputPiece, facts: list[list[Any]]) -> Iterator[Record]:
        document = piece.bitext.document
        spread = crc32(document.encode("utf-8", "surrogatepass")) % _SPREAD
        groups = {"document": f"{piece.input}/{piece.window}/{spread}", PROJECT: ""}
        rules = self.checker.corpus_rules
        for scope, group in groups.items():
            own = [
                each if rule.scope == scope else [] for rule, each in zip(rules, facts, strict=True)
            ]
            if any(own):
                place = (piece.input, piece.window, piece.number)
                content = PieceFacts(*place, document, piece.bitext.date, own)
                kind = "facts" if scope == "document" else PROJECT
                yield Record(kind, content, group, key(piece.input, piece.number))


def in_project(facts: PieceFacts, before: list[int]) -> Iterator[Record]:
    """Facts of project scope, grouped by the windows of the whole run.

    As in the local engine a window that its input does not fill goes on in the next input:
    `before` is how many windows were closed before each.
    """
    group = before[facts.input] + facts.window
    yield Record(PROJECT, facts, f"{PROJECT}/{group}", key(facts.input, facts.number))


class Judging:
    """The facts of one group -> findings of corpus rules."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.checker = Checker(config)

    def __call__(self, group: list[PieceFacts]) -> Iterator[Record]:
        """The findings, document by document, or all together where the scope is the project."""
        scopes = {
            rule.scope
            for each in group
            for rule, own in zip(self.checker.corpus_rules, each.facts, strict=True)
            if own
        }
        if scopes == {PROJECT}:
            yield from self._judge(group, PROJECT, "", -1)
            return
        documents: dict[str, list[PieceFacts]] = {}
        for each in group:
            documents.setdefault(each.document, []).append(each)
        for own in documents.values():
            yield from self._judge(own, "document", own[-1].date, own[0].input)

    def _judge(
        self, group: list[PieceFacts], scope: str, date: str, input: int
    ) -> Iterator[Record]:
        first = group[0]
        facts: list[list[Any]] = [[] for _ in self.checker.corpus_rules]
        for each in group:
            for gathered, own in zip(facts, each.facts, strict=True):
                gathered.extend(own)
        place = (first.input, first.window, first.number)
        yield from _found(self.checker.judge(facts, scope, date), input, place, self.config)


def _found(
    findings: Iterable[Finding], input: int, place: tuple[int, ...], config: Config
) -> Iterator[Record]:
    """The reported findings, grouped by what their fingerprints depend on.

    Those that sort alike keep the order in which the local engine meets them.
    """
    for n, finding in enumerate(findings):
        if not ignored(finding, config):
            at = key(*order(finding), *place, n)
            yield Record("found", CountedFinding(finding, input, at), _bucket(finding), at)


def _bucket(finding: Finding) -> str:
    words = (finding.code, squeezed(finding.source_text), squeezed(finding.target_text))
    return str(crc32("\0".join(words).encode("utf-8", "replace")) % _SPREAD)


def numbered(group: list[CountedFinding]) -> Iterator[Record]:
    """The findings of a group with their fingerprints."""
    done = fingerprinted(found.finding for found in group)
    for finding, found in zip(done, group, strict=True):
        yield Record("found", CountedFinding(finding, found.input, found.order), "", found.order)
