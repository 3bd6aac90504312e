"""A rule's page and the catalogue of rules, as Markdown made from the rules themselves."""

import csv
import inspect
import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tqa.checking.rule import RULES, Example, Flag, Rule

MEASURED = Path(__file__).parent / "rules" / "measured.tsv"  # scripts/bench/check.py writes it


class RuleFigures(NamedTuple):
    """Counts for one rule over human translations, with and without planted errors."""

    planted: int  # errors the rule is meant for
    found: int  # of these, found by any rule meant for them
    findings: int  # findings of the rule on segments with an error
    right: int  # of these, on an error that it is meant for
    alarms: int  # findings of minor severity or above on segments as the translator left them
    segments: int

    @property
    def recall(self) -> str:
        """The share of planted errors found, in per cent."""
        return _share(self.found, self.planted)

    @property
    def precision(self) -> str:
        """The share of findings on segments with errors that report one, in per cent."""
        return _share(self.right, self.findings)

    @property
    def alarm_rate(self) -> str:
        """Findings per 1,000 segments as the translator left them."""
        return f"{1000 * self.alarms / self.segments:.1f}" if self.segments else "–"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}% of {whole}" if whole else "–"


@cache
def measured() -> tuple[str, dict[str, RuleFigures]]:
    """The data that the figures were measured on, and the figures of each rule by its code."""
    note, *lines = MEASURED.read_text("utf-8").splitlines()
    rows = csv.reader(lines[1:], delimiter="\t")
    return note.removeprefix("# "), {code: RuleFigures(*map(int, rest)) for code, *rest in rows}


def page(rule: type[Rule]) -> str:
    """The Markdown page of one rule: title, docstring, examples, options, severity and MQM type."""
    state = "on by default" if rule.enabled else "off by default"
    if rule.needs:
        state += f", turned on by its own code or name; needs {rule.needs}"
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        f"Severity {rule.severity.label}, {state}. MQM type `{rule.mqm}`.",
        "",
        inspect.cleandoc(rule.__doc__ or ""),
        "",
        "## Examples",
        "",
    ]
    for example in rule.examples:
        lines += _example(example)
    lines += ["", *_options(rule), *_figures(rule)]
    return "\n".join(lines).rstrip() + "\n"


def _example(example: Example) -> list[str]:
    """A list item: wrong or right, the texts with their languages, and the words flagged."""
    langs = example.pair.split("-")
    lines = [f"- {'wrong' if example.flags else 'right'}"]
    for lang, text in zip(langs, example.texts, strict=True):
        if text or not example.terms:
            lines += [f"  - {lang}: {line}".rstrip() for line in text.split("\n")]
    for row in example.terms:
        lines.append("  - glossary: " + ", ".join(f"{k} = {v}" for k, v in row.items()))
    lines += [f"  - {lang}: {text}" for text, lang in example.held_against]
    for key, value in example.options.items():
        lines.append(f"  - option: {key.replace('_', '-')} = {json.dumps(value)}")
    return lines + [f"  - flagged: {_flagged(each)}" for each in example.flags]


def _flagged(flag: Flag) -> str:
    """The words, the severity where it is not the rule's, and what is suggested instead."""
    said = [] if flag.severity is None else [flag.severity.label]
    if flag.suggestions:
        kind = f"{flag.fix} fix" if flag.fix else "suggestion"
        said.append(f"{kind}: {' | '.join(each or '(remove)' for each in flag.suggestions)}")
    words = flag.text or "(something is missing)"
    return f"{words} ({'; '.join(said)})" if said else words


def _options(rule: type[Rule]) -> Iterator[str]:
    options = fields(rule)  # type: ignore[arg-type]
    if options:
        yield "## Options"
        yield ""
        yield f"Under `[tool.tqa.rules.{rule.name}]`:"
        yield ""
    for option in options:
        kind, default = _KINDS[type(option.default)], json.dumps(option.default)
        yield f"- `{option.name.replace('_', '-')}` ({kind}, default `{default}`)"
    if options:
        yield ""


def _figures(rule: type[Rule]) -> Iterator[str]:
    note, counts = measured()
    figures = counts.get(rule.code)
    if figures and rule.enabled:
        yield "## Measured"
        yield ""
        yield f"On {note}:"
        yield ""
        yield f"- recall of planted errors: {figures.recall}"
        yield f"- precision where errors were planted: {figures.precision}"
        yield f"- findings per 1,000 segments as translated: {figures.alarm_rate}"


_KINDS = {  # the types of TOML
    bool: "true or false",
    int: "whole number",
    float: "number",
    str: "string",
    tuple: "list of strings",
}


def summary_of(rule: type[Rule]) -> str:
    """The first sentence of the rule's docstring."""
    first = inspect.cleandoc(rule.__doc__ or "").split("\n\n")[0]
    return " ".join(first.split())


def catalogue() -> str:
    """The Markdown page docs/rules.md: a table of all rules with their measured figures."""
    note, counts = measured()
    lines = [
        "# Rules",
        "",
        "`tqa rule CODE` shows the page of a rule: why it matters, examples, options.",
        "",
        f"Measured on {note}: errors of every kind were planted into human translations, at most",
        "one a segment. *Recall* is the share found of those a rule is meant for; *precision* the",
        "share of its findings, on segments with an error, that report one it is meant for;",
        "*alarms* are its findings per 1,000 segments as the translators left them, some of them",
        "true faults.",
        "A dash: nothing was planted or reported. `scripts/bench/check.py` makes this page.",
        "",
        "| code | name | severity | flags | recall | precision | alarms |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES:
        state = rule.severity.label if rule.enabled else f"{rule.severity.label}, off"
        counted = counts.get(rule.code) if rule.enabled else None
        figures = (counted.recall, counted.precision, counted.alarm_rate) if counted else ("–",) * 3
        cells = (rule.code, rule.name, state, summary_of(rule), *figures)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
