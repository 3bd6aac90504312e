"""The files of a run with all corrections in place, one leading to the next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tqa.base.textio import read_bytes
from tqa.checking import run
from tqa.checking.fixes import Fixed, fixable, fixed
from tqa.model import Finding, Input
from tqa.project.config import Config

ROUNDS = 5  # a correction may open the way for the next


class Corrected(NamedTuple):
    """What corrections make of the files of a run."""

    files: dict[str, Fixed]  # those that change, by path
    left: dict[str, int]  # by path: corrections that its format does not take as they are
    failed: bool  # whether an input could not be read


def corrected(inputs: Sequence[Input], config: Config, unsafe: bool, jobs: int) -> Corrected:
    """The files of a run with all corrections in place.

    Nothing is written. Files are checked again once they changed, until nothing more does.
    A file that cannot be read to its end is not among them.

    Raises:
        UsageError: the settings cannot be obeyed.
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
    """Correct files once more; those that changed."""
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
