"""What chrF and chrF++ share: n-grams of characters and words, and their F score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.base.errors import UsageError
from tqa.scoring.metric import Material, Metric, Segments
from tqa.scoring.metrics._ngrams import matches, totals
from tqa.scoring.metrics._tokens import Tokens, by_chunk, characters

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_EPS = 1e-16


@dataclass(frozen=True)
class ChrFBase(Metric):
    """F score over n-grams; three statistics for each order: hypothesis, reference, matches."""

    sacrebleu = True

    char_order: int = 6  #: the longest n-grams of characters
    word_order: int = 0  #: the longest n-grams of words
    beta: int = 2  #: how many times as much recall weighs as precision
    lowercase: bool = False  #: ignore case
    whitespace: bool = False  #: white space counts as characters
    eps_smoothing: bool = False  #: as chrF++.py, NLTK and Moses smooth

    def __post_init__(self) -> None:
        if self.char_order < 0 or self.word_order < 0 or not self.char_order + self.word_order:
            raise UsageError(
                f"{self.key}: n-gram orders must be at least 0, and one of them at least 1"
            )
        if self.beta < 1:
            raise UsageError(f"{self.key}.beta: must be at least 1")

    @property
    def name(self) -> str:
        return f"chrF{self.beta}" + "+" * self.word_order

    def traits(self) -> Mapping[str, object]:
        return {
            "case": "lc" if self.lowercase else "mixed",
            "eff": not self.eps_smoothing,
            "nc": self.char_order,
            "nw": self.word_order,
            "space": self.whitespace,
        }

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        """The statistics against the reference with the best F score, the first of equals."""
        import numpy as np

        first, *others = material.references
        best = self._against(hypothesis, first)
        if not others:
            return best
        best_scores = self.scores(best)
        for reference in others:
            other = self._against(hypothesis, reference)
            scores = self.scores(other)
            better = scores > best_scores
            best = np.where(better[:, None], other, best)
            best_scores = np.where(better, scores, best_scores)
        return best

    def _against(self, hypothesis: Segments, reference: Segments) -> "NDArray[Any]":
        import numpy as np

        parts = []
        if self.char_order:
            kind = (self.lowercase, self.whitespace)
            key = ("chrf", self.char_order, kind, id(reference))
            parts.append(
                hypothesis.once(
                    key,
                    lambda: _columns(
                        characters(hypothesis, *kind),
                        characters(reference, *kind),
                        self.char_order,
                    ),
                )
            )
        if self.word_order:
            sides = (_words(hypothesis, self.lowercase), _words(reference, self.lowercase))
            parts.append(_columns(*sides, self.word_order))
        return np.hstack(parts)

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        """The F score of each row; the order of operations is sacrebleu's."""
        import numpy as np

        factor, kind = self.beta**2, np.result_type(totals.dtype, np.float32)
        average = np.zeros((2, len(totals)), kind)
        orders = np.zeros(len(totals), kind)
        smoothed = np.zeros(len(totals), kind)
        eps = kind.type(_EPS)
        for at in range(0, totals.shape[1], 3):
            hyp, ref, match = totals[:, at : at + 3].T
            precision = np.divide(match, hyp, out=np.full(len(hyp), eps), where=hyp > 0)
            recall = np.divide(match, ref, out=np.full(len(ref), eps), where=ref > 0)
            if self.eps_smoothing:
                above, below = (1 + factor) * precision * recall, factor * precision + recall
                smoothed += np.divide(above, below, out=np.full_like(above, eps), where=below > 0)
            both = (hyp > 0) & (ref > 0)
            average[0] += np.where(both, precision, 0)
            average[1] += np.where(both, recall, 0)
            orders += both
        if self.eps_smoothing:
            return 100 * smoothed / (self.char_order + self.word_order)
        precision, recall = average / np.maximum(orders, 1)
        above = (1 + factor) * precision * recall
        below = factor * precision + recall
        some = precision + recall > 0
        f_scores: NDArray[Any] = np.divide(above, below, out=np.zeros_like(above), where=some)
        return 100 * f_scores


def _columns(hypothesis: Tokens, reference: Tokens, order: int) -> "NDArray[Any]":
    """For each n: n-grams of the hypothesis (0 where the reference has none), of it, shared."""
    import numpy as np

    ref = totals(reference, order)
    hyp = np.where(ref > 0, totals(hypothesis, order), 0)
    columns = np.stack((hyp, ref, matches(hypothesis, [reference], order)), axis=2)
    return columns.reshape(len(hyp), 3 * order).astype(np.float64)


def _words(segments: Segments, lowercase: bool) -> Tokens:
    return by_chunk(segments, ("chrf", lowercase), _lowercase_split if lowercase else split)


def split(word: str) -> tuple[str, ...]:
    """A word and one sign of punctuation at its end, or else at its beginning (Popović 2017)."""
    if len(word) > 1:
        if word[-1] in _PUNCTUATION:
            return word[:-1], word[-1]
        if word[0] in _PUNCTUATION:
            return word[0], word[1:]
    return (word,)


def _lowercase_split(word: str) -> tuple[str, ...]:
    return split(word.lower())
