#!/usr/bin/env python3
"""Time and memory of `tqa check` on a table, its growth, and its ratio to peers in the same run.

  scripts/bench/check_speed.py TABLE.tsv [--times 3] [--jobs N]

TABLE.tsv is any table with a header that `tqa check` reads. It is checked as it is and
with its rows taken twice. Peers: one plain pass of a word regex over the same text in a
bare interpreter, and `pofilter` where it is on the PATH (over the same pairs as PO).
Figures are medians of whole processes: wall seconds, CPU seconds with children, peak
resident memory of the largest process.
"""

import argparse
import csv
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLAIN_PASS = """
import re, sys
word = re.compile(r"\\w+")
print(sum(len(word.findall(line)) for line in open(sys.argv[1], encoding="utf-8")))
"""


def timed(command: list[str], times: int) -> tuple[float, float]:
    """Median wall and CPU seconds of a command whose exit code does not matter."""
    walls, cpus = [], []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(walls), statistics.median(cpus)


def doubled(table: Path, folder: Path) -> Path:
    """The table with its rows taken twice."""
    lines = table.read_text("utf-8").splitlines(keepends=True)
    twice = folder / f"twice{table.suffix}"
    twice.write_text("".join([*lines, *lines[1:]]), encoding="utf-8")
    return twice


def as_po(table: Path, folder: Path) -> Path:
    """The pairs of a table with `source` and `target` columns as a PO file."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    path = folder / "pairs.po"
    with table.open(encoding="utf-8", newline="") as rows, path.open("w", encoding="utf-8") as po:
        po.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
        for number, row in enumerate(csv.DictReader(rows, delimiter="\t")):
            source, target = quoted(row["source"]), quoted(row["target"])
            po.write(f'\nmsgctxt "{number}"\nmsgid {source}\nmsgstr {target}\n')
    return path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=0)
    args = parser.parse_args()
    rows = sum(1 for _ in args.table.open(encoding="utf-8")) - 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = [sys.executable, "-m", "tqa", "check", "--jobs", str(args.jobs), "-f", "jsonl"]
        once, cpu = timed([*ours, str(args.table)], args.times)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        twice, _ = timed([*ours, str(doubled(args.table, folder))], args.times)
        plain, _ = timed([sys.executable, "-c", PLAIN_PASS, str(args.table)], args.times)
        print(f"rows {rows}, processors {os.cpu_count()}, times {args.times}")
        print(f"tqa check       {once:8.2f} s wall  {cpu:8.2f} s CPU  {rows / once:8.0f} rows/s")
        print(f"peak memory     {peak:8.0f} MB")
        print(f"rows twice      {twice:8.2f} s wall  growth x{twice / once:.2f}")
        print(f"plain pass      {plain:8.2f} s wall  tqa takes x{once / plain:.1f}")
        if shutil.which("pofilter"):
            po = as_po(args.table, folder)
            peer, _ = timed(["pofilter", str(po), str(folder / "out.po")], args.times)
            print(f"pofilter        {peer:8.2f} s wall  tqa takes x{once / peer:.2f}")


if __name__ == "__main__":
    main()
