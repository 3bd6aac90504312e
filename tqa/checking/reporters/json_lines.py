"""Findings as JSON: `jsonl`, one object a line, and `json`, one document with the totals."""

import json
from typing import IO, Any, ClassVar

from tqa.checking.reporter import Reporter, Style, reporter
from tqa.model import DocumentSummary, Finding, Quality, Report


def finding_object(finding: Finding, lang: str) -> dict[str, Any]:
    """A finding as a dictionary with the keys of the output schema, its message in `lang`."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.label,
        "mqm": finding.mqm,
        "message": finding.message.in_lang(lang),
        "source_file": finding.source_file,
        "target_file": finding.target_file,
        "line": finding.line,
        "column": finding.column,
        "segment": finding.segment,
        "source_segments": list(finding.source_segments),
        "target_segments": list(finding.target_segments),
        "source_spans": [list(span) for span in finding.source_spans],
        "target_spans": [list(span) for span in finding.target_spans],
        "source_text": finding.source_text,
        "target_text": finding.target_text,
        "suggestions": list(finding.suggestions),
        "concept": finding.concept or None,
        "related": [place._asdict() for place in finding.related],
        "fingerprint": finding.fingerprint,
    }


@reporter
class JsonLines(Reporter):
    """One JSON object per finding and line, for streaming."""

    name: ClassVar[str] = "jsonl"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write one object per finding."""
        for finding in report.findings:
            line = json.dumps(finding_object(finding, style.lang), ensure_ascii=False)
            stream.write(f"{line}\n")  # `json.dump` writes in small pieces and is ten times slower


@reporter
class Json(Reporter):
    """One document: findings, unreadable inputs, documents and their quality."""

    name: ClassVar[str] = "json"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the document, indented."""
        document = {
            "findings": [finding_object(finding, style.lang) for finding in report.findings],
            "failures": [{"file": f.file, "message": f.message} for f in report.failures],
            "documents": [document_object(summary) for summary in report.documents],
            "quality": quality_object(report.quality),
        }
        json.dump(document, stream, ensure_ascii=False, indent=2)
        stream.write("\n")


def document_object(summary: DocumentSummary) -> dict[str, Any]:
    """The size and quality of an input as a dictionary for JSON."""
    return {
        "source_file": summary.source_file,
        "target_file": summary.target_file,
        "languages": list(summary.langs),
        "segments": summary.segments,
        "quality": quality_object(summary.quality),
    }


def quality_object(quality: Quality) -> dict[str, Any]:
    """The quality as a dictionary for JSON."""
    return {
        "words": quality.words,
        "penalty": quality.penalty,
        "penalty_per_1000_words": round(quality.per_thousand, 4),
        "mqm_score": round(quality.score, 4),
    }
