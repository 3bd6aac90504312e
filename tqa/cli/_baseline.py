"""Known findings: `--baseline`, `--write-baseline`, `--prune-baseline`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tqa.cli._terminal import tell
from tqa.errors import UsageError

if TYPE_CHECKING:
    from tqa.baseline import Known
    from tqa.config import Config
    from tqa.model import Report

DEFAULT = "tqa-baseline.json"


def read(settings: "Config", write: bool, prune: bool) -> "Known | None":
    """The known findings, None without a baseline.

    Raises:
        ConfigError: the baseline cannot be read, or is none.
        UsageError: options that do not go together.
    """
    from tqa import baseline
    from tqa.textio import check_folder

    if write and prune:
        raise UsageError("--write-baseline and --prune-baseline: one of them at a time")
    if (write or prune) and settings.changed_since:
        raise UsageError("a baseline is of the whole text: leave out --changed-since")
    if write:
        check_folder(settings.baseline or DEFAULT)
        return None
    if prune and not settings.baseline and Path(DEFAULT).exists():
        return baseline.read(DEFAULT)
    if prune and not settings.baseline:
        raise UsageError("--prune-baseline: of which file?", hint="name it with --baseline")
    return baseline.read(settings.baseline) if settings.baseline else None


def applied(
    report: "Report", settings: "Config", known: "Known | None", write: bool, prune: bool
) -> "Report":
    """The report without known findings; a baseline is written or pruned where that is wanted.

    Where an input could not be read nothing is written: its findings would be lost.
    """
    from tqa import baseline
    from tqa.textio import write_atomically

    path = settings.baseline or DEFAULT
    if (write or prune) and report.failures:
        raise UsageError("an input could not be read: no baseline was written", where=path)
    if write:
        write_atomically(path, baseline.written(report.findings, path))
        tell("note", f"{len(report.findings):,} findings are known now: {path}")
        return replace(report, findings=())
    if known is None:
        return report
    new, old = baseline.divided(report.findings, known, path)
    if prune:
        write_atomically(path, baseline.written(old, path))
        gone = known.total() - len(old)
        tell("note", f"{gone:,} findings of the baseline are gone, {len(old):,} remain: {path}")
    return replace(report, findings=tuple(new))
