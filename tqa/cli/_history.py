"""The history of `tqa score`: its location, recording runs, comparing with the accepted one."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from tqa.base.errors import TqaError
from tqa.cli._gates import Gate
from tqa.cli._terminal import print_message

if TYPE_CHECKING:
    from tqa.scoring.history import Entry, RecordedRun
    from tqa.scoring.scoreboard import Result, Scoreboard

VARIABLE = "TQA_HISTORY"
NONE_ACCEPTED = "no accepted run of this test set; accept one with `tqa history accept ID`"
Place = Annotated[
    str,
    typer.Option(
        "--history",
        metavar="FILE|URL",
        envvar=VARIABLE,
        help="History database: SQLite file or postgresql:// URL (default: .tqa/history.db).",
    ),
]


def place_of(option: str) -> str:
    """The history given by the option, otherwise that of the project."""

    from tqa.project.config import find
    from tqa.scoring.history import DEFAULT

    if option:
        return option
    settings = find(Path.cwd())
    return os.path.relpath((settings.parent if settings else Path.cwd()) / DEFAULT)


def entries_of(board: "Scoreboard", references: Sequence[str]) -> "list[Entry]":
    """The entries of the history for a scoreboard; `references` are its files."""
    from tqa.scoring.history import Entry
    from tqa.scoring.scoreboard import known

    name = board.testset.name or PurePath(references[0]).name
    return [
        Entry(
            name,
            board.testset.fingerprint(),
            board.testset.segments,
            system,
            key,
            result.metric.name,
            plain_signature(result, board),
            result.metric.higher_is_better,
            known(result.score),
            known(result.interval.half) if result.interval else None,
        )
        for system, results in board.results.items()
        for key, result in results.items()
    ]


def plain_signature(result: "Result", board: "Scoreboard") -> str:
    """The signature without resampling, on which the score does not depend."""
    return result.metric.signature(len(board.testset.references))


@dataclass(frozen=True, slots=True)
class Keeping:
    """The options about the history."""

    place: str = ""  # "" for the project's own
    record: bool = False
    note: str = ""
    since_accepted: bool = False  # drops are those from the last accepted run

    def between_systems(self, gates: Sequence[Gate]) -> list[Gate]:
        """The gates that do not need the history."""
        return [gate for gate in gates if gate.kind != "max-drop" or not self.since_accepted]

    def finish(self, boards: "Sequence[Sequence[Entry]]", gates: Sequence[Gate]) -> int:
        """Compare with the accepted runs and record this run; the exit code.

        The scores are printed by now, so an unusable history is reported in one line.
        """
        if not (self.record or self.since_accepted):
            return 0
        place, code = place_of(self.place), 0
        try:
            if self.since_accepted:
                for line in [line for own in boards for line in drops(gates, own, place)]:
                    print_message("gate", line)
                    code = 1
            if self.record:
                _record([entry for own in boards for entry in own], place, self.note)
        except TqaError as error:
            print_message("error", str(error))
            return error.exit_code
        return code


def _record(entries: "Sequence[Entry]", place: str, note: str) -> None:
    from tqa.scoring.history import History

    history = History(place)
    print_message("note", f"recorded as run {history.record(entries, note)} in {history.name}")


def drops(gates: Sequence[Gate], entries: "Sequence[Entry]", place: str) -> Iterator[str]:
    """A line for each drop since the last accepted run that is larger than a gate allows.

    Without an accepted run nothing fails, and a note says so.
    """
    from tqa.scoring.history import History

    accepted = History(place).accepted(entries[0].fingerprint)
    if accepted is None:
        print_message("note", NONE_ACCEPTED)
        return
    bounds = [gate for gate in gates if gate.kind == "max-drop"]
    for entry in entries:
        for gate in bounds:
            if gate.key == entry.metric:
                reason = _drop(entry, gate.bound, accepted)
                if reason:
                    yield f"{entry.system}: {reason}"


def _drop(entry: "Entry", bound: float, accepted: "RecordedRun") -> str:
    before = _earlier(entry, accepted)
    if before is None or before.score is None:
        score = f"{entry.name} of {entry.system}"
        print_message("note", f"run {accepted.id} has no {score} to compare with")
        return ""
    if before.signature != entry.signature:
        return (
            f"{entry.name} cannot be compared with run {accepted.id}: "
            f"{before.signature} there, {entry.signature} here"
        )
    if entry.score is None:
        return f"{entry.name}: nothing to score"
    drop = before.score - entry.score if entry.higher_is_better else entry.score - before.score
    if drop <= bound:
        return ""
    return (
        f"{entry.name} {entry.score:.2f} is {drop:.2f} worse than in run {accepted.id} "
        f"({before.score:.2f}), more than {bound:g}"
    )


def _earlier(entry: "Entry", accepted: "RecordedRun") -> "Entry | None":
    """The score of the same system, or of the only system of the accepted run."""
    same = accepted.entry(entry.fingerprint, entry.system, entry.metric)
    others = [
        each
        for each in accepted.entries
        if (each.fingerprint, each.metric) == (entry.fingerprint, entry.metric)
    ]
    return same or (others[0] if len(others) == 1 else None)
