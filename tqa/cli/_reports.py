"""Results as commands write them: to standard output, to files, and as an exit code."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from tqa.base.writer import Output, Style, Writer
from tqa.cli._terminal import print_message, wants_color, width

if TYPE_CHECKING:
    from tqa.model import Report
    from tqa.project.config import Config

T = TypeVar("T")


def style_of(lang: str = "en", statistics: bool = False, quiet: bool = False) -> Style:
    """How outputs look on this terminal."""
    return Style(lang, wants_color(sys.stdout), width(), statistics, quiet)


def write(result: T, outputs: Sequence[Output[Writer[T]]], style: Style) -> None:
    """Write a result in each format, to standard output or to a file.

    If nothing is written to standard output, a note on stderr names the files.
    """
    for output in outputs:
        output.write(result, style, sys.stdout)
    if not style.quiet and all(output.file for output in outputs):
        for output in outputs:
            print_message("note", f"wrote {output.file} ({output.writer.name})")


def exit_code(report: "Report", settings: "Config", exit_zero: bool) -> int:
    """0 without failing findings, 1 with such findings, 3 if an input could not be read."""
    if report.failures:
        return 3
    failing = any(finding.severity >= settings.fail_on for finding in report.findings)
    score = report.quality.score
    if score < settings.min_quality:
        print_message("gate", f"the MQM score is {score:.1f}, below {settings.min_quality:g}")
        failing = True
    return int(failing and not exit_zero)
