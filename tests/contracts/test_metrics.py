"""Every metric scores any text, and its statistics add up over segments."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from tests.contracts.texts import HOSTILE
from tqa.base.errors import MissingExtra
from tqa.glossary.termbase import Termbase
from tqa.model import Concept, Status, Term
from tqa.scoring.metric import METRICS, Material, Memo, Metric, Segments, TermPair

REFERENCES = [*HOSTILE, "Prices rose.", "The workshop was opened in Jakarta."]
HYPOTHESES = ["Prices rose.", *HOSTILE, "A garage was opened in Jakarta."]
SOURCES = ["Harga naik.", *HOSTILE, "Lokakarya itu dibuka di Jakarta."]
WORKSHOP = Concept(
    "workshop",
    (Term("lokakarya", "id", Status.PREFERRED), Term("workshop", "en", Status.PREFERRED)),
)


def rows(metric: Metric, part: slice) -> "np.ndarray[Any, Any]":
    shared = Memo()
    texts = [Segments(lines[part], shared) for lines in (HYPOTHESES, REFERENCES, SOURCES)]
    count = len(texts[0])
    material = Material(
        [texts[1]],
        texts[2],
        ["d"] * count,
        Termbase([WORKSHOP]),
        [[TermPair("Jakarta", ("Jakarta",))]] * count,
        ("id", "en"),
    )
    return metric.statistics(texts[0], material)


def metrics() -> Sequence[str]:
    return METRICS.keys()


@pytest.mark.parametrize("key", metrics())
def test_any_text_is_scored(key: str) -> None:
    metric = METRICS[key]()
    try:
        signature = metric.signature(1)
    except MissingExtra:
        pytest.skip("its library or model is not installed")
    count = len(HYPOTHESES)
    whole = rows(metric, slice(None))
    assert whole.shape[0] == count
    assert whole.dtype == np.float64
    scores = metric.scores(whole.sum(axis=0)[None])
    assert scores.shape == (1,)
    assert metric.segment_scores(whole).shape == (count,)
    assert np.isfinite(scores).all()
    assert metric.key == key
    assert "version:" in signature or "tqa:" in signature
    if metric.segmentwise:
        parts = np.vstack([rows(metric, slice(3)), rows(metric, slice(3, None))])
        np.testing.assert_allclose(parts, whole, rtol=1e-6)
