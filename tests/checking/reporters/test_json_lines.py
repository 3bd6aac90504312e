"""`jsonl` and `json`."""

import json

from tests.checking.reporters.findings import finding, report, written
from tqa.model import Related, Span


def test_an_object_a_line() -> None:
    one = finding("The “garage”\n", (5, 11), source="Lokakarya", source_spans=(Span(0, 9),))
    two = finding("x", concept="c1", related=(Related("b.txt", 1, 2, "y"),), suggestions=("z",))
    first, second = map(json.loads, written("jsonl", report(one, two)).splitlines())
    assert first["target_spans"] == [[5, 11]]
    assert first["source_spans"] == [[0, 9]]
    assert first["target_text"] == "The “garage”\n"
    assert first["concept"] is None
    assert second["concept"] == "c1"
    assert second["related"] == [{"file": "b.txt", "line": 1, "column": 2, "text": "y"}]
    assert second["suggestions"] == ["z"]


def test_the_message_follows_the_language_and_nothing_else_does() -> None:
    what = report(finding("x", (0, 1)))
    english, indonesian = (json.loads(written("jsonl", what, lang=lang)) for lang in ("en", "id"))
    assert (english.pop("message"), indonesian.pop("message")) == ("wrong", "salah")
    assert english == indonesian


def test_json_has_the_totals() -> None:
    document = json.loads(written("json", report(finding("x"), words=300)))
    quality = {
        "words": 300,
        "penalty": 5,
        "penalty_per_1000_words": 16.6667,
        "mqm_score": 98.3333,
    }
    assert document["quality"] == document["documents"][0]["quality"] == quality
