"""Every reporter writes any report, in both languages, in the syntax of its format."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts import syntax
from tests.contracts.texts import HOSTILE, TEXTS
from tqa.base.messages import Message
from tqa.base.writer import Style
from tqa.checking.reporter import REPORTERS
from tqa.model import (
    Bead,
    Bitext,
    DocumentSummary,
    Failure,
    Finding,
    Quality,
    Related,
    Report,
    Segment,
    Severity,
    Span,
)

NAMES = REPORTERS.keys()
LANGS = ("id", "en")
STYLES = st.builds(
    Style,
    lang=st.sampled_from(["en", "id"]),
    width=st.integers(20, 120),
    statistics=st.booleans(),
    quiet=st.booleans(),
)


def a_report(source: str, target: str, path: str, severity: Severity) -> Report:
    segments = (Segment("s", source, "id", path),), (Segment("t", target, "en", path),)
    finding = Finding(
        code="XXX001",
        name="made-up",
        severity=severity,
        mqm="accuracy",
        message=Message("{what} is wrong", indonesian="{what} salah").fill(what=target),
        source_file=path,
        target_file=path,
        line=1,
        column=1,
        segment=source,
        source_segments=(source,),
        target_segments=(target,),
        source_spans=(Span(0, len(source)),),
        target_spans=(Span(0, len(target)), Span(len(target), len(target))),
        source_text=source,
        target_text=target,
        suggestions=(source, ""),
        concept=source,
        related=(Related(path, 1, 1, source),),
        fingerprint="0123456789abcdef",
    )
    return Report(
        (finding, finding),
        (Failure(path, f"{path}: {source}"),),
        (DocumentSummary(path, path, LANGS, 1, Quality(100, 5)),),
        (Bitext((Bead(source, *segments, LANGS),), LANGS, path, path),),
    )


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(source=TEXTS, target=TEXTS, path=TEXTS, severity=st.sampled_from(Severity), style=STYLES)
def test_any_report_is_written(
    name: str, source: str, target: str, path: str, severity: Severity, style: Style
) -> None:
    report = a_report(source, target, path or "a", severity)
    text = REPORTERS[name]().text(report, style)
    syntax.check(name, text)
    assert "XXX001" in text or severity is Severity.NEUTRAL


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_hostile_text(name: str, lang: str) -> None:
    for text in HOSTILE:
        report = a_report(text, text, f"a{text}", Severity.MAJOR)
        syntax.check(name, REPORTERS[name]().text(report, Style(lang)))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_report(name: str) -> None:
    for report in (Report(), Report((), (), (DocumentSummary("", "a", LANGS, 0, Quality(0, 0)),))):
        syntax.check(name, REPORTERS[name]().text(report))
