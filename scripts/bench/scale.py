#!/usr/bin/env python3
"""Segments a second of `tqa check --engine ray`, and the growth of time and of the driver's memory.

  scripts/bench/scale.py [--sizes 10000,100000] [--workers 1,2] [--keep FOLDER]

Made-up tables in Parquet (documents of 40 pairs that all differ, some with a wrong number) are
checked without the bundled glossaries, findings into a folder. Each run is a process of its own:
seconds are of the work once Ray is up, with everything from reading to the last file
written; the memory is the peak of the driver alone (VmHWM), not of Ray's own processes. The
local engine with as many processes stands beside it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DOCUMENT = 40  # pairs of a document
ROWS = 10_000  # of a row group

RUN = """
import json, sys, time
from tqa.config import Config
from tqa.format import Source
engine, path, out, workers = *sys.argv[1:4], int(sys.argv[4])
config, inputs = Config(bundled=False, cache=False), [Source(path)]
if engine == "ray":
    from tqa.cluster.check import check_into
    from tqa.cluster.session import session
    with session(workers) as found:
        start = time.perf_counter()
        codes = check_into(out, inputs, config, found).codes
        seconds = time.perf_counter() - start
    findings = sum(codes.values())
else:
    from tqa.engine import check
    start = time.perf_counter()
    findings = len(check(inputs, config, None, workers).findings)
    seconds = time.perf_counter() - start
status = open("/proc/self/status").read()
peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps({"seconds": seconds, "peak": peak, "findings": findings}))
"""


def rows(size: int) -> Iterator[dict[str, str]]:
    for n in range(size):
        wrong = n + (n % 50 == 0)
        yield {
            "id": f"r{n}",
            "document": f"d{n // DOCUMENT}",
            "source": f"Warga menanam {n} pohon di desa itu pada tahun lalu.",
            "target": f"Villagers planted {wrong} trees in the village last year.",
        }


def write(path: Path, size: int) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    pairs = rows(size)
    schema = pa.schema([(name, pa.string()) for name in ("id", "document", "source", "target")])
    with parquet.ParquetWriter(path, schema) as writer:
        for done in range(0, size, ROWS):
            some = [next(pairs) for _ in range(min(ROWS, size - done))]
            writer.write_table(pa.Table.from_pylist(some, schema))


def run(engine: str, path: Path, out: Path, workers: int) -> dict[str, float]:
    command = [sys.executable, "-c", RUN, engine, str(path), str(out), str(workers)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--keep", help="where tables and findings stay")
    options = parser.parse_args()
    sizes = [int(each) for each in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(options.keep or name)
        folder.mkdir(parents=True, exist_ok=True)
        print("engine\tworkers\tsegments\tseconds\tsegments/s\tdriver MB\tfindings")
        for size in sizes:
            path = folder / f"{size}.parquet"
            write(path, size)
            for workers in map(int, options.workers.split(",")):
                for engine in ("local", "ray"):
                    found = run(engine, path, folder / f"{size}-{workers}", workers)
                    rate = size / found["seconds"]
                    figures = (f"{found['seconds']:.1f}", f"{rate:.0f}", f"{found['peak']:.0f}")
                    cells = (engine, workers, size, *figures, int(found["findings"]))
                    print(*cells, sep="\t", flush=True)
                    time.sleep(1)


if __name__ == "__main__":
    main()
