"""How many of the first candidates that `tqa glossary extract` proposes are right, and how fast.

    python scripts/bench/extract.py TABLE --judged scripts/bench/extracted_read.tsv --limit 200

TABLE holds Indonesian and English sentences. The verdicts are those of a reader: `right`, `plain`
(rightly translated, but everyday language or no term), `wrong` (another thing, or not its bounds).
Candidates that nobody has read are listed, to be judged.
"""

import argparse
import resource
import time
from collections import Counter
from pathlib import Path

from tqa.bitexts import read_bitexts
from tqa.config import Config
from tqa.format import Source
from tqa.glossary.mining.mine import mine


def judged(path: str) -> dict[tuple[str, str], str]:
    rows = (line.split("\t") for line in Path(path).read_text("utf-8").splitlines()[1:])
    return {(row[0], row[1]): row[2] for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table")
    parser.add_argument("--judged", default=str(Path(__file__).with_name("extracted_read.tsv")))
    parser.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    wall, cpu = time.perf_counter(), time.process_time()
    settings = Config(source_lang="id", target_lang="en")
    bitexts = read_bitexts(Source(options.table), settings)
    mined = mine((bead for bitext in bitexts for bead in bitext.beads), limit=options.limit)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    known = judged(options.judged)
    verdicts = Counter(known.get((c.id, c.en), "unread") for c in mined.candidates)
    for candidate in mined.candidates:
        if (candidate.id, candidate.en) not in known:
            print(f"{candidate.id}\t{candidate.en}\t")
    print(f"{mined.beads} segments: {wall:.1f} s, {cpu:.1f} s of the processor, {memory} MB")
    read = verdicts.total() - verdicts["unread"]
    print(f"{dict(verdicts)}: {verdicts['right'] / max(read, 1):.1%} of {read} right")


if __name__ == "__main__":
    main()
