"""The report as a page for a browser: one file, no script, nothing from the network."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO, Any, ClassVar, NamedTuple

from tqa.base.messages import Message
from tqa.model import Concept
from tqa.pages import charts
from tqa.pages.charts import Chart
from tqa.pages.figures import number
from tqa.pages.page import render
from tqa.termreport.content import HistoryPoint, Quote, Tally, TermOutcome, TermReport
from tqa.termreport.tasks import tasks
from tqa.termreport.words import KINDS, MEANINGS, OUTCOMES, STATUSES
from tqa.termreport.writer import ReportWriter, Style, report_writer

FILLS = {  # classes of the charts' parts
    TermOutcome.PREFERRED: "good",
    TermOutcome.ADMITTED: "fair",
    TermOutcome.DEPRECATED: "warn",
    TermOutcome.FORBIDDEN: "bad",
    TermOutcome.CONFUSED: "bad-striped",
    TermOutcome.MISSING: "warn-dotted",
    TermOutcome.OTHERWISE: "none",
}
SHOWN = 25  # places of one concept or name that the page quotes
WIDTH, PLOT = 440, 180  # of the trend's chart: narrow, so that its words can be read on a phone


@report_writer
class HtmlReport(ReportWriter):
    """A page: what to do first, tables and charts, words in their context folded below."""

    name: ClassVar[str] = "html"
    extensions: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def write(self, report: TermReport, stream: IO[str], style: Style) -> None:
        """Write the page."""
        stream.write(_page(report, style.lang))


def _page(report: TermReport, lang: str) -> str:
    folder = _folder(report)
    outcomes = [outcome for outcome in TermOutcome if report.tally[outcome]]
    return render(
        "glossary_report/page.html",
        lang=lang,
        styles=("charts.css", "glossary_report.css"),
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
        chart=_chart([*report.history, report.point], lang) if report.history else None,
        TermOutcome=TermOutcome,
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


def _parts(tally: Tally, outcomes: Sequence[TermOutcome], lang: str) -> list[tuple[int, str, str]]:
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


def _chart(points: Sequence[HistoryPoint], lang: str) -> Chart:
    """Compliance over the runs, in percent; runs in which nothing was judged are left out."""
    name = Message("Compliance, percent").in_lang(lang)
    marks = [
        charts.Point(run, 100 * share, 0, f"{point.date}: {number(100 * share, lang, 1)}%")
        for run, point in enumerate(points, 1)
        if (share := point.tally.compliance) is not None
    ]
    return Chart(name, [(name, marks)], WIDTH, PLOT)
