"""Corrections: what a rule calls certain takes its finding away and adds none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tqa.checking import run
from tqa.checking.checker import Checker
from tqa.checking.fixes import fixed
from tqa.checking.rule import RULES, Example, Rule
from tqa.model import Finding, Input, Severity
from tqa.project.config import Config

XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="id"><body><trans-unit id="a">'
    "<source>{}</source><target>{}</target></trans-unit></body></file></xliff>"
)
CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples)
    if any(flag.fix == "safe" for flag in example.flags)
]
CORPORA = sorted(path.parent for path in Path("corpora").glob("*/article.id.*"))


def all_findings(own: type[Rule], example: Example) -> list[Finding]:
    """What all rules find, that of the example with its options."""
    rules = [rule(**example.options) if rule is own else rule() for rule in RULES if not rule.needs]
    return [f for rule in rules for f in rule.run(example.bitext, example.context)]


def kinds(findings: Iterable[Finding]) -> Counter[tuple[str, Severity]]:
    return Counter((each.code, each.severity) for each in findings)


def safe(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.fix == "safe"]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_safe_fixes_converge(rule: type[Rule], example: Example) -> None:
    """Each removes its finding and adds none, not even a note; nothing is left to fix."""
    before = all_findings(rule, example)
    *source, target = example.texts
    after = fixed("target.txt", target.encode(), safe(before))
    now = all_findings(rule, replace(example, texts=(*source, after.after.decode())))
    assert after.count == len({(f.target_regions, f.suggestions) for f in safe(before)}) > 0
    assert kinds(now) <= kinds(before) - kinds(safe(before))


@pytest.mark.parametrize("folder", CORPORA, ids=lambda path: path.name)
@pytest.mark.parametrize("langs", [("id", "en"), ("en", "id")], ids="-".join)
def test_safe_fixes_of_articles_converge(folder: Path, langs: tuple[str, str]) -> None:
    source, target = (str(next(folder.glob(f"article.{lang}.*"))) for lang in langs)
    needy = tuple(rule.code for rule in RULES if rule.needs)
    config = Config(select=("ALL",), ignore=needy, cache=False)
    before = run.check([Input.pair(source, target)], config).findings
    after = fixed(target, Path(target).read_bytes(), safe(before))
    assert after.count == len(safe(before))
    if after.count:
        pair = Input.pair(source, target).with_content({target: after.after})
        now = run.check([pair], config).findings
        assert kinds(now) <= kinds(before) - kinds(safe(before))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_bytes_stay(ending: str, encoding: str) -> None:
    text = ending.join(("Harga  naik — 2,5 persen.", "", "Menteri itu akan akan hadir .", ""))
    data = text.encode(encoding)
    report = run.check([Input.file("a.txt", data)], Config(bundled=False))
    assert report.findings
    after = fixed("a.txt", data, safe(report.findings)).after
    right = text.replace("hadir .", "hadir.").replace("Harga  naik", "Harga naik")
    assert after == right.encode(encoding)


def test_a_word_doubled_over_a_line_end() -> None:
    data = b"She knew that that\nthat house is is\nis empty.\n"
    report = run.check([Input.file("a.md", data)], Config(bundled=False, target_lang="en"))
    assert fixed("a.md", data, [f for f in report.findings if f.fix]).after.count(b"\n") == 3


def test_markup_is_written_as_text() -> None:
    data = b"<p>The minister came , then left.</p>\n"
    (found,) = run.check([Input.file("a.html", data)], Config(bundled=False)).findings
    after = fixed("a.html", data, [replace(found, suggestions=("<b>&</b>",))]).after
    assert after == b"<p>The minister came&lt;b&gt;&amp;&lt;/b&gt;, then left.</p>\n"


def test_a_checker_knows_its_rules() -> None:
    assert any(rule.fix for rule in Checker(Config(bundled=False)).bead_rules)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n> "])
def test_words_at_the_ends_of_lines(ending: str) -> None:
    """Where text is filled, a line end of the file is the space beside the words."""
    lines = ("> Prices rose 2,5", "percent today and", "3,5 percent tomorrow.")
    data = ending.join(lines).encode()
    report = run.check([Input.file("a.en.md", data)], Config(bundled=False, source_lang="en"))
    mine = [finding for finding in report.findings if finding.code == "NUM003"]
    assert fixed("a.en.md", data, mine).after == data.replace(b",", b".")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("a.srt", ("1", "00:00:00,000 --> 00:00:03,000", "He said is", "is it not.", "")),
        ("a.vtt", ("WEBVTT", "", "00:00.000 --> 00:03.000", "He said is", "is it not.", "")),
        ("a.yml", ("en:", "  a: >", "    He said is", "    is it not.", "")),
        ("a.yml", ("en:", "  a: He said is", "    is it not.", "")),
        ("a.yml", ("en:", '  a: "He said is ', '    is it not."', "")),
    ],
)
def test_a_line_end_between_doubled_words_stays(
    name: str, lines: tuple[str, ...], ending: str
) -> None:
    """The lines of subtitles and of YAML stay, whatever their ends."""
    data = ending.join(lines).encode()
    config = Config(bundled=False, source_lang="en", target_lang="en")
    report = run.check([Input.file(name, data)], config)
    mine = [finding for finding in report.findings if finding.code == "TYP003"]
    after = fixed(name, data, mine).after.decode()
    assert len(mine) == 1
    assert after.split(ending) == [
        *lines[:-2],
        lines[-2].replace("is it", "it"),
        "",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.po", 'msgid "Rose 5\\n"\nmsgstr ""\n"Naik 7\\n"\n"lagi \\"6\\" hari\\n"\n'),
        ("a.xlf", XLIFF.format("Rose&#160;5&lt;", "Naik&#160;7&lt;")),
        ("a.jsonl", '{"source": "Rose \\"5\\"\\nagain", "target": "Naik \\"7\\"\\nlagi"}\n'),
    ],
)
def test_words_beside_escapes(name: str, text: str) -> None:
    config = Config(bundled=False, source_lang="en", target_lang="id")
    report = run.check([Input.file(name, text.encode())], config)
    mine = [finding for finding in report.findings if finding.code == "NUM001"][:1]
    assert fixed(name, text.encode(), mine).after.decode() == text.replace("7", "5", 1)
