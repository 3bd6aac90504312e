#!/usr/bin/env python3
"""Peak memory and time of `tqa check` on a large TMX or XLIFF file, made here of made-up units.

  scripts/bench/stream.py [--format tmx|xliff12|xliff21] [--units 500000] [--jobs 1] [--read]

`--read` only reads the file. The limit for 500,000 units is 400 MB resident, the largest
process of the run. Every unit differs: subject, verb, place, number and day are combined.
"""

import argparse
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

WHO = (
    ("Para petani", "The farmers"),
    ("Ibu Ratna", "Mrs. Ratna"),
    ("Kepala desa", "The village head"),
    ("Tiga perawat", "Three nurses"),
    ("Warga kampung", "The villagers"),
    ("Guru sekolah itu", "The school teacher"),
    ("Seorang pedagang", "A trader"),
    ("Panitia lomba", "The race committee"),
)
DOES = (
    ("membeli {n} karung beras", "bought {n} sacks of rice"),
    ("menanam {n} pohon mangga", "planted {n} mango trees"),
    ("mengirim {n} surat", "sent {n} letters"),
    ("memperbaiki {n} perahu", "repaired {n} boats"),
    ("menghitung {n} suara", "counted {n} votes"),
    ("mengumpulkan {n} buku", "collected {n} books"),
)
WHERE = (
    ("di pasar", "at the market"),
    ("di tepi sungai", "by the river"),
    ("di balai desa", "at the village hall"),
    ("di Bandung", "in Bandung"),
    ("di pelabuhan", "at the harbour"),
)
DAYS = (
    ("Senin", "Monday"),
    ("Selasa", "Tuesday"),
    ("Rabu", "Wednesday"),
    ("Kamis", "Thursday"),
    ("Jumat", "Friday"),
)
FRAMES = {
    "tmx": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="x"'
        ' creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="id"'
        ' datatype="plaintext"/><body>\n',
        '<tu tuid="{i}"><tuv xml:lang="id"><seg>{s}</seg></tuv><tuv xml:lang="en"><seg>{t}</seg>'
        "</tuv></tu>\n",
        "</body></tmx>\n",
    ),
    "xliff12": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2"'
        ' xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="id"'
        ' target-language="en" datatype="plaintext"><body>\n',
        '<trans-unit id="{i}">\n<source>{s}</source>\n<target>{t}</target>\n</trans-unit>\n',
        "</body></file></xliff>\n",
    ),
    "xliff21": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.1" srcLang="id" trgLang="en"'
        ' xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="a">\n',
        '<unit id="{i}"><segment>\n<source>{s}</source>\n<target>{t}</target>\n</segment></unit>\n',
        "</file></xliff>\n",
    ),
}


def pairs() -> Iterator[tuple[str, str]]:
    """Sentence pairs without end; one in 500 has a wrong figure."""
    for n in itertools.count(2):
        for i, (who, does, where, day) in enumerate(itertools.product(WHO, DOES, WHERE, DAYS)):
            wrong = n + (i % 500 == 7)
            yield (
                f"{who[0]} {does[0].format(n=n)} {where[0]} pada hari {day[0]}.",
                f"{who[1]} {does[1].format(n=wrong)} {where[1]} on {day[1]}.",
            )


def make(path: Path, name: str, units: int) -> None:
    head, unit, tail = FRAMES[name]
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for i, (source, target) in enumerate(itertools.islice(pairs(), units)):
            file.write(unit.format(i=i, s=escape(source), t=escape(target)))
        file.write(tail)


READ = """
import sys
from tqa.reading.format import format_of
from tqa.model import Source
print(sum(len(b.beads) for b in format_of(sys.argv[1]).read(Source(sys.argv[1]))), "units")
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--format", choices=sorted(FRAMES), default="tmx")
    parser.add_argument("--units", type=int, default=500_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--read", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"units.{'tmx' if args.format == 'tmx' else 'xlf'}"
        make(path, args.format, args.units)
        command = [sys.executable, "-m", "tqa", "check", str(path), "--jobs", str(args.jobs)]
        command += ["-f", "jsonl"]
        if args.read:
            command = [sys.executable, "-c", READ, str(path)]
        began = time.perf_counter()
        with (Path(folder) / "out").open("wb") as out:
            code = subprocess.run(command, stdout=out, check=False).returncode
        seconds = time.perf_counter() - began
        lines = (Path(folder) / "out").read_bytes().count(b"\n")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        megabytes = path.stat().st_size / 1e6
    print(
        f"{args.format}, {args.units:,} units, {megabytes:.0f} MB file: exit {code}, {lines} lines,"
        f" {seconds:.0f} s, {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
