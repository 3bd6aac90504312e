"""TER."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tqa.kernel import kernel
from tqa.scoring.metric import Material, Metric, Segments, metric
from tqa.scoring.metrics import _tercom
from tqa.scoring.metrics._ngrams import localised, matches
from tqa.scoring.metrics._shifts import SAFE_EDITS, SAFE_LENGTH, edits
from tqa.scoring.metrics._tokens import Tokens, by_chunk, by_line

if TYPE_CHECKING:
    from numpy.typing import NDArray


@metric
@dataclass(frozen=True)
class Ter(Metric):
    """TER (Snover et al. 2006): edits for each word of the reference, shifts counted as one edit.

    Statistics: the fewest edits over the references, and their mean length.
    """

    key = "ter"
    sacrebleu = True
    higher_is_better = False

    normalized: bool = False  #: punctuation apart, entities read
    no_punct: bool = False  #: leave punctuation out
    asian_support: bool = False  #: the same for Chinese and Japanese signs
    case_sensitive: bool = False  #: case counts

    @property
    def name(self) -> str:
        return "TER"

    def traits(self) -> Mapping[str, object]:
        return {
            "case": "mixed" if self.case_sensitive else "lc",
            "tok": "tercom",
            "norm": self.normalized,
            "punct": not self.no_punct,
            "asian": self.asian_support,
        }

    def _tokens(self, segments: Segments) -> Tokens:
        plain = (self.case_sensitive, self.no_punct)
        if self.normalized or (self.no_punct and self.asian_support):
            options = (*plain, self.asian_support, self.normalized)
            return by_line(segments, ("ter", *options), _tercom.normalised(*options))
        return by_chunk(segments, ("ter", *plain), _tercom.plain(*plain))

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        own = self._tokens(hypothesis)
        others = [self._tokens(reference) for reference in material.references]
        fewest = np.minimum.reduce([_edits(own, other) for other in others])
        lengths = np.add.reduce([other.lengths for other in others])
        both = (fewest, lengths / len(others))
        statistics: NDArray[Any] = np.stack(both, axis=1).astype(np.float64)
        return statistics

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        import numpy as np

        edited, length = totals.T
        kind = np.result_type(totals.dtype, np.float32)
        rate = (edited > 0).astype(kind)  # without a reference every word is wrong
        np.divide(edited, length, out=rate, where=length > 0)
        return 100 * rate

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        return {"num_edits": int(totals[0]), "ref_length": float(totals[1])}


def _edits(hypothesis: Tokens, reference: Tokens) -> "NDArray[Any]":
    """The edits of each segment; the search for shifts only where one could save something."""
    import numpy as np

    compiled = kernel()
    if compiled:
        return np.frombuffer(compiled.edits(hypothesis.pair, reference.pair), np.int64)
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cpdist

    longest = np.maximum(hypothesis.lengths, reference.lengths)
    lowest: NDArray[Any] = longest - matches(hypothesis, [reference], 1)[:, 0]
    hyps, refs = map(_strings, localised((hypothesis, reference)))
    if not hyps:
        return lowest
    found: NDArray[Any] = cpdist(hyps, refs, scorer=Levenshtein.distance, dtype=np.int64)
    both = (hypothesis.lengths > 0) & (reference.lengths > 0)
    banded = (found > SAFE_EDITS) & (reference.lengths > SAFE_LENGTH)
    for at in np.flatnonzero(both & (banded | (found > lowest))).tolist():
        found[at] = edits(hyps[at], refs[at], int(found[at]), int(lowest[at]))
    return found


def _strings(tokens: Tokens) -> list[str]:
    """Each segment as a string of one character for each token."""
    text = tokens.ids.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    starts = tokens.starts.tolist()
    return [text[a:b] for a, b in pairwise(starts)]
