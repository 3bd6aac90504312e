"""Which findings are reported: inline ignores, `per-file-ignores`, `--changed-since`."""

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from tqa.checking.changed import Changes
from tqa.checking.checker import chosen_rules, selects
from tqa.checking.rule import RULES, SuppressionRule
from tqa.checking.suppression import Covered, Suppressor
from tqa.model import Bead, Finding, Input
from tqa.project.config import Config


class Filter:
    """Which findings of one input are reported."""

    def __init__(self, item: Input, config: Config, covered: Covered | None = None) -> None:
        """The filter of an input; `covered` are its inline ignores if already computed."""
        self.config = config
        self.suppressor = Suppressor.of(covered) if covered else Suppressor(item.sources)
        self.changes = Changes(config.changed_since, item, config) if config.changed_since else None

    def see(self, beads: Sequence[Bead]) -> None:
        """Record beads as they are read; to be called before `keeps`."""
        self.suppressor.see(beads)
        if self.changes:
            self.changes.see(beads)

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is reported; marks the inline ignores that match it as used."""
        suppressed = not self.suppressor.keeps(finding)
        return not suppressed and self.is_wanted(finding)

    def is_wanted(self, finding: Finding) -> bool:
        """Whether a finding is reported, without regard to inline ignores."""
        changed = self.changes is None or self.changes.keeps(finding)
        return changed and not ignored(finding, self.config)


class Filters:
    """The filters of all inputs of a run."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.rules = chosen_rules(config)
        self._filters: list[Filter] = []

    def add(self, filter: Filter) -> None:
        """Add the filter of one input."""
        self._filters.append(filter)

    def keep(self, finding: Finding) -> bool:
        """Whether a finding over several inputs is reported: every filter must keep it."""
        kept = [each.keeps(finding) for each in self._filters]  # not lazy: all mark ignores as used
        return all(kept)

    def unused(self) -> Iterator[Finding]:
        """The findings at inline ignores that suppressed nothing."""
        rules = [rule for rule in self.rules if isinstance(rule, SuppressionRule)]
        for each in self._filters if rules else ():
            for ignore, selectors in each.suppressor.unused():
                idle = tuple(selector for selector in selectors if self._ran(selector))
                if idle or not ignore.selectors:
                    yield from filter(each.is_wanted, (rule.unused(ignore, idle) for rule in rules))

    def _ran(self, selector: str) -> bool:
        """Whether a rule that matches the selector was run, or no rule at all matches it."""
        return any(selects(selector, type(rule)) for rule in self.rules) or not any(
            selects(selector, rule) for rule in RULES
        )


def ignored(finding: Finding, config: Config) -> bool:
    """Whether `per-file-ignores` suppress a finding."""
    return any(
        any(selects(selector, finding) for selector in selectors)
        and any(fnmatchcase(name, glob) for name in _names(finding.file, config.file))
        for glob, selectors in config.per_file_ignores.items()
    )


def _names(file: str, config_file: str) -> tuple[str, ...]:
    """The names that a pattern may match: the path, relative to the configuration, the name."""
    folder = os.path.dirname(os.path.abspath(config_file)) if config_file else os.getcwd()
    path = os.path.relpath(os.path.abspath(file), folder).replace(os.sep, "/")
    return (file, path, os.path.basename(file))
