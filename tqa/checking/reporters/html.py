"""`html`: the findings as a page for a browser, one file that needs no network."""

from collections import Counter
from itertools import groupby
from typing import IO, ClassVar, NamedTuple

from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._text import SEVERITY_NAMES, summary
from tqa.model import Finding, Report
from tqa.pages.page import pieces


class Group(NamedTuple):
    """The findings of one file."""

    file: str
    findings: list[Finding]


@reporter
class Html(Reporter):
    """A page: the summary, a count by rule, and each finding with its words marked."""

    name: ClassVar[str] = "html"

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the page, piece by piece."""

        counts = Counter((finding.code, finding.name) for finding in report.findings)
        made = pieces(
            "findings.html",
            lang=style.lang,
            styles=("findings.css",),
            summary=summary(report).in_lang(style.lang),
            failures=report.failures,
            counts=[(*key, n) for key, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))],
            groups=[
                Group(file, list(findings))
                for file, findings in groupby(report.findings, key=lambda finding: finding.file)
            ],
            severity_of=lambda finding: SEVERITY_NAMES[finding.severity].in_lang(style.lang),
        )
        stream.writelines(made)
