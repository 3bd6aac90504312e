"""The formats of CI systems: `gitlab`, `rdjson`, `checkstyle`, `junit`, `markdown`."""

import json
from pathlib import Path

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from tests.checking.reporters.findings import HOSTILE, finding, hostile, report, written
from tqa.base.xmlio import clean
from tqa.model import Failure, Position, Region, Report, Severity, Span

SCHEMAS = Path(__file__).parents[2] / "data" / "schemas"


def test_gitlab_wants_each_fingerprint_once() -> None:
    issues = json.loads(
        written("gitlab", report(finding("x", fingerprint="f"), finding("x", fingerprint="f")))
    )
    assert issues[0] == {
        "description": "XXX001: wrong",
        "check_name": "made-up",
        "fingerprint": "b.txt:f",
        "severity": "major",
        "location": {"path": "b.txt", "lines": {"begin": 3}},
    }
    assert issues[1]["fingerprint"] != "b.txt:f"


def test_rdjson_counts_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.txt").write_text("\r\n\r\n“😀” a the the end\r\n", encoding="utf-8", newline="")
    place = Region(Position(3, 7, 10), Position(3, 14, 17))
    one = finding("“😀” a the the end", (6, 13), suggestions=("the",), target_regions=(place,))
    (diagnostic,) = json.loads(written("rdjson", report(one)))["diagnostics"]
    there = {"start": {"line": 3, "column": 14}, "end": {"line": 3, "column": 21}}
    assert diagnostic["location"] == {"path": "b.txt", "range": there}
    assert diagnostic["suggestions"] == [{"range": there, "text": "the"}]
    assert (diagnostic["severity"], diagnostic["code"]) == ("ERROR", {"value": "XXX001"})


def test_words_that_go_on_over_a_line_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.txt").write_text("\n\nxxxxx the\nthe end\n", encoding="utf-8")
    place = Region(Position(3, 7, 8), Position(4, 4, 15), literal=False, fold=Span(11, 12))
    one = finding("xxxxx the the end", (6, 13), suggestions=("the",), target_regions=(place,))
    (diagnostic,) = json.loads(written("rdjson", report(one)))["diagnostics"]
    assert diagnostic["location"]["range"]["end"] == {"line": 4, "column": 4}
    (change,) = diagnostic["suggestions"]
    assert change["range"]["end"] == {"line": 4, "column": 5}
    assert change["text"] == "the\n"


@pytest.mark.parametrize("name", ["checkstyle", "junit"])
@pytest.mark.parametrize("what", [report(), hostile(), Report((), (Failure("a.po", HOSTILE),))])
def test_xml_is_valid(name: str, what: Report) -> None:
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / f"{name}.rng"))
    root = etree.fromstring(written(name, what).encode())
    grammar.assertValid(root)
    told = [value for each in root.iter() for value in each.attrib.values()]
    if what.findings or what.failures:
        assert clean(HOSTILE).replace("\r\n", "\n") in [t.replace("\r\n", "\n") for t in told]


def test_checkstyle_groups_by_file() -> None:
    neutral = finding("x", severity=Severity.NEUTRAL)
    root = etree.fromstring(written("checkstyle", report(finding("x"), neutral)).encode())
    (file,) = root
    assert file.get("name") == "b.txt"
    assert [error.get("severity") for error in file] == ["error", "info"]


def test_junit_counts() -> None:
    neutral = finding("x", severity=Severity.NEUTRAL)
    broken = (Failure("a.po", "a.po: empty file"),)
    what = report(finding("x"), neutral)
    root = etree.fromstring(
        written("junit", Report(what.findings, broken, what.documents)).encode()
    )
    assert dict(root.attrib) == {"name": "tqa", "tests": "3", "failures": "1", "errors": "1"}
    clean_run = etree.fromstring(written("junit", report()).encode())
    assert [case.get("name") for case in clean_run.iter("testcase")] == ["tqa"]


def test_markdown_is_inert() -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(written("markdown", hostile()))
    tree = etree.HTML(html)
    assert {each.tag for each in tree.iter()} <= set(
        "html body h2 p table thead tbody tr th td".split()
    )
    assert len(tree.findall(".//tbody/tr")) == 2


def test_markdown_counts_by_rule() -> None:
    assert "     1  XXX001  made-up" in written("markdown", report(finding("x")), statistics=True)
