#!/usr/bin/env python3
"""Run aligners over folders of documents with gold beads; print F1 and seconds.

  scripts/bench/align.py FOLDER... [--aligner lexical] [--direction id-en] [--hunalign-dict FILE]

A folder holds NNN.id.txt, NNN.en.txt (one segment a line) and NNN.gold.tsv (0-based
indexes of both sides, one bead a line).
Where hunalign is on the PATH or galechurch importable, they run over the same folders
in the same call, and the ratio of our time to theirs is printed. The last line says how
many beads have a high and a low confidence, and how many of these are right.
"""

import argparse
import importlib.util
import itertools
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqa.aligning.aligner import ALIGNERS
from tqa.model import Segment

Indexes = tuple[tuple[int, ...], tuple[int, ...]]  # (id indexes, en indexes) of a bead
Beads = set[Indexes]


@dataclass
class Pair:
    """A document pair and its gold beads."""

    stem: str
    id: list[str]
    en: list[str]
    gold: Beads


def read_folder(folder: Path) -> list[Pair]:
    """The document pairs of a folder, in order."""
    return [
        Pair(
            path.name.removesuffix(".gold.tsv"),
            _lines(path, "id.txt"),
            _lines(path, "en.txt"),
            read_beads(path.read_text(encoding="utf-8")),
        )
        for path in sorted(folder.glob("*.gold.tsv"))
    ]


def _lines(gold: Path, suffix: str) -> list[str]:
    path = gold.with_name(gold.name.removesuffix("gold.tsv") + suffix)
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def read_beads(text: str) -> Beads:
    """Beads from lines of comma-joined indexes on either side of a tab."""
    beads = set()
    for line in text.splitlines():
        sides = line.split("\t")
        if len(sides) >= 2:
            left, right = (tuple(int(n) for n in side.split(",") if n) for side in sides[:2])
            beads.add((left, right))
    return beads


def ours(pairs: Sequence[Pair], name: str, direction: str) -> list[dict[Indexes, float]]:
    """The beads of one of the project's aligners with their confidence, in process."""
    aligner = ALIGNERS[name]()
    found = []
    for pair in pairs:
        sides = {"id": pair.id, "en": pair.en}
        langs = tuple(direction.split("-"))
        source, target = ([Segment(str(n), text, lang) for n, text in enumerate(sides[lang])]
                          for lang in langs)  # fmt: skip
        beads = {}
        for bead in aligner.align(source, target, (langs[0], langs[1])):
            left, right = (tuple(int(s.id) for s in side) for side in (bead.source, bead.target))
            beads[(left, right) if langs[0] == "id" else (right, left)] = bead.score
        found.append(beads)
    return found


def hunalign(pairs: Sequence[Pair], dictionary: str) -> list[Beads]:
    """The beads of hunalign, all documents in one call (-batch), its ladders read back."""
    with tempfile.TemporaryDirectory() as name:
        folder, jobs = Path(name), []
        for pair in pairs:
            for lang, lines in (("id", pair.id), ("en", pair.en)):
                text = "".join(f"{line}\n" for line in lines)
                (folder / f"{pair.stem}.{lang}").write_text(text, encoding="utf-8")
            jobs.append(
                "\t".join(str(folder / f"{pair.stem}.{end}") for end in ("id", "en", "out"))
            )
        (folder / "jobs").write_text("\n".join(jobs) + "\n", encoding="utf-8")
        (folder / "empty").touch()
        command = ["hunalign", "-realign", "-batch", dictionary or str(folder / "empty"),
                   str(folder / "jobs")]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        return [_ladder((folder / f"{pair.stem}.out").read_text()) for pair in pairs]


def _ladder(text: str) -> Beads:
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in text.splitlines() if line]
    return {
        (tuple(range(a, c)), tuple(range(b, d))) for (a, b), (c, d) in itertools.pairwise(rungs)
    }


def galechurch(pairs: Sequence[Pair]) -> list[Beads]:
    """The beads of the galechurch package, if it is installed."""
    import galechurch as package  # type: ignore[import-not-found]

    found = []
    for pair in pairs:
        beads = set()
        for bead in package.align(pair.id, pair.en).beads:
            sides = (bead.source_start, bead.source_end), (bead.target_start, bead.target_end)
            beads.add((tuple(range(*sides[0])), tuple(range(*sides[1]))))
        found.append(beads)
    return found


def figures(pairs: Iterable[Pair], found: Iterable[Iterable[Indexes]]) -> dict[str, float]:
    """Strict, lax and null F1, counts summed over the documents."""
    total: Counter[str] = Counter()
    for pair, beads in zip(pairs, found, strict=True):
        total += _counts(pair.gold, set(beads), (len(pair.id), len(pair.en)))
    return {
        name: _f1(total[f"{name}_hyp"], total[f"{name}_gold"], total[hyp], total[gold])
        for name, hyp, gold in (
            ("strict", "hyp", "gold"),
            ("lax", "hyp", "gold"),
            ("null", "nulls_hyp", "nulls_gold"),
        )
    }


def _counts(gold: Beads, hyp: Beads, sizes: tuple[int, int]) -> Counter[str]:
    real_gold, real_hyp = ({bead for bead in beads if all(bead)} for beads in (gold, hyp))
    links = [{(a, b) for left, right in beads for a in left for b in right}
             for beads in (real_gold, real_hyp)]  # fmt: skip
    everything = {(side, n) for side in (0, 1) for n in range(sizes[side])}
    nulls = [everything - {(side, n) for bead in beads for side in (0, 1) for n in bead[side]}
             for beads in (real_gold, real_hyp)]  # fmt: skip
    strict, hit = len(real_gold & real_hyp), len(nulls[0] & nulls[1])
    return Counter(
        gold=len(real_gold), hyp=len(real_hyp), strict_hyp=strict, strict_gold=strict,
        lax_hyp=sum(any((a, b) in links[0] for a in x for b in y) for x, y in real_hyp),
        lax_gold=sum(any((a, b) in links[1] for a in x for b in y) for x, y in real_gold),
        nulls_gold=len(nulls[0]), nulls_hyp=len(nulls[1]), null_hyp=hit, null_gold=hit,
    )  # fmt: skip


def _f1(hit_hyp: int, hit_gold: int, hyp: int, gold: int) -> float:
    precision, recall = (hit_hyp / hyp if hyp else 0.0), (hit_gold / gold if gold else 0.0)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def calibration(pairs: Iterable[Pair], found: Iterable[dict[Indexes, float]]) -> Counter[str]:
    """How many beads of two sides have high and low confidence, and how many of these are right.

    Nothing is counted where `found` is empty, as that of aligners without a confidence.
    """
    counts: Counter[str] = Counter()
    for pair, beads in zip(pairs, found, strict=False):
        for bead, score in beads.items():
            if all(bead):
                level = "high" if score >= 0.9 else "low" if score < 0.5 else "middle"
                counts.update(("all", level))
                counts[f"{level} right"] += bead in pair.gold
    return counts


def main() -> None:
    """Print a line an aligner and folder, then the means and the ratios of time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--aligner", default="lexical", choices=ALIGNERS.keys())
    parser.add_argument("--direction", default="id-en", choices=("id-en", "en-id"))
    parser.add_argument("--hunalign-dict", default="", help="a dictionary in hunalign's form")
    args = parser.parse_args()
    runs: dict[str, Callable[[Sequence[Pair]], Sequence[Iterable[Indexes]]]] = {
        args.aligner: lambda pairs: ours(pairs, args.aligner, args.direction)
    }
    if shutil.which("hunalign"):
        runs["hunalign"] = lambda pairs: hunalign(pairs, args.hunalign_dict)
    if importlib.util.find_spec("galechurch"):
        runs["galechurch"] = galechurch
    seconds: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    documents = 0
    sums: dict[str, Counter[str]] = {name: Counter() for name in runs}
    for folder in args.folders:
        pairs = read_folder(folder)
        if not pairs:
            sys.exit(f"no *.gold.tsv in {folder}")
        documents += len(pairs)
        for name, run in runs.items():
            start = time.perf_counter()
            found = run(pairs)
            took = time.perf_counter() - start
            seconds[name] += took
            sure += calibration(pairs, [beads for beads in found if isinstance(beads, dict)])
            scores = figures(pairs, found)
            for key, value in scores.items():
                sums[name][key] += value
            print(f"{folder.name:16} {name:12}", *_shown(scores), f"{took:7.2f} s", sep="  ")
    for name in runs:
        means = {key: value / len(args.folders) for key, value in sums[name].items()}
        ratio = seconds[args.aligner] / seconds[name]
        note = "" if name == args.aligner else f"  ours takes x{ratio:.2f} of its time"
        print(f"{'mean':16} {name:12}", *_shown(means), f"{seconds[name]:7.2f} s{note}", sep="  ")
    print(f"{args.aligner}: {1000 * seconds[args.aligner] / documents:.1f} ms a document", end="")
    for level, range_ in (("high", ">= .9"), ("low", "< .5")):
        share, right = sure[level] / sure["all"], sure[f"{level} right"] / max(1, sure[level])
        print(f"; confidence {range_}: {share:.3f} of the beads, {right:.3f} of them right", end="")
    print()


def _shown(scores: dict[str, float]) -> list[str]:
    return [f"{key} {value:.4f}" for key, value in scores.items()]


if __name__ == "__main__":
    main()
