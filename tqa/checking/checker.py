"""The selected rules applied to a bitext: findings, and facts that are judged later."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from tqa.base.errors import ConfigError, UsageError
from tqa.checking.quality import word_count
from tqa.checking.rule import RULES, BeadRule, Context, CorpusRule, Rule
from tqa.glossary.termbase import Termbase
from tqa.model import Bead, Bitext, Finding
from tqa.project.config import Config, near, where
from tqa.project.glossaries import load_termbase

# beads that one rule checks before the next one does: its tables stay in the processor's cache,
# and what several rules compute for a text is still cached (tqa.lang.words.known.TEXTS)
BLOCK = 48


@dataclass(slots=True)
class Part:
    """The findings and facts of one bitext; sent between processes."""

    findings: list[Finding]
    facts: list[list[Any]]  # for each corpus rule, in the checker's order
    words: int


class Checker:
    """The rules and the termbase for checking beads; built once per process."""

    def __init__(self, config: Config) -> None:
        rules = chosen_rules(config)
        for rule in rules:
            rule.prepare()
        self.config = config
        self.bead_rules = [rule for rule in rules if isinstance(rule, BeadRule)]
        self.corpus_rules = [rule for rule in rules if isinstance(rule, CorpusRule)]
        self.wants_history = any(rule.history for rule in self.bead_rules)

    @cached_property
    def termbase(self) -> Termbase:
        """The glossaries, loaded on first use.

        Raises:
            GlossaryError: a glossary cannot be read.
        """
        return load_termbase(self.config)

    def part(self, bitext: Bitext) -> Part:
        """The findings of the bead rules and the facts of the corpus rules."""
        ctx = Context(self.termbase, bitext.date)
        findings: list[Finding] = []
        gathered: list[list[Any]] = [[] for _ in self.corpus_rules]
        total = 0
        for start in range(0, len(bitext.beads), BLOCK):
            block = bitext.beads[start : start + BLOCK]
            plain = [bead for bead in block if bead.bilingual and not bead.is_boilerplate]
            for rule in self.bead_rules:
                for bead in _seen(rule, block, plain):
                    findings.extend(rule.check(bead, ctx))
            for corpus_rule, facts in zip(self.corpus_rules, gathered, strict=True):
                for bead in _seen(corpus_rule, block, plain):
                    facts.extend(corpus_rule.gather(bead, ctx))
            total += sum(map(word_count, block))  # words are cached from the rules
        return Part(findings, gathered, total)

    def judge(self, facts: list[list[Any]], scope: str, date: str = "") -> Iterator[Finding]:
        """The findings of the corpus rules of one scope; clears their facts."""
        ctx = Context(self.termbase, date)
        for rule, gathered in zip(self.corpus_rules, facts, strict=True):
            if rule.scope == scope and gathered:
                yield from rule.judge(gathered, ctx)
                gathered.clear()


def _seen(rule: Rule, block: Sequence[Bead], plain: Sequence[Bead]) -> Iterable[Bead]:
    """The beads of a block that a rule checks; `plain` are those that every rule checks."""
    return plain if len(plain) == len(block) else filter(rule.sees, block)


def chosen_rules(config: Config) -> list[Rule]:
    """The selected rules with their options, in order of their codes.

    Raises:
        UsageError: a selector matches no rule.
        ConfigError: an unknown rule or option in the configuration, or an invalid value.
    """
    for selector in (*config.select, *config.extend_select, *config.ignore):
        if not any(selects(selector, rule) for rule in RULES):
            raise UsageError(f"unknown rule {selector!r}", hint=_hint(selector))
    for glob, selectors in config.per_file_ignores.items():
        for selector in selectors:
            if not any(selects(selector, rule) for rule in RULES):
                place = where(config, "per-file-ignores", glob)
                raise ConfigError(f"unknown rule {selector!r}", where=place, hint=_hint(selector))
    names = {rule.name for rule in RULES}
    for name in config.rules:
        if name not in names:
            place = where(config, "rules", name)
            raise ConfigError(f"unknown rule {name!r}", where=place, hint=_hint(name))
    return [
        rule(**_options(rule, config))
        for rule in RULES
        if _wanted(rule, config) and not any(selects(s, rule) for s in config.ignore)
    ]


def _hint(selector: str) -> str:
    known = {key.lower(): key for rule in RULES for key in (rule.code, rule.name)}
    found = difflib.get_close_matches(selector.lower(), known, 1, 0.75)
    return f"did you mean {known[found[0]]!r}?" if found else "`tqa rules` lists them"


def _wanted(rule: type[Rule], config: Config) -> bool:
    if any(_takes(selector, rule) for selector in config.extend_select):
        return True
    if config.select:
        return any(_takes(selector, rule) for selector in config.select)
    return rule.enabled


def _takes(selector: str, rule: type[Rule]) -> bool:
    """Whether a selector enables a rule; a rule with `needs` only by its own code or name."""
    if rule.needs:
        return selector.upper() == rule.code or selector.lower() == rule.name
    return selects(selector, rule)


def selects(selector: str, rule: type[Rule] | Finding) -> bool:
    """Whether a selector matches this rule: `ALL`, a code, a prefix of one, or a name."""
    upper = selector.upper()
    return upper == "ALL" or rule.code.startswith(upper) or rule.name == selector.lower()


def _options(rule: type[Rule], config: Config) -> dict[str, Any]:
    known = {f.name.replace("_", "-"): f for f in fields(rule)}  # type: ignore[arg-type]
    values = {}
    for key, value in config.rules.get(rule.name, {}).items():
        place = where(config, rule.name, key)
        if key not in known:
            raise ConfigError(
                f"rule {rule.name!r}: unknown option {key!r}", where=place, hint=near(key, known)
            )
        fits, what = _kind(known[key].default)
        if not fits(value):
            raise ConfigError(f"option {key!r} of rule {rule.name!r} must be {what}", where=place)
        values[known[key].name] = tuple(value) if isinstance(value, list) else value
    return values


def _kind(default: object) -> tuple[Callable[[object], bool], str]:
    """The type of values that an option with this default takes: a test and a name."""
    if isinstance(default, tuple):
        return _is_strings, "a list of strings"
    if isinstance(default, bool):
        return lambda value: isinstance(value, bool), "true or false"
    if isinstance(default, int):
        return lambda value: type(value) is int, "a whole number"
    if isinstance(default, float):
        return lambda value: type(value) in (int, float), "a number"
    return lambda value: isinstance(value, str), "a string"


def _is_strings(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
