"""BLEU."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tqa.base.errors import UsageError
from tqa.scoring.metric import Material, Metric, Segments, metric
from tqa.scoring.metrics import _mteval
from tqa.scoring.metrics._ngrams import matches, totals
from tqa.scoring.metrics._tokens import Split, Tokens, by_chunk, by_line

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMOOTHING = {"none": None, "exp": None, "floor": 0.1, "add-k": 1}  # with their default values
_LOG_0 = -9999999999.0  # sacrebleu's logarithm of nothing


@metric
@dataclass(frozen=True)
class Bleu(Metric):
    """BLEU (Papineni et al. 2002): geometric mean of n-gram precisions with a brevity penalty.

    Statistics: tokens of the hypothesis and of the closest reference, matches
    for each n, n-grams for each n. Smoothing after Chen and Cherry 2014. A
    segment by itself is scored with `effective_order`.
    """

    key = "bleu"
    sacrebleu = True

    tokenize: str = "13a"  #: 13a, intl, char, zh, none, flores200, flores101, ja-mecab, ko-mecab
    lowercase: bool = False  #: ignore case
    smooth_method: str = "exp"  #: exp, floor, add-k, none
    smooth_value: float | None = None  #: of floor (0.1) and add-k (1)
    max_ngram_order: int = 4  #: the longest n-grams
    effective_order: bool = False  #: leave out orders longer than the text
    model: str = ""  #: a SentencePiece model for flores200 and its kin

    def __post_init__(self) -> None:
        if self.smooth_method not in _SMOOTHING:
            raise UsageError(
                f"unknown smoothing {self.smooth_method!r}", hint=f"known: {', '.join(_SMOOTHING)}"
            )
        if self.max_ngram_order < 1:
            raise UsageError("bleu.max_ngram_order: must be at least 1")

    @property
    def name(self) -> str:
        return "BLEU"

    def traits(self) -> Mapping[str, object]:
        own = self.tokenize in ("13a", "none")
        smoothing = self.smooth_method
        if _SMOOTHING[smoothing] is not None:
            smoothing += f"[{self._smooth_value:.2f}]"
        return {
            "case": "lc" if self.lowercase else "mixed",
            "eff": self.effective_order,
            "tok": self.tokenize if own else _mteval.other(self.tokenize, self.model)[1],
            "smooth": smoothing,
        }

    @property
    def _smooth_value(self) -> float:
        default = _SMOOTHING[self.smooth_method]
        return float(default or 0) if self.smooth_value is None else self.smooth_value

    def _tokens(self, sides: Sequence[Segments]) -> list[Tokens]:
        """By chunk where the tokenizer allows it: 13a joins lines at a hyphen.

        All sides alike, since the two ways number the tokens differently.
        """
        key = ("bleu", self.tokenize, self.lowercase, self.model)
        in_chunks = self.tokenize == "none" or (
            self.tokenize == "13a" and all(map(_in_one_line, sides))
        )
        if in_chunks:
            return [by_chunk(segments, key, self._split()) for segments in sides]
        return [by_line(segments, ("line", *key), self._split()) for segments in sides]

    def _split(self) -> Split:
        split: Split = _mteval.v13a
        if self.tokenize == "none":
            split = str.split
        elif self.tokenize != "13a":
            split, _ = _mteval.other(self.tokenize, self.model)
        return (lambda text: split(text.lower())) if self.lowercase else split

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        own, *others = self._tokens((hypothesis, *material.references))
        if any(r.shared is not hypothesis.shared for r in material.references):
            raise ValueError("the sides of a test set share a vocabulary")
        order = self.max_ngram_order
        lengths = np.stack([each.lengths for each in others])
        gaps = np.abs(lengths - own.lengths)
        closest = np.where(gaps == gaps.min(axis=0), lengths, lengths.max() + 1).min(axis=0)
        parts = (own.lengths[:, None], closest[:, None], matches(own, others, order))
        columns: NDArray[Any] = np.hstack((*parts, totals(own, order)))
        return columns.astype(np.float64)

    def segment_scores(self, statistics: "NDArray[Any]") -> "NDArray[Any]":
        return replace(self, effective_order=True).scores(statistics)

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        """BLEU of each row; the order of operations is sacrebleu's, so that digits agree."""
        import numpy as np

        order = self.max_ngram_order
        precisions, effective = self._precisions(totals)
        logs = np.full(precisions.shape, _LOG_0)
        some = precisions > 0
        logs[some] = _each("log", precisions[some].astype(np.float64))
        hyp, ref = totals[:, 0].astype(np.int64), totals[:, 1].astype(np.int64)
        penalty = np.ones(len(totals))
        short = (hyp < ref) & (hyp > 0)
        penalty[short] = _each("exp", 1 - ref[short] / hyp[short])
        penalty[(hyp < ref) & (hyp == 0)] = 0
        if (effective == order).all():
            sums = np.array(list(map(sum, logs.tolist())))
        else:
            pairs = zip(logs.tolist(), effective.tolist(), strict=True)
            sums = np.array([sum(row[:n]) for row, n in pairs])
        scores = penalty * _each("exp", sums / effective)
        scores[~totals[:, 2 : 2 + order].any(axis=1)] = 0
        return scores

    def _precisions(self, totals: "NDArray[Any]") -> "tuple[NDArray[Any], NDArray[Any]]":
        """Smoothed precisions in percent, 0 after the first n without n-grams; effective orders."""
        import numpy as np

        order, kind = self.max_ngram_order, totals.dtype
        whole = kind == np.int64  # sacrebleu adds k to integers there, and so cuts it off
        correct, total = totals[:, 2 : 2 + order].copy(), totals[:, 2 + order :].copy()
        precisions = np.zeros(correct.shape, np.float64 if whole else kind)
        alive: NDArray[Any] = np.ones(len(totals), bool)
        effective = np.full(len(totals), order)
        halvings = np.ones(len(totals), precisions.dtype)
        for n in range(order):
            if self.smooth_method == "add-k" and n:
                correct[:, n] += kind.type(self._smooth_value)
                total[:, n] += kind.type(self._smooth_value)
            alive &= total[:, n] != 0
            if self.effective_order:
                effective[alive] = n + 1
            hit = alive & (correct[:, n] != 0)
            precisions[hit, n] = precisions.dtype.type(100) * correct[hit, n] / total[hit, n]
            miss = alive & ~hit
            if self.smooth_method == "exp":
                halvings[miss] *= 2
                precisions[miss, n] = 100 / (halvings[miss] * total[miss, n])
            elif self.smooth_method == "floor":
                precisions[miss, n] = 100.0 * self._smooth_value / total[miss, n]
        return precisions, effective

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:

        order = self.max_ngram_order
        row = [int(value) for value in totals]
        precisions, _ = self._precisions(totals[None])
        hyp, ref = row[:2]
        penalty = 1.0 if hyp >= ref else math.exp(1 - ref / hyp) if hyp else 0.0
        return {
            "precisions": precisions[0].tolist() if any(row[2 : 2 + order]) else [0.0] * order,
            "counts": row[2 : 2 + order],
            "totals": row[2 + order :],
            "bp": penalty,
            "sys_len": hyp,
            "ref_len": ref,
        }


def _in_one_line(segments: Segments) -> bool:
    return segments.once("one line", lambda: not any("\n" in t for t in segments.texts))


def _each(function: str, values: "NDArray[Any]") -> "NDArray[Any]":
    """The C library's function of each value: numpy's own may differ in the last digit."""

    import numpy as np

    return np.array(list(map(getattr(math, function), values.tolist())), np.float64)
