"""The files of a run with all fixes applied, repeatedly until nothing changes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tqa.base.textio import read_bytes
from tqa.checking import run
from tqa.checking.fixes import Fixed, fixable, fixed
from tqa.model import Finding, Input
from tqa.project.config import Config

ROUNDS = 5  # one fix may make another possible


class Corrected(NamedTuple):
    """The result of applying fixes to the files of a run."""

    files: dict[str, Fixed]  # those that change, by path
    left: dict[str, int]  # by path: number of fixes that its format cannot represent
    failed: bool  # whether an input could not be read


def corrected(inputs: Sequence[Input], config: Config, unsafe: bool, jobs: int) -> Corrected:
    """Apply the fixes of a run to its files in memory, until nothing more changes.

    Args:
        inputs: The inputs to check and fix.
        config: The settings.
        unsafe: Whether unsafe fixes are applied too.
        jobs: The number of processes.

    Returns:
        The changed contents; nothing is written. A file that cannot be read to its end is left
        out.

    Raises:
        UsageError: invalid settings.
    """
    done: dict[str, Fixed] = {}
    left: dict[str, int] = {}
    pending = list(inputs)
    broken: set[str] = set()
    for _ in range(ROUNDS):
        contents = {path: each.after for path, each in done.items()}
        report = run.check([item.with_content(contents) for item in pending], config, jobs=jobs)
        broken.update(failure.file for failure in report.failures)
        found = _by_file([each for each in report.findings if each.file not in broken], unsafe)
        left.update((item.target, 0) for item in pending)
        left.update((path, len(mine)) for path, mine in found.items())
        changed = _round(done, found)
        pending = [item for item in inputs if item.target in changed]
        if not pending:
            break
    files = {path: each for path, each in done.items() if path not in broken}
    return Corrected(files, {path: count for path, count in left.items() if count}, bool(broken))


def _by_file(findings: Iterable[Finding], unsafe: bool) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if fixable(finding, unsafe=unsafe):
            found.setdefault(finding.file, []).append(finding)
    return found


def _round(done: dict[str, Fixed], findings: Mapping[str, Sequence[Finding]]) -> set[str]:
    """Apply fixes to files once more; returns the paths of those that changed."""
    changed = set()
    for path, mine in findings.items():
        old = done.get(path)
        before = old.after if old else read_bytes(path)
        now = fixed(path, before, mine)
        if now.after != before:
            first, count = (old.before, old.count) if old else (before, 0)
            done[path] = Fixed(first, now.after, count + now.count)
            changed.add(path)
    return changed
