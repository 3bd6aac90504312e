"""Options of `tqa score` that ask where scores come from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tqa.checking.checker import Checker
    from tqa.scoring.explain import Wanted

Worst = Annotated[int, typer.Option(min=0, help="Show each system's worst segments.")]
Contrast = Annotated[
    int, typer.Option(min=0, help="Show the segments where one system is most ahead of another.")
]
By = Annotated[str, typer.Option(metavar="METRIC", help="What orders them; else the first metric.")]
Buckets = Annotated[
    list[str] | None,
    typer.Option("--bucket", help="Scores by length, terms, numbers, names, documents."),
]
Findings = Annotated[
    bool, typer.Option("--findings", help="What `tqa check` finds, for 1,000 segments.")
]
ByTerm = Annotated[bool, typer.Option("--by-term", help="How often each term is rendered.")]


def wanted(
    worst: int, contrast: int, by: str, buckets: list[str] | None, by_term: bool
) -> "Wanted":
    """What the options ask for.

    Raises:
        UsageError: an unknown kind of bucket.
    """
    from tqa.cli._options import codes
    from tqa.scoring.buckets import check_kind
    from tqa.scoring.explain import Wanted

    kinds = codes(buckets)
    for kind in kinds:
        check_kind(kind)
    return Wanted(worst, contrast, by, kinds, by_term)


def checker_of(findings: bool, glossary: Sequence[str]) -> "Checker | None":
    """What checks the hypotheses, with the glossaries of the scoring over the bundled ones."""
    if not findings:
        return None
    from tqa.checking.checker import Checker
    from tqa.project.config import Config

    return Checker(Config(glossary=tuple(glossary)))
