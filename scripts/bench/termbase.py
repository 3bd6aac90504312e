"""A glossary of 50,000 concepts: how long it loads, and what it costs a text against 500.

    python scripts/bench/termbase.py [--concepts 50000] [--rounds 5]

The concepts are made up of syllables, the texts of their words and others.
"""

import argparse
import gc
import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tqa.glossary.termbase import Termbase

SYLLABLES = [c + v for c in "bcdfghjklmnpqrstvwy" for v in ("a", "e", "i", "o", "u", "an", "er")]

COMMON = ["yang", "di", "dan", "untuk", "dengan", "pada", "itu", "dari", "akan", "tidak", "warga"]


def word(random_: random.Random) -> str:
    return "".join(random_.choices(SYLLABLES, k=random_.choice((2, 2, 3, 3, 4))))


def table(concepts: int, path: Path) -> list[str]:
    """Write a glossary of made-up terms of one to four words; its words."""
    source = random.Random(7)
    words = [word(source) for _ in range(max(2000, concepts // 3))]
    lines = ["concept\tid\ten\tid_admitted\tid_forbidden\tdomain\tdefinition"]
    for n in range(concepts):
        terms = [
            " ".join(source.choices(words, k=source.choice((1, 1, 2, 2, 2, 3, 4))))
            for _ in range(4)
        ]
        bad = terms[3] if n % 10 == 0 else ""
        lines.append(f"c{n}\t{terms[0]}\t{terms[1]}\t{terms[2]}\t{bad}\tdomain{n % 20}\tmade up")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return words


def texts(words: list[str], count: int) -> list[str]:
    source = random.Random(8)
    return [
        " ".join(source.choice(words if source.random() < 0.3 else COMMON) for _ in range(22))
        for _ in range(count)
    ]


def seconds(rounds: int, work: Callable[[], object]) -> float:
    best = 1e9
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def load(path: Path, *, cache: bool) -> Termbase:
    """Ready to search both languages."""
    termbase = Termbase.load([path], cache=cache)
    termbase.find("pemerintah kota", "id")
    termbase.find("the government", "en")
    return termbase


def find(termbase: Termbase, texts: list[str]) -> None:
    for text in texts:
        termbase.find(text, "id")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--concepts", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", help="a file of texts, one a line; else made up")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        gc.set_threshold(50_000)  # as the command does
        costs = {}
        for size in (500, options.concepts):
            path = Path(folder) / f"{size}.tsv"
            sample = texts(table(size, path), 2000)
            if options.texts:
                sample = Path(options.texts).read_text("utf-8").splitlines()[:2000]
            fresh = seconds(options.rounds, partial(load, path, cache=False))
            load(path, cache=True)
            kept = seconds(options.rounds, partial(load, path, cache=True))
            print(f"{size} concepts: loaded in {fresh:.2f} s, from the cache in {kept:.2f} s")
            termbase = load(path, cache=True)
            first = seconds(1, partial(find, termbase, sample))
            costs[size] = first, seconds(options.rounds, partial(find, termbase, sample))
            micro = [1e6 * cost / len(sample) for cost in costs[size]]
            print(f"  a text: {micro[0]:.0f} µs the first time, {micro[1]:.0f} µs then")
        for n, name in enumerate(("the first time", "then")):
            print(f"{name}: {costs[options.concepts][n] / costs[500][n]:.2f} times the cost of 500")


if __name__ == "__main__":
    main()
