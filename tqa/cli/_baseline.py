"""Baselines: `--baseline`, `--write-baseline`, `--prune-baseline`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tqa.base.errors import ConfigError, UsageError
from tqa.cli._terminal import counted, print_message

if TYPE_CHECKING:
    from tqa.checking.baseline import Known, Row
    from tqa.model import Report
    from tqa.project.config import Config

DEFAULT = "tqa-baseline.json"


class BaselineAction(NamedTuple):
    """What to do with a baseline."""

    write: bool
    prune: bool
    whole: bool  # the run leaves out no file


def read(settings: "Config", wanted: BaselineAction) -> "Known | None":
    """The findings of the baseline, None without one.

    Raises:
        ConfigError: the baseline cannot be read, or the file is not a baseline.
        UsageError: options that exclude each other.
    """
    from tqa.base.textio import check_folder
    from tqa.checking import baseline

    write, prune, _ = wanted
    if write and prune:
        raise UsageError("--write-baseline cannot be combined with --prune-baseline")
    if (write or prune) and settings.changed_since:
        raise UsageError("a baseline cannot be combined with --changed-since")
    if write:
        check_folder(settings.baseline or DEFAULT)
        _check_replaceable(settings.baseline or DEFAULT)
        return None
    if prune and not settings.baseline and Path(DEFAULT).exists():
        return baseline.read(DEFAULT)
    if prune and not settings.baseline:
        raise UsageError(
            "--prune-baseline requires --baseline FILE", hint="there is no tqa-baseline.json"
        )
    return baseline.read(settings.baseline) if settings.baseline else None


def _check_replaceable(path: str) -> None:
    """Make sure that only a baseline is overwritten."""
    from tqa.checking import baseline

    if Path(path).exists():
        try:
            baseline.read(path)
        except ConfigError as error:
            raise UsageError(error.message, where=path, hint="delete it first") from None


def applied(
    report: "Report", settings: "Config", known: "Known | None", wanted: BaselineAction
) -> "Report":
    """The report without findings of the baseline, which is written or pruned on request.

    Its entries of files and rules that are not part of the run are kept.
    If an input could not be read nothing is written, since its findings would be lost.
    """
    from tqa.base.textio import write_atomically
    from tqa.checking import baseline

    write, prune, whole = wanted
    path = settings.baseline or DEFAULT
    if (write or prune) and report.failures:
        raise UsageError("an input cannot be read: the baseline was not written", where=path)
    others = _others(path, report, settings, whole) if write or prune else []
    if write:
        write_atomically(path, baseline.written(report.findings, path, others))
        number = len(report.findings) + len(others)
        print_message("note", f"{path}: {counted(number, 'finding')} known now")
        return replace(report, findings=())
    if known is None:
        return report
    new, old = baseline.divided(report.findings, known, path)
    if prune:
        write_atomically(path, baseline.written(old, path, others))
        left = len(old) + len(others)
        gone = max(known.total() - left, 0)
        print_message("note", f"{path}: {counted(gone, 'finding')} gone, {left:,} left")
    return replace(report, findings=tuple(new))


def _others(path: str, report: "Report", settings: "Config", whole: bool) -> "list[Row]":
    """The rows of an existing baseline file for files and rules that are not part of the run."""
    from tqa.checking import baseline
    from tqa.checking.checker import chosen_rules

    if not Path(path).exists():
        return []
    files = {file for each in report.documents for file in (each.source_file, each.target_file)}
    codes = {rule.code for rule in chosen_rules(settings)}
    return baseline.beyond(path, None if whole else filter(None, files), codes)
