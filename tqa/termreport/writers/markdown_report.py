"""The report as Markdown: for a comment on a change, a wiki page, a mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from tqa.model import Concept, Span, Text
from tqa.pages.figures import number, percent
from tqa.pages.marks import visible
from tqa.pages.quoted import word_end, word_start
from tqa.termreport.content import Outcome, Quote, Tally, TermReport, Variant
from tqa.termreport.tasks import tasks
from tqa.termreport.words import KINDS, MEANINGS, OUTCOMES, counted
from tqa.termreport.writer import ReportWriter, report_writer

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

    def write(self, report: TermReport, lang: str) -> str:
        """The whole report."""
        return "\n".join(_Pen(report, lang).lines()) + "\n"


class _Pen:
    """Writes one report in one language."""

    def __init__(self, report: TermReport, lang: str) -> None:
        self.report = report
        self.lang = lang

    def say(self, en: str, id: str) -> str:
        return id if self.lang == "id" else en

    def lines(self) -> Iterator[str]:
        """All lines."""
        yield f"# {self.say('Glossary report', 'Laporan glosarium')}"
        yield ""
        yield from self.summary()
        for title, lines in (
            (self.say("What to do now", "Yang perlu dikerjakan"), self.tasks()),
            (self.say("Since the earlier report", "Sejak laporan sebelumnya"), self.trend()),
            (self.say("Documents", "Dokumen"), self.documents()),
            (self.say("Concepts", "Konsep"), self.concepts()),
            (self.say("Places to look at", "Tempat yang perlu diperiksa"), self.problems()),
            (
                self.say("Several terms for one concept", "Beberapa istilah untuk satu konsep"),
                self.inconsistent(),
            ),
            (self.say("Names", "Nama"), self.variants(self.report.names)),
            (
                self.say("Words rendered otherwise once", "Kata yang sekali diterjemahkan lain"),
                self.variants(self.report.words),
            ),
            (self.say("Terms worth adding", "Istilah yang layak ditambahkan"), self.candidates()),
            (self.say("Concepts never seen", "Konsep yang tidak pernah muncul"), self.never()),
            (self.say("How to read this", "Cara membaca"), self.legend()),
        ):
            body = "\n".join(lines).rstrip("\n")
            if body:
                yield from ("", f"## {title}", "", body)

    def summary(self) -> Iterator[str]:
        report, tally = self.report, self.report.tally
        documents = self.text(counted(len(report.documents), "document", "dokumen"))
        places = self.text(counted(tally.places, "place", "tempat"))
        seen, all_ = number(len(report.uses), self.lang), number(report.concepts, self.lang)
        yield _safe(f"{report.date} · {documents} · {', '.join(report.glossaries)}")
        yield ""
        if not tally.places:
            yield self.say(
                "No text names a concept of the glossary.",
                "Tidak ada teks yang menyebut konsep glosarium.",
            )
            return
        yield self.say(
            f"**{percent(tally.kept, tally.judged, self.lang)}** of the places judged use an "
            f"allowed term ({places} in all); {seen} of {all_} concepts occur.",
            f"**{percent(tally.kept, tally.judged, self.lang)}** dari tempat yang dinilai memakai "
            f"istilah yang dibolehkan (seluruhnya {places}); {seen} dari {all_} konsep muncul.",
        )

    def tasks(self) -> Iterator[str]:
        found = list(tasks(self.report))
        for n, task in enumerate(found, 1):
            more = f", {_more(task.more, self.lang)}" if task.more > 0 else ""
            examples = ", ".join(map(_safe, task.examples)) + more
            yield f"{n}. {_safe(self.text(task.what))}{f' *{examples}*' if task.examples else ''}"
        for failure in self.report.failures:
            yield f"   - {_safe(failure.message)}"
        if not found:
            yield self.say(
                "Nothing: the texts keep to the glossary.",
                "Tidak ada: teks mengikuti glosarium.",
            )

    def trend(self) -> Iterator[str]:
        trend = self.report.trend
        if trend is None:
            return
        was, now = trend.before.tally, self.report.tally
        yield self.say(
            f"Compliance was {percent(was.kept, was.judged, self.lang)} on {trend.before.date} and "
            f"is {percent(now.kept, now.judged, self.lang)}; findings gone: {trend.gone}, new: "
            f"{trend.new}.",
            f"Kepatuhan {percent(was.kept, was.judged, self.lang)} pada {trend.before.date}, kini "
            f"{percent(now.kept, now.judged, self.lang)}; temuan yang sudah hilang: {trend.gone}, "
            f"yang baru: {trend.new}.",
        )
        if trend.changes:
            yield ""
            head = (
                self.say("concept", "konsep"),
                self.say("before", "dulu"),
                self.say("now", "kini"),
            )
            rows = ((c.concept, str(c.before), str(c.after)) for c in trend.changes)
            yield from _table(head, rows, numbers=2)

    def documents(self) -> Iterator[str]:
        head = (self.say("document", "dokumen"), *self.columns())
        rows = [(document.name, *self.cells(document.tally)) for document in self.report.documents]
        if len(rows) > 1:
            rows.append((self.say("all", "semua"), *self.cells(self.report.tally)))
        if rows:
            yield from _table(head, rows, numbers=len(head) - 1)

    def concepts(self) -> Iterator[str]:
        """The concepts that occur, with the number of documents they are in."""
        head = (
            self.say("concept", "konsep"),
            self.say("documents", "dokumen"),
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
        names = (self.text(OUTCOMES[outcome]) for outcome in Outcome)
        return (self.say("places", "tempat"), self.say("compliance", "kepatuhan"), *names)

    def cells(self, tally: Tally) -> tuple[str, ...]:
        counts = (number(tally[outcome], self.lang) for outcome in Outcome)
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
                count = self.text(counted(rendering.count, "place", "tempat"))
                yield f"- {_safe(rendering.term)}: {count}"
                for quote in rendering.quotes[:1]:
                    yield from self.quote(quote)
            yield ""

    def variants(self, variants: Sequence[Variant]) -> Iterator[str]:
        head = (
            self.say("written", "tertulis"),
            self.say("elsewhere", "di tempat lain"),
            self.say("places", "tempat"),
            self.say("first at", "pertama di"),
        )
        rows = [
            (v.wrong, v.right, number(len(v.problems), self.lang), v.problems[0].quote.place)
            for v in variants
        ]
        if rows:
            yield from _table(head, rows)

    def candidates(self) -> Iterator[str]:
        head = (
            "Indonesia" if self.lang == "id" else "Indonesian",
            self.say("English", "Inggris"),
            self.say("kind", "jenis"),
            self.say("places", "tempat"),
            self.say("confidence", "keyakinan"),
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
            name = concept.domain or self.say("without a domain", "tanpa bidang")
            domains.setdefault(name, []).append(_terms(concept))
        for domain, terms in sorted(domains.items()):
            left = len(terms) - _LISTED
            more = f"; {_more(left, self.lang)}" if left > 0 else ""
            listed = _safe("; ".join(terms[:_LISTED])) + more
            yield f"- {_safe(domain)} ({number(len(terms), self.lang)}): {listed}"

    def legend(self) -> Iterator[str]:
        for outcome in Outcome:
            yield f"- *{self.text(OUTCOMES[outcome])}*: {self.text(MEANINGS[outcome])}."

    def text(self, text: Text) -> str:
        return text.in_lang(self.lang)


def _more(n: int, lang: str) -> str:
    return f"dan {number(n, lang)} lagi" if lang == "id" else f"and {number(n, lang)} more"


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
