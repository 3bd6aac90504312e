"""The chosen rules and the termbase over a bitext: findings, and facts to be judged later."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tqa.bundled import folder
from tqa.config import Config
from tqa.errors import ConfigError, UsageError
from tqa.glossary.termbase import Termbase
from tqa.model import Bitext, Finding
from tqa.quality import word_count
from tqa.rule import RULES, BeadRule, Context, CorpusRule, Rule


@dataclass(slots=True)
class Part:
    """What the rules say of one bitext; it travels between processes."""

    findings: list[Finding]
    facts: list[list[Any]]  # of each corpus rule, in the checker's order
    words: int


class Checker:
    """Everything that is needed to check beads; built once a process."""

    def __init__(self, config: Config) -> None:
        rules = chosen_rules(config)
        self.bead_rules = [rule for rule in rules if isinstance(rule, BeadRule)]
        self.corpus_rules = [rule for rule in rules if isinstance(rule, CorpusRule)]
        self.termbase = load_termbase(config)

    def part(self, bitext: Bitext) -> Part:
        """The findings of the bead rules and the facts of the corpus rules."""
        ctx = Context(self.termbase, bitext.date)
        part = Part([], [[] for _ in self.corpus_rules], word_count(bitext))
        gathering = list(zip(self.corpus_rules, part.facts, strict=True))
        for bead in bitext.beads:
            everyone = bead.bilingual and not bead.furniture  # then no rule need be asked
            for rule in self.bead_rules:
                if everyone or rule.sees(bead):
                    part.findings.extend(rule.check(bead, ctx))
            for corpus_rule, facts in gathering:
                if everyone or corpus_rule.sees(bead):
                    facts.extend(corpus_rule.gather(bead, ctx))
        return part

    def judge(self, facts: list[list[Any]], scope: str, date: str = "") -> Iterator[Finding]:
        """The findings of the corpus rules of one scope; their facts are then forgotten."""
        ctx = Context(self.termbase, date)
        for rule, gathered in zip(self.corpus_rules, facts, strict=True):
            if rule.scope == scope and gathered:
                yield from rule.judge(gathered, ctx)
                gathered.clear()


def chosen_rules(config: Config) -> list[Rule]:
    """The selected rules with their options, in order of their codes.

    Raises:
        UsageError: a selector that names no rule.
        ConfigError: an unknown rule or option in the configuration.
    """
    for selector in (*config.select, *config.extend_select, *config.ignore):
        if not any(_selects(selector, rule) for rule in RULES):
            raise UsageError(f"no rule {selector!r}", hint="`tqa rules` lists them")
    names = {rule.name for rule in RULES}
    for name in config.rules:
        if name not in names:
            raise ConfigError(f"no rule {name!r}", where=config.file, hint="`tqa rules` lists them")
    return [
        rule(**_options(rule, config))
        for rule in RULES
        if _wanted(rule, config) and not any(_selects(s, rule) for s in config.ignore)
    ]


def _wanted(rule: type[Rule], config: Config) -> bool:
    if any(_selects(selector, rule) for selector in config.extend_select):
        return True
    if config.select:
        return any(_selects(selector, rule) for selector in config.select)
    return rule.enabled


def _selects(selector: str, rule: type[Rule]) -> bool:
    return selector == "ALL" or rule.code.startswith(selector) or rule.name == selector


def _options(rule: type[Rule], config: Config) -> dict[str, Any]:
    options = config.rules.get(rule.name, {})
    known = {f.name.replace("_", "-"): f for f in fields(rule)}  # type: ignore[arg-type]
    for key in options:
        if key not in known:
            raise ConfigError(
                f"rule {rule.name!r} has no option {key!r}",
                where=config.file,
                hint=f"known: {', '.join(sorted(known)) or 'none'}",
            )
    return {
        known[key].name: tuple(value) if isinstance(value, list) else value
        for key, value in options.items()
    }


def load_termbase(config: Config) -> Termbase:
    """The project's glossaries, over the bundled ones unless these are turned off.

    Raises:
        GlossaryError: a glossary cannot be read.
    """
    bundled = sorted(folder("glossaries").glob("*.tsv")) if config.bundled else []
    paths = [_glossary(name) for name in config.glossary]
    named = [path for path in bundled if path.stem != "example_project" and path not in paths]
    return Termbase.load(paths, bundled=named)


def _glossary(name: str) -> Path:
    """A glossary by its path, or a bundled one by its name."""
    path = Path(name)
    by_name = folder("glossaries") / f"{path.name}.tsv"
    return by_name if not path.exists() and by_name.exists() else path
