"""`tqa check --fix`, `--unsafe-fixes`, `--diff`."""

import subprocess

import pytest

from tests.cli.command import Command

SOURCE = """Bengkel kerja

Lokakarya dibuka menteri, kata panitia. Lokakaryanya gratis.

Biaya naik 2,5 persen.
"""
TARGET = """The garage

The garage was opened by the the minister , the committee said. The garages are free.

Costs rose 2,5 percent.
"""
TERMS = "id\ten\ten_forbidden\nlokakarya\tworkshop\tgarage\nbengkel kerja\tgarage\t\n"


@pytest.fixture
def pair(tqa: Command) -> Command:
    tqa.write("a.id.md", SOURCE)
    tqa.write("a.en.md", TARGET)
    tqa.write("terms.tsv", TERMS)
    return tqa


WORDS = ("a.id.md", "a.en.md", "-g", "terms.tsv")
FIXED = """The garage

The workshop was opened by the minister, the committee said. The workshops are free.

Costs rose 2.5 percent.
"""


def test_certain_corrections_are_written(pair: Command) -> None:
    run = pair.check(*WORDS, "--fix")
    assert pair.read("a.en.md") == FIXED
    assert pair.read("a.id.md") == SOURCE
    assert "applied 5 fixes in 1 file" in run.stderr
    again = pair.check(*WORDS, "--fix", "-f", "concise")
    assert again.code == 0
    assert again.stderr == ""


def test_a_patch_that_git_takes(pair: Command) -> None:
    run = pair.check(*WORDS, "--diff")
    assert run.code == 1
    assert pair.read("a.en.md") == TARGET
    subprocess.run(["git", "apply"], cwd=pair.folder, input=run.stdout.encode(), check=True)
    assert pair.read("a.en.md") == FIXED
    again = pair.check(*WORDS, "--diff")
    assert (again.code, again.stdout) == (0, "")


def test_inflection_is_carried_over(tqa: Command) -> None:
    tqa.write("a.en.md", "The workshop is free. The workshops are near.\n")
    tqa.write("a.id.md", "Bengkelnya gratis. Bengkel-bengkel itu dekat.\n")
    tqa.write("terms.tsv", "id\ten\tid_forbidden\nlokakarya\tworkshop\tbengkel\n")
    tqa.check("a.en.md", "a.id.md", "-g", "terms.tsv", "--fix")
    assert tqa.read("a.id.md") == "Lokakaryanya gratis. Lokakarya-lokakarya itu dekat.\n"


def test_likely_corrections_need_a_word(tqa: Command) -> None:
    tqa.write("a.id.md", "Usman Kansong membuka acara. Usman Kansong lalu pulang.\n")
    tqa.write("a.en.md", "Usman Kansong opened the event. Osman Kansong then went home.\n")
    tqa.check("a.id.md", "a.en.md", "--fix")
    assert "Osman" in tqa.read("a.en.md")
    tqa.check("a.id.md", "a.en.md", "--fix", "--unsafe-fixes")
    assert "Osman" not in tqa.read("a.en.md")


def test_articles_are_not_broken(tqa: Command) -> None:
    tqa.write("a.id.md", "Ia membuka sebuah latihan.\n")
    tqa.write("a.en.md", "He opened a drill.\n")
    tqa.write("terms.tsv", "id\ten\ten_forbidden\nlatihan\texercise\tdrill\n")
    tqa.check("a.id.md", "a.en.md", "-g", "terms.tsv", "--fix")
    assert tqa.read("a.en.md") == "He opened a drill.\n"


def test_messages_of_gettext(tqa: Command) -> None:
    tqa.write(
        "en.po",
        'msgid ""\nmsgstr "Language: en\\nX-Source-Language: id\\n"\n\n'
        'msgid "Biaya \\"tetap\\" naik 2,5 persen."\n'
        'msgstr "The \\"fixed\\" costs rose 2,5 percent."\n',
    )
    tqa.check("en.po", "--fix")
    assert 'msgstr "The \\"fixed\\" costs rose 2.5 percent."' in tqa.read("en.po")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "a.en.md",
            "> They teach press\n> literacy here.\n",
            "> They teach media\n> literacy here.\n",
        ),
        ("a.en.md", "They teach the garage\nroom here.\n", "They teach the workshop\nhere.\n"),
        ("a.en.md", "Go to a garage\nroom near here.\n", "Go to a workshop\nnear here.\n"),
        ("a.en.txt", "Go to a garage\r\n  room, now.\r\n", "Go to a workshop,\r\n  now.\r\n"),
    ],
)
def test_a_term_over_a_line_end(tqa: Command, name: str, before: str, after: str) -> None:
    """The line end stays where the term has a space, else goes behind the next word."""
    tqa.write("a.id.md", "Literasi media.\n" if "press" in before else "Bengkel.\n")
    tqa.write(name, before)
    tqa.write(
        "t.tsv",
        "id\ten\ten_forbidden\nliterasi media\tmedia literacy\tpress literacy\n"
        "bengkel\tworkshop\tgarage room\n",
    )
    tqa.check("a.id.md", name, "-g", "t.tsv", "--select", "TRM002", "--fix")
    assert (tqa.folder / name).read_bytes() == after.encode()


def test_a_file_that_is_cut_off_is_not_written(tqa: Command) -> None:
    text = (
        '<xliff version="1.2"><file source-language="id" target-language="en"><body>'
        '<trans-unit id="a"><source>Naik 2,5 persen.</source><target>Up 2,5 percent.</target>'
        "</trans-unit>\n"
    )
    tqa.write("a.xlf", text)
    run = tqa.check("a.xlf", "--fix")
    assert run.code == 3
    assert tqa.read("a.xlf") == text
    tqa.write("b.xlf", text + "</body></file></xliff>\n")
    tqa.check("b.xlf", "--fix")
    assert "Up 2.5 percent." in tqa.read("b.xlf")


def test_standard_input_cannot_be_corrected(tqa: Command) -> None:
    run = tqa.check("-", "--fix", stdin=b"Ia datang , lalu pergi.\n")
    assert run.code == 2
    assert "cannot fix standard input" in run.stderr


def test_an_input_that_cannot_be_read(tqa: Command) -> None:
    tqa.write("bad.po", 'msgid "')
    tqa.write("b.id.md", "Menteri itu datang , lalu pergi.\n")
    run = tqa.check("b.id.md", "bad.po", "--diff")
    assert run.code == 3
    assert "+Menteri itu datang, lalu pergi." in run.stdout


def test_corrections_that_a_file_does_not_take_are_told(tqa: Command) -> None:
    tqa.write("a.id.txt", SOURCE)
    tqa.write("a.en.html", "<p>Costs rose 2<!-- x -->,5 percent.</p>\n")
    run = tqa.check("a.id.txt", "a.en.html", "--no-bundled", "--select", "NUM003", "--fix")
    note = "tqa: note: a.en.html: 1 fix must be applied by hand in this file\n"
    assert run.stderr == note
    run = tqa.check("a.id.txt", "a.en.html", "--no-bundled", "--select", "NUM003", "--diff")
    assert (run.code, run.stdout, run.stderr) == (0, "", note)
