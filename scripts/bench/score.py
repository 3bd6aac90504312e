"""`tqa score` against the `sacrebleu` command, in the same run: seconds, ratios, and its numbers.

  scripts/bench/score.py FOLDER [--target en] [--runs 5] [--gold FILE]

FOLDER holds ref.LANG and the outputs of systems, NAME.LANG, one segment a line. Each case is run
`--runs` times by either command; medians are compared. With --gold every score, mean, interval
and p-value is compared with a file of sacrebleu's (`targets.LANG.systems` and `paired_bs`).
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

KEYS = {"BLEU": "bleu", "chrF2": "chrf", "chrF2++": "chrf++", "TER": "ter"}
CLOSE = 2e-5  # sacrebleu's own means and intervals move as much between releases of numpy


def seconds(command: list[str], runs: int) -> float:
    """The median time of a command."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def ours(reference: Path, systems: list[Path], *more: str) -> list[str]:
    """Our command over systems."""
    names = [word for path in systems for word in ("--hyp", f"{path.stem}={path}")]
    return [sys.executable, "-m", "tqa", "score", "--ref", str(reference), *names, *more]


def theirs(reference: Path, systems: list[Path], *more: str) -> list[str]:
    """Sacrebleu's, which cannot give chrF and chrF++ in one run: chrF++ alone."""
    metrics = ["-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "-f", "text"]
    return ["sacrebleu", str(reference), "-i", *map(str, systems), *metrics, *more]


def compare(reference: Path, systems: list[Path], gold: dict[str, Any]) -> int:
    """How many numbers differ from the gold ones."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        base = ("--confidence", "--paired", "bootstrap", "--format", "json", "-o", file.name)
        subprocess.run(ours(reference, systems, *base), check=True, capture_output=True)
        found = json.loads(Path(file.name).read_text("utf-8"))
    scores = {system["name"]: system["scores"] for system in found["systems"]}
    wrong = 0
    for system, metrics in gold[f"baseline={found['baseline']}"].items():
        for name, expected in metrics.items():
            got = scores.get(system, {}).get(KEYS.get(name, ""), {})
            for field, close in (("score", 0.0), ("p_value", 0.0), ("mean", CLOSE), ("ci", CLOSE)):
                want, have = expected.get(field), got.get(field)
                same = want == have if not (want and have) else abs(want - have) <= close
                wrong += not same
                if not same:
                    print(f"{system} {name} {field}: {have}, not {want}")
    return wrong


def main() -> None:
    """Run both commands and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--target", default="en")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--gold", type=Path)
    args = parser.parse_args()
    reference = args.folder / f"ref.{args.target}"
    systems = sorted(p for p in args.folder.glob(f"*.{args.target}") if p.stem != "ref")
    if args.gold:
        gold = json.loads(args.gold.read_text("utf-8"))["targets"][args.target]["paired_bs"]
        order = [name.split("=")[1] for name in gold if "=" in name][:1]
        systems.sort(key=lambda path: path.stem not in order)
        print(f"numbers that differ from sacrebleu's: {compare(reference, systems, gold)}")
    for name, chosen, own, other in (
        ("1 system", systems[:1], (), ()),
        (
            f"{len(systems)} systems, paired bootstrap",
            systems,
            ("--confidence", "--paired", "bootstrap"),
            ("--paired-bs",),
        ),
    ):
        mine = seconds(ours(reference, chosen, *own), args.runs)
        peer = seconds(theirs(reference, chosen, *other), args.runs)
        print(f"{name}: tqa {mine:.2f} s, sacrebleu {peer:.2f} s: {peer / mine:.1f} times faster")


if __name__ == "__main__":
    main()
