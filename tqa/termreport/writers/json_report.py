"""The report as JSON: for programs, and for `--compare` later on."""

import json
from collections.abc import Iterable
from typing import IO, Any, ClassVar

from tqa.glossary.mining.entries import record
from tqa.model import Concept
from tqa.termreport.content import (
    ConceptUse,
    DocumentUse,
    HistoryPoint,
    Inconsistency,
    Problem,
    Quote,
    Rendering,
    ReportedVariant,
    ReportTrend,
    Tally,
    TermOutcome,
    TermReport,
)
from tqa.termreport.tasks import Task, tasks
from tqa.termreport.trend import FORMAT, VERSION
from tqa.termreport.writer import ReportWriter, Style, report_writer


@report_writer
class JsonReport(ReportWriter):
    """One document; `--compare` reads it."""

    name: ClassVar[str] = "json"
    extensions: ClassVar[tuple[str, ...]] = (".json",)

    def write(self, report: TermReport, stream: IO[str], style: Style) -> None:
        """Write the document, indented."""
        text = json.dumps(_data(report, style.lang), ensure_ascii=False, indent=2)
        stream.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def _data(report: TermReport, lang: str) -> dict[str, Any]:
    names = [document.name for document in report.documents]
    return {
        "format": FORMAT,
        "version": VERSION,
        "glossaries": list(report.glossaries),
        "summary": {
            **_point(report.point),
            "concepts": report.concepts,
            "never": len(report.never),
            **_figures(report.tally),
        },
        "tasks": [_task(task, lang) for task in tasks(report)],
        "documents": [_document(document) for document in report.documents],
        "concepts": [_use(use, names, lang) for use in report.uses],
        "never": [_concept(concept) for concept in report.never],
        "inconsistent": [_inconsistency(one, lang) for one in report.inconsistencies],
        "words": [_variant(variant, lang) for variant in report.words],
        "names": [_variant(variant, lang) for variant in report.names],
        "candidates": [record(candidate) for candidate in report.candidates],
        "trend": _trend(report.trend) if report.trend else None,
        "history": [_point(point) for point in report.history],
        "failures": [failure.message for failure in report.failures],
        "fingerprints": list(report.fingerprints),
    }


def _figures(tally: Tally) -> dict[str, Any]:
    compliance = tally.compliance
    return {
        "places": tally.places,
        "outcomes": {outcome.value: tally[outcome] for outcome in TermOutcome},
        "compliance": None if compliance is None else round(compliance, 4),
    }


def _point(point: HistoryPoint) -> dict[str, Any]:
    return {
        "date": point.date,
        "documents": point.documents,
        "seen": point.concepts_seen,
        **_figures(point.tally),
    }


def _task(task: Task, lang: str) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "count": task.count,
        "message": task.what.in_lang(lang),
        "examples": list(task.examples),
    }


def _document(document: DocumentUse) -> dict[str, Any]:
    return {
        "document": document.name,
        "source_file": document.source_file,
        "target_file": document.target_file,
        "langs": list(document.langs),
        "concepts": document.concepts,
        **_figures(document.tally),
    }


def _concept(concept: Concept) -> dict[str, Any]:
    return {
        "concept": concept.id,
        "domain": concept.domain,
        "bundled": concept.bundled,
        "terms": {
            lang: [term.text for term in concept.terms_in(lang) if term.status.allowed]
            for lang in ("id", "en")
        },
    }


def _use(use: ConceptUse, names: list[str], lang: str) -> dict[str, Any]:
    return {
        **_concept(use.concept),
        "source_count": use.said,
        "target_count": use.found,
        **_figures(use.tally),
        "documents": [
            {
                "document": names[presence.document],
                "source_count": presence.said,
                "target_count": presence.found,
                **_figures(presence.tally),
            }
            for presence in use.presences
        ],
        "renderings": _renderings(use.renderings),
        "problems": [_problem(problem, lang) for problem in use.problems],
    }


def _renderings(renderings: Iterable[Rendering]) -> list[dict[str, Any]]:
    return [
        {
            "term": rendering.term,
            "status": rendering.status.value,
            "count": rendering.count,
            "documents": rendering.documents,
            "examples": [_quote(quote) for quote in rendering.quotes],
        }
        for rendering in renderings
    ]


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "file": quote.file,
        "line": quote.line,
        "column": quote.column,
        "source_text": quote.source,
        "source_spans": [list(span) for span in quote.source_spans],
        "target_text": quote.target,
        "target_spans": [list(span) for span in quote.target_spans],
    }


def _problem(problem: Problem, lang: str) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.label,
        "outcome": problem.outcome.value if problem.outcome else None,
        "message": problem.message.in_lang(lang),
        "found": problem.found,
        "suggestions": list(problem.suggestions),
        **_quote(problem.quote),
        "fingerprint": problem.fingerprint,
    }


def _inconsistency(one: Inconsistency, lang: str) -> dict[str, Any]:
    return {
        "concept": one.concept.id,
        "main": one.main,
        "renderings": _renderings(one.renderings),
        "problems": [_problem(problem, lang) for problem in one.problems],
    }


def _variant(variant: ReportedVariant, lang: str) -> dict[str, Any]:
    return {
        "right": variant.right,
        "wrong": variant.wrong,
        "count": len(variant.problems),
        "problems": [_problem(problem, lang) for problem in variant.problems],
    }


def _trend(trend: ReportTrend) -> dict[str, Any]:
    return {
        "before": _point(trend.before),
        "new": trend.new,
        "gone": trend.gone,
        "changes": [
            {"concept": change.concept, "before": change.before, "after": change.after}
            for change in trend.changes
        ],
    }
