"""ChrF."""

from dataclasses import dataclass

from tqa.scoring.metric import metric
from tqa.scoring.metrics._chrf import ChrFBase


@metric
@dataclass(frozen=True)
class ChrF(ChrFBase):
    """chrF (Popović 2015): F score over n-grams of characters."""

    key = "chrf"
