"""`tqa rules` and `tqa rule CODE`."""

from typing import Annotated

import typer

EXAMPLE_RULES = "Example: tqa rules"
EXAMPLE_RULE = "Example: tqa rule TRM001"


def rules() -> None:
    """List all rules with code, name, severity and summary."""
    from tqa.checking.rule import RULES
    from tqa.checking.rulebook import summary_of

    for rule in RULES:
        state = rule.severity.label if rule.enabled else f"{rule.severity.label}, off"
        typer.echo(f"{rule.code}  {rule.name:28} {state:14} {summary_of(rule)}")


def rule(code: Annotated[str, typer.Argument(help="Code or name of a rule.")]) -> None:
    """Explain a rule, with examples and options."""
    from tqa.base.errors import UsageError
    from tqa.checking.rule import RULES
    from tqa.checking.rulebook import page

    for candidate in RULES:
        if code.upper() == candidate.code or code.lower() == candidate.name:
            typer.echo(page(candidate), nl=False)
            return
    raise UsageError(f"unknown rule {code!r}", hint="`tqa rules` lists all rules")
