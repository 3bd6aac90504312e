"""Findings of `tqa check` in the outputs of systems."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tqa.base.errors import UsageError
from tqa.checking.checker import Checker
from tqa.lang.language import detect
from tqa.model import Bead, Bitext, Finding, Segment, Severity
from tqa.reading.bitexts import SAMPLE_BEADS, Langs, both_languages
from tqa.scoring.insight import Checked
from tqa.scoring.scoreboard import TestSet


def checked(testset: TestSet, system: str, checker: Checker) -> Checked:
    """What the rules find in the output of a system, document by document; notes left out.

    Raises:
        UsageError: there are no sources.
        InputError: the languages are not Indonesian and English.
    """
    codes: list[list[str]] = [[] for _ in range(testset.segments)]
    project: list[list[Any]] = [[] for _ in checker.corpus_rules]
    for bitext in _bitexts(testset, system):
        part = checker.part(bitext)
        _note(codes, (*part.findings, *checker.judge(part.facts, "document")))
        for facts, more in zip(project, part.facts, strict=True):
            facts += more
    _note(codes, checker.judge(project, "project"))
    counts = Counter(code for own in codes for code in own)
    every = [tuple(sorted(own)) for own in codes]
    return Checked(testset.segments, dict(sorted(counts.items())), every)


def _note(codes: list[list[str]], findings: Iterable[Finding]) -> None:
    for finding in findings:
        if finding.severity > Severity.NEUTRAL:
            codes[int(finding.segment)].append(finding.code)


def _bitexts(testset: TestSet, system: str) -> Iterator[Bitext]:
    """The documents of a test set, each segment a bead."""
    if testset.sources is None:
        raise UsageError("--findings requires the source texts", hint="add --src FILE")
    sides = (testset.sources, testset.systems[system])
    langs = _langs(testset, testset.sources)
    beads: dict[str, list[Bead]] = {}
    for at, document in enumerate(testset.documents or [""] * testset.segments):
        source, target = (
            (Segment(f"{at}", lines[at], lang),) for lines, lang in zip(sides, langs, strict=True)
        )
        bead = Bead(f"{at}", source, target, langs, document=document)
        beads.setdefault(document, []).append(bead)
    for document, own in beads.items():
        yield Bitext(tuple(own), langs, document=document)


def _langs(testset: TestSet, sources: Sequence[str]) -> Langs:
    texts = (sources, testset.references[0])
    source, target = (
        lang or detect("\n".join(lines[:SAMPLE_BEADS])).lang
        for lang, lines in zip(testset.langs, texts, strict=True)
    )
    return both_languages(source, target, "--src, --ref")
