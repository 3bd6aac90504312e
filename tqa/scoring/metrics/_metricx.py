"""MetricX-24: errors that a fine-tuned mT5 expects, from 0 (none) to 25."""

from collections.abc import Sequence
from dataclasses import dataclass

from tqa.neural.batches import OnProgress
from tqa.neural.folder import model_hash
from tqa.neural.regression import regression
from tqa.scoring.metrics._neural import NeuralMetric

_LEAST, _MOST = 0.0, 25.0


@dataclass(frozen=True)
class MetricXBase(NeuralMetric):
    """What the metric with references and the one without share."""

    higher_is_better = False
    needs = ("source",)
    # Its folder lacks the tokenizer, which is that of mT5.
    example = "google/metricx-24-hybrid-large-v2p6"

    token: int = 250089  #: whose logit is the score: <extra_id_10> of mT5

    def asked(self, texts: Sequence[str], on_progress: OnProgress) -> list[float]:
        """The score of each input, within the scale."""

        folder = self.folder()
        who = f"--metric {self.key}"
        model = regression(str(folder), model_hash(folder), self.computed_in(), who)
        values = model.values(texts, self.token, self.batch, on_progress)
        return [min(_MOST, max(_LEAST, value)) for value in values]
