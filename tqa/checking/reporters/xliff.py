"""`xliff`: the bitext as XLIFF 2.1 with the findings as ITS 2.0 annotations, for translators."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO, ClassVar, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from tqa.base.xmlio import clean
from tqa.checking.reporter import Reporter, Style, reporter
from tqa.checking.reporters._text import REMOVE
from tqa.model import Bead, Bitext, Finding, Report, Severity, Side, Span

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.1" srcLang={source} trgLang={target} xmlns="urn:oasis:names:tc:xliff:document:2.0"
  xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0">
"""
_ILLEGAL = re.compile("([^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")
_TYPES = {  # ITS 2.0's types of issues, by the code or the family of the rule
    "TRM": "terminology",
    "CON": "inconsistency",
    "NAM": "inconsistent-entities",
    "NUM": "numbers",
    "ACC001": "untranslated",
    "ACC002": "untranslated",
    "ACC003": "omission",
    "ACC004": "omission",
    "ACC005": "addition",
    "ACC006": "mistranslation",
    "ACC007": "duplication",
    "TYP": "typographical",
    "TYP004": "whitespace",
    "MRK": "markup",
}
_SEVERITIES = {Severity.NEUTRAL: 0, Severity.MINOR: 25, Severity.MAJOR: 75, Severity.CRITICAL: 100}
_PRIORITIES = {Severity.NEUTRAL: 9, Severity.MINOR: 5, Severity.MAJOR: 2, Severity.CRITICAL: 1}
_EMPTY = '<file id="f1">\n<unit id="u1"><segment><source/></segment></unit>\n</file>\n'


class _Issue(NamedTuple):
    span: Span
    finding: Finding


@reporter
class Xliff(Reporter):
    """One `file` per bitext, one `unit` per bead with a source; findings are marks and notes of it.

    A mark (`its:locQualityIssue*`) encloses the words flagged, or the whole text where no words
    are flagged or where they would cross another mark. The document has one language pair,
    that of the first bitext: others are left out, and so are texts without a source.
    """

    name: ClassVar[str] = "xliff"
    wants_bitexts: ClassVar[bool] = True

    def write(self, report: Report, stream: IO[str], style: Style) -> None:
        """Write the document."""
        bilingual = [bitext for bitext in report.bitexts if all(bitext.langs)]
        langs = bilingual[0].langs if bilingual else ("und", "und")
        stream.write(_HEAD.format(source=quoteattr(langs[0]), target=quoteattr(langs[1])))
        findings: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
        for finding in report.findings:
            key = (finding.segment, finding.source_text, finding.target_text)
            findings[key].append(finding)
        chosen = [bitext for bitext in bilingual if bitext.langs == langs]
        number = 0
        for (_, original), group in groupby(chosen, key=lambda b: (b.source_file, _original(b))):
            units = list(_units(group, findings, style.lang))
            if units:
                number += 1
                name = quoteattr(clean(original))
                stream.write(f'<file id="f{number}" original={name}>\n')
                stream.writelines(units)
                stream.write("</file>\n")
        stream.write("</xliff>\n" if number else f"{_EMPTY}</xliff>\n")


def _original(bitext: Bitext) -> str:
    return bitext.document or bitext.target_file or bitext.source_file


def _units(
    bitexts: Iterable[Bitext], findings: dict[tuple[str, str, str], list[Finding]], lang: str
) -> Iterator[str]:
    beads = (bead for bitext in bitexts for bead in bitext.beads if bead.source)
    for number, bead in enumerate(beads, 1):
        key = (bead.id, bead.text(Side.SOURCE), bead.text(Side.TARGET))
        yield _unit(bead, number, findings.get(key, ()), lang)


def _unit(bead: Bead, number: int, findings: Sequence[Finding], lang: str) -> str:
    lines = [f'<unit id="u{number}" name={quoteattr(clean(bead.id))}>']
    if findings:
        lines.append("<notes>")
        lines += [_note(finding, lang) for finding in findings]
        lines.append("</notes>")
    on_target = [f for f in findings if bead.target and (f.target_spans or not f.source_spans)]
    on_source = [f for f in findings if f not in on_target]
    source = _marked(bead.text(Side.SOURCE), _issues(on_source, Side.SOURCE), f"s{number}", lang)
    lines += ["<segment>", f'<source xml:space="preserve">{source}</source>']
    if bead.target:
        text = bead.text(Side.TARGET)
        target = _marked(text, _issues(on_target, Side.TARGET), f"t{number}", lang)
        lines.append(f'<target xml:space="preserve">{target}</target>')
    return "\n".join((*lines, "</segment>", "</unit>\n"))


def _note(finding: Finding, lang: str) -> str:
    text = f"{finding.code} [{finding.severity.label}] {finding.message.in_lang(lang)}"
    if finding.suggestions:
        text += f" → {', '.join(each or REMOVE.in_lang(lang) for each in finding.suggestions)}"
    priority = _PRIORITIES[finding.severity]
    return f'<note category="tqa" priority="{priority}">{escape(clean(text))}</note>'


def _issues(findings: Iterable[Finding], side: Side) -> list[_Issue]:
    """Each finding with each of its spans on a side, or with an empty span if it has none there."""
    found = []
    for finding in findings:
        spans = finding.target_spans if side is Side.TARGET else finding.source_spans
        found += [_Issue(Span(*span), finding) for span in spans or (Span(0, 0),)]
    return found


def _marked(text: str, issues: Sequence[_Issue], key: str, lang: str) -> str:
    """The text with a mark around each issue's words; marks nest and never cross."""
    nested: list[_Issue] = []
    for issue in issues:
        start, end = max(issue.span.start, 0), min(issue.span.end, len(text))
        crosses = any(_cross((start, end), other.span) for other in nested)
        span = Span(0, len(text)) if crosses or end <= start else Span(start, end)
        nested.append(issue._replace(span=span))
    nested.sort(key=lambda issue: (issue.span.start, -issue.span.end))
    pieces: list[str] = []
    ends: list[int] = []
    at = 0
    for number, (span, finding) in enumerate(nested, 1):
        while ends and ends[-1] <= span.start:
            end = ends.pop()
            pieces += [_content(text[at:end]), "</mrk>"]
            at = end
        pieces += [_content(text[at : span.start]), _mark(finding, f"{key}m{number}", lang)]
        at = span.start
        ends.append(span.end)
    while ends:
        end = ends.pop()
        pieces += [_content(text[at:end]), "</mrk>"]
        at = end
    return "".join((*pieces, _content(text[at:])))


def _cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    (a, b), (c, d) = sorted((one, other))
    return a < c < b < d


def _mark(finding: Finding, key: str, lang: str) -> str:
    kind = _TYPES.get(finding.code) or _TYPES.get(finding.code[:3], "other")
    comment = quoteattr(clean(f"{finding.code} {finding.message.in_lang(lang)}"))
    return (
        f'<mrk id="{key}" type="its:generic" its:locQualityIssueType="{kind}"'
        f" its:locQualityIssueComment={comment}"
        f' its:locQualityIssueSeverity="{_SEVERITIES[finding.severity]}">'
    )


def _content(text: str) -> str:
    """Text escaped for XLIFF 2: characters that XML does not allow are `cp` elements."""
    parts = _ILLEGAL.split(text)
    return "".join(
        f'<cp hex="{ord(part):04X}"/>' if n % 2 else escape(part, {"\r": "&#13;"})
        for n, part in enumerate(parts)
    )
