"""`tqa glossary extract` as a user meets it."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tqa.project.bundled import folder

ARTICLE = folder("corpora") / "ferry-safety"
EXPECTED = Path(__file__).parent / "extracted_ferry_safety.tsv"
PAIR = (str(ARTICLE / "article.id.txt"), str(ARTICLE / "article.en.txt"))

PAIRS = "source\ttarget\n" + "".join(
    f"{source}\t{target}\n"
    for source, target in (
        ("Suku bunga naik lagi.", "The interest rate rose again."),
        ("Bank sentral menahan suku bunga.", "The central bank held the interest rate."),
        ("Menurut bank sentral, suku bunga stabil.", "The central bank says it is stable."),
    )
)


def test_a_bundled_article(tqa: Command, update: bool) -> None:
    run = tqa("glossary", "extract", *PAIR)
    if update:
        EXPECTED.write_text(run.stdout, encoding="utf-8")
    assert run.code == 0
    assert run.stdout == EXPECTED.read_text("utf-8")
    assert run.stderr.startswith("tqa: note: ")


def test_a_table_becomes_a_glossary_of_candidates(tqa: Command) -> None:
    tqa.write("a.tsv", PAIRS)
    run = tqa("glossary", "extract", "a.tsv", "-o", "new.json")
    assert (run.code, run.stdout) == (0, "")
    concepts = json.loads(tqa.read("new.json"))["concepts"]
    found = {tuple(term["text"] for term in c["terms"]): c for c in concepts}
    assert ("suku bunga", "interest rate") in found
    assert ("bank sentral", "central bank") in found
    assert all("candidate" in concept["flags"] for concept in concepts)


def test_the_other_direction_gives_the_same(tqa: Command) -> None:
    tqa.write("a.tsv", PAIRS)
    rows = [line.split("\t")[::-1] for line in PAIRS.splitlines()[1:]]
    tqa.write("b.tsv", "source\ttarget\n" + "".join("\t".join(row) + "\n" for row in rows))
    one = tqa("glossary", "extract", "a.tsv", "-f", "jsonl")
    other = tqa("glossary", "extract", "b.tsv", "-f", "jsonl")
    assert one.stdout == other.stdout != ""


def test_candidates_bind_nobody_until_they_are_approved(tqa: Command) -> None:
    tqa.write("pair.tsv", "source\ttarget\nSuku bunga naik.\tThe cost of loans rose.\n")
    tqa.write("terms.tsv", "id\ten\tflags\nsuku bunga\tinterest rate\tcandidate\n")
    check = ("pair.tsv", "-g", "terms.tsv", "--select", "TRM001", "-f", "concise")
    assert tqa.check(*check).code == 0
    tqa.write("terms.tsv", tqa.read("terms.tsv").replace("candidate", ""))
    assert "TRM001" in tqa.check(*check).stdout
    assert tqa("glossary", "lookup", "suku bunga", "-g", "terms.tsv", "--no-bundled").code == 0


def test_what_a_glossary_has_is_left_out_in_any_form(tqa: Command) -> None:
    tqa.write("a.tsv", PAIRS)
    tqa.write("terms.tsv", "id\ten\nsuku bunga\tinterest rates\n")
    run = tqa("glossary", "extract", "a.tsv", "--known", "terms.tsv", "-f", "jsonl")
    found = {json.loads(line)["id"] for line in run.stdout.splitlines()}
    assert "suku bunga" not in found
    assert "bank sentral" in found


def test_what_a_glossary_has_otherwise_is_noted(tqa: Command) -> None:
    tqa.write("a.tsv", PAIRS)
    tqa.write("terms.tsv", "id\ten\nsuku bunga\tloan rate\n")
    run = tqa("glossary", "extract", "a.tsv", "-g", "terms.tsv")
    assert "the glossary has: loan rate" in run.stdout


def test_options(tqa: Command) -> None:
    tqa.write("a.tsv", PAIRS)
    assert tqa("glossary", "extract", "a.tsv", "--limit", "1").stdout.count("\n") == 2
    often = tqa("glossary", "extract", "a.tsv", "--min-count", "2", "-f", "jsonl").stdout
    assert {json.loads(line)["count"] for line in often.splitlines()} == {2}


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("source\ttarget\nAda.\tYes.\n", (), "0 pairs of phrases are linked"),
        ("source\ttarget\nAda.\t\n", (), "no segment has text in Indonesian and in English"),
        (PAIRS, ("--min-confidence", "1"), "below --min-confidence"),
        (PAIRS, ("--min-count", "9"), "lower --min-count"),
        (PAIRS, ("-g", "all.tsv"), "in the glossaries already"),
    ],
)
def test_an_empty_result_explains_itself(
    tqa: Command, text: str, options: tuple[str, ...], says: str
) -> None:
    tqa.write("pairs.tsv", text)
    tqa.write("all.tsv", tqa("glossary", "extract", "pairs.tsv", "--source-lang", "id").stdout)
    run = tqa("glossary", "extract", "pairs.tsv", "--source-lang", "id", "-f", "jsonl", *options)
    assert (run.code, run.stdout) == (0, "")
    assert says in run.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("missing.tsv",), 3, "missing.tsv: no such file"),
        (("one.id.txt",), 2, "has no translation"),
        (("a.tsv", "-f", "docx"), 2, "no glossary format is named '.docx'"),
        (("a.tsv", "-o", "no/where.tsv"), 2, "does not exist"),
        (("a.tsv", "-g", "gone.tsv"), 3, "gone.tsv"),
    ],
)
def test_refused(tqa: Command, words: tuple[str, ...], code: int, says: str) -> None:
    tqa.write("a.tsv", PAIRS)
    tqa.write("one.id.txt", "Suku bunga naik lagi pada bulan ini, kata bank sentral.\n")
    run = tqa("glossary", "extract", *words)
    assert (run.code, run.stdout) == (code, "")
    assert says in run.stderr
