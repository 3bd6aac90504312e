import pytest

from tqa.glossary.inflection_transfer import carried
from tqa.glossary.senses import likely
from tqa.glossary.termbase import Termbase

ROWS = [
    {"concept": "event", "id": "lokakarya", "en": "workshop", "en_cues": "participant|training"},
    {"concept": "place", "id": "bengkel", "en": "workshop", "en_cues": "car|motor vehicle"},
]


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("20 participants came to the workshop", ["event"]),
        ("the cars stood in the workshop", ["place"]),
        ("a workshop for motor vehicles", ["place"]),
        ("the workshop was closed", ["event", "place"]),
    ],
)
def test_cues(text: str, senses: list[str]) -> None:
    concepts = Termbase.from_rows(ROWS).concepts
    assert [c.id for c in likely(concepts, [(text, "en")])] == senses


def test_without_cues_the_sense_that_needs_none() -> None:
    concepts = Termbase.from_rows([*ROWS, {"concept": "plain", "id": "sanggar", "en": "workshop"}])
    found = likely(concepts.concepts, [("the workshop was closed", "en")])
    assert [c.id for c in found] == ["plain"]


@pytest.mark.parametrize(
    ("surface", "term", "new", "lang", "expected"),
    [
        ("bengkelnya", "bengkel", "lokakarya", "id", "lokakaryanya"),
        ("Bengkel", "bengkel", "lokakarya", "id", "Lokakarya"),
        ("bengkel-bengkel", "bengkel", "lokakarya", "id", "lokakarya-lokakarya"),
        ("BENGKEL", "bengkel", "lokakarya", "id", "LOKAKARYA"),
        ("perbengkelan", "bengkel", "lokakarya", "id", "lokakarya"),
        ("hazards", "hazard", "risk", "en", "risks"),
        ("Premiers", "premier", "head of party", "en", "Head of parties"),
        ("premier's", "premier", "president", "en", "president's"),
    ],
)
def test_carried(surface: str, term: str, new: str, lang: str, expected: str) -> None:
    assert carried(surface, term, new, lang) == expected
