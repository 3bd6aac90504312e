"""Compare the ways in which `tqa translate` puts the glossary's terms into drafts.

  scripts/bench/translate.py MODEL TABLE GLOSSARY [--langs id-en] [--segments 300] [--beams 4]

TABLE holds two columns without a header: source TAB reference (--swap: the other way round). Of
its segments those are taken that hold a term of GLOSSARY, from the beginning on. Printed for each
way: the terms that are in the drafts (in any inflected form) of those that the sources name, the
same for the references, chrF and BLEU against the references, and seconds of processor time.
Needs: pip install tqa[neural]
"""

import argparse
import time
import warnings
from collections.abc import Sequence
from typing import Any

from tqa.drafting.local import local_model
from tqa.drafting.mentions import mentions
from tqa.drafting.strategy import STRATEGIES
from tqa.glossary.mentions import Finder, SourceMention, placed
from tqa.glossary.termbase import Termbase
from tqa.neural.decoding import SearchSettings


def rows(path: str, swap: bool) -> list[tuple[str, str]]:
    """The pairs of a table."""
    with open(path, encoding="utf-8") as file:
        cells = [line.rstrip("\r\n").split("\t") for line in file]
    return [(b, a) if swap else (a, b) for a, b in cells if a.strip() and b.strip()]


def held(texts: Sequence[str], found: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """How many terms texts have, of how many."""
    hits = total = 0
    for text, some in zip(texts, found, strict=True):
        finder = Finder([term for mention in some for term in mention.targets])
        uses = [SourceMention("", mention.said, mention.said, mention.targets) for mention in some]
        places = placed(uses, text, finder)
        hits += sum(place is not None for place in places)
        total += len(places)
    return hits, total


def main() -> None:
    warnings.simplefilter("ignore")  # transformers recommends what is not needed
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model")
    parser.add_argument("table")
    parser.add_argument("glossary")
    parser.add_argument("--langs", default="id-en")
    parser.add_argument("--swap", action="store_true")
    parser.add_argument("--segments", type=int, default=300)
    parser.add_argument("--beams", type=int, default=4)
    parser.add_argument("--show", type=int, default=0, help="print so many drafts of each way")
    args = parser.parse_args()
    import sacrebleu

    source, _, target = args.langs.partition("-")
    langs = (source, target)
    termbase = Termbase.load([args.glossary])
    pairs = [
        pair
        for pair in rows(args.table, args.swap)
        if mentions(pair[0], termbase, langs, bundled=True)
    ][: args.segments]
    sources, references = [s for s, _ in pairs], [r for _, r in pairs]
    found = [mentions(text, termbase, langs, bundled=True) for text in sources]
    model = local_model(args.model, langs, SearchSettings(args.beams))
    hits, total = held(references, found)
    print(f"{len(pairs)} segments, {total} terms; the references have {hits / total:.1%}")
    for strategy in STRATEGIES:
        began = time.process_time()
        named = dict(zip(sources, found, strict=True))
        drafts = strategy(model, langs, lambda text, named=named: named[text]).translations(sources)
        used = time.process_time() - began
        hits, total = held(drafts, found)
        chrf = sacrebleu.corpus_chrf(drafts, [references]).score
        bleu = sacrebleu.corpus_bleu(drafts, [references]).score
        print(
            f"{strategy.name:12} terms {hits / total:6.1%}  chrF {chrf:5.1f}  BLEU {bleu:5.1f}"
            f"  {used:6.1f} s"
        )
        for text, draft in list(zip(sources, drafts, strict=True))[: args.show]:
            print(f"    {text}\n    {draft}")


if __name__ == "__main__":
    main()
