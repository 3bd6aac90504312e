"""Pairs aligned on Ray are those of the local engine, also where a worker dies."""

import shutil
from pathlib import Path

import pytest

from tests.cli.command import Command, Run
from tests.cli.conftest import tqa as tqa
from tests.cluster.killer import killing

pytest.importorskip("ray")
pytestmark = pytest.mark.filterwarnings("default")

CORPORA = Path(__file__).parents[2] / "corpora"


@pytest.fixture
def documents(tqa: Command) -> Command:
    """Two articles with their translations, and some that cannot be aligned."""
    for name in ("rice-harvest", "museum-night"):
        for lang in ("id", "en"):
            place = tqa.folder / f"{name}.{lang}.txt"
            shutil.copy(CORPORA / name / f"article.{lang}.txt", place)
    tqa.write("latin.txt", "Café\n".encode("latin-1"))
    rows = [f"{n}.{i}.txt\t{n}.{e}.txt\t{n}.{i}-{e}.tsv" for n in NAMES for i, e in BOTH]
    rows[1:1] = [
        "gone.txt\trice-harvest.en.txt\tgone.tsv",
        "latin.txt\trice-harvest.en.txt\tlatin.tsv",
        "rice-harvest.id.txt\tmuseum-night.en.txt\tdeep/er/strange.tsv",
        "rice-harvest.id.txt\t../8.tsv",
    ]
    tqa.write("list.tsv", "".join(f"{row}\n" for row in rows))
    return tqa


NAMES = ("rice-harvest", "museum-night")
BOTH = (("id", "en"), ("en", "id"))


def aligned(tqa: Command, folder: str, *words: str) -> tuple[Run, dict[str, bytes]]:
    run = tqa("align", "--pairs", "list.tsv", "--output-dir", folder, *words)
    root = tqa.folder / folder
    every = (path for path in root.rglob("*") if path.is_file())
    files = (path for path in every if path.name[0] != ".")  # left by a worker killed in writing
    return run, {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_the_same_files_and_the_same_errors(documents: Command, workers: int) -> None:
    here = aligned(documents, "here", "--jobs", "1")
    there = aligned(documents, "there", "--engine", "ray")
    assert there == here
    run, written = here
    assert run.code == 3
    assert run.stderr.count("\n") == 4
    assert "tqa: warning: list.tsv:4: rice-harvest.id.txt, museum-night.en.txt" in run.stderr
    assert sorted(written) == [
        "deep/er/strange.tsv",
        *(f"{name}.{one}-{other}.tsv" for name in sorted(NAMES) for one, other in sorted(BOTH)),
    ]


def test_a_killed_worker_changes_nothing(documents: Command, workers: int) -> None:
    names = [(name, n) for n in range(20) for name in NAMES]
    rows = (f"{name}.id.txt\t{name}.en.txt\t{name}{n}.tsv\n" for name, n in names)
    documents.write("list.tsv", "".join(rows))
    here = aligned(documents, "here", "--jobs", "1")
    with killing() as killed:
        there = aligned(documents, "there", "--engine", "ray")
    assert killed
    assert there[0][:2] == here[0][:2] == (0, "")
    assert there[1] == here[1]
    assert len(there[1]) == 40


def test_one_pair_needs_no_ray(documents: Command) -> None:
    run = documents("align", "rice-harvest.id.txt", "rice-harvest.en.txt", "--engine", "ray")
    assert (run.code, run.stdout) == (2, "")
    assert run.stderr == (
        "tqa: error: --engine ray requires --pairs (one pair is aligned locally)\n"
    )
