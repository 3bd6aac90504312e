"""`tqa glossary report`: inputs, formats, languages, what goes wrong."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command

TERMS = "id\ten\ten_forbidden\nlokakarya\tworkshop\tgarage\n"
DAY = ("--date", "2025-01-31", "--isolated")


@pytest.fixture
def texts(tqa: Command) -> Command:
    """`tqa` in a folder with a pair, a glossary and a bilingual file."""
    tqa.write("a.id.txt", "Lokakarya itu dibuka kemarin pagi.\n")
    tqa.write("a.en.txt", "The garage was opened yesterday morning.\n")
    tqa.write("terms.tsv", TERMS)
    tqa.write("m.tsv", "id\ten\nLokakarya itu usai.\tThe workshop is over.\n")
    return tqa


def report(texts: Command, *words: str, code: int = 0) -> dict[str, object]:
    run = texts("glossary", "report", *words, "--format", "json", *DAY)
    assert run.code == code
    return dict(json.loads(run.stdout))


def test_a_pair(texts: Command) -> None:
    found = report(texts, "a.id.txt", "a.en.txt", "-g", "terms.tsv")
    summary = found["summary"]
    assert isinstance(summary, dict)
    assert (summary["concepts"], summary["outcomes"]["forbidden"]) == (1, 1)
    assert found["glossaries"] == ["terms.tsv"]


def test_several_inputs(texts: Command) -> None:
    found = report(texts, "m.tsv", "a.en.txt", "-g", "terms.tsv")
    documents = found["documents"]
    assert isinstance(documents, list)
    assert [d["target_file"] for d in documents] == ["m.tsv", "a.en.txt"]


def test_the_configured_pairs(texts: Command) -> None:
    texts.write(
        "tqa.toml",
        'glossary = ["terms.tsv"]\nlang = "id"\n'
        'pairs = [{ source = "a.id.txt", target = "a.en.txt" }]\n',
    )
    run = texts("glossary", "report", "--date", "2025-01-31")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.startswith("# Laporan glosarium\n\n2025-01-31 · 1 dokumen · terms.tsv\n")


def test_the_bundled_glossaries(texts: Command) -> None:
    pair = ("a.id.txt", "a.en.txt")
    assert report(texts, *pair)["glossaries"] == ["bundled"]
    assert report(texts, *pair, "-g", "terms.tsv", "--bundled")["glossaries"] == [
        "terms.tsv",
        "bundled",
    ]


def test_several_formats_at_once(texts: Command) -> None:
    words = ("a.id.txt", "a.en.txt", "-g", "terms.tsv", *DAY)
    run = texts("glossary", "report", *words, "-f", "markdown", "-f", "html:out/x.html")
    assert (run.code, run.stdout) == (2, "")
    assert "the directory 'out' does not exist" in run.stderr
    run = texts("glossary", "report", *words, "-f", "markdown", "-f", "html:x.html")
    assert run.stdout.startswith("# Glossary report")
    assert texts.read("x.html").startswith("<!DOCTYPE html>")
    assert texts("glossary", "report", *words, "-o", "y.html").code == 0
    assert texts.read("y.html") == texts.read("x.html")


def test_the_trend(texts: Command) -> None:
    words = ("a.id.txt", "a.en.txt", "-g", "terms.tsv", "--isolated")
    texts("glossary", "report", *words, "--date", "2025-01-31", "-o", "old.json")
    texts.write("a.en.txt", "The workshop was opened yesterday morning.\n")
    run = texts("glossary", "report", *words, "--date", "2025-02-28", "--compare", "old.json")
    assert "was 0% on 2025-01-31 and is 100%; findings gone: 1, new: 0." in run.stdout


def test_an_input_that_cannot_be_read(texts: Command) -> None:
    run = texts("glossary", "report", "m.tsv", "gone.txt", "-g", "terms.tsv", *DAY)
    assert run.code == 3
    assert run.stderr == "tqa: error: gone.txt: no such file\n"
    assert "1. Correct the 1 input that could not be read." in run.stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("m.tsv", "-o", "x.pdf"), 2, "--output 'x.pdf': no format has this extension"),
        (("m.tsv", "-f", "pdf"), 2, "unknown format 'pdf'"),
        (("m.tsv", "--date", "soon"), 2, "--date 'soon': invalid date"),
        (("m.tsv", "--compare", "gone.json"), 3, "gone.json: no such file"),
        (("m.tsv", "--compare", "m.tsv"), 3, "m.tsv: not JSON"),
        (("m.tsv", "-g", "gone.tsv"), 3, "gone.tsv: no such file"),
        ((), 2, "nothing to check"),
    ],
)
def test_bad_usage(texts: Command, words: tuple[str, ...], code: int, message: str) -> None:
    run = texts("glossary", "report", *words, "--isolated")
    assert (run.code, run.stdout) == (code, "")
    assert run.stderr.startswith(f"tqa: error: {message}")
    assert run.stderr.count("\n") == 1


def test_control_characters_of_a_file_name(texts: Command, tmp_path: Path) -> None:
    (tmp_path / "a\u202e.en.txt").write_text("The workshop was opened.", "utf-8")
    run = texts("glossary", "report", "a\u202e.en.txt", "-g", "terms.tsv", *DAY)
    assert "a⟦RLO⟧.en.txt" in run.stdout
