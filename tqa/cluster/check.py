"""`tqa check` on Ray: the report of `tqa.checking.run.check`, made by many machines.

Reading tasks send pieces of bitexts to actors that hold a checker. Facts of corpus rules are
grouped as the local engine groups them (by window, and there by document) and judged in
actors; so are fingerprints, by what they depend on. The driver sees counts, and findings
only where they are asked for.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from tqa.checking.engine import Summary
from tqa.checking.reporters.json_lines import finding_object
from tqa.checking.run import WINDOW, OnProgress
from tqa.cluster.judging import (
    PROJECT,
    Checking,
    CountedFinding,
    Judging,
    PieceCounts,
    in_project,
    numbered,
)
from tqa.cluster.pieces import Broken, InputEnd, pieces_of
from tqa.cluster.stream import (
    grouped,
    grouped_plainly,
    lost,
    mapped,
    of_kind,
    read,
    regrouped,
    settled,
    streamed,
    written,
)
from tqa.model import DocumentSummary, Failure, Finding, Input, Quality, Report, Severity
from tqa.project.config import Config

_KINDS = ("found", "facts", PROJECT)  # of records that come of pieces


@dataclass
class Totals:
    """What is counted of one input."""

    segments: int = 0
    words: int = 0
    windows: int = 0  # that were closed before the end
    langs: tuple[str, str] = ("", "")
    last: int = -1  # the piece that `langs` is of
    penalty: int = 0
    failure: str = ""
    pieces: int = 0
    numbers: int = 0  # of the pieces, added up
    records: int = 0
    wanted: int = -1  # pieces

    def add(self, part: PieceCounts) -> None:
        """Count a piece."""
        self.segments += part.segments
        self.words += part.words
        self.windows += part.settles
        self.pieces += 1
        self.numbers += part.number
        self.records += part.records
        if part.number > self.last:
            self.last, self.langs = part.number, part.langs

    def whole(self) -> bool:
        """Whether each piece came once."""
        return self.pieces == self.wanted and 2 * self.numbers == self.last * (self.last + 1)


def check(
    inputs: Sequence[Input], config: Config, workers: int, on_progress: OnProgress | None = None
) -> Report:
    """The report of the local engine; all findings are brought to this process.

    Raises:
        UsageError: the settings are invalid.
        GlossaryError: a glossary cannot be read.
    """
    totals, found = _checked(inputs, config, workers, on_progress)
    findings = []
    for each in chain.from_iterable(streamed(some.sort("order")) for some in found):
        findings.append(each.finding)
        _weigh(totals, each)
    return Report(tuple(findings), _failures(inputs, totals), _summaries(inputs, totals))


def check_into(
    folder: str,
    inputs: Sequence[Input],
    config: Config,
    workers: int,
    on_progress: OnProgress | None = None,
) -> Summary:
    """Check, and write the findings as Parquet into a folder, in order, one row a finding.

    The memory of this process does not grow with the number of segments or of findings.

    Raises:
        UsageError: the settings cannot be obeyed, or the folder cannot be written.
        GlossaryError: a glossary cannot be read.
    """
    totals, found = _checked(inputs, config, workers, on_progress)
    codes: Counter[str] = Counter()
    worst: dict[Severity, Finding] = {}
    for each in chain.from_iterable(map(streamed, found)):
        _weigh(totals, each)
        codes[each.finding.code] += 1
        worst.setdefault(each.finding.severity, each.finding)
    ordered = [some.sort("order") for some in found]
    written(ordered, partial(_row, lang=config.lang), columns, folder)
    failures, documents = _failures(inputs, totals), _summaries(inputs, totals)
    return Summary(Report(tuple(worst.values()), failures, documents), codes)


def _checked(
    inputs: Sequence[Input], config: Config, workers: int, on_progress: OnProgress | None
) -> tuple[list[Totals], list[Any]]:
    """What was counted of each input, and the findings with their fingerprints, in any order.

    The findings are one data set, or none at all.

    Raises:
        TqaError: some results did not come, or came twice.
    """
    Checking(config)  # faults of the settings are reported here, and once
    readings = [partial(pieces_of, n, item, config, WINDOW) for n, item in enumerate(inputs)]
    checked = mapped(read(readings), partial(Checking, config), workers).materialize()
    totals = [Totals() for _ in inputs]
    for part in streamed(of_kind(checked, "part")):
        _count(totals, part)
        if on_progress and isinstance(part, PieceCounts):
            on_progress(part.segments)
    # One stage after the other: actors that wait for each other's processors would wait for ever.
    found, own, project = (settled(of_kind(checked, kind)) for kind in _KINDS)
    records = sum(each.count() for each in (*found, *own, *project))
    if records != sum(each.records for each in totals) or not all(map(Totals.whole, totals)):
        raise lost()
    for facts in own:
        found += settled(grouped(facts, partial(Judging, config), workers))
    for facts in project:
        whole = regrouped(facts, partial(in_project, before=_before(totals)))
        found += settled(grouped(whole, partial(Judging, config), 1))
    if not found:
        return totals, []
    first, *others = found
    every = first.union(*others) if others else first
    done = settled(grouped_plainly(every, numbered))
    if sum(each.count() for each in done) != every.count():
        raise lost()
    return totals, done


def _count(totals: list[Totals], part: PieceCounts | Broken | InputEnd) -> None:
    if isinstance(part, InputEnd):
        totals[part.input].wanted = part.pieces
    elif isinstance(part, Broken):
        totals[part.input].failure = part.message
    else:
        totals[part.input].add(part)


def _before(totals: list[Totals]) -> list[int]:
    """Of each input how many windows were closed before it."""
    return [sum(each.windows for each in totals[:n]) for n in range(len(totals))]


def _weigh(totals: list[Totals], found: CountedFinding) -> None:
    if found.input >= 0:
        totals[found.input].penalty += found.finding.severity.penalty


def _failures(inputs: Sequence[Input], totals: list[Totals]) -> tuple[Failure, ...]:
    return tuple(
        Failure(item.target, each.failure)
        for item, each in zip(inputs, totals, strict=True)
        if each.failure
    )


def _summaries(inputs: Sequence[Input], totals: list[Totals]) -> tuple[DocumentSummary, ...]:
    return tuple(
        DocumentSummary(
            item.source,
            item.target,
            each.langs,
            each.segments,
            Quality(each.words, each.penalty),
        )
        for item, each in zip(inputs, totals, strict=True)
        if each.segments or not each.failure
    )


_TEXTS = (
    *("code", "name", "severity", "mqm", "message", "source_file", "target_file", "segment"),
    *("source_text", "target_text", "concept", "fingerprint"),
)
_LISTS = ("source_segments", "target_segments", "suggestions")


def columns() -> Any:
    """The columns of findings: the keys of `--format jsonl`."""
    import pyarrow as pa

    span = pa.list_(pa.list_(pa.int64()))
    related = pa.struct(
        [("file", pa.string()), ("line", pa.int64()), ("column", pa.int64()), ("text", pa.string())]
    )
    return pa.schema(
        list(
            chain(
                ((name, pa.string()) for name in _TEXTS),
                ((name, pa.int64()) for name in ("line", "column")),
                ((name, pa.list_(pa.string())) for name in _LISTS),
                ((name, span) for name in ("source_spans", "target_spans")),
                (("related", pa.list_(related)),),
            )
        )
    )


def _row(found: CountedFinding, lang: str) -> dict[str, Any]:
    return finding_object(found.finding, lang)
