"""BERTScore: each token of one side with the token of the other that is most like it."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tqa.neural.batches import TURN
from tqa.neural.folder import model_hash
from tqa.neural.token_vectors import token_vectors
from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._neural import NeuralMetric

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tqa.neural.token_vectors import TextVectors, TokenVectors

_AT_ONCE = 256  # segments whose vectors are held at once
Weights = Mapping[int, float]


@metric
@dataclass(frozen=True)
class BertScore(NeuralMetric):
    """100 times the F1 of greedy matching by the cosine of tokens (Zhang et al. 2020).

    The tokens at the ends of a text can be matched, but weigh nothing. With `idf` tokens weigh
    by how few of the references have them. Of several references the best F1 counts. Values
    are not rescaled by a baseline.
    Statistics: sums of precision, recall and F1 of the segments, segments.
    """

    key = "bertscore"
    example = "google-bert/bert-base-multilingual-cased"

    layer: int = -1  #: of the encoder; 0 are the embeddings, -1 is the last
    idf: bool = False  #: weigh tokens by their frequency in the references

    @property
    def name(self) -> str:
        return "BERTScore"

    @property
    def segmentwise(self) -> bool:
        return not self.idf  # which is of all references

    def traits(self) -> Mapping[str, object]:
        return {**super().traits(), "layer": self._encoder().layer(self.layer), "idf": self.idf}

    def _encoder(self) -> "TokenVectors":

        folder = self.folder()
        who = f"--metric {self.key}"
        return token_vectors(str(folder), model_hash(folder), self.computed_in(), who)

    def values(self, hypothesis: Segments, material: Material) -> Sequence[float]:
        return [row[2] for row in self._rows(hypothesis, material)]

    def statistics(self, hypothesis: Segments, material: Material) -> "NDArray[Any]":
        import numpy as np

        self.folder()
        with TURN:
            rows = self._rows(hypothesis, material)
        return np.array([(*row, 1) for row in rows], np.float64).reshape(-1, 4)

    def scores(self, totals: "NDArray[Any]") -> "NDArray[Any]":
        return super().scores(totals[:, 2:])

    def details(self, totals: "NDArray[Any]") -> Mapping[str, object]:
        precision, recall, _, count = totals.tolist()
        return {"precision": precision / max(count, 1), "recall": recall / max(count, 1)}

    def _rows(self, hypothesis: Segments, material: Material) -> list[tuple[float, float, float]]:
        encoder = self._encoder()
        layer = encoder.layer(self.layer)
        references = [side.texts for side in material.references]
        weights = [_weights(encoder, texts, self.idf) for texts in references]
        found: list[tuple[float, float, float]] = []
        for start in range(0, len(hypothesis), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            own, others = hypothesis.texts[part], [texts[part] for texts in references]
            texts = [*own, *(text for side in others for text in side)]
            known = dict(encoder.of(texts, layer, self.batch))
            for text, *refs in zip(own, *others, strict=True):
                several = (
                    matched(known[text], known[ref], weigh)
                    for ref, weigh in zip(refs, weights, strict=True)
                )
                found.append(max(several, key=lambda row: row[2]))
            material.on_progress(len(own))
        return found


def matched(
    own: "TextVectors", other: "TextVectors", weights: Weights
) -> tuple[float, float, float]:
    """Precision, recall and F1 of a text against another, in percent."""
    import numpy as np

    cosines = own.vectors @ other.vectors.T
    sides = []
    for ids, best in ((own.ids, cosines.max(axis=1)), (other.ids, cosines.max(axis=0))):
        weigh = np.array([weights.get(token, weights[-1]) for token in ids])
        total = weigh.sum()
        sides.append(100 * float(best @ weigh / total) if total else 0.0)
    precision, recall = sides
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both > 0 else 0.0


def _weights(encoder: "TokenVectors", references: Sequence[str], idf: bool) -> Weights:
    """The weight of each token; that of all others stands at -1."""
    none = dict.fromkeys(encoder.special, 0.0)
    if not idf:
        return {-1: 1.0, **none}
    seen = Counter(token for ids in encoder.tokens(references) for token in set(ids))
    most = math.log(len(references) + 1)
    return {-1: most, **{token: most - math.log(n + 1) for token, n in seen.items()}, **none}
