"""`tqa score --record` and `tqa history` as a user meets them."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.browser import Browser
from tests.cli.command import Command, Run
from tests.scoring.peer import corpus, disturbed

REF = corpus(60)
SCORE = "score --ref ref.en --hyp mt=hyp.en -m bleu,ter".split()
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)> \u202e & \"'"


@pytest.fixture
def files(tqa: Command) -> Command:
    for name, lines in (("ref.en", REF), ("good.en", REF), ("bad.en", disturbed(REF, 1))):
        tqa.write(name, "".join(f"{line}\n" for line in lines))
    return tqa


def run(files: Command, system: str, *words: str, **env: str) -> Run:
    files.write("hyp.en", files.read(f"{system}.en"))
    return files(*SCORE, *words, **env)


def test_record_list_show(files: Command) -> None:
    first = run(files, "bad", "--record", "--note", "as it was", "--confidence")
    assert (first.code, first.stderr) == (0, "tqa: note: recorded as run 1 in .tqa/history.db\n")
    run(files, "good", "--record")
    listed = files("history").stdout.splitlines()
    assert listed[0].split() == [
        *("Run", "When", "(UTC)", "Test", "set", "System", "BLEU", "TER", "Accepted", "Note")
    ]
    assert "ref.en    mt" in listed[1]
    assert listed[1].endswith("as it was")
    assert "100.00" in listed[2]
    assert len(files("history", "--last", "1").stdout.splitlines()) == 2
    shown = files("history", "show", "1").stdout
    assert "BLEU|" not in shown
    assert "nrefs:1|case:mixed|eff:no|tok:13a" in shown
    record = json.loads(files("history", "show", "1", "-f", "json").stdout)[0]
    assert [each["metric"] for each in record["entries"]] == ["bleu", "ter"]
    assert record["entries"][0]["half"] > 0


def test_the_history_belongs_to_the_project(files: Command) -> None:
    files.write("tqa.toml", "")
    files.write("deep/x.txt", "")
    run(files, "good", "--record")
    files._patch.chdir(files.folder / "deep")
    assert " mt " in files("history").stdout


def test_a_gate_against_the_accepted_run(files: Command) -> None:
    gate = ("--since-accepted", "--max-drop", "bleu=1", "--max-drop", "ter=1")
    first = run(files, "good", "--record", *gate)
    assert first.code == 0
    assert first.stderr.splitlines()[0] == (
        "tqa: note: no accepted run of this test set; accept one with `tqa history accept ID`"
    )
    assert files("history", "accept", "1").code == 0
    run(files, "bad", "--record")  # not accepted: the measure stays
    assert run(files, "good", *gate).code == 0
    failed = run(files, "bad", *gate)
    assert failed.code == 1
    bleu, ter = failed.stderr.splitlines()
    assert bleu.startswith("tqa: gate: mt: BLEU ")
    assert bleu.endswith(" worse than in run 1 (100.00), more than 1")
    assert ter.startswith("tqa: gate: mt: TER ")
    assert "mt " in failed.stdout
    assert files("history", "accept", "2").code == 0
    assert run(files, "bad", *gate).code == 0


def test_what_cannot_be_compared_is_told(files: Command) -> None:
    gate = ("--since-accepted", "--max-drop", "bleu=1")
    run(files, "good", "--record")
    files("history", "accept", "1")
    other = run(files, "good", *gate, "--option", "bleu.tokenize=intl")
    assert other.code == 1
    assert "BLEU cannot be compared with run 1: nrefs:1|case:mixed|eff:no|tok:13a" in other.stderr
    files.write("ref.en", "".join(f"{line} more\n" for line in REF))
    assert "no accepted run of this test set" in run(files, "good", *gate).stderr


def test_a_renamed_system_is_compared_with_the_only_one(files: Command) -> None:
    run(files, "good", "--record")
    files("history", "accept", "1")
    words = "score --ref ref.en --hyp v2=bad.en -m bleu --since-accepted --max-drop bleu=1".split()
    assert "v2: BLEU" in files(*words).stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("history accept 7", 2, "unknown run 7 (`tqa history` lists the runs)"),
        ("history show 7", 2, "unknown run 7"),
        ("history plot --metric rouge", 2, "no matching score in the history"),
        ("history --history none.db", 3, "none.db: no history yet (`tqa score ... --rec"),
        ("history --history mysql://a/b", 2, "unsupported history database 'mysql'"),
    ],
)
def test_usage(files: Command, words: str, code: int, message: str) -> None:
    run(files, "good", "--record")
    found = files(*words.split())
    assert (found.code, found.stdout) == (code, "")
    assert found.stderr.startswith("tqa: error: ")
    assert message in found.stderr
    assert found.stderr.count("\n") == 1


def test_scores_are_printed_where_the_history_cannot_be_used(files: Command) -> None:
    files.write("taken", "")
    for place in ("postgresql://u:secret@127.0.0.1:1/x", "taken/history.db"):
        found = run(files, "good", "--record", TQA_HISTORY=place)
        assert found.code == 3
        assert "100.00" in found.stdout
        assert found.stderr.startswith("tqa: error: ")
        assert found.stderr.count("\n") == 1
        assert "secret" not in found.stderr


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres.server() as found:
        yield found


def test_a_team_keeps_its_history_in_postgresql(files: Command, url: str) -> None:
    for system in ("good", "bad"):
        assert run(files, system, "--record", TQA_HISTORY=url).code == 0
    assert files("history", "accept", "1", "--history", url).code == 0
    gate = ("--since-accepted", "--max-drop", "bleu=1", "--history", url)
    assert run(files, "bad", *gate).code == 1
    assert len(files("history", "--history", url).stdout.splitlines()) == 3


def test_plots(files: Command) -> None:
    for system in ("bad", "good", "bad"):
        run(files, system, "--record")
    text = files("history", "plot", "--metric", "bleu").stdout
    assert "ref.en  mt  BLEU  ▁█▁  " in text
    assert "best 100.00 in run 2" in text
    picture = ET.fromstring(files("history", "plot", "-f", "svg").stdout)
    circles = [each for each in picture.iter() if each.tag.endswith("circle")]
    assert len(circles) == 6
    heights = [float(each.attrib["cy"]) for each in circles[:3]]
    assert heights[0] == heights[2] > heights[1]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_in_a_browser(
    files: Command, browser: Browser, tmp_path: Path, width: int
) -> None:
    files.write("hyp.en", files.read("bad.en"))
    name = f"{HOSTILE.replace('=', '')}=hyp.en"
    for _ in range(2):
        words = ("score", "--ref", "ref.en", "--hyp", name, "-m", "bleu", "--record")
        assert files(*words, "--confidence", "--resamples", "20").code == 0
    assert files("history", "plot", "-f", "html", "-o", "trend.html").code == 0
    with browser.visit(tmp_path / "trend.html", width=width, dark=width < 500) as visit:
        visit.assert_quiet()
        assert visit.sticks_out() == []
        assert visit.page.locator("svg circle").count() == 2
        assert visit.page.locator("tbody tr").count() == 2
        assert "alert(1)" in visit.page.locator("tbody th").first.inner_text()
