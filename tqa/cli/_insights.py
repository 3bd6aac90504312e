"""Options of `tqa score` that analyse the scores."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tqa.cli._group import Options
from tqa.cli._options import codes

if TYPE_CHECKING:
    from tqa.checking.checker import Checker
    from tqa.scoring.explain import Extras


class Insights(Options):
    """The analyses that are shown in addition to the scores."""

    worst: Annotated[
        int,
        typer.Option(min=0, help="Show the N worst segments of each system; 0: none.", metavar="N"),
    ] = 0
    contrast: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Show the N segments where one system is furthest ahead of another; 0: none.",
        ),
    ] = 0
    by: Annotated[
        str,
        typer.Option(
            metavar="METRIC",
            help="Metric that orders the segments of --worst and --contrast (default: the first).",
        ),
    ] = ""
    bucket: Annotated[
        list[str] | None,
        typer.Option(
            "--bucket",
            help="Show scores by kind of segment: length, terms, numbers, names or documents; "
            "repeatable, commas allowed.",
        ),
    ] = None
    findings: Annotated[
        bool,
        typer.Option("--findings", help="Show the findings of `tqa check` per 1,000 segments."),
    ] = False
    by_term: Annotated[
        bool, typer.Option("--by-term", help="Show how often each term is translated as required.")
    ] = False

    def need_texts(self) -> bool:
        """Whether any of them needs the texts of segments."""
        return any((self.worst, self.contrast, self.by, self.bucket, self.findings))

    def wanted(self) -> "Extras | None":
        """The requested analyses, None if there are none.

        Raises:
            UsageError: an unknown kind of bucket.
        """
        if not (self.need_texts() or self.by_term):
            return None
        from tqa.scoring.buckets import check_kind
        from tqa.scoring.explain import Extras

        kinds = codes(self.bucket)
        for kind in kinds:
            check_kind(kind)
        return Extras(self.worst, self.contrast, self.by, kinds, self.by_term)


def checker_of(findings: bool, glossary: Sequence[str]) -> "Checker | None":
    """The checker of hypotheses, with the glossaries of the scoring before the bundled ones."""
    if not findings:
        return None
    from tqa.checking.checker import Checker
    from tqa.project.config import Config

    return Checker(Config(glossary=tuple(glossary)))
