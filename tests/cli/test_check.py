"""`tqa check`: inputs, selection, exit codes, configuration."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command

DOUBLED = "Menteri itu akan akan hadir besok pagi.\n"
TABLE = "id\tsource\ttarget\nk1\tHarga naik 2 persen.\tPrices rose 3 percent.\n"
PO = (
    'msgid ""\nmsgstr ""\n"Language: id\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Hello {name}, prices rose 2 percent."\nmsgstr "Halo {nama}, harga naik 3 persen."\n'
)


def codes(tqa: Command, *words: str) -> list[str]:
    """The codes found, in order."""
    run = tqa.check(*words, "-f", "jsonl")
    assert run.code < 2, run.stderr
    return [json.loads(line)["code"] for line in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("a.txt", "c.txt"), 0),
        (("a.txt", "b.txt"), 1),
        (("a.txt", "b.txt", "--fail-on", "neutral"), 1),
        (("a.txt", "b.txt", "--fail-on", "minor"), 1),
        (("a.txt", "b.txt", "--fail-on", "major"), 1),
        (("a.txt", "b.txt", "--fail-on", "critical"), 0),
        (("a.txt", "b.txt", "--exit-zero"), 0),
        (("d.txt",), 0),
        (("d.txt", "--fail-on", "minor"), 1),
    ],
)
def test_exit_code_of_findings(tqa: Command, words: tuple[str, ...], code: int) -> None:
    tqa.write("d.txt", DOUBLED)
    run = tqa.check(*words)
    assert run.code == code
    assert not run.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("a.txt", "b.txt", "--select", "NONE9"), "unknown rule 'NONE9' (`tqa rules` lists them)"),
        (("a.txt", "b.txt", "--ignore", "NUM01"), "unknown rule 'NUM01' (did you mean 'NUM001'?)"),
        (("a.txt", "b.txt", "--extend-select", "negatoin"), "(did you mean 'negation'?)"),
        (("a.txt", "b.txt", "--source-lang", "fr"), "unknown language 'fr'"),
        (("a.txt", "b.txt", "--source-lang", "id", "--target-lang", "id"), "are both 'id'"),
        (("a.txt", "b.txt", "-f", "full", "-f", "jsonl"), "two formats for standard output"),
        (("a.txt", "b.txt", "-f", "json:x", "-f", "jsonl:x"), "two formats for the same file"),
        (
            ("a.txt", "b.txt", "-f", "json:x", "-o", "y"),
            "--output has no effect: every format names a file",
        ),
        (("a.txt", "b.txt", "-f", "pdf"), "unknown format 'pdf' (known: checkstyle, concise, full"),
        (("a.txt", "b.txt", "-o", "no/such/place"), "no/such/place: cannot write"),
        (("a.txt", "x.png"), "x.png: unknown file type '.png' (known: ."),
        (("-", "--stdin-filename", "x.png"), "x.png: unknown file type '.png'"),
        (("-", "-"), "standard input can be used for one document only"),
        (("a.txt", "--per-file-ignores", "b.txt"), "'b.txt': expected GLOB:CODES"),
        (("a.txt", "--config", "none.toml"), "none.toml: no such file"),
        ((), "nothing to check (name files, or let `tqa init` write a tqa.toml; see --help)"),
    ],
)
def test_bad_usage_is_one_line(tqa: Command, words: tuple[str, ...], message: str) -> None:
    tqa.write("x.png", b"\x89PNG")
    run = tqa.check(*words)
    assert run.code == 2
    assert run.stderr.startswith("tqa: error: ")
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
    assert not run.stdout


@pytest.mark.parametrize("words", [("--nope",), ("--fail-on", "grave"), ("--jobs", "-1")])
def test_unknown_options_and_values(tqa: Command, words: tuple[str, ...]) -> None:
    assert tqa.check("a.txt", "b.txt", *words).code == 2


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "latin.txt": ("baris satu\nkaf\xe9".encode("latin-1"), "latin.txt:2: not valid UTF-8"),
    "empty.txt": ("", "empty.txt: empty file"),
    "blank.md": (" \n\n", "blank.md: empty file"),
    "empty.tsv": ("", "empty.tsv: empty file"),
    "odd.tsv": ("source\ttarget\nSatu\tOne\nDua\n", "odd.tsv:3: 1 cells where the header has 2"),
    "head.tsv": ("satu\tdua\nx\ty\n", "head.tsv:1: no fields `source` and `target`"),
    "cut.jsonl": ('{"source": "Satu", "tar', "cut.jsonl:1: bad JSON"),
    "cut.po": ('msgid "House"\nmsgstr "Rum', "cut.po:2: "),
    "short.txt": ("Jakarta 2024\n", "short.txt: the language cannot be detected"),
    "french.po": (
        PO.replace("Language: id", "Language: fr"),
        "french.po: unsupported language 'fr'",
    ),
    "same.tsv": (
        "source\ttarget\nHarga beras naik lagi.\tHarga beras naik lagi pada bulan ini.\n",
        "same.tsv: both sides seem to be in 'id' (name the languages with --source-lang",
    ),
    "zero.txt": (b"a\0b", "zero.txt:1: contains NUL characters"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_unreadable_input_is_one_line_and_the_others_are_checked(
    tqa: Command, name: str
) -> None:
    content, message = BROKEN[name]
    tqa.write(name, content)
    tqa.write("t.tsv", TABLE)
    run = tqa.check(name, "t.tsv", "b.txt", "-f", "concise", "--exit-zero")
    assert run.code == 3
    assert run.stderr.startswith(f"tqa: error: {message}")
    assert run.stderr.count("\n") == 1
    assert "t.tsv:2:37: NUM001" in run.stdout
    assert " in 2 documents, " in run.stdout


@pytest.mark.parametrize("name", ["missing.txt", "missing"])
def test_missing_files(tqa: Command, name: str) -> None:
    for words in ((name,), ("a.txt", name), (name, "a.txt")):
        run = tqa.check(*words)
        assert (run.code, run.stderr) == (3, f"tqa: error: {name}: no such file\n")
        assert not run.stdout


@pytest.mark.parametrize("name", ["folder", "folder.txt"])
def test_folders_with_nothing_to_check(tqa: Command, name: str) -> None:
    (tqa.folder / name).mkdir()
    for words in ((name,), ("a.txt", name), (name, "a.txt")):
        run = tqa.check(*words)
        message = "no bilingual file and no pair of documents in this folder"
        assert (run.code, run.stdout) == (2, "")
        assert run.stderr.startswith(f"tqa: error: {name}: {message}")


def test_a_bad_row_does_not_lose_the_documents_before_it(tqa: Command) -> None:
    rows = "a\tHarga naik 2 persen.\tPrices rose 3 percent.\nb\tDua.\tTwo.\nc\tTiga\n"
    tqa.write("t.tsv", "document\tsource\ttarget\n" + rows)
    run = tqa.check("t.tsv", "-f", "concise")
    assert (run.code, run.stderr.count("\n")) == (3, 1)
    assert "t.tsv:2:36: NUM001" in run.stdout


def test_a_hostile_file_name_stays_on_its_line(tqa: Command) -> None:
    tqa.write("\x1b[2Jx\ny.txt", b"\xff")
    run = tqa.check("\x1b[2Jx\ny.txt")
    assert "\x1b" not in run.stderr
    assert run.stderr.count("\n") == 1


def test_two_bilingual_files(tqa: Command) -> None:
    tqa.write("t.tsv", TABLE)
    tqa.write("id.po", PO)
    run = tqa.check("t.tsv", "id.po", "-f", "concise")
    assert [line.split(" [")[0] for line in run.stdout.splitlines()[:-1]] == [
        "id.po:7:14: MRK001",
        "id.po:7:33: NUM001",
        "t.tsv:2:37: NUM001",
    ]
    assert "in 2 documents, 2 segments" in run.stdout


def test_utf_16_and_crlf(tqa: Command) -> None:
    tqa.write("u.txt", ("Menteri datang.\r\n\r\n" + DOUBLED).encode("utf-16"))
    assert "u.txt:3:13 TYP003" in tqa.check("u.txt").stdout


def test_standard_input(tqa: Command) -> None:
    words = ("-", "-f", "concise", "-q", "--stdin-filename")
    assert tqa.check(*words, "x.txt", stdin=DOUBLED.encode()).stdout.startswith(
        "x.txt:1:13: TYP003"
    )
    assert tqa.check(*words, "x.tsv", stdin=TABLE.encode()).stdout.startswith("x.tsv:2:37: NUM001")
    run = tqa.check("-", stdin=b"")
    assert (run.code, run.stderr) == (3, "tqa: error: stdin.txt: empty file\n")


def test_standard_input_as_one_side_of_a_pair(tqa: Command) -> None:
    run = tqa.check("a.txt", "-", "-f", "concise", stdin=b"Prices rose 25 percent, he said.\n")
    assert run.stdout.startswith("stdin.txt:1:13: NUM001")
    run = tqa.check("-", "b.txt", "-f", "concise", stdin=b"Harga naik 2,5 persen, kata dia.\n")
    assert run.stdout.startswith("b.txt:1:13: NUM001")


def test_languages(tqa: Command) -> None:
    run = tqa.check("a.txt", "a.txt")
    assert (run.code, "both sides seem to be in 'id'" in run.stderr) == (3, True)
    tqa.write("short.txt", "Jakarta 2024\n")  # told by the other side
    tqa.write("other.txt", "Di Jakarta pada tahun 2024\n")
    assert tqa.check("other.txt", "short.txt").code < 2
    assert tqa.check("short.txt", "--target-lang", "en").code == 0


def test_selection(tqa: Command) -> None:
    tqa.write("d.txt", "Menteri itu akan akan hadir (besok pagi.\n")
    assert codes(tqa, "d.txt") == ["TYP003", "TYP002"]
    assert codes(tqa, "d.txt", "--select", "TYP003") == ["TYP003"]
    assert codes(tqa, "d.txt", "--select", "doubled-word,NUM") == ["TYP003"]
    assert codes(tqa, "d.txt", "--select", "typ", "--ignore", "doubled-word") == ["TYP002"]
    assert codes(tqa, "d.txt", "--select", "NUM") == []
    assert codes(tqa, "d.txt", "--select", "NUM", "--extend-select", "TYP002") == ["TYP002"]
    assert codes(tqa, "d.txt", "--select", "ALL", "--ignore", "ALL") == []
    assert codes(tqa, "d.txt", "--per-file-ignores", "d.*:TYP002") == ["TYP003"]
    assert codes(tqa, "d.txt", "--per-file-ignores", "e.*:TYP002") == ["TYP003", "TYP002"]


def test_configured_pairs(tqa: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = (
        'pairs = [{ source = "a.txt", target = "b.txt" }, { source = "a.txt", target = "c.txt" }]'
    )
    tqa.write("tqa.toml", f'{pairs}\nselect = ["NUM"]\nbundled = false\nlang = "id"\n')
    run = tqa("check", "-f", "concise")
    assert run.code == 1
    assert run.stdout.startswith("b.txt:1:13: NUM001 [berat]")  # not an absolute path
    assert "dalam 2 dokumen" in run.stdout
    assert tqa("check", "--isolated").code == 2
    (tqa.folder / "sub").mkdir()
    monkeypatch.chdir(tqa.folder / "sub")
    assert tqa("check", "-f", "concise").stdout.startswith("../b.txt:1:13: NUM001")


def test_per_file_ignores_of_the_configuration(
    tqa: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("old/d.txt", "new/d.txt"):
        tqa.write(name, DOUBLED)
    tqa.write("tqa.toml", 'bundled = false\n[per-file-ignores]\n"old/*" = ["doubled-word"]\n')
    assert codes(tqa, "new/d.txt") == ["TYP003"]
    assert codes(tqa, "old/d.txt") == []
    assert codes(tqa, str(tqa.folder / "old" / "d.txt")) == []
    monkeypatch.chdir(tqa.folder / "old")  # patterns are relative to the configuration
    assert codes(tqa, "d.txt") == []
    tqa.write("tqa.toml", '[per-file-ignores]\n"d.txt" = ["TYP"]\n')
    assert codes(tqa, "d.txt") == []


def test_options_of_rules(tqa: Command) -> None:
    tqa.write("tqa.toml", '[rules.number-mismatch]\nignore = ["2,5 persen", "25 percent"]\n')
    assert codes(tqa, "a.txt", "b.txt") == []
    tqa.write("d.txt", DOUBLED)
    tqa.write("tqa.toml", '[rules.doubled-word]\nallowed = ["akan"]\n')
    assert codes(tqa, "d.txt") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["NUM"]', "tqa.toml:1: 'selct': unknown setting (did you mean 'select'?)"),
        ("select = [", "tqa.toml: not valid TOML"),
        ("\npairs = 3", "tqa.toml:2: 'pairs': must be a list of { source = ..., target = ... }"),
        ("pairs = [{ source = 1, target = 2 }]", "tqa.toml:1: 'pairs': each must be"),
        (
            "lang = 'id'\n[rules.number-mismach]",
            "tqa.toml:2: unknown rule 'number-mismach' (did you mean 'number-mismatch'?)",
        ),
        (
            "ignore = []\n[rules.number-mismatch]\n\nignored = []",
            "tqa.toml:4: rule 'number-mismatch': unknown option 'ignored' (did you mean 'ignore'?)",
        ),
        (
            "ignore = []\n[rules.number-mismatch]\nignore = '2024'",
            "tqa.toml:3: option 'ignore' of rule 'number-mismatch' must be a list of strings",
        ),
        (
            "[rules]\nuntranslated = { min-words = true }",
            "tqa.toml:2: option 'min-words' of rule 'untranslated' must be a whole number",
        ),
        (
            "[per-file-ignores]\n'*' = ['TYP003']\n'old/*' = ['XYZ']",
            "tqa.toml:3: unknown rule 'XYZ' (`tqa rules` lists them)",
        ),
    ],
)
def test_a_wrong_configuration(tqa: Command, text: str, message: str) -> None:
    tqa.write("tqa.toml", text)
    run = tqa.check("a.txt", "b.txt")
    assert run.code == 2
    assert run.stderr.startswith(f"tqa: error: {message}")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ntqa = 1", "[tool.tqa]\nselect = 'NUM'"])
def test_a_wrong_pyproject(tqa: Command, text: str) -> None:
    tqa.write("pyproject.toml", text)
    run = tqa.check("a.txt", "--config", "pyproject.toml")
    assert (run.code, run.stderr.count("\n")) == (2, 1)
    tqa.write("pyproject.toml", b"\xff")
    assert tqa.check("a.txt", "--config", "pyproject.toml").code == 2


def test_glossaries(tqa: Command) -> None:
    tqa.write("terms.tsv", "id\ten\ten_forbidden\nlokakarya\tworkshop\tgarage\n")
    tqa.write("s.txt", "Lokakarya itu diikuti oleh para guru.\n")
    tqa.write("t.txt", "The garage was attended by the teachers.\n")
    assert codes(tqa, "s.txt", "t.txt", "-g", "terms.tsv") == ["TRM002"]
    tqa.write("sub/tqa.toml", 'glossary = ["../terms.tsv"]\nbundled = true\n')
    assert codes(tqa, "s.txt", "t.txt", "--config", "sub/tqa.toml") == ["TRM002"]
    run = tqa.check("s.txt", "t.txt", "-g", "none.tsv")
    assert (run.code, run.stderr) == (3, "tqa: error: none.tsv: no such file\n")


def test_the_bundled_glossaries(tqa: Command) -> None:
    tqa.write("s.txt", "Lokakarya itu diikuti oleh para guru.\n")
    tqa.write("t.txt", "The garage was attended by the teachers.\n")
    words = ("check", "s.txt", "t.txt", "-f", "concise", "-q")
    assert "TRM002" in tqa(*words).stdout
    tqa.write("tqa.toml", "bundled = false\n")
    assert "TRM002" not in tqa(*words).stdout
    assert "TRM002" in tqa(*words, "--bundled").stdout


def test_a_page_that_declares_the_language_of_its_template(tqa: Command) -> None:
    body = "<p>Harga beras naik 2,5 persen, kata menteri itu kepada para wartawan kemarin.</p>"
    tqa.write("a.html", f'<html lang="en"><body><article>{body}</article></body></html>')
    tqa.write("b.md", "The price of rice rose 25 percent, the minister told reporters yesterday.\n")
    run = tqa.check("a.html", "b.md", "-f", "concise", "-q")
    assert run.stdout.startswith("b.md:1:24: NUM001"), run.stderr


def test_a_document_without_text_is_no_error(tqa: Command) -> None:
    tqa.write("p.md", "---\ndraft: true\n---\n\n![](map.png)\n")
    assert tqa.check("p.md").code == 0


def test_output_is_whole_or_not_at_all(tqa: Command) -> None:
    tqa.write("out.txt", "before")
    run = tqa.check("a.txt", "b.txt", "-o", "out.txt", FORCE_COLOR="1", COLUMNS="150")
    assert (run.code, run.stdout) == (1, "")
    assert tqa.read("out.txt").startswith("b.txt:1:13 NUM001 number-mismatch [major]\n")
    assert "\x1b" not in tqa.read("out.txt")
    assert {path.name for path in Path().iterdir()} == {"a.txt", "b.txt", "c.txt", "out.txt"}


def test_a_gate_on_quality(tqa: Command) -> None:
    words = ("a.txt", "b.txt", "--fail-on", "critical")
    assert tqa.check(*words, "--min-quality", "1").code == 0  # 6 words, 5 points: 16.7
    run = tqa.check(*words, "--min-quality", "90")
    assert run.code == 1
    assert "tqa: gate: the MQM score is 16.7, below 90" in run.stderr
    tqa.write("tqa.toml", "min-quality = 10\n")
    assert tqa.check(*words).code == 0
    assert tqa.check(*words, "--min-quality", "90", "--exit-zero").code == 0
