"""`tqa score` against the `sacrebleu` command, in the same run: seconds, memory, and its numbers.

  scripts/bench/score.py FOLDER [--runs 5] [--batch-runs 1] [--gold FILE]

FOLDER holds ref.LANG and the outputs of systems, NAME.LANG, one segment a line, in two languages.
The commands take turns and medians are compared, of seconds on the clock and of processor time
(which a busy machine disturbs less). The batch is eight systems a language, made by disturbing
those of the folder; the large set repeats one language up to 100,000 segments, without a peer.
With --gold every score, mean, interval and p-value is compared with a file of sacrebleu's
(`targets.LANG.systems` and `paired_bs`).
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

KEYS = {"BLEU": "bleu", "chrF2": "chrf", "chrF2++": "chrf++", "TER": "ter"}
CLOSE = 2e-5  # sacrebleu's own means and intervals move as much between releases of numpy
PAIRED = ("--confidence", "--paired", "bootstrap")
LARGE = 100_000


def measured(command: list[str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and megabytes of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    elapsed = time.perf_counter() - start
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def medians(runs: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    wall, cpu, memory = (statistics.median(each) for each in zip(*runs, strict=True))
    return wall, cpu, memory


def compared(name: str, mine: list[list[str]], peer: list[list[str]], runs: int) -> None:
    """Print the medians of both; several commands are one case, their times added."""
    found = []
    for _ in range(runs):
        for commands in (mine, peer):
            parts = [measured(command) for command in commands] or [(0.0, 0.0, 0.0)]
            wall, cpu, memory = zip(*parts, strict=True)
            found.append((sum(wall), sum(cpu), max(memory)))
    ours, theirs = medians(found[::2]), medians(found[1::2])
    print(f"{name}: tqa {ours[0]:.2f} s ({ours[1]:.2f} s of processor, {ours[2]:.0f} MB)", end="")
    if peer:
        print(
            f", sacrebleu {theirs[0]:.2f} s ({theirs[1]:.2f} s, {theirs[2]:.0f} MB): "
            f"{theirs[0] / ours[0]:.1f} times faster ({theirs[1] / ours[1]:.1f} by processor time)",
            end="",
        )
    print(flush=True)


def ours(reference: Path, systems: list[Path], *more: str) -> list[str]:
    """Our command over systems."""
    names = [word for path in systems for word in ("--hyp", f"{path.stem}={path}")]
    return [sys.executable, "-m", "tqa", "score", "--ref", str(reference), *names, *more]


def theirs(reference: Path, systems: list[Path], *more: str) -> list[str]:
    """Sacrebleu's, which cannot give chrF and chrF++ in one run: chrF++ alone."""
    metrics = ["-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "-f", "text"]
    command = Path(sys.executable).with_name("sacrebleu")
    return [str(command), str(reference), "-i", *map(str, systems), *metrics, *more]


def compare(reference: Path, systems: list[Path], gold: dict[str, Any]) -> int:
    """How many numbers differ from the gold ones."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        base = (*PAIRED, "--format", "json", "-o", file.name)
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


def disturbed(lines: list[str], share: float, seed: int) -> list[str]:
    """Lines of which some have two words exchanged or one lost."""
    chance = random.Random(seed)
    result = []
    for line in lines:
        words = line.split(" ")
        if len(words) > 3 and chance.random() < share:
            at = chance.randrange(len(words) - 1)
            if chance.random() < 0.5:
                words[at], words[at + 1] = words[at + 1], words[at]
            else:
                del words[at]
        result.append(" ".join(words))
    return result


def written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").removesuffix("\n").split("\n")


def batch(folder: Path, languages: list[str], to: Path) -> tuple[Path, list[list[str]]]:
    """A batch file of eight systems a language, and sacrebleu's commands for the same."""
    text, commands = 'confidence = true\npaired = "bootstrap"\n', []
    for lang in languages:
        (to / lang).mkdir()
        systems = []
        for path in systems_of(folder, lang):
            for k in range(4):
                lines = disturbed(lines_of(path), 0.15 * k, k)
                systems.append(written(to / lang / f"{path.stem}{k}.txt", lines))
        text += f'[[testset]]\nname = "{lang}"\nreferences = "{folder.absolute()}/ref.{lang}"\n'
        text += f'systems = "{lang}/*.txt"\n'
        commands.append(theirs(folder / f"ref.{lang}", systems, "--paired-bs"))
    (to / "batch.toml").write_text(text, "utf-8")
    return to / "batch.toml", commands


def systems_of(folder: Path, lang: str) -> list[Path]:
    return sorted(path for path in folder.glob(f"*.{lang}") if path.stem != "ref")


def large(folder: Path, lang: str, to: Path) -> list[Path]:
    """The reference and systems of a language, repeated, each time a little different."""
    paths = []
    for path in (folder / f"ref.{lang}", *systems_of(folder, lang)):
        lines = lines_of(path)
        times = -(-LARGE // len(lines))
        more = [line for k in range(times) for line in disturbed(lines, 0.1 * bool(k), k)]
        paths.append(written(to / path.name, more[:LARGE]))
    return paths


def main() -> None:
    """Run both commands and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--batch-runs", type=int, default=1)
    parser.add_argument("--gold", type=Path)
    args = parser.parse_args()
    languages = sorted(path.suffix[1:] for path in args.folder.glob("ref.*"))
    for lang in languages if args.gold else ():
        gold = json.loads(args.gold.read_text("utf-8"))["targets"][lang]["paired_bs"]
        first = next(name.split("=")[1] for name in gold if "=" in name)
        systems = sorted(systems_of(args.folder, lang), key=lambda path: path.stem != first)
        wrong = compare(args.folder / f"ref.{lang}", systems, gold)
        print(f"{lang}: numbers that differ from sacrebleu's: {wrong}", flush=True)
    reference = args.folder / f"ref.{languages[0]}"
    systems = systems_of(args.folder, languages[0])
    one, two = systems[:1], systems[:2]
    compared("1 system", [ours(reference, one)], [theirs(reference, one)], args.runs)
    compared(
        "2 systems, intervals and paired bootstrap",
        [ours(reference, two, *PAIRED)],
        [theirs(reference, two, "--paired-bs")],
        args.runs,
    )
    with tempfile.TemporaryDirectory() as name:
        paths = large(args.folder, languages[0], Path(name))
        for test in ("bootstrap", "approximate"):
            command = ours(paths[0], paths[1:], "--confidence", "--paired", test)
            compared(f"{LARGE:,} segments x 2 systems, {test}", [command], [], args.runs)
        file, commands = batch(args.folder, languages, Path(name))
        command = [sys.executable, "-m", "tqa", "score", str(file), "--no-cache"]
        compared("8 systems x 2 directions, the same", [command], commands, args.batch_runs)


if __name__ == "__main__":
    main()
