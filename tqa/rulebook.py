"""A rule's page and the catalogue of rules, as Markdown made from the rules themselves."""

import inspect
import json
from collections.abc import Iterator
from dataclasses import fields

from tqa.rule import Example, Rule


def page(rule: type[Rule]) -> str:
    """The page of one rule: title, docstring, examples, options, severity and MQM type."""
    state = "on by default" if rule.enabled else "off by default"
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
    lines += ["", *_options(rule)]
    return "\n".join(lines).rstrip() + "\n"


def _example(example: Example) -> list[str]:
    """A list item: wrong or right, the texts with their languages, and what is flagged."""
    langs = example.pair.split("-")
    lines = [f"- {'wrong' if example.flags else 'right'}"]
    for lang, text in zip(langs, example.texts, strict=True):
        lines += [f"  - {lang}: {line}".rstrip() for line in text.split("\n")]
    for row in example.terms:
        lines.append("  - glossary: " + ", ".join(f"{k} = {v}" for k, v in row.items()))
    for key, value in example.options.items():
        lines.append(f"  - option: {key.replace('_', '-')} = {json.dumps(value)}")
    flagged = [text or "(something is missing)" for text in example.flags]
    return lines + [f"  - flagged: {text}" for text in flagged]


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


_KINDS = {  # TOML's, in words
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
