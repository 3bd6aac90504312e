"""Window overlap of 3 words on each side of a term."""

from dataclasses import dataclass

from tqa.scoring.metric import metric
from tqa.scoring.metrics._term_window import TermWindow


@metric
@dataclass(frozen=True)
class TermWindow3(TermWindow):
    """Window overlap (Alam et al. 2021) of 3 words on each side."""

    key = "term-window3"

    window: int = 3  #: words on each side
