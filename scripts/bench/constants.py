#!/usr/bin/env python3
"""What each tuned constant is worth: half of it, twice it, and what becomes of the result.

  scripts/bench/constants.py align|language|check|mine [--only NAME] [--seeds 1,2,3]

The texts are those of corpora/. Of each constant of the modules of a task the measure is printed
as it is, with half of the constant and with twice it:

  align     strict F1 of the lexical aligner, articles disturbed with the seeds: segments merged on
            one side, left out, and put in from another article
  language  share of sentences, and of their first four words, whose language is detected
  check     planted faults that are found, and other findings of minor severity and above
  mine      candidates for a glossary, and how many of them are there as the constant is

Constants of other tasks need texts or models that are not part of tqa; what set them is said where
they are.
"""

import argparse
import ast
import csv
import functools
import gc
import importlib
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tqa.aligning.aligners.lexical import Lexical
from tqa.checking.run import check
from tqa.glossary.mining.mine import mine
from tqa.lang.language import detect
from tqa.lang.words.known import Known
from tqa.lang.words.sentences import sentence_spans
from tqa.model import Bead, Input, Segment, Severity
from tqa.project.bundled import folder
from tqa.project.config import Config
from tqa.reading.bitexts import read_bitexts

PAIRS = sorted(path.parent for path in folder("corpora").glob("*/pair.toml"))
MODULES = {
    "align": ("aligning.aligners", "lexical _gains _links _beads _nulls _anchors _band _steps"),
    "language": ("lang", "language"),
    "check": (
        "",
        "lang.evidence.coverage checking.rules.accuracy._uncovered checking.rules.accuracy._scope"
        " checking.rules.accuracy.negation checking.rules.terminology._opposite"
        " checking.rules.terminology._lexical checking.rules.terminology.term_forbidden"
        " checking.rules.consistency.rendering_inconsistent"
        " checking.rules.consistency.same_target_different_source"
        " checking.rules.consistency._repeats checking.rules.numbers._difference"
        " checking.rules.numbers._matching checking.rules.terminology._names",
    ),
    "mine": (
        "glossary.mining",
        "alignment candidates candidate_filter choice shorts termhood usage",
    ),
}
_CHANGED = 0.12  # share of the segments that are disturbed in each of four ways
_FIRST = 4  # words of a sentence that are looked at alone


class Constant(NamedTuple):
    """A number with a point in a module, or the default of a dataclass there."""

    module: Any
    owner: str  # the dataclass, "" for the module itself
    name: str
    value: float

    def __str__(self) -> str:
        return ".".join(part for part in (self.module.__name__, self.owner, self.name) if part)

    def set(self, value: float) -> None:
        """Give the constant another value, everywhere in this process."""
        if not self.owner:
            setattr(self.module, self.name, value)
            return
        init = getattr(self.module, self.owner).__init__
        fields = getattr(self.module, self.owner).__dataclass_fields__
        names = [name for name in fields if name in init.__code__.co_varnames]
        defaults = list(init.__defaults__)
        defaults[names.index(self.name) - len(names)] = value
        init.__defaults__ = tuple(defaults)


def constants(name: str) -> Iterator[Constant]:
    """The constants of a module that are no whole numbers."""
    module = importlib.import_module(name)
    for node in ast.parse(Path(str(module.__file__)).read_text("utf-8")).body:
        owner = node.name if isinstance(node, ast.ClassDef) else ""
        if owner and not is_dataclass(getattr(module, owner)):
            continue
        for part in node.body if isinstance(node, ast.ClassDef) else [node]:
            target = part.targets[0] if isinstance(part, ast.Assign) else getattr(part, "target", 0)
            value = getattr(part, "value", None)
            pairs = [(target, value)]
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = list(zip(target.elts, value.elts, strict=True))
            for name, each in pairs:
                number = each.value if isinstance(each, ast.Constant) else None
                if isinstance(name, ast.Name) and isinstance(number, float) and number:
                    yield Constant(module, owner, name.id, number)


def forget() -> None:
    """Empty every cache of answers in this process."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            if each.__wrapped__.__module__.startswith("tqa."):
                each.cache_clear()
        elif isinstance(each, Known):
            each.clear()


def sentences(pair: Path) -> Iterator[tuple[str, str]]:
    """Source and target sentences that translate each other, paragraph by paragraph."""
    meta = tomllib.loads((pair / "pair.toml").read_text("utf-8"))
    paragraphs = [(pair / meta[side]).read_text("utf-8").split("\n\n") for side in SIDES]
    if len(paragraphs[0]) != len(paragraphs[1]):
        return
    for texts in zip(*paragraphs, strict=True):
        parts = [
            [span.of(text) for span in sentence_spans(text, lang)]
            for text, lang in zip(texts, meta["direction"].split("-"), strict=True)
        ]
        if len(parts[0]) == len(parts[1]):
            yield from zip(*parts, strict=True)
        else:
            yield texts[0].strip(), texts[1].strip()


SIDES = ("source", "target")
Document = tuple[list[str], list[str], set[tuple[tuple[int, ...], tuple[int, ...]]]]


def disturbed(pairs: list[tuple[str, str]], others: list[tuple[str, str]], seed: int) -> Document:
    """Segments of both sides, and the beads that are right."""
    draw = random.Random(seed)
    sides: tuple[list[str], list[str]] = ([], [])
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    plain = False  # whether the last segments of both sides are a bead
    for pair in pairs:
        kind, side = draw.random() // _CHANGED, draw.randrange(2)
        if kind == 0 and plain:  # one segment with the one before it
            sides[side][-1] += f" {pair[side]}"
            sides[1 - side].append(pair[1 - side])
            ends = [beads[-1][0], beads[-1][1]]
            ends[1 - side] += (len(sides[1 - side]) - 1,)
            beads[-1] = (ends[0], ends[1])
        elif kind == 1:  # left out of the other side
            sides[side].append(pair[side])
            plain = False
        else:
            if kind == 2:
                sides[side].append(draw.choice(others)[side])
            for n in (0, 1):
                sides[n].append(pair[n])
            beads.append(((len(sides[0]) - 1,), (len(sides[1]) - 1,)))
            plain = True
    return (*sides, set(beads))


def align(seeds: list[int]) -> str:
    every = {pair: list(sentences(pair)) for pair in PAIRS}
    right = proposed = wanted = 0
    for pair, own in every.items():
        others = [each for other, found in every.items() if other != pair for each in found]
        direction = tomllib.loads((pair / "pair.toml").read_text("utf-8"))["direction"]
        langs = tuple(direction.split("-"))
        for seed in seeds:
            *texts, gold = disturbed(own, others, seed)
            if not own:
                continue
            sides = [
                [Segment(str(n), text, lang) for n, text in enumerate(side)]
                for side, lang in zip(texts, langs, strict=True)
            ]
            beads = Lexical().align(sides[0], sides[1], (langs[0], langs[1]))
            found = {
                (tuple(int(s.id) for s in b.source), tuple(int(s.id) for s in b.target))
                for b in beads
                if b.source and b.target
            }
            right += len(found & gold)
            proposed += len(found)
            wanted += len(gold)
    return f"{2 * right / (proposed + wanted):.4f}"


def language(_: list[int]) -> str:
    whole = first = total = 0
    for pair in PAIRS:
        direction = tomllib.loads((pair / "pair.toml").read_text("utf-8"))["direction"]
        for texts in sentences(pair):
            for text, lang in zip(texts, direction.split("-"), strict=True):
                total += 1
                whole += detect(text).lang == lang
                first += detect(" ".join(text.split()[:_FIRST])).lang == lang
    return f"{whole / total:.4f} {first / total:.4f}"


def checked(_: list[int]) -> str:
    hits = more = 0
    for pair in PAIRS:
        meta = tomllib.loads((pair / "pair.toml").read_text("utf-8"))
        terms = tuple(str(pair / name) for name in meta.get("glossary", ()))
        item = Input.pair(*(str(pair / meta[side]) for side in SIDES))
        findings = check([item], Config(glossary=terms)).findings
        with (pair / "expected.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        reported = [f for f in findings if f.severity > Severity.NEUTRAL]
        met = [
            [f for f in reported if f.code in row["code"].split("|") and f.line == int(row["line"])]
            for row in rows
        ]
        hits += sum(map(bool, met))
        more += len(reported) - len({id(f) for found in met for f in found})
    return f"{hits} found, {more} others"


def mined(_: list[int]) -> str:
    beads: list[Bead] = []
    for pair in PAIRS:
        meta = tomllib.loads((pair / "pair.toml").read_text("utf-8"))
        item = Input.pair(*(str(pair / meta[side]) for side in SIDES))
        beads += [bead for bitext in read_bitexts(item, Config()) for bead in bitext.beads]
    found = {(c.id, c.en) for c in mine(beads).candidates}
    USUAL.update(found if not USUAL else ())
    return f"{len(found)}, {len(found & USUAL)} as before"


USUAL: set[tuple[str, str]] = set()
MEASURES: dict[str, Callable[[list[int]], str]] = {
    "align": align,
    "language": language,
    "check": checked,
    "mine": mined,
}


def main() -> None:
    """Print a line a constant."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=MODULES)
    parser.add_argument("--only", default="", help="constants whose name holds this")
    parser.add_argument("--seeds", default="1,2,3", help="for align")
    options = parser.parse_args()
    seeds = [int(seed) for seed in options.seeds.split(",")]
    measure = MEASURES[options.task]
    print(f"as they are: {measure(seeds)}")
    room, names = MODULES[options.task]
    for name in names.split():
        for each in constants(".".join(filter(None, ("tqa", room, name)))):
            if options.only not in str(each):
                continue
            results = []
            for factor in (0.5, 2.0):
                each.set(each.value * factor)
                forget()
                results.append(measure(seeds))
                each.set(each.value)
            forget()
            print(f"{each} = {each.value:g}: half {results[0]}, twice {results[1]}", flush=True)


if __name__ == "__main__":
    main()
