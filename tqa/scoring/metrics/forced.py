"""Forced decoding: how likely a translation model finds the hypotheses."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.neural.folder import model_hash
from tqa.neural.translator import translator
from tqa.scoring.metric import Material, Segments, metric
from tqa.scoring.metrics._neural import NeuralMetric, source_of


@metric
@dataclass(frozen=True)
class Forced(NeuralMetric):
    """Log-probability of the hypothesis given the source, without a reference.

    The mean over the tokens of a segment (natural logarithm, its end counted), as Prism-src has
    it (Thompson and Post 2020), by any Marian, M2M or NLLB folder; the nearer 0 the better.
    The model must translate in the direction of the test set.
    Statistics: sum of the segments' values, segments.
    """

    key = "forced"
    needs = ("source",)
    example = "Helsinki-NLP/opus-mt-id-en"

    @property
    def name(self) -> str:
        return "LogProb"

    def values(self, hypothesis: Segments, material: Material) -> Sequence[float]:

        folder = self.folder()
        model = translator(
            str(folder),
            model_hash(folder),
            self.computed_in(),
            material.langs,
            f"--metric {self.key}",
        )
        return model.log_probabilities(
            source_of(material), hypothesis.texts, self.batch, material.on_progress
        )
