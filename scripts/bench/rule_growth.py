#!/usr/bin/env python3
"""How the time of each rule grows with the length of one segment, 100 KB to 1 MB on both sides.

  scripts/bench/rule_growth.py [--select CODE ...] [--limit 14]

Each rule reads a bead of one long line a side, with the bundled glossaries: of prose, and of many a
mark that a pattern could stumble over. Tables are loaded before. What takes under 50 ms at 1 MB is
not reported. Ten times the length should take ten times the time; exit 1 where a rule takes
more than --limit times.
"""

import argparse
import gc
import sys
import time

from tqa.checking.rule import RULES, BeadRule, Context, CorpusRule, Rule
from tqa.model import Bead, Bitext, Segment
from tqa.project.config import Config
from tqa.project.glossaries import load_termbase

SHORT, LONG = 100_000, 1_000_000
LEAST = 0.05  # seconds
PIECES = {
    "prose": (
        "Menteri Budi Santoso tidak hadir pada Senin, 12 Mei 2020 di Kota Baru (Jawa) "
        "untuk rapat Rp1,5 triliun. ",
        "Minister Budi Santosa was not at the meeting of Rp1.5 billion on Monday, 13 May 2020 "
        "in Kota Baru (Java). ",
    ),
    "words": ("kebijakan publik yang baru ", "the new public policy "),
    "figures": ("1.234,5 juta ", "1,234.6 billion "),
    "names": ("Usman Kansong BNPB ", "Osman Kansong BNBP "),
    "marks": ('"(“a” ', "'[a]( *b "),
    "tags": ("<b>a</b> {x} %s ", "<b>a {y} %d https://a.id/b "),
    "denials": ("tidak bukan hanya ", "not only un-not n't "),
}


def seconds(rule: type[Rule], texts: tuple[str, str], ctx: Context) -> float:
    source = (Segment("s", texts[0], "id", "s"),)
    target = (Segment("t", texts[1], "en", "t"),)
    bitext = Bitext((Bead("0", source, target, ("id", "en")),), ("id", "en"), "s", "t")
    start = time.process_time()
    for _ in rule().run(bitext, ctx):
        pass
    return time.process_time() - start


def lines(pieces: tuple[str, str], size: int) -> tuple[str, str]:
    """Lines of a size; never the same twice, so that no cache answers."""
    lines.count = getattr(lines, "count", 0) + 1
    mark = f"a{lines.count} "
    return mark + pieces[0] * (size // len(pieces[0])), mark + pieces[1] * (size // len(pieces[1]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--select", nargs="*", default=[])
    parser.add_argument("--limit", type=float, default=14)
    args = parser.parse_args()
    gc.disable()  # as `tqa check` nearly does
    ctx = Context(load_termbase(Config()))
    steep = False
    for rule in RULES:
        if rule.needs or not issubclass(rule, BeadRule | CorpusRule):
            continue  # of glossaries, or of a model
        if args.select and not any(rule.code.startswith(code) for code in args.select):
            continue
        for name, pieces in PIECES.items():
            seconds(rule, lines(pieces, 1000), ctx)
            long = seconds(rule, lines(pieces, LONG), ctx)
            if long < LEAST:
                continue
            short = min(seconds(rule, lines(pieces, SHORT), ctx) for _ in range(2))
            growth = long / max(short, 1e-4)
            steep |= growth > args.limit
            flag = " steep" if growth > args.limit else ""
            print(
                f"{rule.code} {name:8} {short:7.3f} s {long:7.3f} s  x{growth:.1f}{flag}",
                flush=True,
            )
    sys.exit(steep)


if __name__ == "__main__":
    main()
