"""Object storage: what is read from `s3://` and written there, by a server that speaks S3."""

import json

import pytest

from tests.checking.test_pool import table
from tests.cli.command import Command
from tests.cli.conftest import tqa as tqa

pytest.importorskip("ray")
pytest.importorskip("pyarrow")
pytestmark = pytest.mark.filterwarnings("default")


def put(place: str, data: bytes) -> None:
    from tqa.base.remote import store

    store(place, data)


def test_check(bucket: str, workers: int, tqa: Command) -> None:
    source = table(tqa.folder / "a.tsv")
    put(f"{bucket}/in/a.tsv", (tqa.folder / "a.tsv").read_bytes())
    run = tqa.check(f"{bucket}/in", "--engine", "ray", "--output-dir", f"{bucket}/findings")
    here = tqa.check(source.target, "--format", "jsonl")
    assert run.code == here.code == 1
    summary = json.loads(run.stdout)
    assert sum(summary["findings"].values()) == len(here.stdout.splitlines())
    assert summary["documents"][0]["segments"] == 2550
    found = rows(f"{bucket}/findings")
    own = [json.loads(line) for line in here.stdout.splitlines()]
    assert [each["fingerprint"] for each in found] == [each["fingerprint"] for each in own]


def test_score(bucket: str, workers: int, tqa: Command) -> None:
    for name in ("b.txt", "c.txt"):
        put(f"{bucket}/{name}", (tqa.folder / name).read_bytes())
    more = ("--engine", "ray", "--output-dir", f"{bucket}/scores", "-f", "json")
    for _ in range(2):  # what an earlier run left is replaced
        run = tqa("score", "-r", f"{bucket}/b.txt", "-s", f"new={bucket}/c.txt", *more)
    here = tqa("score", "-r", "b.txt", "-s", "new=c.txt", "-f", "json", "-f", "jsonl:s.jsonl")
    assert (run.code, run.stdout) == (0, here.stdout)
    assert rows(f"{bucket}/scores") == [
        json.loads(line) for line in tqa.read("s.jsonl").splitlines()
    ]
    run = tqa("score", "-r", f"{bucket}/gone.txt", "-s", f"{bucket}/c.txt", "--engine", "ray")
    assert (run.code, run.stderr) == (3, f"tqa: error: {bucket}/gone.txt: no such object\n")


def test_align(bucket: str, workers: int, tqa: Command) -> None:
    for name in ("a.txt", "c.txt"):
        put(f"{bucket}/{name}", (tqa.folder / name).read_bytes())
    tqa.write("list.tsv", f"{bucket}/a.txt\t{bucket}/c.txt\tx/1.tsv\n")
    words = ("align", "--pairs", "list.tsv", "--output-dir", f"{bucket}/out", "--engine", "ray")
    assert tqa(*words).code == 0
    from tqa.base.textio import read_bytes

    here = tqa("align", "a.txt", "c.txt")
    found = read_bytes(f"{bucket}/out/x/1.tsv").decode()
    assert found == here.stdout.replace("a.txt", f"{bucket}/a.txt")


def rows(folder: str) -> list[dict[str, object]]:
    from pyarrow import parquet

    from tqa.base.remote import file_system, listed

    system = file_system(folder)[0]
    paths = [file_system(path)[1] for path in listed(folder, (".parquet",))]
    tables = [parquet.read_table(path, filesystem=system) for path in paths]
    return [row for each in tables for row in each.to_pylist()]
