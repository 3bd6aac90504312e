"""`tqa glossary` as a user meets it."""

import json
import subprocess

import pytest

from tests.cli.command import Command

TERMS = "concept\tid\ten\tid_forbidden\tnote\n"
WORKSHOP = "workshop\tlokakarya\tworkshop\tbengkel\t\n"
GARAGE = "garage\tbengkel\tgarage\t\t\n"


def test_lint_names_file_and_line(tqa: Command) -> None:
    tqa.write("terms.tsv", TERMS + WORKSHOP + GARAGE + "server\tpeladen\t\t\t\n")
    run = tqa("glossary", "lint", "terms.tsv", "--format", "concise")
    assert run.code == 1
    assert run.stdout.startswith("terms.tsv:2:1: GLO003 [major] ")
    assert "terms.tsv:4:1: GLO005 [major] " in run.stdout
    assert run.stdout.rstrip().endswith("2 findings (2 major).")


def test_lint_in_indonesian_as_json(tqa: Command) -> None:
    tqa.write("terms.tsv", TERMS + "server\tpeladen\t\t\t\n")
    run = tqa("glossary", "lint", "terms.tsv", "-f", "jsonl", "--lang", "id", "--exit-zero")
    finding = json.loads(run.stdout)
    assert run.code == 0
    assert (finding["code"], finding["line"], finding["concept"]) == ("GLO005", 2, "server")
    assert "tidak memiliki istilah dalam bahasa Inggris" in finding["message"]


def test_lint_of_a_clean_glossary(tqa: Command) -> None:
    tqa.write("terms.tsv", TERMS + WORKSHOP)
    run = tqa("glossary", "lint", "terms.tsv")
    assert (run.code, run.stdout, run.stderr) == (0, "0 findings.\n", "")


def test_lint_against_texts(tqa: Command) -> None:
    tqa.write("terms.tsv", TERMS + WORKSHOP + GARAGE.replace("bengkel", "montir"))
    tqa.write("a.id.txt", "Lokakaryanya ramai sekali, kata panitia yang hadir di sana.\n")
    run = tqa("glossary", "lint", "terms.tsv", "--texts", "a.id.txt", "-f", "concise")
    assert run.code == 0
    assert "terms.tsv:3:1: GLO007" in run.stdout
    assert "terms.tsv:2:1: GLO007" not in run.stdout


def test_lint_by_date(tqa: Command) -> None:
    tqa.write("terms.tsv", "id\ten\tvalid_until\nKominfo\tMinistry\t2024-10\n")
    early = tqa("glossary", "lint", "terms.tsv", "--date", "2024-09-01")
    late = tqa("glossary", "lint", "terms.tsv", "--date", "2025-01-01")
    assert "GLO008" not in early.stdout
    assert "GLO008" in late.stdout


def test_a_glossary_that_cannot_be_read(tqa: Command) -> None:
    tqa.write("terms.tbx", "<tbx>")
    tqa.write("good.tsv", TERMS + WORKSHOP)
    run = tqa("glossary", "lint", "terms.tbx", "good.tsv")
    assert run.code == 3
    assert run.stderr.startswith("tqa: error: terms.tbx:1: not valid XML")
    assert tqa("glossary", "lint", "none.tsv").code == 3
    assert tqa("glossary", "lint", "terms.doc").code == 2
    run = tqa("glossary", "lint", ".")
    assert (run.code, run.stderr) == (2, "tqa: error: .: is a folder, not a glossary\n")
    for name, hint in (("finanse", "(did you mean 'finance'?)"), ("qqq", "(bundled: agriculture ")):
        run = tqa("glossary", "stats", name)
        assert run.code == 2
        assert f"{name}: no such file or bundled glossary {hint}" in run.stderr


def test_convert_and_back(tqa: Command) -> None:
    tqa.write("terms.tsv", TERMS + WORKSHOP + GARAGE)
    for one, other in (("terms.tsv", "a.tbx"), ("a.tbx", "a.json"), ("a.json", "b.tsv")):
        run = tqa("glossary", "convert", one, other)
        assert (run.code, run.stdout) == (0, "")
        assert run.stderr == f"2 concepts written to {other}\n"
    assert tqa("glossary", "diff", "terms.tsv", "b.tsv").code == 0


def test_convert_says_what_is_lost(tqa: Command) -> None:
    tqa.write("a.json", '[{"terms": [{"text": "surel", "lang": "id", "pos": "noun"}]}]')
    run = tqa("glossary", "convert", "a.json", "a.tsv")
    assert "warning: a.tsv: this format cannot hold 'pos' of 1 concept" in run.stderr
    tqa.write("b.tsv", "id\ten\nsurel\temail\n\torphan\n")
    run = tqa("glossary", "convert", "b.tsv", "b.po")
    assert run.stderr.splitlines() == [
        "1 concept written to b.po",
        "tqa: warning: b.po: 1 concept left out, which this format cannot hold",
    ]


def test_diff_in_words(tqa: Command) -> None:
    tqa.write("old.tsv", TERMS + WORKSHOP + GARAGE)
    tqa.write("new.tsv", TERMS + WORKSHOP.replace("bengkel\t", "bengkel\tnew") + "a\tb\tc\t\t\n")
    run = tqa("glossary", "diff", "old.tsv", "new.tsv")
    assert run.code == 1
    assert run.stdout.splitlines() == [
        "~ workshop: lokakarya = workshop",
        "    + note: new",
        "+ a: b = c",
        "- garage: bengkel = garage",
    ]
    assert run.stderr == "1 added, 1 removed, 1 changed\n"


def test_merge_three_ways(tqa: Command) -> None:
    tqa.write("base.tsv", TERMS + WORKSHOP + GARAGE)
    tqa.write("ours.tsv", TERMS + WORKSHOP.replace("\t\n", "\tours\n") + GARAGE)
    tqa.write("theirs.tsv", TERMS + WORKSHOP.replace("\t\n", "\ttheirs\n") + "a\tb\tc\t\t\n")
    run = tqa("glossary", "merge", "ours.tsv", "theirs.tsv", "--base", "base.tsv", "-o", "m.tsv")
    assert run.code == 1
    assert run.stderr == "tqa: conflict: workshop: note: ours ours; theirs theirs\n"
    lines = tqa.read("m.tsv").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["concept", "workshop", "a"]


def test_merge_without_a_base_keeps_everything(tqa: Command) -> None:
    tqa.write("one.tsv", "concept\tid\ten\nworkshop\tlokakarya\tworkshop\n")
    tqa.write("two.tsv", "concept\tid\ten\ten_admitted\nworkshop\tlokakarya\tworkshop\tseminar\n")
    run = tqa("glossary", "merge", "one.tsv", "two.tsv")
    assert (run.code, run.stderr) == (0, "")
    assert run.stdout.splitlines()[1].split("\t") == [
        "workshop", "lokakarya", "workshop", "seminar",
    ]  # fmt: skip


def test_lookup(tqa: Command) -> None:
    tqa.write("terms.tsv", TERMS + WORKSHOP + GARAGE)
    find = ("--no-bundled", "-g", "terms.tsv")
    inflected = tqa("glossary", "lookup", "lokakaryanya", *find)
    assert inflected.code == 0
    assert inflected.stdout.startswith("workshop  [id preferred, 98%]\n    lokakarya = workshop\n")
    assert tqa("glossary", "lookup", "workshp", *find).stdout.startswith("workshop  [en preferred")
    none = tqa("glossary", "lookup", "zzz", *find)
    assert (none.code, none.stdout) == (1, "")
    assert none.stderr == "tqa: note: no term matches 'zzz' (2 concepts searched)\n"


def test_stats(tqa: Command) -> None:
    tqa.write("terms.tsv", TERMS + WORKSHOP + GARAGE)
    lines = tqa("glossary", "stats", "terms.tsv").stdout.splitlines()
    assert lines[0] == "terms.tsv"
    assert lines[1].split() == ["concepts", "2"]
    assert "  terms id forbidden                     1" in lines


TWICE = (
    "\ufeffconcept\tid\ten\tid_admitted\tnote\r\n"
    "# a comment stays\r\n"
    'workshop\tlokakarya\tworkshop|workshops\t\t"a ""meeting"""\r\n'
    "\r\n"
    "server\tpeladen\tserver\t\t\r\n"
    "workshop-2\tlokakarya\tworkshop\tsemiloka\t\r\n"
    "server-2\tpeladen\tserver\t\tof a network"
)
ONCE = (
    "\ufeffconcept\tid\ten\tid_admitted\tnote\r\n"
    "# a comment stays\r\n"
    'workshop\tlokakarya\tworkshop\tsemiloka\t"a ""meeting"""\r\n'
    "\r\n"
    "server\tpeladen\tserver\t\tof a network\r\n"
)


def test_fix_merges_entries_and_keeps_the_other_bytes(tqa: Command) -> None:
    path = tqa.folder / "terms.tsv"
    path.write_bytes(TWICE.encode())
    run = tqa("glossary", "lint", "terms.tsv", "--fix")
    assert (run.code, run.stdout, run.stderr) == (0, "0 findings.\n", "terms.tsv: fixed\n")
    assert path.read_bytes() == ONCE.encode()
    assert tqa("glossary", "lint", "terms.tsv", "--fix").stderr == ""


def test_fix_leaves_what_contradicts(tqa: Command) -> None:
    other = "workshop-2\tlokakarya\tworkshop\tbengkel\tmine\n"
    tqa.write("terms.tsv", TERMS + WORKSHOP.replace("\t\n", "\tyours\n") + other)
    before = (tqa.folder / "terms.tsv").read_bytes()
    run = tqa("glossary", "lint", "terms.tsv", "--fix", "--format", "concise")
    assert (run.code, run.stderr) == (1, "")
    assert "GLO001" in run.stdout
    assert (tqa.folder / "terms.tsv").read_bytes() == before


def test_fix_of_an_entry_that_others_name(tqa: Command) -> None:
    garage = "concept\tid\ten\tconfusable_with\ngarage\tbengkel\tgarage\tworkshop-2\n"
    entries = "workshop\tlokakarya\tworkshop\t\nworkshop-2\tlokakarya\tworkshop\t\n"
    tqa.write("terms.tsv", garage + entries)
    assert tqa("glossary", "lint", "terms.tsv", "--diff").stdout == ""


@pytest.mark.parametrize("name", ["terms.json", "terms.tbx"])
def test_fix_in_other_formats(tqa: Command, name: str) -> None:
    (tqa.folder / "terms.tsv").write_bytes(TWICE.encode())
    tqa("glossary", "convert", "terms.tsv", name)
    assert tqa("glossary", "lint", name).code == 1
    assert tqa("glossary", "lint", name, "--fix").code == 0
    stats = tqa("glossary", "lookup", "semiloka", "-g", name, "--no-bundled").stdout
    assert "lokakarya" in stats


def test_diff_is_a_patch(tqa: Command) -> None:
    (tqa.folder / "terms.tsv").write_bytes(TWICE.encode())
    run = tqa("glossary", "lint", "terms.tsv", "--diff")
    assert run.code == 1
    assert (tqa.folder / "terms.tsv").read_bytes() == TWICE.encode()
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        input=run.stdout.encode(),
        cwd=tqa.folder,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tqa.folder / "terms.tsv").read_bytes() == ONCE.encode()


def test_diff_of_what_cannot_be_read(tqa: Command) -> None:
    assert tqa("glossary", "lint", "none.tsv", "--diff").code == 3


def test_lint_of_a_bundled_glossary_by_name(tqa: Command) -> None:
    run = tqa("glossary", "lint", "government", "--exit-zero", "-f", "concise")
    assert run.code == 0
    assert "error" not in run.stderr


def test_columns_that_no_concept_holds_are_named(tqa: Command) -> None:
    tqa.write("a.tsv", "id\ten\tcustomer\towner\nsurel\te-mail\tBCA\t\n")
    run = tqa("glossary", "convert", "a.tsv", "b.json")
    assert run.code == 0
    assert "unknown column 'customer'" in run.stderr
    assert "owner" not in run.stderr


def test_a_merge_says_what_its_format_cannot_hold(tqa: Command) -> None:
    tqa.write("a.tsv", "id\ten\tid_deprecated\tflags\nsurel\te-mail\tEmel\tcase-sensitive\n")
    tqa.write("b.tsv", "id\ten\nlaman\tpage\n")
    run = tqa("glossary", "merge", "a.tsv", "b.tsv", "-o", "c.xlf")
    assert run.code == 0
    assert "this format cannot hold 'case_sensitive'" in run.stderr


def test_a_merge_loses_no_entry_that_stands_twice(tqa: Command) -> None:
    tqa.write("a.tsv", "concept\tid\ten\nx\tsurel\te-mail\nx\tlaman\tpage\n")
    tqa.write("b.tsv", "concept\tid\ten\ny\tsatu\tone\n")
    run = tqa("glossary", "merge", "a.tsv", "b.tsv")
    assert run.code == 1
    assert "conflict: x: concept: ours there twice" in run.stderr
    assert {"surel", "laman", "satu"} <= set(run.stdout.replace("\n", "\t").split("\t"))


@pytest.mark.parametrize("word", ["", "  "])
def test_nothing_to_look_up(tqa: Command, word: str) -> None:
    run = tqa("glossary", "lookup", word)
    assert (run.code, run.stdout) == (2, "")
    assert "empty search" in run.stderr
