"""The other families of writers, and what all writers share: names, files, several outputs."""

import io
from pathlib import Path

import pytest

from tests.contracts import syntax
from tests.contracts.texts import HOSTILE
from tests.scoring.peer import corpus, disturbed
from tests.termreport.reports import report_on
from tqa.aligning.writer import WRITERS
from tqa.base.errors import UsageError
from tqa.base.writer import FILE_WIDTH, Output, Style, Writers, outputs_of
from tqa.checking.reporter import REPORTERS
from tqa.model import Bead, Bitext, Report, Segment
from tqa.scoring.metric import METRICS
from tqa.scoring.run import score
from tqa.scoring.scoreboard import Plan, Scoreboard, TestSet
from tqa.scoring.writer import BOARDS
from tqa.termreport.content import TermReport
from tqa.termreport.writer import REPORT_WRITERS

LANGS = ("id", "en")
FAMILIES: tuple[Writers, ...] = (REPORTERS, BOARDS, WRITERS, REPORT_WRITERS)  # type: ignore[type-arg]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.package)
def test_a_writer_is_found_by_its_name(family: "Writers") -> None:  # type: ignore[type-arg]
    names = family.keys()
    assert names
    assert [family[name].name for name in names] == names


@pytest.fixture(scope="module")
def boards() -> list[Scoreboard]:
    lines = corpus(20)
    systems = {f"{text}{n}": disturbed(lines, n) for n, text in enumerate(HOSTILE)}
    testset = TestSet([lines], {**systems, "last": [*HOSTILE, *lines[len(HOSTILE) :]]})
    plan = Plan(confidence=True, paired="bootstrap", all_pairs=True, resamples=20)
    return [score(testset, [METRICS[key]() for key in ("bleu", "ter")], plan)]


@pytest.mark.parametrize("name", BOARDS.keys())
@pytest.mark.parametrize("lang", ["en", "id"])
def test_boards_of_any_systems(name: str, lang: str, boards: list[Scoreboard]) -> None:
    text = BOARDS[name]().text(boards, Style(lang, decimals=3))
    syntax.check(name, text)
    assert "last" in text


@pytest.mark.parametrize("name", WRITERS.keys())
def test_alignments_of_any_texts(name: str) -> None:
    for text in HOSTILE:
        bead = Bead("1", (Segment("0", text),), (Segment("0", text),), LANGS, 0.4)
        alone = Bead(text, (Segment("1", text),), (), LANGS)
        made = WRITERS[name]().text([Bitext((bead, alone), LANGS, text, text, document=text)])
        syntax.check(name, made)
    syntax.check(name, WRITERS[name]().text([]))


@pytest.fixture(scope="module")
def glossary_report(tmp_path_factory: pytest.TempPathFactory) -> TermReport:
    pairs = [(f"Lokakarya itu dibuka. {text}", f"The garage opened. {text}") for text in HOSTILE]
    return report_on(tmp_path_factory.mktemp("glossary"), {"a<b>|": pairs})


@pytest.mark.parametrize("name", REPORT_WRITERS.keys())
@pytest.mark.parametrize("lang", ["en", "id"])
def test_glossary_reports_of_any_texts(name: str, lang: str, glossary_report: TermReport) -> None:
    writer = REPORT_WRITERS[name]()
    assert all(extension.startswith(".") for extension in writer.extensions)
    syntax.check(name, writer.text(glossary_report, Style(lang)))


def test_outputs_go_to_files_and_to_standard_output(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    outputs = outputs_of(["concise", f"json:{file}"], "", REPORTERS)
    assert [(each.writer.name, each.file) for each in outputs] == [
        ("concise", ""),
        ("json", str(file)),
    ]
    printed = io.StringIO()
    for output in outputs:
        output.write(Report(), Style(color=True, width=40), printed)
    assert printed.getvalue() == REPORTERS["concise"]().text(Report(), Style(color=True, width=40))
    assert file.read_text("utf-8") == REPORTERS["json"]().text(Report())


def test_a_file_has_no_colours_and_a_width_of_its_own(tmp_path: Path) -> None:
    class Shown(REPORTERS["concise"]):  # type: ignore[misc]
        def write(self, thing: Report, stream: io.StringIO, style: Style) -> None:
            stream.write(f"{style.color} {style.width} \ud800")

    file = tmp_path / "out.txt"
    Output(Shown(), str(file)).write(Report(), Style(color=True, width=40), io.StringIO())
    assert file.read_text("utf-8") == f"False {FILE_WIDTH} \\ud800"


@pytest.mark.parametrize(
    ("formats", "file", "message"),
    [
        (["nope"], "", "unknown format 'nope'"),
        (["json", "full"], "", "two formats for standard output"),
        (["json:a", "full:a"], "", "two formats for the same file"),
        (["json", "full:a"], "a", "two formats for the same file"),
        (["json:a"], "b", "--output has no effect"),
        (["json:none/a"], "", "none/a: cannot write"),
    ],
)
def test_outputs_that_cannot_be(
    formats: list[str], file: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=message):
        outputs_of(formats, file, REPORTERS)
