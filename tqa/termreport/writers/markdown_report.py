"""The report as Markdown: for a comment on a change, a wiki page, a mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, ClassVar

from tqa.base.messages import Message, counted
from tqa.model import Concept, Span
from tqa.pages.figures import number, percent
from tqa.pages.marks import visible
from tqa.pages.quoted import word_end, word_start
from tqa.termreport.content import Quote, ReportedVariant, Tally, TermOutcome, TermReport
from tqa.termreport.tasks import tasks
from tqa.termreport.words import KINDS, MEANINGS, OUTCOMES
from tqa.termreport.writer import ReportWriter, Style, report_writer

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_BLANKS = re.compile(r"\s+")
_EXAMPLES = 3  # of one concept
_LISTED = 50  # concepts never seen, of one domain
_ROWS = 200  # concepts in the table
_AROUND = 60  # characters of a quote on each side of the words it is about


@report_writer
class MarkdownReport(ReportWriter):
    """Headings, lists and tables of GitHub's kind."""

    name: ClassVar[str] = "markdown"
    extensions: ClassVar[tuple[str, ...]] = (".md",)

    def write(self, report: TermReport, stream: IO[str], style: Style) -> None:
        """Write the report."""
        stream.writelines(f"{line}\n" for line in _Pen(report, style.lang).lines())


class _Pen:
    """Writes one report in one language."""

    def __init__(self, report: TermReport, lang: str) -> None:
        self.report = report
        self.lang = lang

    def lines(self) -> Iterator[str]:
        """All lines."""
        title = self.text(Message("Glossary report"))
        yield f"# {title}"
        yield ""
        yield from self.summary()
        for title, lines in (
            (self.text(Message("What to do now")), self.tasks()),
            (self.text(Message("Since the earlier report")), self.trend()),
            (self.text(Message("Documents")), self.documents()),
            (self.text(Message("Concepts")), self.concepts()),
            (self.text(Message("Places to check")), self.problems()),
            (
                self.text(Message("Several terms for one concept")),
                self.inconsistent(),
            ),
            (self.text(Message("Names")), self.variants(self.report.names)),
            (
                self.text(Message("Words translated differently once")),
                self.variants(self.report.words),
            ),
            (self.text(Message("Terms worth adding")), self.candidates()),
            (self.text(Message("Concepts that never occur")), self.never()),
            (self.text(Message("How to read this")), self.legend()),
        ):
            body = "\n".join(lines).rstrip("\n")
            if body:
                yield from ("", f"## {title}", "", body)

    def summary(self) -> Iterator[str]:
        report, tally = self.report, self.report.tally
        documents = self.text(counted(len(report.documents), "{n} document", "{n} documents"))
        yield _safe(f"{report.date} · {documents} · {', '.join(report.glossaries)}")
        yield ""
        if not tally.places:
            yield self.text(Message("No text mentions a concept of the glossary."))
            return
        sentence = Message(
            "**{share}** of the places judged use an allowed term ({places} in all);"
            " {seen} of {concepts} concepts occur."
        ).fill(
            share=percent(tally.kept, tally.judged, self.lang),
            places=counted(tally.places, "{n} place", "{n} places"),
            seen=len(report.uses),
            concepts=report.concepts,
        )
        yield self.text(sentence)

    def tasks(self) -> Iterator[str]:
        found = list(tasks(self.report))
        for n, task in enumerate(found, 1):
            more = f", {_more(task.more, self.lang)}" if task.more > 0 else ""
            examples = ", ".join(map(_safe, task.examples)) + more
            yield f"{n}. {_safe(self.text(task.what))}{f' *{examples}*' if task.examples else ''}"
        for failure in self.report.failures:
            yield f"   - {_safe(failure.message)}"
        if not found:
            yield self.text(Message("Nothing: the texts follow the glossary."))

    def trend(self) -> Iterator[str]:
        trend = self.report.trend
        if trend is None:
            return
        was, now = trend.before.tally, self.report.tally
        sentence = Message(
            "Compliance was {share_before} on {date} and is {share};"
            " findings gone: {gone}, new: {new}."
        ).fill(
            share_before=percent(was.kept, was.judged, self.lang),
            date=trend.before.date,
            share=percent(now.kept, now.judged, self.lang),
            gone=trend.gone,
            new=trend.new,
        )
        yield self.text(sentence)
        if trend.changes:
            yield ""
            head = (
                self.text(Message("concept")),
                self.text(Message("before")),
                self.text(Message("now")),
            )
            rows = ((c.concept, str(c.before), str(c.after)) for c in trend.changes)
            yield from _table(head, rows, numbers=2)

    def documents(self) -> Iterator[str]:
        head = (self.text(Message("document")), *self.columns())
        rows = [(document.name, *self.cells(document.tally)) for document in self.report.documents]
        if len(rows) > 1:
            rows.append((self.text(Message("all")), *self.cells(self.report.tally)))
        if rows:
            yield from _table(head, rows, numbers=len(head) - 1)

    def concepts(self) -> Iterator[str]:
        """The concepts that occur, with the number of documents they are in."""
        head = (
            self.text(Message("concept")),
            self.text(Message("documents")),
            *self.columns(),
        )
        rows = [
            (
                _terms(use.concept),
                number(len(use.presences), self.lang),
                *self.cells(use.tally),
            )
            for use in self.report.uses[:_ROWS]
        ]
        if rows:
            yield from _table(head, rows, numbers=len(head) - 1)
        left = len(self.report.uses) - _ROWS
        if left > 0:
            yield from ("", _more(left, self.lang))

    def columns(self) -> tuple[str, ...]:
        names = (self.text(OUTCOMES[outcome]) for outcome in TermOutcome)
        return (self.text(Message("places")), self.text(Message("compliance")), *names)

    def cells(self, tally: Tally) -> tuple[str, ...]:
        counts = (number(tally[outcome], self.lang) for outcome in TermOutcome)
        share = percent(tally.kept, tally.judged, self.lang)
        return (number(tally.places, self.lang), share, *counts)

    def problems(self) -> Iterator[str]:
        for use in self.report.uses:
            if not use.problems:
                continue
            yield f"**{_safe(_terms(use.concept))}**"
            yield ""
            for problem in use.problems[:_EXAMPLES]:
                yield f"- {_safe(self.text(problem.message))} ({_safe(problem.quote.place)})"
                yield from self.quote(problem.quote)
            left = len(use.problems) - _EXAMPLES
            if left > 0:
                yield f"- {_more(left, self.lang)}"
            yield ""

    def quote(self, quote: Quote) -> Iterator[str]:
        for text, spans in ((quote.source, quote.source_spans), (quote.target, quote.target_spans)):
            if text:
                yield f"  > {_excerpt(text, spans)}  "

    def inconsistent(self) -> Iterator[str]:
        for one in self.report.inconsistencies:
            yield f"**{_safe(_terms(one.concept))}**"
            yield ""
            for rendering in one.renderings:
                count = self.text(counted(rendering.count, "{n} place", "{n} places"))
                yield f"- {_safe(rendering.term)}: {count}"
                for quote in rendering.quotes[:1]:
                    yield from self.quote(quote)
            yield ""

    def variants(self, variants: Sequence[ReportedVariant]) -> Iterator[str]:
        head = (
            self.text(Message("written")),
            self.text(Message("elsewhere")),
            self.text(Message("places")),
            self.text(Message("first at")),
        )
        rows = [
            (v.wrong, v.right, number(len(v.problems), self.lang), v.problems[0].quote.place)
            for v in variants
        ]
        if rows:
            yield from _table(head, rows)

    def candidates(self) -> Iterator[str]:
        head = (
            self.text(Message("Indonesian")),
            self.text(Message("English")),
            self.text(Message("kind")),
            self.text(Message("places")),
            self.text(Message("confidence")),
        )
        rows = [
            (
                c.id,
                c.en,
                self.text(KINDS[c.kind]),
                number(c.count, self.lang),
                percent(c.confidence, 1, self.lang),
            )
            for c in self.report.candidates
        ]
        if rows:
            yield from _table(head, rows, numbers=2)

    def never(self) -> Iterator[str]:
        domains: dict[str, list[str]] = {}
        for concept in self.report.never:
            name = concept.domain or self.text(Message("without a domain"))
            domains.setdefault(name, []).append(_terms(concept))
        for domain, terms in sorted(domains.items()):
            left = len(terms) - _LISTED
            more = f"; {_more(left, self.lang)}" if left > 0 else ""
            listed = _safe("; ".join(terms[:_LISTED])) + more
            yield f"- {_safe(domain)} ({number(len(terms), self.lang)}): {listed}"

    def legend(self) -> Iterator[str]:
        for outcome in TermOutcome:
            yield f"- *{self.text(OUTCOMES[outcome])}*: {self.text(MEANINGS[outcome])}."

    def text(self, text: Message) -> str:
        return text.in_lang(self.lang)


def _more(n: int, lang: str) -> str:
    return Message("and {n} more").fill(n=n).in_lang(lang)


def _terms(concept: Concept) -> str:
    """The preferred terms of both languages."""
    sides = (concept.terms_in(lang) for lang in ("id", "en"))
    return " = ".join(side[0].text if side else "–" for side in sides)


def _excerpt(text: str, spans: Sequence[Span]) -> str:
    """A text with the words it is about in bold, shortened around the first."""
    first = min(spans, default=Span(0, 0))
    start, end = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
    start, end = word_start(text, start), word_end(text, end)
    pieces, at = ["… " if start else ""], start
    for span in sorted(spans):
        if at <= span.start < span.end <= end:
            pieces += [_safe(text[at : span.start]), f"**{_safe(span.of(text))}**"]
            at = span.end
    tail = _safe(text[at:end])
    return "".join((*pieces, f"{tail.rstrip()} …" if end < len(text) else tail))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    """A table, the last columns of it numbers."""
    yield _row(head)
    rules = ["---"] * (len(head) - numbers) + ["--:"] * numbers
    yield f"| {' | '.join(rules)} |"
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_safe, cells))} |"


def _safe(text: str) -> str:
    """A text that Markdown takes for nothing but text, on one line."""
    return _SPECIAL.sub(r"\\\1", visible(_BLANKS.sub(" ", text)))
