#!/usr/bin/env python3
"""Segments a second of `--engine ray`, and the growth of time and of the driver's memory.

  scripts/bench/scale.py [--task check|score] [--sizes 10000,100000] [--workers 1,2]
      [--table PAIRS.tsv] [--select CODES] [--metrics KEYS] [--resamples N] [--engines local,ray]

The pairs of a table (source and target, no header), or made-up ones, are repeated to each size,
in documents of 40 that all differ. `check` reads them as Parquet, without the bundled glossaries,
and writes findings into a folder; `score` scores the targets, every tenth with a word less,
against themselves as lines of text, per-segment scores into a folder. Each run is a process of its
own: seconds are of the work once Ray is up, with everything from reading to the last file
written; the memory is the peak of the driver alone (VmHWM), not of Ray's own processes, beside
what it is before the work. The local engine with as many processes stands beside it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

DOCUMENT = 40  # pairs of a document
ROWS = 10_000  # of a row group

RUN = """
import json, os, sys, time
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
task, engine, folder, out, options = *sys.argv[1:5], json.loads(sys.argv[5])
workers = options["workers"]

def memory(name):
    status = open("/proc/self/status").read()
    return int(status.split(name + ":")[1].split()[0]) / 1024

def check_local():
    from tqa.checking.run import check
    return len(check(inputs, config, None, workers).findings)

def check_ray(found):
    from tqa.cluster.check import check_into
    return sum(check_into(out, inputs, config, found).codes.values())

def score_local():
    from tqa.scoring.run import score
    from tqa.scoring.testset import read
    return score(read(files), metrics, plan, jobs=workers)

def score_ray(found):
    from tqa.cluster.score import score
    return score(files, metrics, plan, found, folder=out).board

if task == "check":
    from tqa.project.config import Config
    from tqa.model import Input
    inputs = [Input.file(folder + "/pairs.parquet")]
    config = Config(bundled=False, cache=False, select=tuple(options["select"]))
else:
    from tqa.cli._batch import metrics_of
    from tqa.scoring.batch import Batch
    from tqa.scoring.scoreboard import Plan
    from tqa.scoring.testset import Files
    files = Files([folder + "/target.txt"], {"system": folder + "/system.txt"})
    metrics = metrics_of(Batch((files,), metrics=tuple(options["metrics"])), [])
    plan = Plan(confidence=bool(options["resamples"]), resamples=options["resamples"] or 1000)
if engine == "ray":
    from tqa.cluster.session import session
    with session(workers) as found:
        before, start = memory("VmRSS"), time.perf_counter()
        result = globals()[task + "_ray"](found)
        seconds = time.perf_counter() - start
else:
    before, start = memory("VmRSS"), time.perf_counter()
    result = globals()[task + "_local"]()
    seconds = time.perf_counter() - start
if task == "score":
    own = result.results["system"].values()
    result = [[each.score, each.interval and each.interval.half] for each in own]
print(json.dumps([seconds, before, memory("VmHWM"), result]))
"""


def pairs(size: int, table: str) -> Iterator[tuple[str, str]]:
    if table:
        lines = Path(table).read_text("utf-8").splitlines()
        rows = [tuple(line.split("\t")[-2:]) for line in lines]
        yield from islice(cycle((source, target) for source, target in rows), size)
        return
    for n in range(size):
        wrong = n + (n % 50 == 0)
        source = f"Warga menanam {n} pohon di desa itu pada tahun lalu."
        yield source, f"Villagers planted {wrong} trees in the village last year."


def write(folder: Path, size: int, table: str) -> None:
    """The pairs as Parquet, and as lines of text with those of a system."""
    import pyarrow as pa
    from pyarrow import parquet

    folder.mkdir(parents=True, exist_ok=True)
    schema = pa.schema([(name, pa.string()) for name in ("id", "document", "source", "target")])
    rows = enumerate(pairs(size, table))
    with (
        parquet.ParquetWriter(folder / "pairs.parquet", schema) as writer,
        (folder / "target.txt").open("w", encoding="utf-8") as target,
        (folder / "system.txt").open("w", encoding="utf-8") as system,
    ):
        while some := list(islice(rows, ROWS)):
            records = [
                {"id": f"r{n}", "document": f"d{n // DOCUMENT}", "source": one, "target": other}
                for n, (one, other) in some
            ]
            writer.write_table(pa.Table.from_pylist(records, schema))
            for n, (_, text) in some:
                target.write(text + "\n")
                system.write((text if n % 10 else text.partition(" ")[2] or text) + "\n")


def run(task: str, engine: str, folder: Path, out: Path, options: dict[str, object]) -> list:
    command = [sys.executable, "-c", RUN, task, engine, str(folder), str(out), json.dumps(options)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return list(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", choices=("check", "score"), default="check")
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--engines", default="local,ray")
    parser.add_argument("--table", default="", help="pairs to repeat")
    parser.add_argument("--select", default="", help="rules; default: all that are on")
    parser.add_argument("--metrics", default="bleu,chrf,chrf++,ter")
    parser.add_argument("--resamples", type=int, default=0, help="for intervals; 0: none")
    parser.add_argument("--keep", help="where tables and results stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        print("task\tengine\tworkers\tsegments\tseconds\tsegments/s\tbefore MB\tpeak MB\tresult")
        for size in map(int, options.sizes.split(",")):
            folder = Path(options.keep or name) / str(size)
            write(folder, size, options.table)
            for workers in map(int, options.workers.split(",")):
                more = {
                    "workers": workers,
                    "select": [each for each in options.select.split(",") if each],
                    "metrics": options.metrics.split(","),
                    "resamples": options.resamples,
                }
                for engine in options.engines.split(","):
                    out = folder / f"{options.task}-{workers}"
                    seconds, before, peak, result = run(options.task, engine, folder, out, more)
                    figures = (f"{seconds:.1f}", f"{size / seconds:.0f}")
                    sizes = (f"{before:.0f}", f"{peak:.0f}")
                    cells = (options.task, engine, workers, size, *figures, *sizes, result)
                    print(*cells, sep="\t", flush=True)


if __name__ == "__main__":
    main()
