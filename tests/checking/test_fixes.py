"""Corrections: what a rule calls certain takes its finding away and adds none."""

from dataclasses import replace

import pytest

from tqa.checking import run
from tqa.checking.checker import Checker
from tqa.checking.fixes import fixed
from tqa.checking.rule import RULES, Example, Rule
from tqa.model import Bitext, Finding, Input, Span
from tqa.project.config import Config

XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="id"><body><trans-unit id="a">'
    "<source>{}</source><target>{}</target></trans-unit></body></file></xliff>"
)
CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples)
    if rule.fix == "safe" and example.flags and "\n" not in example.texts[-1]
]


def findings(rule: type[Rule], example: Example) -> list[Finding]:
    return list(rule(**example.options).run(example.bitext, example.context))


def codes(bitext: Bitext, example: Example) -> list[str]:
    """What all rules say."""
    return sorted(f.code for rule in RULES for f in rule().run(bitext, example.context))


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_fix_takes_its_finding_away_and_adds_none(rule: type[Rule], example: Example) -> None:
    mine = [each for each in findings(rule, example) if each.fix == "safe"]
    *source, target = example.texts
    after = fixed("target.txt", target.encode(), mine).after.decode()
    later = replace(example, texts=(*source, after))
    before, now = codes(example.bitext, example), codes(later.bitext, later)
    assert now.count(rule.code) == before.count(rule.code) - len(mine)
    assert [code for code in now if now.count(code) > before.count(code)] == []
    assert not mine or after != target


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_bytes_stay(ending: str, encoding: str) -> None:
    text = ending.join(("Harga  naik — 2,5 persen.", "", "Menteri itu akan akan hadir .", ""))
    data = text.encode(encoding)
    report = run.check([Input.file("a.txt", data)], Config(bundled=False))
    assert report.findings
    safe = [each for each in report.findings if each.fix == "safe"]
    after = fixed("a.txt", data, safe).after
    right = text.replace("hadir .", "hadir.").replace("Harga  naik", "Harga naik")
    assert after == right.encode(encoding)


def test_words_that_stand_otherwise_in_the_file_are_let_be() -> None:
    """A doubled word over a line end, and one whose neighbour is markup."""
    data = b"She knew that that\nthat house that\nthat was empty.\n"
    report = run.check([Input.file("a.md", data)], Config(bundled=False, target_lang="en"))
    assert fixed("a.md", data, [f for f in report.findings if f.fix]).after.count(b"\n") == 3


def test_markup_is_never_written() -> None:
    data = b"The garage was full.\n"
    (rule,) = [rule for rule in RULES if rule.code == "TRM002"]
    example = next(e for e in rule.examples if e.flags and len(e.texts) == 2)
    (finding, *_) = findings(rule, example)
    place = replace(
        finding, line=1, column=1, target_text="The garage", target_spans=(Span(4, 10),)
    )
    assert fixed("a.html", data, [replace(place, suggestions=("<b>x</b>",))]).after == data


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
