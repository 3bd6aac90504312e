"""A check on Ray says what the local engine says, also where a worker dies."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.checking.test_pool import table
from tests.cli.command import Command
from tests.cli.conftest import tqa as tqa
from tests.cluster.killer import killing
from tqa.base.errors import TqaError
from tqa.checking import run
from tqa.model import Input
from tqa.project.config import Config

pytest.importorskip("ray")
pq = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.filterwarnings("default")

PLAIN = Config(bundled=False)


def as_parquet(source: Input, path: Path) -> Input:
    """The same table as Parquet."""
    import pyarrow as pa

    header, *rows = Path(source.target).read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    columns = zip(*cells, strict=True)
    names = header.split("\t")
    data = {name: list(column) for name, column in zip(names, columns, strict=True)}
    pq.write_table(pa.table(data), path, row_group_size=500)
    return Input.file(str(path))


def test_the_same_report(tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, faults of reading, fingerprints, quality: several inputs, three formats."""
    from tqa.cluster import check

    for module in (run, check):
        monkeypatch.setattr(module, "WINDOW", 1000)
    monkeypatch.setattr(run, "SMALL", 0)  # of small inputs no window is cut
    whole = table(tmp_path / "a.tsv")
    broken = table(tmp_path / "b.tsv", broken_at=1500)
    inputs = [whole, broken, as_parquet(whole, tmp_path / "c.parquet")]
    config = Config(bundled=False, extend_select=("CON",), per_file_ignores={"b.tsv": ("NAM",)})
    alone = run.check(inputs, config)
    counted: list[int] = []
    assert check.check(inputs, config, workers, counted.append) == alone
    assert sum(counted) == sum(each.segments for each in alone.documents)
    assert {"NUM001", "NAM001"} <= {finding.code for finding in alone.findings}
    assert alone.failures


def test_a_killed_worker_changes_nothing(tmp_path: Path, workers: int) -> None:
    from tqa.cluster import check

    source = as_parquet(table(tmp_path / "a.tsv"), tmp_path / "a.parquet")
    alone = run.check([source], PLAIN)
    with killing() as killed:
        together = check.check([source], PLAIN, workers)
    assert killed
    assert together == alone
    assert together.documents[0].segments == 2550


@pytest.mark.parametrize("kind", ["part", "found", "facts", "numbered"])
def test_what_is_lost_is_missed(
    tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    from tqa.cluster import check, stream

    def less(data: Any, wanted: str) -> Any:
        whole = stream.of_kind(data, wanted)
        return whole.limit(whole.count() - 1) if wanted == kind else whole

    def fewer(data: Any, work: Any) -> Any:
        return stream.grouped_plainly(data, work).limit(3)

    monkeypatch.setattr(check, "of_kind", less)
    if kind == "numbered":
        monkeypatch.setattr(check, "grouped_plainly", fewer)
    with pytest.raises(TqaError, match="lost some of the results"):
        check.check([table(tmp_path / "a.tsv")], PLAIN, workers)


def test_findings_land_as_parquet(workers: int, tmp_path: Path, tqa: Command) -> None:
    (tmp_path / "in").mkdir()
    table(tmp_path / "in" / "a.tsv")
    local = tqa.check("in/a.tsv", "--format", "jsonl", "--output", "local.jsonl")
    run = tqa.check("in", "--engine", "ray", "--output-dir", "out")
    assert run.code == local.code == 1
    expected = [json.loads(line) for line in tqa.read("local.jsonl").splitlines()]
    rows: list[dict[str, Any]] = pq.read_table("out").to_pylist()
    assert rows == expected
    summary = json.loads(run.stdout)
    assert sum(summary["findings"].values()) == len(expected)
    assert summary["documents"][0]["segments"] == 2550
    again = tqa.check("in/a.tsv", "--engine", "ray", "--format", "jsonl")
    assert again.stdout == tqa.read("local.jsonl")


def test_one_processor_is_enough(tqa: Command) -> None:
    """A Ray of its own with one processor: the shuffles find room beside the actors."""
    table(tqa.folder / "a.tsv")
    local = tqa.check("a.tsv", "--format", "jsonl")
    words = [sys.executable, "-m", "tqa", "check", "a.tsv", "--no-bundled"]
    words += ["--format", "jsonl", "--engine", "ray", "--jobs", "1"]
    found = subprocess.run(words, capture_output=True, text=True, cwd=tqa.folder, timeout=240)
    assert (found.returncode, found.stdout) == (local.code, local.stdout)
    assert {"NUM001", "NAM001"} <= {json.loads(line)["code"] for line in local.stdout.splitlines()}


def test_what_ray_is_not_given(tqa: Command) -> None:
    run = tqa.check("a.txt", "b.txt", "--engine", "ray")
    assert run.code == 2
    assert run.stderr == (
        "tqa: error: a.txt: --engine ray does not support this file type "
        "(tables: .parquet .jsonl .tsv .csv; others with --engine local)\n"
    )
    assert tqa.check("a.txt", "b.txt", "--output-dir", "out").code == 2
