#!/usr/bin/env python3
"""Time and memory of `tqa align` on one long document pair, and their growth with its length.

  scripts/bench/align_size.py TABLE.tsv [--sizes 1000 5000 10000] [--limit 500] [-- OPTION...]

The last two columns of TABLE.tsv are texts and their translations; its rows are repeated
where it has too few. What stands after `--` goes to `tqa align`. Figures are of whole
processes, peak resident memory in MB; exit 1 where that is above the limit.
"""

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a command.

    Raises:
        SystemExit: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"exit {process.returncode}: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 10_000])
    parser.add_argument("--limit", type=float, default=500)
    parser.add_argument("options", nargs="*")
    args = parser.parse_args()
    rows = [line.split("\t")[-2:] for line in args.table.read_text("utf-8").splitlines()]
    largest, last = 0.0, 0.0
    with tempfile.TemporaryDirectory() as name:
        sides = [Path(name, side) for side in ("source.txt", "target.txt")]
        for size in args.sizes:
            some = list(itertools.islice(itertools.cycle(rows), size))
            for column, path in enumerate(sides):
                path.write_text("".join(f"{row[column]}\n" for row in some), encoding="utf-8")
            words = ["align", *map(str, sides), "--presegmented", "-f", "beads", *args.options]
            seconds, peak = run([sys.executable, "-m", "tqa", *words])
            growth = f"  x{seconds / last:.1f}" if last else ""
            print(f"{size:7} segments a side {seconds:8.2f} s {peak:8.0f} MB{growth}", flush=True)
            largest, last = max(largest, peak), seconds
    sys.exit(int(largest > args.limit))


if __name__ == "__main__":
    main()
