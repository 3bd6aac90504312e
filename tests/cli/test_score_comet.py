"""`tqa score` with COMET: what is missing, and runs with a stand-in for its environment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import Command, Run
from tests.neural.comet_stand_in import COMET, save_checkpoint, stand_in
from tests.neural.tiny_encoder import EN, ID
from tqa.neural import comet

FILES = ("score", "-r", "ref.en", "-s", "a=ref.en", "-s", "b=b.en", "--src", "src.id")


@pytest.fixture
def files(tqa: Command) -> Iterator[Command]:
    for name, texts in (("ref.en", EN), ("b.en", [*EN[1:], EN[0]]), ("src.id", ID)):
        tqa.write(name, "\n".join(texts) + "\n")
    for name in ("comet", "kiwi", "fails"):
        save_checkpoint(tqa.folder / "models" / name)
    yield tqa
    comet.close_all()


def asked(files: Command, python: object, key: str = "comet", model: str = "", *more: str) -> Run:
    options = ("--option", f"{key}.python={python}", "--option", f"{key}.model={model}")
    return files(*FILES, "-m", key, *options, *more)


def is_one_line(run: Run, code: int, *parts: str) -> None:
    assert run.code == code
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1
    for part in parts:
        assert part in run.stderr


@pytest.mark.parametrize("key", ["comet", "cometkiwi"])
def test_no_environment(files: Command, key: str) -> None:
    for python in ("", "none/bin/python"):
        is_one_line(
            asked(files, python, key), 4, "pip install unbabel-comet", f"{key}.python=comet"
        )


def test_no_package_in_the_environment(files: Command) -> None:
    python = stand_in(files.folder, unbabel_comet="")
    is_one_line(asked(files, python), 4, "unbabel-comet is not installed", f"run: {python} -m pip")


def test_transformers_is_too_new(files: Command) -> None:
    python = stand_in(files.folder, transformers="5.23.0")
    is_one_line(asked(files, python), 4, "transformers 5.23.0, but unbabel-comet wants", "<5.0")


def test_the_package_cannot_be_imported(files: Command) -> None:
    python = stand_in(files.folder, "import pkg_resources_of_old")
    run = asked(files, python, "comet", "models/comet")
    is_one_line(run, 4, "No module named 'pkg_resources_of_old'", '"setuptools<81"')


def test_no_model_says_how_to_get_it(files: Command) -> None:
    python = stand_in(files.folder)
    call = f"run: {python} -c \"import comet; comet.load_from_checkpoint(comet.download_model('"
    wanted = {"": "Unbabel/wmt22-comet-da", "Unbabel/XCOMET-XL": "Unbabel/XCOMET-XL"}
    for model, name in {**wanted, "no/such/folder": "Unbabel/wmt22-comet-da"}.items():
        is_one_line(asked(files, python, "comet", model), 4, "no such model on disk", call + name)


def test_a_model_that_cannot_be_loaded(files: Command) -> None:
    run = asked(files, stand_in(files.folder), "comet", "models/fails")
    is_one_line(run, 3, "comet failed: ValueError: no good\n")


def test_a_model_of_the_other_kind(files: Command) -> None:
    python = stand_in(files.folder)
    is_one_line(asked(files, python, "cometkiwi", "models/comet"), 2, "needs references")
    is_one_line(asked(files, python, "comet", "models/kiwi"), 2, "looks at no references")


def test_a_crash_tells_how_it_ended(files: Command) -> None:
    python = stand_in(files.folder)
    files.write("src.id", "kill\n" * len(EN))
    run = asked(files, python, "comet", "models/comet")
    is_one_line(run, 3, "comet failed: its process was ended by signal 9: loading")
    is_one_line(asked(files, "/bin/true"), 3, "ended with exit code 0")


def test_what_it_is_asked_and_answers(files: Command) -> None:
    python = stand_in(files.folder, COMET + "\nprint('loaded', file=open('log', 'a'))")
    run = asked(files, python, "comet", "models/comet", "-f", "json")
    assert run.code == 0, run.stderr
    assert run.stderr == ""
    assert "nrefs:1|model:comet|hash:" in run.stdout
    assert "|precision:float32|transformers:4.57.6|torch:2.13.0|unbabel-comet:2.2.7" in run.stdout
    assert Path("log").read_text() == "loaded\n"  # one process for both systems
    before = run.stdout
    (files.folder / "models" / "comet" / "checkpoints" / "model.ckpt").write_bytes(b"others")
    assert asked(files, python, "comet", "models/comet", "-f", "json").stdout != before
    run = asked(files, python, "cometkiwi", "models/kiwi/checkpoints/model.ckpt")
    assert run.code == 0, run.stderr


def test_a_precision_that_it_has_not(files: Command) -> None:
    run = files(*FILES, "-m", "comet", "--option", "comet.precision=int8")
    is_one_line(run, 2, "unknown value 'int8'", "float32, float16")
