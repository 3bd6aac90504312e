"""Systems that hardly differ, and what sacrebleu says of them."""

import random
from collections.abc import Sequence
from typing import Any

from sacrebleu.metrics import BLEU, CHRF, TER

from tqa.scoring.metric import Material, Memo, Segments

WORDS = (
    "the minister said on Monday that prices of rice rose by 2.5 percent in Jakarta, and "
    'traders (most of them small) blamed the rain ; "we sold 1,500 tons - half of last '
    "year's - for Rp12,000 a kilo\" , he added . Naïve buyers & sellers&quot; waited... why? "
    "It's 10-year-old stock : <skipped> A/B +5% #1 U.S. co-op e-mail end."
).split()


def corpus(segments: int, seed: int = 7) -> list[str]:
    """Lines of words in no sense, with the signs that tokenizers care about."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randint(1, 30))) for _ in range(segments)]


def disturbed(lines: Sequence[str], seed: int) -> list[str]:
    """The lines with words lost, doubled, changed, and blocks moved."""
    chance = random.Random(seed)
    result = []
    for line in lines:
        words = [word for word in line.split() if chance.random() > 0.06]
        words = [chance.choice(WORDS) if chance.random() < 0.1 else word for word in words]
        if len(words) > 4 and chance.random() < 0.5:
            start = chance.randrange(len(words) - 2)
            block = [words.pop(start) for _ in range(2)]
            at = chance.randrange(len(words))
            words[at:at] = block
        result.append(" ".join(words))
    return result


def near_ties(lines: Sequence[str]) -> dict[str, list[str]]:
    """A system, and others that are it but for a little."""
    base = disturbed(lines, 1)
    empty = ["" if not number % 17 else line for number, line in enumerate(base)]
    one = [*base[:5], base[5] + " indeed", *base[6:]]
    swapped = list(base)
    for number in range(0, len(base), 6):
        swapped[number] = " ".join(reversed(base[number].split()))
    return {
        "base": base,
        "identical": list(base),
        "empty lines": empty,
        "one word": one,
        "some turned": swapped,
        "other": disturbed(lines, 2),
    }


def sides(
    hypothesis: Sequence[str], references: Sequence[Sequence[str]]
) -> tuple[Segments, Material]:
    """Hypothesis and references with one vocabulary."""
    shared = Memo()
    refs = [Segments(lines, shared) for lines in references]
    return Segments(hypothesis, shared), Material(refs)


PEERS: dict[str, Any] = {"bleu": BLEU, "chrf": CHRF, "chrf++": CHRF, "ter": TER}


def peer(key: str, options: dict[str, Any]) -> Any:
    """The metric of sacrebleu with the same options."""
    extra = {"word_order": 2} if key == "chrf++" else {"force": True} if key == "bleu" else {}
    return PEERS[key](**{**extra, **options})
