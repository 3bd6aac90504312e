"""ChrF++."""

from dataclasses import dataclass

from tqa.scoring.metric import metric
from tqa.scoring.metrics._chrf import ChrFBase


@metric
@dataclass(frozen=True)
class ChrFPlusPlus(ChrFBase):
    """chrF++ (Popović 2017): F score over n-grams of characters and of one and two words."""

    key = "chrf++"

    word_order: int = 2  #: the longest n-grams of words
