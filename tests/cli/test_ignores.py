"""Inline ignores: what is read, what each covers, which are unused."""

import pytest

from tests.cli.command import Command
from tqa.checking.inline_ignores import ignores_in

HTML = r"<!--(.*?)-->"


@pytest.mark.parametrize(
    ("comment", "selectors", "reason"),
    [
        ("tqa: ignore TRM001", ("TRM001",), ""),
        ("tqa:ignore TRM001,NUM", ("TRM001", "NUM"), ""),
        (
            "tqa: ignore TRM001 NUM001: the client wants it so",
            ("TRM001", "NUM001"),
            "the client wants it so",
        ),
        ("tqa: ignore TRM001 -- well-known name", ("TRM001",), "well-known name"),
        ("tqa: ignore TRM001 well-known name", ("TRM001",), "well-known name"),
        ("tqa: ignore term-missing, NAM quotation", ("term-missing", "NAM"), "quotation"),
        ("tqa: ignore ALL (poem)", ("ALL",), "poem"),
        ("tqa: ignore", (), ""),
        ("tqa: ignore TRM0011", (), "TRM0011"),
    ],
)
def test_selectors_and_reason(comment: str, selectors: tuple[str, ...], reason: str) -> None:
    (ignore,) = ignores_in(f"a\n<!-- {comment} -->", HTML, "f")
    assert (ignore.selectors, ignore.reason, ignore.whole) == (selectors, reason, False)
    assert ignore.place.line == 2


def test_whole_file() -> None:
    (ignore,) = ignores_in("<!-- tqa: ignore-file TYP -->", HTML, "f")
    assert ignore.whole


SOURCE = """Harga naik 2,5 persen.

Biaya naik 3,5 persen.

- Pajak naik 4,5 persen.
- Upah naik 5,5 persen.
"""
TARGET = """Prices rose 25 percent.

Costs rose 35 percent.

- Taxes rose 45 percent.
- Wages rose 55 percent.
"""


def told(tqa: Command, target: str, *words: str) -> list[str]:
    """Code and line of what is told."""
    tqa.write("a.id.md", SOURCE)
    tqa.write("a.en.md", target)
    run = tqa.check("a.id.md", "a.en.md", "-f", "concise", "-q", *words)
    assert run.stderr == ""
    return [" ".join((row.split()[1], row.split(":")[1])) for row in run.stdout.splitlines()]


def test_nothing_ignored(tqa: Command) -> None:
    assert told(tqa, TARGET) == ["NUM001 1", "NUM001 3", "NUM001 5", "NUM001 6"]


@pytest.mark.parametrize(
    ("target", "lines"),
    [
        ("<!-- tqa: ignore NUM001 -->\n\n" + TARGET, [5, 7, 8]),
        ("<!-- tqa: ignore NUM001 -->\n" + TARGET, [4, 6, 7]),
        (TARGET.replace("Costs", "Costs <!-- tqa: ignore NUM -->"), [1, 5, 6]),
        (TARGET.replace("35 percent.", "35 percent. <!-- tqa: ignore NUM -->"), [1, 5, 6]),
        (TARGET.replace("45 percent.", "45 percent. <!-- tqa: ignore NUM -->"), [1, 3, 6]),
        (TARGET.replace("55 percent.", "55 percent. <!-- tqa: ignore NUM -->"), [1, 3, 5]),
        (TARGET + "\n<!-- tqa: ignore-file NUM -->\n", []),
    ],
)
def test_what_an_ignore_covers(tqa: Command, target: str, lines: list[int]) -> None:
    assert told(tqa, target) == [f"NUM001 {line}" for line in lines]


def test_an_ignore_of_the_source_counts(tqa: Command) -> None:
    tqa.write("a.id.md", SOURCE.replace("Biaya", "Biaya <!-- tqa: ignore NUM001 -->"))
    tqa.write("a.en.md", TARGET)
    run = tqa.check("a.id.md", "a.en.md", "-f", "concise", "-q")
    assert [line.split(":")[1] for line in run.stdout.splitlines()] == ["1", "5", "6"]


def test_unused(tqa: Command) -> None:
    target = TARGET.replace("Costs", "Costs <!-- tqa: ignore NUM001, TRM001 -->")
    assert told(tqa, target) == ["NUM001 1", "SUP001 3", "NUM001 5", "NUM001 6"]
    assert told(tqa, target, "--select", "NUM,SUP") == ["NUM001 1", "NUM001 5", "NUM001 6"]
    assert told(tqa, target, "--ignore", "SUP") == ["NUM001 1", "NUM001 5", "NUM001 6"]


def test_no_such_code_is_unused(tqa: Command) -> None:
    target = TARGET.replace("Costs", "Costs <!-- tqa: ignore NUM999 -->")
    assert "SUP001 3" in told(tqa, target, "--select", "NUM,SUP")


PO = """msgid ""
msgstr "Language: en\\nX-Source-Language: id\\n"

# tqa: ignore NUM001: rounded on purpose
msgid "Harga naik 2,5 persen."
msgstr "Prices rose 25 percent."

# a note
msgid "Biaya naik 3,5 persen."
msgstr "Costs rose 35 percent."

# tqa: ignore ACC003
msgid "Pajak naik."
msgstr ""

msgid "Upah naik."
msgstr ""
"""


def test_translator_comments(tqa: Command) -> None:
    tqa.write("en.po", PO)
    run = tqa.check("en.po", "-f", "concise", "-q")
    assert [line.split()[:2] for line in run.stdout.splitlines()] == [
        ["en.po:10:20:", "NUM001"],
        ["en.po:17:9:", "ACC003"],
    ]


def test_findings_over_several_files(tqa: Command) -> None:
    """Consistency is judged once all inputs are read; ignores hold for it too."""
    header = 'msgid ""\nmsgstr "Language: en\\nX-Source-Language: id\\n"\n\n'
    unit = 'msgid "Simpan semua perubahan sekarang"\nmsgstr "{}"\n'
    tqa.write("a.po", header + unit.format("Save all the changes now") * 1)
    tqa.write("b.po", header + unit.format("Keep every modification at once"))
    words = ("a.po", "b.po", "--select", "CON001,SUP", "-f", "concise", "-q")
    told = tqa.check(*words).stdout.splitlines()
    assert told
    for name in ("a.po", "b.po"):
        tqa.write(name, tqa.read(name).replace('msgid "S', '# tqa: ignore CON001\nmsgid "S'))
    assert all("SUP001" in line for line in tqa.check(*words).stdout.splitlines())
    assert len(tqa.check(*words).stdout.splitlines()) == 2 - len(told)


XLIFF = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="id" target-language="en" datatype="plaintext"><body>
{} <trans-unit id="1">
<source>Harga naik 2,5 persen.</source><target>Prices rose 25 percent.</target></trans-unit>
<trans-unit id="2">
<source>Biaya naik 3,5 persen.</source><target>Costs rose 35 percent.</target></trans-unit>
</body></file></xliff>
"""


def test_comments_of_xliff(tqa: Command) -> None:
    for comment, lines in (("", ["5", "7"]), ("<!-- tqa: ignore NUM001 -->", ["7"])):
        tqa.write("a.xlf", XLIFF.format(comment))
        run = tqa.check("a.xlf", "-f", "concise", "-q")
        assert [line.split(":")[1] for line in run.stdout.splitlines()] == lines


def test_comments_of_yaml(tqa: Command) -> None:
    tqa.write("id.yml", "id:\n  a: Harga naik 2,5 persen.\n  b: Biaya naik 3,5 persen.\n")
    for comment, lines in (("", ["3", "4"]), ("  # tqa: ignore NUM001: rounded", ["4"])):
        tqa.write(
            "en.yml",
            f"en:\n{comment}\n  a: Prices rose 25 percent.\n  b: Costs rose 35 percent.\n",
        )
        run = tqa.check("id.yml", "en.yml", "-f", "concise", "-q")
        assert [line.split(":")[1] for line in run.stdout.splitlines()] == lines
