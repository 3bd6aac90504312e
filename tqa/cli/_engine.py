"""`--engine`: selects the engine of a command. Other modules do not depend on its name."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tqa.base.errors import UsageError
from tqa.cli._terminal import processors, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tqa.base.processes import MapEngine
    from tqa.checking.engine import CheckEngine, Summary
    from tqa.model import Input, Report
    from tqa.project.config import Config
    from tqa.scoring.engine import ScoreEngine

Name = Literal["local", "ray"]
Engine = Annotated[Name, typer.Option(help="Run locally or on a Ray cluster.")]
OutputDir = Annotated[
    str,
    typer.Option(metavar="DIR", help="With --engine ray: write segment scores to DIR as Parquet."),
]


def check_engine(name: Name, jobs: int) -> "CheckEngine":
    """The engine of this name for checks; `jobs` = 0 means one per CPU."""
    if name == "ray":
        from tqa.cluster.engine import RayEngine

        return RayEngine(jobs or processors())
    from tqa.checking.engine import LocalCheckEngine

    return LocalCheckEngine(jobs or processors())


def score_engine(name: Name, jobs: int) -> "ScoreEngine":
    """The engine of this name for scores."""
    if name == "ray":
        from tqa.cluster.engine import RayEngine

        return RayEngine(jobs or processors())
    from tqa.scoring.engine import LocalScoreEngine

    return LocalScoreEngine(jobs or processors())


def map_engine(name: Name, jobs: int) -> "MapEngine":
    """The engine of this name for other work on many items."""
    if name == "ray":
        from tqa.cluster.engine import RayEngine

        return RayEngine(jobs or processors())
    from tqa.base.processes import LocalMap

    return LocalMap(jobs or processors())


def formats(named: "list[str] | None", folder: str) -> "list[str]":
    """The formats of a report: none if the findings are written into a folder.

    Raises:
        UsageError: both are wanted.
    """
    if named and folder:
        raise UsageError("--format and --output-dir: one of them", hint="Parquet goes into a DIR")
    return [] if folder else named or ["full"]


def check_baseline(folder: str, baseline: bool) -> None:
    """Raises UsageError if findings in a folder would have to be compared with a baseline."""
    if folder and baseline:
        message = "--engine ray cannot do this: a baseline with --output-dir"
        raise UsageError(message, hint="use --engine local")


def checked(
    engine: "CheckEngine",
    inputs: "Sequence[Input]",
    settings: "Config",
    folder: str,
    keep_bitexts: bool,
) -> "Report":
    """The report on inputs; if findings go into a folder, a JSON summary is printed."""
    if not folder:
        with progress("checking") as on_progress:
            return engine.check(inputs, settings, on_progress, keep_bitexts=keep_bitexts)
    with progress("checking") as on_progress:
        summary = engine.check_into(folder, inputs, settings, on_progress)
    sys.stdout.write(json.dumps(_object(summary), ensure_ascii=False, indent=2) + "\n")
    return summary.report


def _object(summary: "Summary") -> dict[str, Any]:
    from tqa.checking.reporters.json_lines import document_object, quality_object

    report = summary.report
    return {
        "findings": dict(sorted(summary.codes.items())),
        "failures": [{"file": f.file, "message": f.message} for f in report.failures],
        "documents": [document_object(each) for each in report.documents],
        "quality": quality_object(report.quality),
    }
