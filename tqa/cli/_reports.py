"""Reports as commands write them: to standard output, to files, and as an exit code."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqa.base.registry import Registry
    from tqa.checking.reporter import Style
    from tqa.checking.run import Observe
    from tqa.model import Bitext, Report
    from tqa.project.config import Config
    from tqa.scoring.scoreboard import Scoreboard

FILE_WIDTH = 100  # columns of an output file, whatever the terminal's


def writers_of(names: list[str], output: str, known: "Registry[Any]") -> list[tuple[str, str]]:
    """(format, file or "") for each output; only one may go to stdout, or to one file."""
    from tqa.base.errors import UsageError
    from tqa.base.textio import check_folder

    writers = []
    for item in names:
        name, _, file = item.partition(":")
        known[name]  # an unknown name is told before anything is read
        writers.append((name, file))
    files = [file for _, file in writers]
    if files.count("") > 1:
        raise UsageError("two formats on standard output", hint="write one as --format NAME:FILE")
    if output and "" not in files:
        raise UsageError("every format has a file already", hint="leave out --output")
    files = [file or output for file in files]
    if len(set(files)) < len(files):
        raise UsageError("two formats into one file")
    for file in filter(None, files):
        check_folder(file)
    return [(name, file or output) for name, file in writers]


def style_of(lang: str, statistics: bool, quiet: bool) -> "Style":
    """How reports are to look on this terminal."""
    from tqa.checking.reporter import Style
    from tqa.cli._terminal import wants_color, width

    return Style(lang, wants_color(sys.stdout), width(), statistics, quiet)


def kept(writers: list[tuple[str, str]]) -> "tuple[list[Bitext], Observe | None]":
    """A list, and what fills it with all that is checked, where a format writes that."""
    from tqa.checking.reporter import REPORTERS

    bitexts: list[Bitext] = []
    wanted = any(REPORTERS[name].wants_bitexts for name, _ in writers)
    return bitexts, (lambda item, bitext, terms: bitexts.append(bitext)) if wanted else None


def write(
    report: "Report",
    writers: list[tuple[str, str]],
    style: "Style",
    bitexts: "Sequence[Bitext]" = (),
) -> None:
    """Write a report in each format, to standard output or atomically to a file.

    `bitexts` is what was checked, where a format wants it (`kept`).
    """
    import io
    from dataclasses import replace

    from tqa.base.textio import write_atomically
    from tqa.checking.reporter import REPORTERS

    for name, file in writers:
        if not file:
            REPORTERS[name](bitexts).write(report, sys.stdout, style)
            continue
        buffer = io.StringIO()
        REPORTERS[name](bitexts).write(
            report, buffer, replace(style, color=False, width=FILE_WIDTH)
        )
        write_atomically(file, buffer.getvalue().encode("utf-8", "backslashreplace"))


def write_boards(
    boards: "Sequence[Scoreboard]", writers: list[tuple[str, str]], decimals: int
) -> None:
    """Write scoreboards in each format, to standard output or atomically to a file."""
    from tqa.base.textio import write_atomically
    from tqa.cli._terminal import wants_color
    from tqa.scoring.scoreboard import BOARDS, Look

    for name, file in writers:
        text = BOARDS[name](boards, Look(decimals, not file and wants_color(sys.stdout)))
        if file:
            write_atomically(file, text)
        else:
            sys.stdout.write(text)


def exit_code(report: "Report", settings: "Config", exit_zero: bool) -> int:
    """0 without findings that fail, 1 with, 3 where an input could not be read."""
    from tqa.cli._terminal import tell

    if report.failures:
        return 3
    failing = any(finding.severity >= settings.fail_on for finding in report.findings)
    score = report.quality.score
    if score < settings.min_quality:
        tell("gate", f"the MQM score is {score:.1f}, below {settings.min_quality:g}")
        failing = True
    return int(failing and not exit_zero)
