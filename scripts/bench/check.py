#!/usr/bin/env python3
"""Recall, precision and false alarms of every rule, by errors planted into human translations.

  scripts/bench/check.py [TABLE...] [--glossary FILE] [--seeds 1,2,3] [--per-kind 40] [--write]

A TABLE has the columns (document, Indonesian, English) or (Indonesian, English), no header. It is
checked as it stands in both directions: every finding of minor severity or above is a false alarm
(some are true faults of the translation: see README.md). Then errors of every kind are planted,
at most one a segment (see planting.py), and it is checked again: an error is found when a rule
that must find it flags its segment.

  recall     of the errors that a rule is meant for, the share found
  precision  of its findings on the segments with errors, the share on errors it must find
  alarms     its findings per 1,000 untouched segments

--write keeps the figures where `tqa rule CODE` shows them, and in docs/rules.md; with no TABLE it
renews that page only.
"""

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from planting import PLANTERS, WORD, Pair, Scene

from tqa.checking.rule import RULES
from tqa.checking.rulebook import MEASURED, catalogue
from tqa.checking.run import check
from tqa.model import Concept, Input, Severity
from tqa.project.config import Config
from tqa.project.glossaries import load_termbase

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
DOCUMENT = 40  # rows of a document where the table names none


class Row(NamedTuple):
    """A row of a bitext."""

    document: str
    pair: Pair


class Planted(NamedTuple):
    """An error: its kind, and the rules of which one must find it, the one meant for it first."""

    kind: str
    codes: tuple[str, ...]


class Tally:
    """What was planted, found and reported, over all tables, seeds and directions."""

    def __init__(self) -> None:
        self.planted: Counter[str] = Counter()  # by kind
        self.found: Counter[str] = Counter()
        self.meant: dict[str, str] = {}  # kind -> the rule it is meant for
        self.reported: Counter[str] = Counter()  # by code, on segments with an error
        self.right: Counter[str] = Counter()
        self.alarms: Counter[str] = Counter()  # by code, on clean segments
        self.clean = 0

    def add(self, gold: dict[int, Planted], found: dict[int, set[str]]) -> None:
        """One run over a text with planted errors."""
        for row, planted in gold.items():
            codes = found.get(row, set())
            self.planted[planted.kind] += 1
            self.meant[planted.kind] = planted.codes[0]
            self.found[planted.kind] += bool(codes.intersection(planted.codes))
            for code in codes:
                self.reported[code] += 1
                self.right[code] += code in planted.codes

    def add_clean(self, rows: int, found: dict[int, set[str]]) -> None:
        """One run over a text as it stands."""
        self.clean += rows
        self.alarms.update(code for codes in found.values() for code in codes)

    def recall(self, code: str) -> tuple[int, int]:
        """Found and planted errors that a rule is meant for."""
        kinds = [kind for kind, meant in self.meant.items() if meant == code]
        return sum(self.found[k] for k in kinds), sum(self.planted[k] for k in kinds)


def read(path: Path) -> list[Row]:
    """The rows of a table, Indonesian first."""
    cells = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    if len(cells[0]) == 2:
        cells = [[f"{n // DOCUMENT}", *row] for n, row in enumerate(cells)]
    return [Row(document, Pair(one, two)) for document, one, two in cells]


def turned(rows: Iterable[Row]) -> list[Row]:
    """The rows with English first."""
    return [Row(row.document, Pair(row.pair.target, row.pair.source)) for row in rows]


def findings(rows: Sequence[Row], langs: tuple[str, str], config: Config) -> dict[int, set[str]]:
    """The codes of minor severity or above, by row."""
    lines = ["id\tdocument\tsource\ttarget"]
    lines += [
        f"{n}\t{row.document}\t{row.pair.source}\t{row.pair.target}" for n, row in enumerate(rows)
    ]
    data = "\n".join(lines).encode()
    found: dict[int, set[str]] = defaultdict(set)
    for finding in check([Input.file("table.tsv", data)], config).findings:
        if finding.severity > Severity.NEUTRAL:
            found[int(finding.segment)].add(finding.code)
    return found


def plant(
    rows: Sequence[Row], langs: tuple[str, str], concepts: Sequence[Concept], seed: int, most: int
) -> tuple[list[Row], dict[int, Planted]]:
    """The rows with up to `most` errors of each kind, on a third of them at most."""
    names = _names(rows)
    scene = Scene(langs, random.Random(seed), [row.pair for row in rows], concepts, names)
    rows, gold = list(rows), {}
    order = list(range(len(rows)))
    limit = min(most, len(rows) // (3 * len(PLANTERS)) + 1)
    for name, planter in PLANTERS.items():
        kind, _, codes = name.partition(": ")
        scene.random.shuffle(order)
        planted = 0
        for n in order:
            if planted == limit:
                break
            pair = None if n in gold else planter(rows[n].pair, scene)
            if pair is not None:
                rows[n] = Row(rows[n].document, pair)
                gold[n] = Planted(kind, tuple(codes.split()))
                planted += 1
    return rows, gold


def _names(rows: Sequence[Row]) -> frozenset[str]:
    """Capitalised words that stand on both sides of a pair, and never in lower case."""
    both: set[str] = set()
    lower: set[str] = set()
    for row in rows:
        source, target = (set(WORD.findall(text)) for text in row.pair)
        both |= {word for word in source & target if word[0].isupper()}
        lower |= {word for word in source | target if word.islower()}
    return frozenset(word for word in both if word.lower() not in lower)


def measure(
    tables: Sequence[Path], glossary: Sequence[str], seeds: Sequence[int], most: int
) -> Tally:
    """All figures, over both directions of all tables."""
    tally = Tally()
    for path in tables:
        for langs in (("id", "en"), ("en", "id")):
            rows = read(path) if langs[0] == "id" else turned(read(path))
            config = Config(source_lang=langs[0], target_lang=langs[1], glossary=tuple(glossary))
            concepts = load_termbase(config).concepts
            tally.add_clean(len(rows), findings(rows, langs, config))
            for seed in seeds:
                planted, gold = plant(rows, langs, concepts, seed, most)
                tally.add(gold, findings(planted, langs, config))
    return tally


def table(tally: Tally, note: str) -> str:
    """The figures of each rule as a table, under a line that says what they were measured on."""
    lines = [f"# {note}", "code\tplanted\tfound\tfindings\tright\talarms\tsegments"]
    for rule in RULES:
        found, planted = tally.recall(rule.code)
        counts = (planted, found, tally.reported[rule.code], tally.right[rule.code])
        cells = (*counts, tally.alarms[rule.code], tally.clean)
        lines.append("\t".join(map(str, (rule.code, *cells))))
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", type=Path, nargs="*")
    parser.add_argument("--glossary", action="append", default=[])
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--per-kind", type=int, default=40)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if args.tables:
        text = report(args)
        print(text)
        if args.write:
            MEASURED.write_text(text, "utf-8")
    if args.write:
        PAGE.write_text(catalogue(), "utf-8")


def report(args: argparse.Namespace) -> str:
    """Measure as the options say; prints the kinds, returns the table of the rules."""
    seeds = [int(seed) for seed in re.split(r"\D+", args.seeds)]
    tally = measure(args.tables, args.glossary, seeds, args.per_kind)
    for kind, planted in tally.planted.items():
        print(f"{kind:22} {tally.meant[kind]}  {tally.found[kind] / planted:.3f} of {planted}")
    names = ", ".join(path.stem for path in args.tables)
    return table(tally, f"{names}; both directions; seeds {args.seeds}")


if __name__ == "__main__":
    main()
