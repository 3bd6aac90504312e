#!/usr/bin/env python3
"""Speed of `tqa check` on a table, its growth, and its ratio to peers in the same run.

  scripts/bench/check_speed.py TABLE.tsv [--glossary G.tsv] [--pofilter PATH] [--times 3] [-j N]

TABLE.tsv has a header that names `source` and `target`, and perhaps `id` and `document`. It is
checked as it is and ten times over, each copy a set of documents of its own. Peers: one plain
pass of a word regex over the same text in a bare interpreter, and `pofilter` over the same pairs as
PO: that of --pofilter (translate-toolkit in an environment of its own), else of the PATH.
Figures are of whole processes: the runs alternate, wall seconds are medians, ratios those
of the medians; CPU seconds are with children, peak memory is of the largest process.
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

COPIES = 10
PLAIN_PASS = """
import re, sys
word = re.compile(r"\\w+")
print(sum(len(word.findall(line)) for line in open(sys.argv[1], encoding="utf-8")))
"""


def timed(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes of a command; 1 is the exit code of findings.

    Raises:
        SystemExit: it failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - start
    if run.returncode not in (0, 1):
        sys.exit(f"exit {run.returncode}: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def by_turns(commands: dict[str, list[str]], times: int) -> dict[str, list[float]]:
    """Median wall and CPU seconds, and peak megabytes so far, of commands run alternately."""
    runs: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(timed(command))
    return {
        name: [statistics.median(values) for values in zip(*found, strict=True)]
        for name, found in runs.items()
    }


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def tenfold(rows: list[dict[str, str]], folder: Path) -> Path:
    """The table ten times over, with the ids and documents of each copy made distinct."""
    path = folder / "tenfold.tsv"
    with path.open("w", encoding="utf-8") as out:
        out.write("id\tdocument\tsource\ttarget\n")
        for copy in range(COPIES):
            for n, row in enumerate(rows):
                id, document = row.get("id") or n, row.get("document") or "d"
                cells = (f"{copy}-{id}", f"{copy}-{document}", row["source"], row["target"])
                out.write("\t".join(cells) + "\n")
    return path


def as_po(rows: list[dict[str, str]], folder: Path) -> Path:
    """The pairs as a PO file."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    path = folder / "pairs.po"
    with path.open("w", encoding="utf-8") as po:
        po.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
        for number, row in enumerate(rows):
            source, target = quoted(row["source"]), quoted(row["target"])
            po.write(f'\nmsgctxt "{number}"\nmsgid {source}\nmsgstr {target}\n')
    return path


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("--glossary", action="append", default=[])
    parser.add_argument("--pofilter", default=shutil.which("pofilter"))
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--jobs", "-j", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    args = options()
    rows = rows_of(args.table)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = [sys.executable, "-m", "tqa", "check", "--jobs", str(args.jobs), "-f", "jsonl"]
        ours += [word for path in args.glossary for word in ("--glossary", path)]
        commands = {
            "tqa": [*ours, str(args.table)],
            "plain": [sys.executable, "-c", PLAIN_PASS, str(args.table)],
        }
        if args.pofilter:
            po, out = str(as_po(rows, folder)), str(folder / "out.po")
            commands["pofilter"] = [args.pofilter, "--progress=none", po, out]
        commands["tenfold"] = [*ours, str(tenfold(rows, folder))]
        found = by_turns(commands, args.times)
    once, cpu, peak = found["tqa"]
    print(f"rows {len(rows)}, processors {os.cpu_count()}, times {args.times}")
    print(f"tqa check     {once:8.2f} s wall {cpu:8.2f} s CPU {peak:6.0f} MB")
    for name, (wall, busy, _) in found.items():
        if name != "tqa":
            print(f"{name:13} {wall:8.2f} s wall {busy:8.2f} s CPU")
    print(f"\nsegments a second           {len(rows) / once:8.0f}")
    if "pofilter" in found:
        print(f"time against pofilter          x{once / found['pofilter'][0]:.2f}")
        print(f"CPU time against pofilter      x{cpu / found['pofilter'][1]:.2f}")
    print(f"growth, {COPIES} times the rows       x{found['tenfold'][0] / once:.2f}")
    print(f"time against a plain pass      x{once / found['plain'][0]:.1f}")


if __name__ == "__main__":
    main()
