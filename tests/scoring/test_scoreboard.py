"""What a test set carries reaches the metrics, and any metric is tested like BLEU."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.scoring.peer import corpus, disturbed
from tqa.base.errors import UsageError
from tqa.glossary.termbase import Termbase
from tqa.scoring.metric import METRICS, Material, Metric, Segments, TermPair
from tqa.scoring.run import score
from tqa.scoring.scoreboard import Plan, TestSet


@dataclass(frozen=True)
class Held(Metric):
    """How many of the wanted terms a hypothesis holds."""

    key = "held"
    needs = ("terms",)

    @property
    def name(self) -> str:
        return "Held"

    def statistics(self, hypothesis: Segments, material: Material) -> Any:
        assert material.terms is not None
        rows = [
            (sum(pair.targets[0] in text for pair in pairs), len(pairs))
            for text, pairs in zip(hypothesis.texts, material.terms, strict=True)
        ]
        return np.array(rows, np.float64)

    def scores(self, totals: Any) -> Any:
        held, wanted = totals.T
        return 100 * np.divide(held, wanted, out=np.zeros(len(totals)), where=wanted > 0)

    def traits(self) -> Mapping[str, object]:
        return {"terms": "own"}

    def tables(self, hypothesis: Segments, material: Material) -> Mapping[str, object]:
        return {"documents": sorted(set(material.documents or ()))}


LINES = corpus(80)
SYSTEMS = {"base": disturbed(LINES, 1), "other": disturbed(LINES, 2)}
TERMS = [[TermPair("harga", ("prices",)), TermPair("hujan", ("rain",))] for _ in LINES]
DOCUMENTS = [f"d{number // 30}" for number in range(80)]


def test_a_metric_of_terms_has_intervals_p_values_and_tables() -> None:
    testset = TestSet([LINES], SYSTEMS, terms=TERMS, documents=DOCUMENTS)
    plan = Plan(confidence=True, paired="bootstrap", resamples=50)
    board = score(testset, [Held()], plan)
    result = board.results["other"]["held"]
    held = sum(word in line for line in SYSTEMS["other"] for word in ("prices", "rain"))
    assert result.score == 100 * held / 160
    assert result.interval is not None
    assert result.interval.half > 0
    assert result.p_value is not None
    assert result.details == {"documents": ["d0", "d1", "d2"]}
    assert board.signatures["held"] == "nrefs:1|bs:50|seed:12345|terms:own|tests"


def test_what_a_metric_needs_is_told() -> None:
    with pytest.raises(UsageError, match="the metric 'held' requires --terms"):
        score(TestSet([LINES], SYSTEMS), [Held()])


def test_material_holds_what_the_test_set_has() -> None:
    termbase = Termbase()
    testset = TestSet([LINES], SYSTEMS, ["x"] * 80, termbase=termbase, langs=("id", "en"))
    material = testset.material()
    assert material.source is not None
    assert material.source.shared is material.references[0].shared
    assert (material.termbase, material.langs) == (termbase, ("id", "en"))
    assert material.documents is material.terms is None


def test_scores_of_documents_are_those_of_their_lines() -> None:
    board = score(TestSet([LINES], SYSTEMS), [METRICS["bleu"](), METRICS["ter"]()])
    part = TestSet([LINES[30:60]], {"base": SYSTEMS["base"][30:60]})
    alone = score(part, [METRICS["bleu"](), METRICS["ter"]()])
    for key, result in alone.results["base"].items():
        by_document = board.results["base"][key].measured.by(DOCUMENTS)
        assert list(by_document) == ["d0", "d1", "d2"]
        assert by_document["d1"] == result.score
