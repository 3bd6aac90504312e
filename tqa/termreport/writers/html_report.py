"""The report as a page for a browser: one file, no script, nothing from the network."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from tqa.model import Concept
from tqa.pages.page import render
from tqa.termreport.content import Outcome, Point, Quote, Tally, TermReport
from tqa.termreport.tasks import tasks
from tqa.termreport.words import KINDS, MEANINGS, OUTCOMES, STATUSES
from tqa.termreport.writer import ReportWriter, report_writer

FILLS = {  # classes of the charts' parts
    Outcome.PREFERRED: "good",
    Outcome.ADMITTED: "fair",
    Outcome.DEPRECATED: "warn",
    Outcome.FORBIDDEN: "bad",
    Outcome.CONFUSED: "bad-striped",
    Outcome.MISSING: "warn-dotted",
    Outcome.OTHERWISE: "none",
}
SHOWN = 25  # places of one concept or name that the page quotes
WIDTH, HEIGHT = 440, 190  # of the trend's chart
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 16, 30  # its margins


@report_writer
class HtmlReport(ReportWriter):
    """A page: what to do first, tables and charts, words in their context folded below."""

    name: ClassVar[str] = "html"
    extensions: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def write(self, report: TermReport, lang: str) -> str:
        """The whole page."""
        folder = _folder(report)
        outcomes = [outcome for outcome in Outcome if report.tally[outcome]]
        return render(
            "glossary_report/page.html",
            lang=lang,
            styles=("glossary_report.css",),
            report=report,
            tally=report.tally,
            tasks=list(tasks(report)),
            domains=list(_domains(report)),
            present=sorted(
                (document for document in report.documents if document.concepts),
                key=lambda document: -document.tally.wrong,
            ),
            absent=[document for document in report.documents if not document.concepts],
            folder=folder,
            short=lambda name: name.replace(folder, "") if folder else name,
            brief=lambda document: document.brief.replace(folder, "") if folder else document.brief,
            concerned=[use for use in report.uses if use.problems],
            others=[use for use in report.uses if not use.problems],
            names=[OUTCOMES[outcome].in_lang(lang) for outcome in outcomes],
            chart=_chart([*report.history, report.point]) if report.history else None,
            Outcome=Outcome,
            fills=FILLS,
            shown=SHOWN,
            name_of=lambda outcome: OUTCOMES[outcome].in_lang(lang),
            meaning_of=lambda outcome: MEANINGS[outcome].in_lang(lang),
            kind_of=lambda kind: KINDS[kind].in_lang(lang),
            status_of=lambda status: STATUSES[status].in_lang(lang),
            parts=lambda tally: _parts(tally, outcomes, lang),
            first=_first,
            sides=_sides,
        )


def _parts(tally: Tally, outcomes: Sequence[Outcome], lang: str) -> list[tuple[int, str, str]]:
    """A tally as the parts of a bar: the outcomes that the report has at all."""
    return [(tally[o], FILLS[o], OUTCOMES[o].in_lang(lang)) for o in outcomes]


def _folder(report: TermReport) -> str:
    """The folder that holds all files, with its last slash; "" where there is no such one."""
    files = [file for d in report.documents for file in (d.source_file, d.target_file) if file]
    paths = {os.path.dirname(file) for file in files}
    try:
        common = os.path.commonpath(paths) if paths else ""
    except ValueError:  # absolute and relative paths, or several drives
        return ""
    return common.rstrip("/") + "/" if common else ""


def _first(concept: Concept, lang: str) -> str:
    """A concept's first term in a language, "" where it has none."""
    terms = concept.terms_in(lang)
    return terms[0].text if terms else ""


def _sides(quote: Quote) -> list[tuple[str, str, Sequence[Any]]]:
    """The texts of a quote that there are: language, text, spans."""
    texts = (
        (quote.langs[0], quote.source, quote.source_spans),
        (quote.langs[1], quote.target, quote.target_spans),
    )
    return [side for side in texts if side[1]]


class Domain(NamedTuple):
    """How much of a domain of the glossary occurs."""

    name: str
    seen: int
    never: tuple[Concept, ...]


def _domains(report: TermReport) -> Iterator[Domain]:
    """The domains, the largest first."""
    seen = Counter(use.concept.domain for use in report.uses)
    never: dict[str, list[Concept]] = {}
    for concept in report.never:
        never.setdefault(concept.domain, []).append(concept)
    names = seen.keys() | never.keys()
    for name in sorted(names, key=lambda name: (-seen[name] - len(never.get(name, ())), name)):
        yield Domain(name, seen[name], tuple(never.get(name, ())))


class Mark(NamedTuple):
    """A point of the trend's chart, in its coordinates."""

    x: float
    y: float
    share: float
    date: str


class Chart(NamedTuple):
    """The trend: marks, and the lines of its scale as (y, percent)."""

    width: int
    height: int
    left: int
    right: int
    marks: tuple[Mark, ...]
    scale: tuple[tuple[float, int], ...]


def _chart(points: Sequence[Point]) -> Chart:
    """Compliance over the runs, on a scale that ends at 100% and begins below the lowest."""
    shares = [(p.date, p.tally.compliance) for p in points]
    judged = [(date, 100 * share) for date, share in shares if share is not None]
    low = max(0, int(min((share for _, share in judged), default=0) // 10) * 10 - 10)
    inner = HEIGHT - _TOP - _BOTTOM

    def height(share: float) -> float:
        return _TOP + inner * (100 - share) / (100 - low)

    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(judged) - 1)
    marks = tuple(
        Mark(_LEFT + n * step, height(share), share, date) for n, (date, share) in enumerate(judged)
    )
    lines = range(low, 101, 10 if 100 - low <= 50 else 25)
    return Chart(
        WIDTH,
        HEIGHT,
        _LEFT,
        WIDTH - _RIGHT,
        marks,
        tuple((height(value), value) for value in lines),
    )
